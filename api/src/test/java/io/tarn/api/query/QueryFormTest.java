package io.tarn.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.api.codec.ResponseWriter;
import io.tarn.api.http.QueryParameters;
import io.tarn.api.iam.CreateUserRequest;
import io.tarn.api.iam.GetUserResponse;
import io.tarn.api.iam.IamErrorCode;
import io.tarn.api.iam.IamOperation;
import io.tarn.api.iam.codec.IamCodecs;
import io.tarn.api.sts.Credentials;
import io.tarn.api.sts.StsOperation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFormTest {
    private static final String CREATE = "Action=CreateUser&Version=2010-05-08&UserName=ana";

    private static QueryForm form(String text) {
        return QueryForm.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CreateUserRequest createUser(String more) {
        return IamCodecs.CREATE_USER.decode(form(CREATE + more));
    }

    private static void assertRefused(Runnable call, QueryError error) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        QueryException.class,
                        refusal -> assertThat(refusal.error()).isEqualTo(error));
    }

    @Test
    void decode_listsInAnyOrder_areInTheirPlaces() {
        CreateUserRequest request = createUser(
                "&Tags.member.10.Key=c&Tags.member.10.Value=3&Tags.member.2.Value=2&Tags.member.2.Key=b%2B+d");
        assertThat(request.userName()).isEqualTo("ana");
        assertThat(Objects.requireNonNull(request.tags()).stream().map(tag -> tag.key() + "=" + tag.value()))
                .containsExactly("b+ d=2", "c=3");
    }

    @Test
    void decode_emptyList_isEmpty() {
        assertThat(createUser("&Tags=").tags()).isEmpty();
        assertThat(createUser("").tags()).isNull();
    }

    @Test
    void of_queryOfGet_isReadAlike() {
        QueryParameters query = Objects.requireNonNull(QueryParameters.parse(CREATE + "&X-Amz-Signature=0&Path=/a/"));
        assertThat(IamCodecs.CREATE_USER.decode(QueryForm.of(query)).path()).isEqualTo("/a/");
    }

    @Test
    void operation_ofForm_isTheOneNamed() {
        assertThat(IamOperation.of(form(CREATE))).isEqualTo(IamOperation.CREATE_USER);
        assertThat(StsOperation.of(form("Action=GetCallerIdentity&Version=2011-06-15")))
                .isEqualTo(StsOperation.GET_CALLER_IDENTITY);
        assertThat(StsOperation.ASSUME_ROLE_WITH_WEB_IDENTITY.anonymous()).isTrue();
        assertThat(IamOperation.CREATE_USER.actions()).isEqualTo(List.of("iam:CreateUser"));
        assertThat(IamOperation.CREATE_USER.tagAction()).isEqualTo("iam:TagUser");
        assertThat(IamOperation.UPLOAD_SSH_PUBLIC_KEY.served()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Action=CreateUser, Could not find operation CreateUser for version NO_VERSION_SPECIFIED",
        "Action=CreateUser&Version=2011-06-15, Could not find operation CreateUser for version 2011-06-15",
        "Action=Nothing&Version=2010-05-08, Could not find operation Nothing for version 2010-05-08",
    })
    void operation_unknown_isInvalidAction(String text, String message) {
        assertThatThrownBy(() -> IamOperation.of(form(text))).isInstanceOfSatisfying(QueryException.class, refusal -> {
            assertThat(refusal.error()).isEqualTo(CommonQueryError.INVALID_ACTION);
            assertThat(refusal.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Version=2010-05-08", "Action=", "&&&"})
    void parse_withoutAction_isMissingAction(String text) {
        assertRefused(() -> form(text), CommonQueryError.MISSING_ACTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Action=%", "Action=%4", "Action=%zz", "Action=%ff", "%c3%28=x", "Action=\u20ac%"})
    void parse_brokenEscape_isMalformed(String text) {
        assertRefused(() -> form(text), CommonQueryError.MALFORMED_QUERY_STRING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&UserName=eve",
                "&Action=DeleteUser",
                "&.=x",
                "&a..b=x",
                "&a.=x",
                "&a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q=x",
                "&Tags=x",
                "&Tags.member=x",
                "&Tags.member.0.Key=a",
                "&Tags.member.-1.Key=a",
                "&Tags.member.01.Key=a",
                "&Tags.member.10001.Key=a",
                "&Tags.member.99999999999999999999.Key=a",
                "&Tags.member.x.Key=a",
                "&Tags.member.1=a",
                "&Path.member.1=/",
            })
    void decode_otherForm_isMalformedInput(String more) {
        assertRefused(() -> createUser(more), CommonQueryError.MALFORMED_INPUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.5", "2147483648", "0x10", " 1"})
    void decode_noNumber_isMalformedInput(String number) {
        assertRefused(
                () -> IamCodecs.LIST_USERS.decode(form("Action=ListUsers&Version=2010-05-08&MaxItems=" + number)),
                CommonQueryError.MALFORMED_INPUT);
    }

    @Test
    void decode_withoutRequired_isValidationError() {
        assertThatThrownBy(() -> createUser("&Tags.member.1.Key=a"))
                .isInstanceOfSatisfying(QueryException.class, refusal -> {
                    assertThat(refusal.error()).isEqualTo(CommonQueryError.VALIDATION_ERROR);
                    assertThat(refusal.message())
                            .isEqualTo("1 validation error detected: Value null at 'tags.member.1.value' failed to"
                                    + " satisfy constraint: Member must not be null");
                });
    }

    @Test
    void decode_valueThatIsNotListed_isValidationError() {
        String update = "Action=UpdateAccessKey&Version=2010-05-08&AccessKeyId=k&Status=";
        assertThat(IamCodecs.UPDATE_ACCESS_KEY.decode(form(update + "Inactive")).status())
                .isEqualTo("Inactive");
        assertRefused(
                () -> IamCodecs.UPDATE_ACCESS_KEY.decode(form(update + "Sleepy")), CommonQueryError.VALIDATION_ERROR);
    }

    @Test
    void parse_overTheLimits_isRefused() {
        byte[] long1 = new byte[QueryForm.BYTES_MAX + 1];
        Arrays.fill(long1, (byte) 'a');
        assertRefused(() -> QueryForm.parse(long1), CommonQueryError.REQUEST_ENTITY_TOO_LARGE);
        assertRefused(() -> form(CREATE + "&a=".repeat(QueryForm.PARAMETERS_MAX)), CommonQueryError.MALFORMED_INPUT);
        assertRefused(
                () -> form(CREATE + "&" + "a".repeat(QueryNode.NAME_MAX + 1) + "=x"), CommonQueryError.MALFORMED_INPUT);
        assertThat(form(CREATE + "&PermissionsBoundary=" + "a".repeat(900_000)).action())
                .isEqualTo("CreateUser");
    }

    @Test
    void parse_randomForms_areReadOrRefused() {
        Random random = new Random(42);
        String[] pieces = {
            "&", "=", ".", "member", "1", "2", "Tags", "Key", "Value", "%", "%41", "+", "entry", "é", "\0"
        };
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(CREATE).append('&');
            for (int n = random.nextInt(24); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                IamCodecs.CREATE_USER.decode(form(text.toString()));
                read++;
            } catch (QueryException refusal) {
                assertThat(refusal.error().status()).as(text.toString()).isBetween(400, 499);
            }
        }
        assertThat(read).isBetween(100, 19_900);
    }

    @Test
    void errorDocument_isAwss() {
        ResponseWriter response = new ResponseWriter();
        QueryErrorDocument.write(
                QueryException.of(IamErrorCode.NO_SUCH_ENTITY, "The user with name <x> cannot be found."),
                IamOperation.NAMESPACE,
                "r-1",
                response);
        assertThat(response.head().status()).isEqualTo(404);
        assertThat(response.head().headers().first("content-type")).isEqualTo("text/xml");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .endsWith(
                        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>"
                                + "<Code>NoSuchEntity</Code><Message>The user with name &lt;x&gt; cannot be found.</Message></Error>"
                                + "<RequestId>r-1</RequestId></ErrorResponse>");
    }

    @Test
    void toString_sessionCredentials_areMasked() {
        Credentials credentials = Credentials.builder()
                .accessKeyId("known")
                .secretAccessKey("hidden")
                .sessionToken("hidden")
                .build();
        assertThat(credentials.toString()).contains("known").doesNotContain("hidden");
    }

    @Test
    void encode_isAwss() {
        ResponseWriter response = new ResponseWriter();
        IamCodecs.GET_USER.encode(GetUserResponse.builder().build(), "r-2", response);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .endsWith("<GetUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetUserResult/>"
                        + "<ResponseMetadata><RequestId>r-2</RequestId></ResponseMetadata></GetUserResponse>");
    }
}
