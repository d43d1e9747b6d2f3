package io.tarn.core.auth;

import java.util.concurrent.ConcurrentHashMap;

/** Remembers derived keys, because deriving one costs more than the rest of a verification. Safe for many threads. */
final class SigningKeys {
    /** Most keys remembered; when they are reached, all are forgotten. */
    private static final int KEYS_MAX = 4_096;

    private record Name(String accessKeyId, Scope scope) {}

    private record Derived(Secret secret, SigningKey key) {}

    private final ConcurrentHashMap<Name, Derived> keys = new ConcurrentHashMap<>();

    /** The key of this access key for this scope; a changed secret derives a new one. */
    SigningKey get(AccessKey accessKey, Scope scope) {
        Name name = new Name(accessKey.owner().accessKeyId(), scope);
        Derived known = keys.get(name);
        if (known != null && known.secret.matches(accessKey.secret())) {
            return known.key;
        }
        SigningKey key = SigningKey.derive(accessKey.secret(), scope);
        if (keys.size() >= KEYS_MAX) {
            keys.clear();
        }
        keys.put(name, new Derived(accessKey.secret(), key));
        return key;
    }
}
