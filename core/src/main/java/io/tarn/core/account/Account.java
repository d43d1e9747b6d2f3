package io.tarn.core.account;

import java.util.regex.Pattern;

/**
 * An account, the owner of buckets.
 *
 * @param id twelve digits
 * @param canonicalId 64 hexadecimal digits, which stand for the account in owners and ACLs
 */
public record Account(String id, String canonicalId) {
    private static final Pattern ID = Pattern.compile("[0-9]{12}");
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");

    public Account {
        if (!ID.matcher(id).matches() || !CANONICAL_ID.matcher(canonicalId).matches()) {
            throw new IllegalArgumentException("account id takes 12 digits, canonical id 64 hexadecimal digits");
        }
    }

    /** The ARN of the account's root user. */
    public String rootArn() {
        return "arn:aws:iam::" + id + ":root";
    }
}
