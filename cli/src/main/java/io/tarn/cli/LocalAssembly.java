package io.tarn.cli;

/** A server on the store in one directory. Not yet built: it says so. */
final class LocalAssembly implements Assembly {
    @Override
    public Running start(ServeOptions options, RootKey rootKey) {
        throw new StartException("this build has no server yet", null);
    }
}
