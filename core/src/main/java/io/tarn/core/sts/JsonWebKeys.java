package io.tarn.core.sts;

import io.tarn.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signature keys of a JSON Web Key Set (RFC 7517), those that are not for signatures or of other kinds left out. */
final class JsonWebKeys {
    private static final int KEYS_MAX = 100;

    /** Keys by their ids; a key without one has the empty id. */
    private final Map<String, PublicKey> keys;

    private JsonWebKeys(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /** Reads a key set; null if it is none. */
    static @Nullable JsonWebKeys parse(String text) {
        JsonObject set = JsonObject.parse(text);
        if (set == null || !set.has("keys")) {
            return null;
        }
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (JsonObject key : set.objects("keys")) {
            String use = key.text("use");
            PublicKey read = use == null || use.equals("sig") ? read(key) : null;
            if (read != null && keys.size() < KEYS_MAX) {
                String id = key.text("kid");
                keys.putIfAbsent(id == null ? "" : id, read);
            }
        }
        return new JsonWebKeys(keys);
    }

    /** The key of this id; if no id is asked for, the only key there is. */
    @Nullable
    PublicKey find(@Nullable String keyId) {
        if (keyId == null) {
            return keys.size() == 1 ? keys.values().iterator().next() : null;
        }
        return keys.get(keyId);
    }

    private static @Nullable PublicKey read(JsonObject key) {
        String kind = key.text("kty");
        String algorithm = key.text("alg");
        try {
            if ("RSA".equals(kind) && (algorithm == null || algorithm.equals("RS256"))) {
                return KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
            }
            if ("EC".equals(kind) && "P-256".equals(key.text("crv"))) {
                AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
            }
            return null;
        } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
            return null;
        }
    }

    private static BigInteger number(JsonObject key, String name) {
        String text = key.text(name);
        if (text == null) {
            throw new IllegalArgumentException(name);
        }
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
