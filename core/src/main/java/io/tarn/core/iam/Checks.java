package io.tarn.core.iam;

import io.tarn.api.query.QueryException;
import io.tarn.core.layout.IamIdentity.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for names, paths, ARNs and texts. Each answers what it was given, or refuses with {@code ValidationError}. */
final class Checks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]+");
    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]+/");
    private static final Pattern PREFIX = Pattern.compile("/[\\x21-\\x7E]*");
    private static final Pattern POLICY_ARN = Pattern.compile("arn:aws:iam::([0-9]{12}|aws):policy/[\\x21-\\x7E]+");
    private static final Pattern VERSION = Pattern.compile("v[1-9][0-9]{0,8}(\\.[A-Za-z0-9-]*)?");
    private static final Pattern TEXT = Pattern.compile("[\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]*");
    private static final int PATH_MAX = 512;
    private static final int ARN_MIN = 20;
    private static final int ARN_MAX = 2_048;
    private static final int DESCRIPTION_MAX = 1_000;

    private Checks() {}

    /** The longest name of a kind, in characters. */
    static String name(Kind kind, @Nullable String name) {
        return switch (kind) {
            case USER -> name(name, "userName", 64);
            case GROUP -> name(name, "groupName", 128);
            case ROLE -> name(name, "roleName", 64);
        };
    }

    static String policyName(@Nullable String name) {
        return name(name, "policyName", 128);
    }

    static String profileName(@Nullable String name) {
        return name(name, "instanceProfileName", 128);
    }

    static String name(@Nullable String name, String member, int max) {
        String given = length(name, member, 1, max);
        if (!NAME.matcher(given).matches()) {
            throw IamErrors.validation("The specified value for " + member
                    + " is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-");
        }
        return given;
    }

    /** A path, or the one that everything without a path has. */
    static String path(@Nullable String path, String member) {
        if (path == null) {
            return "/";
        }
        length(path, member, 1, PATH_MAX);
        if (!PATH.matcher(path).matches()) {
            throw IamErrors.validation(
                    "The specified value for " + member
                            + " is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.");
        }
        return path;
    }

    /** What the paths in a list begin with. */
    static String pathPrefix(@Nullable String prefix) {
        if (prefix == null) {
            return "/";
        }
        length(prefix, "pathPrefix", 1, PATH_MAX);
        if (!PREFIX.matcher(prefix).matches()) {
            throw IamErrors.validation("The specified value for pathPrefix is invalid. It must begin with /.");
        }
        return prefix;
    }

    static String policyArn(@Nullable String arn, String member) {
        length(arn, member, ARN_MIN, ARN_MAX);
        if (arn == null || !POLICY_ARN.matcher(arn).matches()) {
            throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
        }
        return arn;
    }

    /** The number of a version such as {@code v3}. */
    static int version(@Nullable String version) {
        if (version == null || !VERSION.matcher(version).matches()) {
            throw QueryException.invalid(
                    quoted(version),
                    "versionId",
                    "Member must satisfy regular expression pattern: v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?");
        }
        int dot = version.indexOf('.');
        return Integer.parseInt(version.substring(1, dot < 0 ? version.length() : dot));
    }

    static @Nullable String description(@Nullable String text) {
        if (text != null) {
            length(text, "description", 0, DESCRIPTION_MAX);
            if (!TEXT.matcher(text).matches()) {
                throw IamErrors.validation("The specified value for description is invalid.");
            }
        }
        return text;
    }

    static String length(@Nullable String text, String member, int min, int max) {
        if (text == null) {
            throw QueryException.invalid("null", member, "Member must not be null");
        }
        if (text.length() < min) {
            throw QueryException.invalid(
                    quoted(text), member, "Member must have length greater than or equal to " + min);
        }
        if (text.length() > max) {
            throw QueryException.invalid(quoted(text), member, "Member must have length less than or equal to " + max);
        }
        return text;
    }

    static int range(int value, String member, int min, int max) {
        if (value < min) {
            throw QueryException.invalid(
                    "'" + value + "'", member, "Member must have value greater than or equal to " + min);
        }
        if (value > max) {
            throw QueryException.invalid(
                    "'" + value + "'", member, "Member must have value less than or equal to " + max);
        }
        return value;
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }
}
