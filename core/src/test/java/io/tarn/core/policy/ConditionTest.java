package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static boolean satisfied(String operator, String policyValues, PolicyContext context) {
        String values = Arrays.stream(policyValues.split(",", -1))
                .map(value -> "'" + value + "'")
                .collect(Collectors.joining(","));
        return Scene.allows(
                Scene.allowIf("{'" + operator + "':{'T:Key':[" + values + "]}}"), Scene.get(Scene.ANA, context));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "StringEquals              | a,b        | b       | true",
                "StringEquals              | a*         | ab      | false",
                "StringEquals              | a          | A       | false",
                "StringNotEquals           | a,b        | b       | false",
                "StringNotEquals           | a,b        | c       | true",
                "StringEqualsIgnoreCase    | Ab         | aB      | true",
                "StringNotEqualsIgnoreCase | Ab         | aB      | false",
                "StringLike                | a?c*       | abcd    | true",
                "StringLike                | A*         | abcd    | false",
                "StringNotLike             | a?c*       | abcd    | false",
                "NumericEquals             | 10         | 10.0    | true",
                "NumericNotEquals          | 10         | 10.0    | false",
                "NumericLessThan           | 10         | 9       | true",
                "NumericLessThan           | 10         | 10      | false",
                "NumericLessThanEquals     | 10         | 10      | true",
                "NumericGreaterThan        | -1         | 0       | true",
                "NumericGreaterThanEquals  | 10         | 9       | false",
                "NumericEquals             | 10         | ten     | false",
                "NumericLessThan           | 10         | 1e0     | false",
                "DateEquals                | 2026-01-02 | 2026-01-02T00:00:00Z      | true",
                "DateNotEquals             | 2026-01-02 | 2026-01-02T00:00:00Z      | false",
                "DateLessThan              | 2026-01-02T00:00:00+01:00 | 2026-01-01T22:59:59Z | true",
                "DateLessThanEquals        | 1767312000 | 2026-01-02T00:00:00Z      | true",
                "DateGreaterThan           | 2026-01-02 | 2026-01-02T00:00:00Z      | false",
                "DateGreaterThanEquals     | 2026-01-02 | 1767312000                | true",
                "DateGreaterThan           | 2026-01-02 | tomorrow                  | false",
                "Bool                      | true       | TRUE    | true",
                "Bool                      | false      | true    | false",
                "BinaryEquals              | QUI=       | QUI=    | true",
                "BinaryEquals              | QUI=       | QUJD    | false",
                "IpAddress                 | 10.0.0.0/8,192.0.2.1 | 10.255.0.1         | true",
                "IpAddress                 | 10.0.0.0/8 | 11.0.0.0                    | false",
                "IpAddress                 | 10.1.2.3/8 | 10.200.0.1                  | true",
                "IpAddress                 | 0.0.0.0/0  | 2001:db8::1                 | false",
                "IpAddress                 | ::/0       | 10.0.0.1                    | false",
                "IpAddress                 | 2001:db8::/32 | 2001:db8:1::1            | true",
                "IpAddress                 | 2001:db8::/33 | 2001:db8:8000::1         | false",
                "IpAddress                 | 10.0.0.0/8 | ::ffff:10.0.0.1             | true",
                "NotIpAddress              | 10.0.0.0/8 | 10.0.0.1                    | false",
                "NotIpAddress              | 10.0.0.0/8 | 192.0.2.1                   | true",
                "IpAddress                 | 10.0.0.0/8 | localhost                   | false",
                "ArnEquals                 | arn:aws:s3:::b*    | arn:aws:s3:::box    | true",
                "ArnLike                   | arn:aws:*:*:*:box  | arn:aws:s3:::box    | true",
                "ArnLike                   | arn:aws:*:::box    | arn:aws:s3:x::box   | false",
                "ArnNotLike                | arn:aws:s3:::b*    | arn:aws:s3:::box    | false",
                "ArnNotEquals              | arn:aws:s3:::b*    | arn:aws:s3:::other  | true",
                "ArnLike                   | arn:aws:s3:::*     | box                 | false",
                "Null                      | false      | x       | true",
                "Null                      | true       | x       | false"
            })
    void operator_oneValue_compares(String operator, String policy, String actual, boolean expected) {
        assertThat(satisfied(operator, policy, Scene.context("t:kEY", actual))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, false",
        "StringNotEquals, true",
        "StringNotLike, true",
        "StringEqualsIfExists, true",
        "StringNotEqualsIfExists, true",
        "ForAnyValue:StringEquals, false",
        "ForAnyValue:StringNotEquals, false",
        "ForAnyValue:StringEqualsIfExists, true",
        "ForAllValues:StringEquals, true",
        "ForAllValues:StringNotEquals, true",
        "ForAllValues:StringEqualsIfExists, true"
    })
    void operator_absentKey_answersAsDocumented(String operator, boolean expected) {
        assertThat(satisfied(operator, "a", PolicyContext.EMPTY)).isEqualTo(expected);
    }

    @Test
    void null_absentKey_isTrueForTrue() {
        assertThat(satisfied("Null", "true", PolicyContext.EMPTY)).isTrue();
        assertThat(satisfied("Null", "false", PolicyContext.EMPTY)).isFalse();
        assertThat(satisfied("Bool", "false", PolicyContext.EMPTY)).isFalse();
    }

    @Test
    void forAllValues_onlyEmptyValues_isSatisfied() {
        assertThat(satisfied("ForAllValues:StringEquals", "a", Scene.context("t:key", "")))
                .isTrue();
        assertThat(satisfied("ForAnyValue:StringEquals", "a", Scene.context("t:key", "")))
                .isFalse();
        assertThat(satisfied("StringEquals", "", Scene.context("t:key", ""))).isTrue();
    }

    @Test
    void condition_severalKeysAndOperators_mustAllHold() {
        PolicyDocument policy = Scene.allowIf("{'StringEquals':{'t:a':'1','t:b':'2'},'Bool':{'t:c':'true'}}");
        PolicyContext.Builder context =
                PolicyContext.builder().text("t:a", "1").text("t:b", "2").flag("t:c", true);
        assertThat(Scene.allows(policy, Scene.get(Scene.ANA, context.build()))).isTrue();
        for (String key : new String[] {"t:a", "t:b", "t:c"}) {
            PolicyContext.Builder less =
                    PolicyContext.builder().text("t:a", "1").text("t:b", "2").flag("t:c", true);
            assertThat(Scene.allows(
                            policy, Scene.get(Scene.ANA, less.text(key, "9").build())))
                    .isFalse();
        }
    }
}
