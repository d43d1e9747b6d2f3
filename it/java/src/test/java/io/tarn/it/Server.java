package io.tarn.it;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The server under test, as the environment names it. */
final class Server {
    static final Region REGION = Region.US_EAST_1;
    static final URI ENDPOINT = URI.create(required("TARN_IT_ENDPOINT"));
    static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(required("AWS_ACCESS_KEY_ID"), required("AWS_SECRET_ACCESS_KEY")));

    private Server() {}

    static boolean https() {
        return "https".equals(ENDPOINT.getScheme());
    }

    /** The certificate to trust, or null for the system's own. */
    static Path authority() {
        String path = System.getenv("TARN_IT_CA");
        return !https() || path == null || path.isEmpty() ? null : Path.of(path);
    }

    /** Trust managers that trust the named certificate, or null for the system's own. */
    static TrustManager[] trust() throws Exception {
        if (authority() == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted());
        return factory.getTrustManagers();
    }

    /** Lets the system properties name a trust store with the certificate; false if there is none to trust. */
    static synchronized boolean trustStoreNamed() throws Exception {
        if (authority() == null) {
            return false;
        }
        if (System.getProperty("javax.net.ssl.trustStore") == null) {
            Path file = Files.createTempFile("tarn-trust", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                trusted().store(out, "public".toCharArray());
            }
            System.setProperty("javax.net.ssl.trustStorePassword", "public");
            System.setProperty("javax.net.ssl.trustStoreType", KeyStore.getDefaultType());
            System.setProperty("javax.net.ssl.trustStore", file.toString());
        }
        return true;
    }

    private static KeyStore trusted() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority())) {
            store.setCertificateEntry("tarn", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return store;
    }

    private static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(name + " is not set: run it/run java");
        }
        return value;
    }
}
