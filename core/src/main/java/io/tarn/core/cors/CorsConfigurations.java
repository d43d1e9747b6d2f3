package io.tarn.core.cors;

import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.s3.CORSConfiguration;
import io.tarn.api.s3.CORSRule;
import io.tarn.core.setting.CorsRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules as they are put and read, with the refusals of those that S3 does not take. */
public final class CorsConfigurations {
    /** Most rules of a bucket. */
    public static final int RULES_MAX = 100;

    private static final int ID_LENGTH_MAX = 255;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    private static final String MARKS = "!#$%&'+-.^_`|~";

    private CorsConfigurations() {}

    /**
     * The rules of a request.
     *
     * @throws S3Exception {@code MalformedXML}, {@code InvalidRequest}
     */
    public static CorsRules parse(@Nullable CORSConfiguration sent) {
        List<CORSRule> rules = sent == null || sent.corsRules() == null ? List.of() : sent.corsRules();
        if (rules.isEmpty() || rules.size() > RULES_MAX) {
            throw S3Exception.of(ErrorCode.MALFORMED_XML);
        }
        List<CorsRules.Rule> parsed = new ArrayList<>();
        rules.forEach(rule -> parsed.add(rule(rule)));
        return new CorsRules(parsed);
    }

    private static CorsRules.Rule rule(CORSRule sent) {
        List<String> methods = orNone(sent.allowedMethods());
        List<String> origins = orNone(sent.allowedOrigins());
        List<String> headers = orNone(sent.allowedHeaders());
        List<String> exposed = orNone(sent.exposeHeaders());
        Integer maxAge = sent.maxAgeSeconds();
        String id = sent.id();
        if (methods.isEmpty()
                || origins.isEmpty()
                || (maxAge != null && maxAge < 0)
                || (id != null && id.length() > ID_LENGTH_MAX)) {
            throw S3Exception.of(ErrorCode.MALFORMED_XML);
        }
        methods.forEach(CorsConfigurations::checkMethod);
        origins.forEach(origin -> checkPattern("AllowedOrigin", origin, isOrigin(origin)));
        headers.forEach(header -> checkPattern("AllowedHeader", header, isName(header, "*")));
        exposed.forEach(CorsConfigurations::checkExposed);
        return new CorsRules.Rule(id, methods, origins, headers, exposed, maxAge);
    }

    private static List<String> orNone(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static void checkMethod(String method) {
        if (!METHODS.contains(method)) {
            throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
        }
    }

    private static void checkPattern(String element, String text, boolean valid) {
        if (text.indexOf('*') != text.lastIndexOf('*')) {
            throw invalid(element + " \"" + text + "\" can not have more than one wildcard.");
        }
        if (!valid) {
            throw invalid(element + " \"" + text + "\" contains invalid character.");
        }
    }

    private static void checkExposed(String header) {
        if (header.indexOf('*') >= 0) {
            throw invalid("ExposeHeader \"" + header
                    + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
        }
        if (!isName(header, "")) {
            throw invalid("ExposeHeader \"" + header + "\" contains invalid character.");
        }
    }

    private static boolean isOrigin(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static boolean isName(String text, String more) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || MARKS.indexOf(c) >= 0
                                || more.indexOf(c) >= 0);
    }

    private static S3Exception invalid(String message) {
        return S3Exception.of(ErrorCode.INVALID_REQUEST, message);
    }

    /** The rules as they are read. */
    public static List<CORSRule> shown(CorsRules rules) {
        return rules.rules().stream().map(CorsConfigurations::shown).toList();
    }

    private static CORSRule shown(CorsRules.Rule rule) {
        return CORSRule.builder()
                .id(rule.id())
                .allowedMethods(rule.methods())
                .allowedOrigins(rule.origins())
                .allowedHeaders(orNull(rule.headers()))
                .exposeHeaders(orNull(rule.exposedHeaders()))
                .maxAgeSeconds(rule.maxAgeSeconds())
                .build();
    }

    private static @Nullable List<String> orNull(List<String> list) {
        return list.isEmpty() ? null : list;
    }
}
