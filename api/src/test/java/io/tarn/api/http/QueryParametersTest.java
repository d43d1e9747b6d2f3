package io.tarn.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.http.QueryParameters.Parameter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {
    @Test
    void parse_keepsOrder() {
        assertThat(QueryParameters.parse("acl&b=&c=1+2%2B3&&d%20=%E2%82%AC=x&=e"))
                .containsExactly(
                        new Parameter("acl", ""),
                        new Parameter("b", ""),
                        new Parameter("c", "1 2+3"),
                        new Parameter("d ", "€=x"),
                        new Parameter("", "e"));
    }

    @Test
    void first_repeated_isTheFirst() {
        QueryParameters query = Objects.requireNonNull(QueryParameters.parse("a=1&a=2"));
        assertThat(query.first("a")).isEqualTo("1");
        assertThat(query.first("b")).isNull();
        assertThat(query.size()).isEqualTo(2);
    }

    @Test
    void only_repeatedOrMissing_isNull() {
        QueryParameters query = Objects.requireNonNull(QueryParameters.parse("a=1&b&a=2"));
        assertThat(query.only("a")).isNull();
        assertThat(query.only("b")).isEmpty();
        assertThat(query.only("c")).isNull();
    }

    // ERRORS 13
    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "%zz=1", "a=%ff", "prefix=%E2%82", "a=\u20ac"})
    void parse_badEncoding_isNull(String raw) {
        assertThat(QueryParameters.parse(raw)).isNull();
    }

    @Test
    void encodings_differInWhatTheyKeep() {
        String text = "a/b c+d=é~*";
        assertThat(PercentEncoding.encode(text)).isEqualTo("a%2Fb%20c%2Bd%3D%C3%A9~%2A");
        assertThat(PercentEncoding.encodePath(text)).isEqualTo("a/b%20c%2Bd%3D%C3%A9~%2A");
        assertThat(PercentEncoding.encodeListed(text)).isEqualTo("a/b+c%2Bd%3D%C3%A9%7E*");
        assertThat(PercentEncoding.encodeListed("%2F")).isEqualTo("%252F");
    }
}
