package io.tarn.core.auth;

import io.tarn.api.http.RequestHead;
import io.tarn.core.auth.SignatureFault.Mistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for the mistake that turns the right canonical request, scope or secret into the signature that a client sent. */
final class SignatureTrial {
    /** Most canonical requests that are tried, pairs of mistakes among them. */
    private static final int TRIES_MAX = 600;

    private static final int SHOWN_CHARS_MAX = 8_192;

    private static final String[][] AROUND_SECRETS = {
        {"", "\n"}, {"", "\r\n"}, {"", "\r"}, {"", " "}, {" ", ""}, {"", "\t"}, {"\"", "\""}, {"'", "'"}
    };

    private final RequestHead head;
    private final Claim claim;
    private final Secret secret;
    private final SigningKey key;
    private final Draft right;

    SignatureTrial(RequestHead head, Claim claim, Secret secret, SigningKey key, SignedText canonicalRequest) {
        this.head = head;
        this.claim = claim;
        this.secret = secret;
        this.key = key;
        this.right = Draft.of(canonicalRequest.toString());
    }

    /** What was expected, and the mistake if there is a usual one. */
    SignatureFault fault() {
        return new SignatureFault(
                cut(right.shown()),
                toSign(right, claim.scope(), claim.time().basic()).toString(),
                mistake());
    }

    private @Nullable Mistake mistake() {
        Mistake mistake = inSecret();
        mistake = mistake == null ? inScope() : mistake;
        return mistake == null ? inRequest() : mistake;
    }

    private static SignedText toSign(Draft draft, Scope scope, String time) {
        Timestamp written = new Timestamp(time, time, 0);
        return StringToSign.begin(Claim.SCHEME, written, scope)
                .append(Hex.of(new SignedText().append(draft.text()).sha256()));
    }

    private Mistake found(String words, Draft draft, SignedText toSign) {
        return new Mistake(words, cut(draft.shown()), toSign.toString());
    }

    private static String cut(String text) {
        return text.length() > SHOWN_CHARS_MAX ? text.substring(0, SHOWN_CHARS_MAX) + "..." : text;
    }

    private @Nullable Mistake inSecret() {
        SignedText toSign = toSign(right, claim.scope(), claim.time().basic());
        if (key.sign(toSign).matches(claim.signature().inSmallLetters())) {
            return found("the client wrote its signature in capitals", right, toSign);
        }
        for (String[] around : AROUND_SECRETS) {
            Secret other = secret.within(around[0], around[1]);
            if (SigningKey.derive(other, claim.scope()).sign(toSign).matches(claim.signature())) {
                return found(
                        "the client's secret is the right one with white space or quotes around it", right, toSign);
            }
        }
        return null;
    }

    private @Nullable Mistake inScope() {
        String date = claim.scope().date();
        List<Scope> scopes = new ArrayList<>();
        for (String region : new String[] {claim.scope().region(), "us-east-1", "", "auto", "eu-west-1", "us-west-2"}) {
            for (String service : new String[] {claim.scope().service(), "s3", "execute-api", "iam", "sts", ""}) {
                scopes.add(new Scope(date, region, service));
            }
        }
        for (Scope scope : scopes) {
            SigningKey other = SigningKey.derive(secret, scope);
            for (Scope written : List.of(scope, claim.scope())) {
                SignedText toSign = toSign(right, written, claim.time().basic());
                if (other.sign(toSign).matches(claim.signature())) {
                    return found("the client signed for the scope " + scope.text(), right, toSign);
                }
            }
            SignedText toSign = toSign(right, scope, claim.time().basic());
            if (key.sign(toSign).matches(claim.signature())) {
                return found("the client wrote the scope " + scope.text() + " into its string to sign", right, toSign);
            }
        }
        for (String time : new String[] {
            claim.time().sent(), date, String.valueOf(head.headers().first("date"))
        }) {
            SignedText toSign = toSign(right, claim.scope(), time);
            if (key.sign(toSign).matches(claim.signature())) {
                return found("the client signed the time '" + time + "'", right, toSign);
            }
        }
        return null;
    }

    private @Nullable Mistake inRequest() {
        List<LikelyMistakes.Change> changes = LikelyMistakes.of(head);
        Set<String> tried = new HashSet<>();
        for (LikelyMistakes.Change change : changes) {
            Mistake mistake = tried(change.words(), change.make().apply(right), tried);
            if (mistake != null) {
                return mistake;
            }
        }
        for (LikelyMistakes.Change one : changes) {
            Draft first = one.make().apply(right);
            if (first.equals(right)) {
                continue;
            }
            for (LikelyMistakes.Change other : changes) {
                Mistake mistake = tried(
                        one.words() + ", and " + other.words(), other.make().apply(first), tried);
                if (mistake != null || tried.size() >= TRIES_MAX) {
                    return mistake;
                }
            }
        }
        return null;
    }

    private @Nullable Mistake tried(String words, Draft draft, Set<String> tried) {
        if (!tried.add(draft.text())) {
            return null;
        }
        SignedText toSign = toSign(draft, claim.scope(), claim.time().basic());
        return key.sign(toSign).matches(claim.signature()) ? found(words, draft, toSign) : null;
    }
}
