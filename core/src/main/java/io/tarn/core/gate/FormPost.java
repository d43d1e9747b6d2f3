package io.tarn.core.gate;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.Headers;
import io.tarn.api.http.PercentEncoding;
import io.tarn.api.xml.XmlWriter;
import io.tarn.core.RequestBody;
import io.tarn.core.form.Form;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A browser's form, read up to its file: the PutObject that it stands for, and how it wants to be answered.
 *
 * @param admission asks for {@code PutObject}
 * @param form its fields
 * @param file the content of its file
 */
record FormPost(Admission admission, Form form, RequestBody file) {
    private static final Set<String> OF_THE_BODY = Set.of("content-length", "content-type");

    /** The answer to the form, made of that to the PutObject. */
    ResponseWriter answer(ResponseWriter put) {
        ResponseWriter answer = new ResponseWriter();
        Headers headers = put.head().headers();
        headers.forEach(field -> {
            if (!OF_THE_BODY.contains(field.name())) {
                answer.header(field.name(), field.value());
            }
        });
        String bucket = Objects.requireNonNull(admission.address().bucket());
        String key = Objects.requireNonNull(admission.address().key());
        String etag = Objects.requireNonNull(headers.first("etag"));
        String redirect = redirect();
        if (redirect != null) {
            answer.status(303);
            answer.header("location", withResult(redirect, bucket, key, etag));
            return answer;
        }
        String location = admission.endpoint() + "/" + PercentEncoding.encode(key);
        answer.header("location", location);
        answer.status(status());
        if (status() == 201) {
            answer.body(document(location, bucket, key, etag));
        }
        return answer;
    }

    private int status() {
        String asked = form.value("success_action_status");
        return switch (asked == null ? "" : asked) {
            case "200" -> 200;
            case "201" -> 201;
            default -> 204;
        };
    }

    /** Where the browser is to go; null if the form does not say, or not in a way that can be followed. */
    private @Nullable String redirect() {
        String url = form.value("success_action_redirect");
        url = url == null ? form.value("redirect") : url;
        return url != null && canFollow(url) ? url : null;
    }

    private static boolean canFollow(String url) {
        boolean http = url.regionMatches(true, 0, "http://", 0, 7);
        boolean https = url.regionMatches(true, 0, "https://", 0, 8);
        int host = http ? 7 : 8;
        return (http || https)
                && url.length() > host
                && "/?#".indexOf(url.charAt(host)) < 0
                && url.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static String withResult(String url, String bucket, String key, String etag) {
        int hash = url.indexOf('#');
        String page = hash < 0 ? url : url.substring(0, hash);
        String fragment = hash < 0 ? "" : url.substring(hash);
        String mark = page.indexOf('?') < 0 ? "?" : "&";
        return page + mark + "bucket=" + encode(bucket) + "&key=" + encode(key) + "&etag=" + encode(etag) + fragment;
    }

    /** As forms encode: a space becomes a plus. */
    private static String encode(String text) {
        return PercentEncoding.encode(text).replace("%20", "+");
    }

    private static XmlWriter document(String location, String bucket, String key, String etag) {
        XmlWriter document = new XmlWriter();
        document.open("PostResponse");
        document.element("Location", location);
        document.element("Bucket", bucket);
        document.element("Key", key);
        document.element("ETag", etag);
        return document.close();
    }
}
