package io.tarn.core.sts;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts servers that the system trusts, and those whose chain holds a certificate of a given thumbprint. That the
 * certificate is for the host is looked at in either case, by the runtime.
 */
final class PinnedTrust implements X509TrustManager {
    private final X509TrustManager system;
    private final List<String> thumbprints;

    private PinnedTrust(X509TrustManager system, List<String> thumbprints) {
        this.system = system;
        this.thumbprints = thumbprints;
    }

    /**
     * A context for clients.
     *
     * @param thumbprints SHA-1 of certificates, 40 hexadecimal digits each
     */
    static SSLContext context(List<String> thumbprints) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(first(factory), List.copyOf(thumbprints))}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java runtime has no TLS", impossible);
        }
    }

    private static X509TrustManager first(TrustManagerFactory factory) {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager found) {
                return found;
            }
        }
        throw new IllegalStateException("This Java runtime trusts no certificates");
    }

    @Override
    public void checkServerTrusted(X509Certificate @Nullable [] chain, String authType) throws CertificateException {
        try {
            system.checkServerTrusted(chain, authType);
        } catch (CertificateException unknown) {
            if (chain == null || !isPinned(chain)) {
                throw unknown;
            }
        }
    }

    /** True if each certificate up to a pinned one is valid now and signed by the next. */
    private boolean isPinned(X509Certificate[] chain) throws CertificateException {
        for (int i = 0; i < chain.length; i++) {
            chain[i].checkValidity();
            if (i > 0 && !vouches(chain[i], chain[i - 1])) {
                return false;
            }
            if (thumbprints.contains(thumbprint(chain[i]))) {
                return true;
            }
        }
        return false;
    }

    private static boolean vouches(X509Certificate issuer, X509Certificate issued) {
        try {
            issued.verify(issuer.getPublicKey());
            return issuer.getBasicConstraints() >= 0;
        } catch (GeneralSecurityException notSigned) {
            return false;
        }
    }

    private static String thumbprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new CertificateException(impossible);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate @Nullable [] chain, String authType) throws CertificateException {
        throw new CertificateException("only servers are trusted here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return system.getAcceptedIssuers();
    }
}
