package io.tarn.server.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate chain and its private key in two PEM files. New connections get what {@link #get} gives; connections
 * that are open keep what they have.
 *
 * <p>Files that have changed are taken at the second check that finds them so, because two files are not replaced in one
 * moment. What cannot be read is logged and the old certificate stays.
 */
public final class PemFiles implements Supplier<SslContext> {
    private static final Logger LOG = LoggerFactory.getLogger(PemFiles.class);

    /** What tells one state of a file from another. */
    private record Stamp(
            FileTime modified, long bytes, @Nullable Object file) {
        static Stamp of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    private record Stamps(Stamp chain, Stamp key) {}

    private final Path certificateChain;
    private final Path privateKey;
    private final SslProvider provider;
    private volatile SslContext context;
    private Stamps loaded;
    private @Nullable Stamps seen;

    private PemFiles(Path certificateChain, Path privateKey, SslProvider provider) throws IOException {
        this.certificateChain = certificateChain;
        this.privateKey = privateKey;
        this.provider = provider;
        this.loaded = stamps();
        this.context = load();
    }

    /**
     * Reads both files. The key must be in PKCS#8 form and have no password.
     *
     * @throws UncheckedIOException if one cannot be read or makes no sense; the message names both
     */
    public static PemFiles open(Path certificateChain, Path privateKey) {
        return open(certificateChain, privateKey, OpenSsl.isAvailable());
    }

    /** The same; {@code nativeTls} false keeps to the TLS that Java brings, which is slower. */
    public static PemFiles open(Path certificateChain, Path privateKey, boolean nativeTls) {
        try {
            return new PemFiles(certificateChain, privateKey, nativeTls ? SslProvider.OPENSSL : SslProvider.JDK);
        } catch (IOException | IllegalArgumentException unusable) {
            throw new UncheckedIOException(new IOException(
                    "No certificate chain in " + certificateChain + " with a PKCS#8 key in " + privateKey + ": "
                            + unusable.getMessage(),
                    unusable));
        }
    }

    /** The context for a new connection. Never blocks. */
    @Override
    public SslContext get() {
        return context;
    }

    /** Looks whether the files have changed and takes them if they are at rest. Reads files; true if it took them. */
    public synchronized boolean reloadIfChanged() {
        try {
            Stamps now = stamps();
            if (now.equals(loaded)) {
                return false;
            }
            boolean atRest = now.equals(seen);
            seen = now;
            if (!atRest) {
                return false;
            }
            loaded = now;
            context = load();
            LOG.info("Took a new certificate from {}", certificateChain);
            return true;
        } catch (IOException | IllegalArgumentException unusable) {
            LOG.warn(
                    "Keeping the old certificate: {} with {} cannot be used: {}",
                    certificateChain,
                    privateKey,
                    unusable.getMessage());
            return false;
        }
    }

    private Stamps stamps() throws IOException {
        return new Stamps(Stamp.of(certificateChain), Stamp.of(privateKey));
    }

    private SslContext load() throws IOException {
        return SslContextBuilder.forServer(certificateChain.toFile(), privateKey.toFile())
                .sslProvider(provider)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
    }
}
