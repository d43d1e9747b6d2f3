package io.tarn.core.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.access.GrantSource;
import io.tarn.core.identity.People;
import io.tarn.core.sts.StsScene.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AssumeRoleWithWebIdentity: which tokens are believed, and for which roles. */
final class WebIdentityTest {
    private static final String ISSUER = "idp.example.org/realm";
    private static final KeyPair RSA = rsa(2_048);
    private static final KeyPair WEAK = rsa(1_024);
    private static final KeyPair EC = curve("secp256r1");
    private static final long NOW = 1_767_225_600;
    private static final String CLAIMS = "{\"iss\":\"https://" + ISSUER + "\",\"aud\":\"tarn\",\"sub\":\"ana\",\"iat\":"
            + NOW + ",\"exp\":" + (NOW + 300) + "}";

    private final Map<String, KeyPair> keys = Map.of("r", RSA, "e", EC, "w", WEAK);
    private final StsScene scene = new StsScene((provider, id) -> {
        KeyPair found = keys.get(String.valueOf(id));
        return found == null ? null : found.getPublic();
    });
    private String role = "";

    @BeforeEach
    void trust() {
        GrantSource.Provider provider = new GrantSource.Provider(
                "arn:aws:iam::" + scene.home.id() + ":oidc-provider/" + ISSUER, ISSUER, List.of("tarn"), List.of());
        scene.people.providers.put(ISSUER, provider);
        String condition =
                ",\"Condition\":{\"StringEquals\":{\"" + ISSUER + ":sub\":\"ana\",\"" + ISSUER + ":aud\":\"tarn\"}}";
        role = scene.people
                .role(
                        scene.home,
                        "AROAweb",
                        "web",
                        People.allowing("s3:*"),
                        StsScene.trust("\"Federated\":\"" + provider.arn() + "\"", condition),
                        3_600)
                .arn();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String part(String json) {
        return part(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String token(String algorithm, String keyId, KeyPair key, String claims) {
        String signed = part("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}") + "." + part(claims);
        try {
            Signature signer = Signature.getInstance(
                    key.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signer.initSign(key.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + part(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String assume(String token) {
        return scene.ask(
                null,
                "AssumeRoleWithWebIdentity",
                "RoleArn",
                role,
                "RoleSessionName",
                "web-1",
                "WebIdentityToken",
                token);
    }

    private void refused(String code, String token) {
        scene.refused(
                code,
                null,
                "AssumeRoleWithWebIdentity",
                "RoleArn",
                role,
                "RoleSessionName",
                "web-1",
                "WebIdentityToken",
                token);
    }

    @Test
    void assume_goodToken_isASessionOfTheRole() {
        String answer = assume(token("RS256", "r", RSA, CLAIMS));
        assertThat(answer)
                .contains("<SubjectFromWebIdentityToken>ana<", "<Audience>tarn<", "<Provider>https://" + ISSUER);
        Keys session = StsScene.credentials(answer);
        assertThat(scene.caller(session).arn()).endsWith("assumed-role/web/web-1");
        assertThat(scene.caller(session).traits().values("aws:federatedprovider"))
                .containsExactly("arn:aws:iam::" + scene.home.id() + ":oidc-provider/" + ISSUER);
        assertThat(assume(token("ES256", "e", EC, CLAIMS))).contains("SessionToken");
        assertThat(assume(token("RS256", "r", RSA, CLAIMS.replace("\"tarn\"", "[\"x\",\"tarn\"]"))))
                .contains("SessionToken");
    }

    // ABUSE 15
    @Test
    void assume_algorithmConfused_isRefused() throws Exception {
        refused("InvalidIdentityToken", part("{\"alg\":\"none\",\"kid\":\"r\"}") + "." + part(CLAIMS) + ".");
        refused("InvalidIdentityToken", part("{\"kid\":\"r\"}") + "." + part(CLAIMS) + ".");
        String signed = part("{\"alg\":\"HS256\",\"kid\":\"r\"}") + "." + part(CLAIMS);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RSA.getPublic().getEncoded(), "HmacSHA256"));
        refused("InvalidIdentityToken", signed + "." + part(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
        refused("InvalidIdentityToken", token("ES256", "r", RSA, CLAIMS));
        refused("InvalidIdentityToken", token("RS256", "e", EC, CLAIMS));
        refused("InvalidIdentityToken", token("RS256", "w", WEAK, CLAIMS));
        refused("InvalidIdentityToken", token("RS256", "unknown", RSA, CLAIMS));
    }

    // ABUSE 17, 23
    @Test
    void assume_claimMissingOrWrong_isRefused() {
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("\"tarn\"", "\"other\"")));
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("\"aud\"", "\"audience\"")));
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("\"exp\"", "\"expires\"")));
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("\"iat\"", "\"issued\"")));
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("\"sub\"", "\"subject\"")));
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("https://", "http://")));
        refused("InvalidIdentityToken", token("RS256", "r", RSA, CLAIMS.replace("/realm", "/other")));
        refused("AccessDenied", token("RS256", "r", RSA, CLAIMS.replace("\"ana\"", "\"bob\"")));
        String later = CLAIMS.replace("\"iat\"", "\"nbf\":" + (NOW + 120) + ",\"iat\"");
        refused("InvalidIdentityToken", token("RS256", "r", RSA, later));
        scene.advance(300);
        refused("ExpiredTokenException", token("RS256", "r", RSA, CLAIMS));
    }

    @Test
    void assume_tokenSpoilt_isRefused() {
        String good = token("RS256", "r", RSA, CLAIMS);
        String[] parts = good.split("\\.", -1);
        refused("InvalidIdentityToken", parts[0] + "." + part(CLAIMS.replace("ana", "eve")) + "." + parts[2]);
        refused("InvalidIdentityToken", parts[0] + "." + parts[1] + "." + parts[2].substring(4));
        refused("InvalidIdentityToken", parts[0] + "." + parts[1] + ".");
        refused("InvalidIdentityToken", parts[0] + "." + parts[1]);
        refused("InvalidIdentityToken", good + ".x");
        refused("InvalidIdentityToken", "x".repeat(30_000));
        refused("InvalidIdentityToken", part("[]") + "." + part(CLAIMS) + "." + parts[2]);
        String critical = part("{\"alg\":\"RS256\",\"kid\":\"r\",\"crit\":[\"b64\"]}");
        refused("InvalidIdentityToken", critical + "." + parts[1] + "." + parts[2]);
    }

    @Test
    void assume_roleThatTrustsOthers_isDenied() {
        scene.people.role(
                scene.home, "AROAweb", "web", People.allowing("s3:*"), StsScene.trust(StsScene.aws("*"), ""), 3_600);
        refused("AccessDenied", token("RS256", "r", RSA, CLAIMS));
        scene.people.roles.clear();
        refused("AccessDenied", token("RS256", "r", RSA, CLAIMS));
    }
}
