package io.tarn.core.iam;

import io.tarn.api.http.PercentEncoding;
import io.tarn.core.policy.MalformedPolicyException;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Policy documents: checked when they come in, compiled once, written as IAM answers them. Safe for many threads. */
final class Documents {
    /** A longer one is kept without its white space, so that all of an identity fit into one row. */
    private static final int AS_SENT_MAX = 16_384;

    private static final int REMEMBERED_MAX = 4_096;
    private static final int SENT_MAX = 131_072;
    private static final Pattern LETTERS = Pattern.compile("[\\t\\n\\r\\x20-\\xFF]+");

    /** The latest compiled, the least used first; guarded by itself. */
    private final Map<Source, PolicyDocument> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, PolicyDocument> eldest) {
            return size() > REMEMBERED_MAX;
        }
    };

    private record Source(PolicyKind kind, String text) {}

    /**
     * Compiles what lies in a row or was sent.
     *
     * @throws io.tarn.api.query.QueryException {@code MalformedPolicyDocument}
     */
    PolicyDocument compile(String text, PolicyKind kind) {
        Source source = new Source(kind, text);
        synchronized (compiled) {
            PolicyDocument known = compiled.get(source);
            if (known != null) {
                return known;
            }
        }
        PolicyDocument document;
        try {
            document = PolicyDocument.parse(text, kind);
        } catch (MalformedPolicyException e) {
            throw IamErrors.malformedPolicy(String.valueOf(e.getMessage()));
        }
        synchronized (compiled) {
            compiled.put(source, document);
        }
        return document;
    }

    /**
     * Checks a document that was sent.
     *
     * @throws io.tarn.api.query.QueryException {@code ValidationError}, {@code MalformedPolicyDocument}
     */
    PolicyDocument check(@Nullable String text, PolicyKind kind) {
        String sent = Checks.length(text, "policyDocument", 1, SENT_MAX);
        if (!LETTERS.matcher(sent).matches()) {
            throw IamErrors.validation(
                    "The specified value for policyDocument is invalid. It must contain only printable"
                            + " characters from the Latin-1 character set.");
        }
        return compile(sent, kind);
    }

    /**
     * The form in which a checked document is kept.
     *
     * @throws io.tarn.api.query.QueryException {@code LimitExceeded} if even without white space it is too long for a row
     */
    static String kept(PolicyDocument document) {
        String source = document.source();
        String kept = source.length() <= AS_SENT_MAX ? source : withoutSpace(source);
        if (kept.length() > AS_SENT_MAX) {
            throw IamErrors.quota("PolicySize", AS_SENT_MAX);
        }
        return kept;
    }

    /** JSON without the white space outside of its strings. */
    static String withoutSpace(String json) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                text.append(c);
                i++;
            } else if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
                continue;
            }
            text.append(json.charAt(i));
        }
        return text.toString();
    }

    /** As answers carry it: percent-encoded as a part of a URL. */
    static String encoded(String document) {
        return PercentEncoding.encode(document);
    }
}
