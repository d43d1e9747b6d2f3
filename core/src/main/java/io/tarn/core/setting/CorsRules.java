package io.tarn.core.setting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages of other origins may ask what of a bucket.
 *
 * @param rules in order; the first that matches decides
 */
public record CorsRules(List<Rule> rules) {
    public CorsRules {
        rules = List.copyOf(rules);
    }

    /**
     * One rule.
     *
     * @param id its name, or null
     * @param methods HTTP methods in capitals
     * @param origins origins, each with at most one {@code *}
     * @param headers request headers, each with at most one {@code *}
     * @param exposedHeaders response headers that the page may read
     * @param maxAgeSeconds how long a browser may remember a preflight, or null
     */
    public record Rule(
            @Nullable String id,
            List<String> methods,
            List<String> origins,
            List<String> headers,
            List<String> exposedHeaders,
            @Nullable Integer maxAgeSeconds) {
        public Rule {
            methods = List.copyOf(methods);
            origins = List.copyOf(origins);
            headers = List.copyOf(headers);
            exposedHeaders = List.copyOf(exposedHeaders);
            if (maxAgeSeconds != null && maxAgeSeconds < 0) {
                throw new IllegalArgumentException("maximum age " + maxAgeSeconds);
            }
        }
    }
}
