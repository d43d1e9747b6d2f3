package io.tarn.core.auth;

import io.tarn.api.http.PercentEncoding;
import io.tarn.api.http.QueryParameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the query of a request in the form that is signed. */
final class CanonicalQuery {
    private static final Comparator<Pair> ORDER =
            Comparator.comparing(Pair::name).thenComparing(Pair::value);

    private record Pair(String name, String value) {}

    private CanonicalQuery() {}

    /** Appends all parameters, encoded and then sorted, but the one named {@code left}. */
    static void append(SignedText target, QueryParameters query, String left) {
        if (query.size() == 0) {
            return;
        }
        List<Pair> pairs = new ArrayList<>(query.size());
        for (QueryParameters.Parameter parameter : query) {
            if (!parameter.name().equals(left)) {
                pairs.add(
                        new Pair(PercentEncoding.encode(parameter.name()), PercentEncoding.encode(parameter.value())));
            }
        }
        pairs.sort(ORDER);
        for (int i = 0; i < pairs.size(); i++) {
            if (i > 0) {
                target.append('&');
            }
            target.append(pairs.get(i).name()).append('=').append(pairs.get(i).value());
        }
    }
}
