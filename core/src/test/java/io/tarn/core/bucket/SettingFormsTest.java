package io.tarn.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.core.acl.AccessControlList;
import io.tarn.core.acl.AclGrant;
import io.tarn.core.acl.AclPermission;
import io.tarn.core.acl.Grantee;
import io.tarn.core.layout.SettingKind;
import io.tarn.core.layout.SystemRows;
import io.tarn.core.policy.PolicyDocument;
import io.tarn.core.policy.PolicyKind;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.CorsRules;
import io.tarn.core.setting.ObjectOwnership;
import io.tarn.core.setting.PublicAccessBlock;
import io.tarn.storage.Bytes;
import io.tarn.storage.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SettingFormsTest {
    private static final String POLICY = """
            {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::b/*"}]}""";
    private static final AccessControlList ACL = new AccessControlList(List.of(
            new AclGrant(new Grantee.Owner(), AclPermission.FULL_CONTROL),
            new AclGrant(new Grantee.CanonicalUser("ab".repeat(32)), AclPermission.WRITE),
            new AclGrant(Grantee.Group.ALL_USERS, AclPermission.READ),
            new AclGrant(Grantee.Group.AUTHENTICATED_USERS, AclPermission.READ_ACP),
            new AclGrant(Grantee.Group.LOG_DELIVERY, AclPermission.WRITE_ACP)));
    private static final CorsRules CORS = new CorsRules(List.of(
            new CorsRules.Rule("é", List.of("GET", "PUT"), List.of("*"), List.of(), List.of("ETag"), 3000),
            new CorsRules.Rule(null, List.of("HEAD"), List.of("https://a.example"), List.of("x-*"), List.of(), null)));

    private static BucketSettings full() {
        return new BucketSettings(
                PolicyDocument.parse(POLICY, PolicyKind.RESOURCE),
                ObjectOwnership.BUCKET_OWNER_PREFERRED,
                new PublicAccessBlock(true, false, true, false),
                ACL,
                true,
                Map.of("täg", ""),
                true,
                CORS);
    }

    @Test
    void decode_everything_isWhatWasEncoded() {
        BucketSettings back = SettingForms.decode(SettingForms.encode(full()));
        assertThat(Objects.requireNonNull(back.policy()).source()).isEqualTo(POLICY);
        assertThat(back.withPolicy(null)).isEqualTo(full().withPolicy(null));
    }

    @Test
    void encode_defaults_needsNoRow() {
        assertThat(SettingForms.encode(BucketSettings.DEFAULT)).isEmpty();
        assertThat(SettingForms.decode(Map.of())).isEqualTo(BucketSettings.DEFAULT);
        assertThat(SettingForms.decode(SettingForms.encode(BucketSettings.LEGACY)))
                .isEqualTo(BucketSettings.LEGACY);
    }

    @Test
    void decode_emptyList_grantsNothing() {
        BucketSettings nobody = BucketSettings.DEFAULT.withAcl(new AccessControlList(List.of()));
        assertThat(SettingForms.decode(SettingForms.encode(nobody))).isEqualTo(nobody);
    }

    @Test
    void decode_spoilt_isCorruptOrAnotherValueNeverAnotherFailure() {
        Random random = new Random(4);
        SettingForms.encode(full()).forEach((kind, value) -> {
            for (int i = 0; i < 2_000; i++) {
                byte[] spoilt = value.toArray();
                spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
                int length = random.nextInt(10) == 0 ? random.nextInt(spoilt.length) : spoilt.length;
                Bytes row = Bytes.wrap(spoilt).slice(0, length);
                try {
                    SettingForms.decode(Map.of(kind, row));
                } catch (StorageException.Corrupt expected) {
                    assertThat(expected).hasMessageContaining(kind.name());
                }
            }
        });
    }

    @Test
    void settingOf_unknownKind_isCorrupt() {
        Bytes suffix = SystemRows.settingPrefix("b").plus(Bytes.of((byte) 99));
        assertThatThrownBy(() -> SystemRows.settingOf(suffix, "b")).isInstanceOf(StorageException.Corrupt.class);
        for (SettingKind kind : SettingKind.values()) {
            assertThat(SystemRows.settingOf(SystemRows.setting("b", kind).suffix(), "b"))
                    .isEqualTo(kind);
        }
    }
}
