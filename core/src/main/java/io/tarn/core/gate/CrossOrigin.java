package io.tarn.core.gate;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.error.ErrorCode;
import io.tarn.api.error.S3Exception;
import io.tarn.api.http.Headers;
import io.tarn.api.http.RequestHead;
import io.tarn.api.s3.Address;
import io.tarn.core.bucket.Bucket;
import io.tarn.core.bucket.Buckets;
import io.tarn.core.cors.CorsMatch;
import io.tarn.core.setting.CorsRules;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages may see an answer, as the rules of the bucket say. Where no rule is met nothing is said, and
 * the request itself goes on: what it may is decided elsewhere.
 */
final class CrossOrigin {
    private static final String ORIGIN = "origin";
    private static final String METHOD = "access-control-request-method";
    private static final String HEADERS = "access-control-request-headers";

    private final Buckets buckets;

    CrossOrigin(Buckets buckets) {
        this.buckets = buckets;
    }

    /** What every answer to this request carries, errors too; none if it comes from no page or no rule allows it. */
    Headers headers(Address address, RequestHead head) {
        String origin = head.headers().first(ORIGIN);
        Bucket bucket = origin == null ? null : bucket(address);
        CorsRules rules = bucket == null ? null : bucket.settings().cors();
        if (origin == null || rules == null || head.headers().all(ORIGIN).size() > 1) {
            return Headers.NONE;
        }
        CorsMatch match = CorsMatch.of(rules, origin, head.method(), null);
        return match == null ? Headers.NONE : match.headers();
    }

    /**
     * Answers a preflight. It carries no signature and needs none; whether a bucket exists is no secret.
     *
     * @throws S3Exception {@code BadRequest} without an origin, {@code AccessForbidden} if no rule allows what is asked
     */
    ResponseWriter preflight(Address address, Headers headers) {
        String origin = headers.first(ORIGIN);
        if (origin == null) {
            throw S3Exception.of(ErrorCode.BAD_REQUEST, "Insufficient information. Origin request header needed.");
        }
        String method = headers.first(METHOD);
        Bucket bucket = bucket(address);
        CorsRules rules = bucket == null ? null : bucket.settings().cors();
        if (rules == null) {
            String why = bucket == null ? "Bucket not found" : "CORS is not enabled for this bucket.";
            throw S3Exception.of(ErrorCode.ACCESS_FORBIDDEN, "CORSResponse: " + why)
                    .with("Method", method == null ? "OPTIONS" : method)
                    .with("ResourceType", "BUCKET");
        }
        boolean twice = headers.all(ORIGIN).size() > 1 || headers.all(METHOD).size() > 1;
        String asked = String.join(",", headers.all(HEADERS));
        CorsMatch match = method == null || twice ? null : CorsMatch.of(rules, origin, method, asked);
        if (match == null) {
            throw S3Exception.of(ErrorCode.ACCESS_FORBIDDEN)
                    .with("Method", method == null ? "OPTIONS" : method)
                    .with("ResourceType", address.key() == null ? "BUCKET" : "OBJECT");
        }
        ResponseWriter answer = new ResponseWriter();
        match.headers().forEach(field -> answer.header(field.name(), field.value()));
        return answer;
    }

    private @Nullable Bucket bucket(Address address) {
        String name = address.bucket();
        return name == null ? null : buckets.openIfThere(name);
    }
}
