package io.tarn.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParsingTest {
    private static final String BUCKET =
            "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}";
    private static final String OWN = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}";

    private static void refused(PolicyKind kind, String json, String message) {
        assertThatThrownBy(() -> Scene.policy(kind, json))
                .as(json)
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void parse_allElements_areKept() {
        PolicyDocument policy = Scene.policy(
                PolicyKind.RESOURCE,
                "{'Version':'2012-10-17','Id':'one','Statement':{'Sid':'First one','Effect':'Deny',"
                        + "'NotPrincipal':{'AWS':['111122223333','arn:aws:iam::444455556666:user/x/bob'],"
                        + "'Service':'logging.s3.amazonaws.com','Federated':'accounts.example.com','CanonicalUser':'"
                        + "a".repeat(64) + "'},'NotAction':['s3:Get*'],'NotResource':'arn:aws:s3:::box',"
                        + "'Condition':{'NumericLessThan':{'s3:max-keys':10},'Bool':{'aws:SecureTransport':false}}}}");
        assertThat(policy.version()).isEqualTo("2012-10-17");
        assertThat(policy.id()).isEqualTo("one");
        assertThat(policy.statements()).hasSize(1);
        assertThat(policy.statements().getFirst().sid()).isEqualTo("First one");
        assertThat(policy.statements().getFirst().allows()).isFalse();
        assertThat(policy.principalArns()).containsExactly("arn:aws:iam::444455556666:user/x/bob");
    }

    @Test
    void parse_noVersion_isTheOldOne() {
        PolicyDocument policy = Scene.policy(PolicyKind.IDENTITY, "{'Statement':" + OWN + "}");
        assertThat(policy.version()).isEqualTo("2008-10-17");
        assertThat(policy.sizeWithoutWhiteSpace()).isEqualTo(policy.source().length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                         | first byte must be",
                "-                                          | first byte must be",
                "{                                          | invalid Json",
                "{'Statement':%s} x                         | invalid Json",
                "{'Statement':%s} {}                        | text after its end",
                "{'Statement':%s,'Statement':%s}            | invalid Json",
                "{'Statement':%s,'Extra':1}                 | Unknown field: Extra",
                "{'statement':%s}                           | Unknown field: statement",
                "{'Version':'2012-10-18','Statement':%s}    | valid version",
                "{'Version':2012,'Statement':%s}            | Version must be a string",
                "{'Version':'2012-10-17'}                   | Missing required field Statement",
                "{'Statement':[]}                           | Statement must not be empty",
                "{'Statement':'x'}                          | Statement must be an object",
                "{'Statement':[[%s]]}                       | Statement must be an object",
                "{'Statement':null}                         | Statement must be an object",
                "{'Id':1,'Statement':%s}                    | Id must be a string",
                "{'Statement':[[[[[[[[[[]]]]]]]]]]}         | invalid Json"
            })
    void parse_badDocument_namesTheMistake(String json, String message) {
        refused(PolicyKind.IDENTITY, json.equals("-") ? "" : json.replace("%s", OWN), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Effect':'Allow'            | 'Effect':'allow'                | Invalid effect: allow",
                "'Effect':'Allow',           | -                               | Missing required field Effect",
                "'Action':'s3:GetObject',    | -                               | Missing required field Action",
                "'Action':'s3:GetObject'     | 'Action':[]                     | Action must not be empty",
                "'Action':'s3:GetObject'     | 'Action':'s3:Get Object'        | invalid action",
                "'Action':'s3:GetObject'     | 'Action':'s3*:GetObject'        | invalid action",
                "'Action':'s3:GetObject'     | 'Action':'GetObject'            | invalid action",
                "'Action':'s3:GetObject'     | 'Action':'s3:'                  | invalid action",
                "'Action':'s3:GetObject'     | 'Action':7                      | Action must be a string",
                "'Action'                    | 'Action':'s3:*','NotAction'     | both Action and NotAction",
                "'Principal':'*'             | 'Principal':'x'                 | Invalid principal",
                "'Principal':'*'             | 'Principal':{}                  | not empty",
                "'Principal':'*'             | 'Principal':{'AWS':[]}          | must not be empty",
                "'Principal':'*'             | 'Principal':{'Nobody':'x'}      | Invalid principal",
                "'Principal':'*'             | 'Principal':{'AWS':'12345'}     | Invalid principal",
                "'Principal':'*'             | 'Principal':{'AWS':'arn:aws:iam::111122223333:user/*'} | Invalid"
                        + " principal",
                "'Principal':'*'             | 'Principal':{'AWS':'arn:aws:s3:::box'}                 | Invalid"
                        + " principal",
                "'Principal':'*'             | 'Principal':{'CanonicalUser':'abc'}                    | Invalid"
                        + " principal",
                "'Principal':'*',            | -                               | Missing required field Principal",
                "'Principal'                 | 'Principal':'*','NotPrincipal'  | both Principal and NotPrincipal",
                "'Resource':'arn:aws:s3:::box/*' | 'Resource':'box'            | ARN format",
                "'Resource':'arn:aws:s3:::box/*' | 'Resource':'arn:aws:s3*'    | ARN format",
                "'Resource':'arn:aws:s3:::box/*' | 'Resource':[]               | Resource must not be empty",
                "'Resource'                  | 'Sid':3,'Resource'              | Sid must be a string",
                "'Resource'                  | 'Condition':[],'Resource'       | Condition must be an object",
                "'Resource'                  | 'Condition':{'StringIs':{'a:b':'c'}},'Resource'     | Invalid Condition"
                        + " type",
                "'Resource'                  | 'Condition':{'NullIfExists':{'a:b':'true'}},'Resource' | Invalid"
                        + " Condition type",
                "'Resource'                  | 'Condition':{'ForSome:StringLike':{'a:b':'c'}},'Resource' | Invalid"
                        + " Condition type",
                "'Resource'                  | 'Condition':{'StringLike':{}},'Resource'            | not empty",
                "'Resource'                  | 'Condition':{'StringLike':{'ab':'c'}},'Resource'    | invalid condition"
                        + " key",
                "'Resource'                  | 'Condition':{'StringLike':{'a:b':[]}},'Resource'    | must not be empty",
                "'Resource'                  | 'Condition':{'StringLike':{'a:b':{}}},'Resource'    | must be a string",
                "'Resource'                  | 'Condition':{'StringLike':{'a:b':null}},'Resource'  | must be a string",
                "'Resource'                  | 'Condition':{'NumericEquals':{'a:b':'1e9'}},'Resource' | operator's"
                        + " type",
                "'Resource'                  | 'Condition':{'DateEquals':{'a:b':'noon'}},'Resource'   | operator's"
                        + " type",
                "'Resource'                  | 'Condition':{'Bool':{'a:b':'yes'}},'Resource'       | true or false",
                "'Resource'                  | 'Condition':{'Null':{'a:b':'no'}},'Resource'        | true or false",
                "'Resource'                  | 'Condition':{'BinaryEquals':{'a:b':'?'}},'Resource' | base64",
                "'Resource'                  | 'Condition':{'IpAddress':{'a:b':'1.2.3'}},'Resource'     | IP address",
                "'Resource'                  | 'Condition':{'IpAddress':{'a:b':'1.2.3.4/33'}},'Resource' | IP address",
                "'Resource'                  | 'Condition':{'ArnLike':{'a:b':'x'}},'Resource'      | ARN format"
            })
    void parse_badStatement_namesTheMistake(String good, String bad, String message) {
        String statement = BUCKET.replace(good, bad.equals("-") ? "" : bad);
        assertThat(statement).isNotEqualTo(BUCKET);
        refused(PolicyKind.RESOURCE, "{'Version':'2012-10-17','Statement':[" + statement + "]}", message);
    }

    @Test
    void parse_kinds_decideWhatMustBeNamed() {
        String trust = "{'Statement':{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sts:AssumeRole'}}";
        assertThat(Scene.policy(PolicyKind.TRUST, trust).statements()).hasSize(1);
        refused(PolicyKind.TRUST, "{'Statement':" + BUCKET + "}", "should not specify a resource");
        refused(PolicyKind.RESOURCE, "{'Statement':" + OWN + "}", "Missing required field Principal");
        refused(PolicyKind.RESOURCE, trust, "Missing required field Resource");
        for (PolicyKind kind : new PolicyKind[] {PolicyKind.IDENTITY, PolicyKind.SESSION, PolicyKind.BOUNDARY}) {
            assertThat(Scene.policy(kind, "{'Statement':" + OWN + "}").kind()).isEqualTo(kind);
            refused(kind, "{'Statement':" + BUCKET + "}", "should not specify a principal");
        }
    }

    @Test
    void parse_sids_areDistinctAndAlphanumericInIam() {
        String first = OWN.replace("{'Effect'", "{'Sid':'One','Effect'");
        refused(PolicyKind.IDENTITY, "{'Statement':[" + first + "," + first + "]}", "must be unique: One");
        refused(PolicyKind.IDENTITY, "{'Statement':" + first.replace("One", "One 1") + "}", "alpha-numeric");
        assertThat(Scene.policy(PolicyKind.IDENTITY, "{'Statement':[" + OWN + "," + OWN + "]}")
                        .statements())
                .hasSize(2);
    }

    @Test
    void parse_documentAtTheLimit_isReadAndOneByteMoreIsNot() {
        String json = ("{'Statement':" + BUCKET + "}").replace('\'', '"');
        String full = json + " ".repeat(PolicyKind.RESOURCE.bytesMax() - json.length());
        assertThat(PolicyDocument.parse(full, PolicyKind.RESOURCE).source()).isEqualTo(full);
        assertThatThrownBy(() -> PolicyDocument.parse(full + " ", PolicyKind.RESOURCE))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("20480 bytes");
    }

    @Test
    void parse_notUtf8_isRefused() {
        byte[] bytes = "{\"Id\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PolicyDocument.parse(bytes, PolicyKind.RESOURCE))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> PolicyDocument.parse("{\"Id\":\"\ud800\"}", PolicyKind.RESOURCE))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("Unicode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${aws:username", "${}", "${a:b, x}", "${a:b, 'x}", "${${a:b}}"})
    void parse_badVariable_isRefusedOnlyWhereVariablesMean(String variable) {
        String statement = OWN.replace("/*", "/" + variable.replace("'", "''"));
        String escaped = statement.replace("''", "\u0001").replace('\'', '"').replace("\u0001", "'");
        assertThatThrownBy(() -> PolicyDocument.parse(
                        "{\"Version\":\"2012-10-17\",\"Statement\":" + escaped + "}", PolicyKind.IDENTITY))
                .isInstanceOf(MalformedPolicyException.class);
        assertThat(PolicyDocument.parse("{\"Statement\":" + escaped + "}", PolicyKind.IDENTITY)
                        .statements())
                .hasSize(1);
    }
}
