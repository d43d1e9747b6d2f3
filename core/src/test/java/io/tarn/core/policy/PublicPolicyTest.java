package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicPolicyTest {
    private static boolean isPublic(String effect, String principal, String condition) {
        return PublicPolicy.isPublic(Scene.statements(
                PolicyKind.RESOURCE,
                "{'Effect':'" + effect + "'," + principal
                        + ",'Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*','Condition':{" + condition + "}}"));
    }

    @Test
    void isPublic_principals_onlyEveryoneIs() {
        assertThat(isPublic("Allow", "'Principal':'*'", "")).isTrue();
        assertThat(isPublic("Allow", "'Principal':{'AWS':['111122223333','*']}", ""))
                .isTrue();
        assertThat(isPublic("Allow", "'Principal':{'Service':'*'}", "")).isTrue();
        assertThat(isPublic("Allow", "'NotPrincipal':{'AWS':'111122223333'}", ""))
                .isTrue();
        assertThat(isPublic("Allow", "'Principal':{'AWS':'111122223333'}", "")).isFalse();
        assertThat(isPublic("Deny", "'Principal':'*'", "")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}                                  | false",
                "'IpAddress':{'aws:SourceIp':['192.0.2.0/24','2001:db8::/32']}                | false",
                "'IpAddress':{'aws:SourceIp':['192.0.2.0/24','0.0.0.0/1']}                    | true",
                "'IpAddress':{'aws:SourceIp':'11.0.0.0/7'}                                    | true",
                "'IpAddress':{'aws:SourceIp':'11.0.0.0/8'}                                    | false",
                "'IpAddress':{'aws:SourceIp':'2001:d00::/31'}                                 | true",
                "'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'}                               | true",
                "'IpAddressIfExists':{'aws:SourceIp':'192.0.2.0/24'}                          | true",
                "'StringEquals':{'aws:SourceVpc':'vpc-91237329'}                              | false",
                "'StringLike':{'aws:SourceVpc':'vpc-*'}                                       | true",
                "'StringLike':{'aws:SourceVpc':'vpc-91237329'}                                | false",
                "'StringEquals':{'aws:PrincipalOrgID':'o-1234567890'}                         | false",
                "'ForAnyValue:StringEquals':{'aws:PrincipalOrgID':'o-1234567890'}             | false",
                "'ForAllValues:StringEquals':{'aws:PrincipalOrgID':'o-1234567890'}            | true",
                "'StringNotEquals':{'aws:PrincipalOrgID':'o-1234567890'}                      | true",
                "'StringEquals':{'aws:SourceAccount':'${aws:PrincipalAccount}'}               | true",
                "'ArnLike':{'aws:SourceArn':'arn:aws:s3:::src'}                               | false",
                "'ArnLike':{'aws:SourceArn':'arn:aws:s3:::*'}                                 | true",
                "'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-east-1:111122223333:accesspoint/*'} | false",
                "'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-east-1:*:accesspoint/x'}            | true",
                "'StringEquals':{'aws:userid':'AIDAEXAMPLE'}                                  | false",
                "'StringLike':{'aws:Referer':'https://example.com/'}                          | true",
                "'StringEquals':{'s3:ExistingObjectTag/public':'yes'}                         | true",
                "'Bool':{'aws:SecureTransport':'true'}                                        | true",
                "'Null':{'aws:SourceVpc':'false'}                                             | true"
            })
    void isPublic_conditions_tieOnlyByFixedValues(String condition, boolean expected) {
        assertThat(isPublic("Allow", "'Principal':'*'", condition)).isEqualTo(expected);
    }

    @Test
    void isPublic_oneOpenStatement_isEnough() {
        String closed = "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'*','Resource':'*'}";
        String open = "{'Effect':'Allow','Principal':'*','Action':'s3:ListBucket','Resource':'arn:aws:s3:::box'}";
        assertThat(PublicPolicy.isPublic(Scene.statements(PolicyKind.RESOURCE, closed)))
                .isFalse();
        assertThat(PublicPolicy.isPublic(Scene.statements(PolicyKind.RESOURCE, closed, open)))
                .isTrue();
    }
}
