package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every ordering operator below, at and above its value, and addresses at the ends of their blocks. */
class ConditionBoundsTest {
    private static boolean holds(String operator, String wanted, String actual) {
        return Scene.allows(
                Scene.allowIf("{'" + operator + "':{'T:Key':'" + wanted + "'}}"),
                Scene.get(Scene.ANA, Scene.context("T:Key", actual)));
    }

    @ParameterizedTest
    @CsvSource({
        "Equals, false, true, false",
        "NotEquals, true, false, true",
        "LessThan, true, false, false",
        "LessThanEquals, true, true, false",
        "GreaterThan, false, false, true",
        "GreaterThanEquals, false, true, true"
    })
    void ordered_belowAtAndAbove(String operator, boolean below, boolean at, boolean above) {
        String number = "Numeric" + operator;
        assertThat(holds(number, "10", "9.99")).isEqualTo(below);
        assertThat(holds(number, "10", "10.00")).isEqualTo(at);
        assertThat(holds(number, "10", "10.01")).isEqualTo(above);
        String date = "Date" + operator;
        assertThat(holds(date, "2026-01-02T00:00:00Z", "2026-01-01T23:59:59Z")).isEqualTo(below);
        assertThat(holds(date, "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z")).isEqualTo(at);
        assertThat(holds(date, "2026-01-02T00:00:00Z", "2026-01-02T00:00:01Z")).isEqualTo(above);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 9.255.255.255, false",
        "10.0.0.0/8, 10.0.0.0, true",
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.1/32, 192.0.2.1, true",
        "192.0.2.1/32, 192.0.2.0, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 10.0.0, false",
        "0.0.0.0/0, 10.0.0.256, false",
        "0.0.0.0/0, 10.0.0.x, false",
        "0.0.0.0/0, 1.2.3.4.5, false",
        "2001:db8::/64, 2001:db8:0:0:ffff::, true",
        "2001:db8::/64, 2001:db8:0:1::, false",
        "2001:db8::/65, 2001:db8::7fff:0:0:0, true",
        "2001:db8::/65, 2001:db8::8000:0:0:0, false",
        "::1/128, ::1, true",
        "::1/128, ::2, false",
        "::/0, 1:2:3:4:5:6:7:8, true",
        "::/0, 1:2:3:4:5:6:7, false",
        "::/0, 1:2:3:4:5:6:7:8:9, false",
        "::/0, 1::2::3, false",
        "::/0, 1:2:3:4:5:6:7::8, false",
        "::/0, 12345::, false",
        "::/0, g::, false",
        "::/0, fe80::1%eth0, false",
        "::/0, ü::1, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "::ffff:10.0.0.0/104, 10.1.2.3, true",
        "::ffff:10.0.0.0/104, 11.1.2.3, false",
        "::/0, ::10.1.2.3, true"
    })
    void address_inBlock(String block, String address, boolean inside) {
        assertThat(holds("IpAddress", block, address)).isEqualTo(inside);
        assertThat(holds("NotIpAddress", block, address)).isEqualTo(!inside);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/33",
        "10.0.0.0/x",
        "10.0.0.0/",
        "10.0.0.0/-1",
        "10.0.0/8",
        "::/129",
        "hello",
        "1:2",
        "10.0.0.0/08888888888888888888888888888888888888888888888888888888888"
    })
    void address_malformedInAPolicy_isRefused(String block) {
        assertThatThrownBy(() -> holds("IpAddress", block, "10.0.0.1")).isInstanceOf(MalformedPolicyException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "NumericEquals, ten",
        "NumericEquals, 1e3",
        "NumericEquals, 1234567890123456789012345678901234567890123456789012345678901234567890",
        "DateEquals, tomorrow",
        "DateEquals, 2026-13-01",
        "Bool, maybe",
        "BinaryEquals, !!!"
    })
    void value_ofAnotherType_isRefusedInAPolicyAndNeverEqualInARequest(String operator, String text) {
        assertThatThrownBy(() -> holds(operator, text, "x")).isInstanceOf(MalformedPolicyException.class);
        String good = operator.startsWith("N") ? "1" : operator.startsWith("D") ? "2026-01-01" : "true";
        if (!operator.startsWith("Bi")) {
            assertThat(holds(operator, good, text)).isFalse();
        } else {
            assertThat(holds(operator, "QUI=", text)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, ${t:other}, x, false",
        "StringLike, ${t:other}*, x, false",
        "ArnLike, arn:aws:iam::*:user/${t:other}, arn:aws:iam::111122223333:user/x, false",
        "StringLike, a?c${*}, abc*, true",
        "StringLike, a?c${*}, abcd, false",
        "StringLike, a${?}c, abc, false",
        "StringLike, a${$}c, a$c, true"
    })
    void variable_withoutValue_neverHelps(String operator, String wanted, String actual, boolean holds) {
        assertThat(holds(operator, wanted, actual)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"${t:other", "${}", "${t:o$ther}", "${t:{x}", "'${t:other,x}'", "\"${t:other,'}\""})
    void variable_malformed_isRefused(String wanted) {
        assertThatThrownBy(() -> holds("StringEquals", wanted.replace("'", ""), "x"))
                .isInstanceOf(MalformedPolicyException.class);
    }
}
