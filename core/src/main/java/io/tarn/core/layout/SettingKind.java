package io.tarn.core.layout;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kinds of {@code s} rows: one for each setting. */
public enum SettingKind {
    /** The bucket's policy. */
    POLICY(1),
    /** Who owns what is put. */
    OWNERSHIP(2),
    /** What keeps the public out. */
    PUBLIC_ACCESS_BLOCK(3),
    /** The bucket's access control list. */
    ACL(4),
    /** Who pays. */
    REQUEST_PAYMENT(5),
    /** Tags. */
    TAGS(6),
    /** Whether the tags count. */
    ABAC(7),
    /** Rules for web pages. */
    CORS(8);

    private final int code;

    SettingKind(int code) {
        this.code = code;
    }

    /** Its number in keys. */
    int code() {
        return code;
    }

    static @Nullable SettingKind of(int code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code == code)
                .findFirst()
                .orElse(null);
    }
}
