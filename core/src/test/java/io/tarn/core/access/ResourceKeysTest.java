package io.tarn.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.core.policy.PolicyContext;
import io.tarn.core.setting.BucketSettings;
import io.tarn.core.setting.PublicAccessBlock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceKeysTest {
    private static final BucketSettings TAGGED =
            BucketSettings.DEFAULT.withTags(Map.of("Team", "red")).withAbac(true);

    @Test
    void bucketAndObject_haveTheOwnersAccount() {
        for (Resource resource : new Resource[] {AccessScene.bucket(TAGGED), AccessScene.object(TAGGED)}) {
            PolicyContext keys = ResourceKeys.of(resource);
            assertThat(keys.values("aws:resourceaccount")).containsExactly("111111111111");
            assertThat(keys.values("s3:resourceaccount")).containsExactly("111111111111");
            assertThat(keys.values("aws:resourcetag/team")).containsExactly("red");
            assertThat(keys.values("s3:buckettag/team")).containsExactly("red");
            assertThat(keys.values("s3:buckettag/other")).isEmpty();
            assertThat(keys.values("s3:existingobjecttag/team")).isEmpty();
            assertThat(keys.values("s3:dataaccesspointarn")).isEmpty();
            assertThat(keys.values("s3:dataaccesspointaccount")).isEmpty();
            assertThat(keys.values("s3:accesspointnetworkorigin")).isEmpty();
        }
    }

    @Test
    void accessPoint_isNamed() {
        AccessPoint point = new AccessPoint("arn:point", "222222222222", null, PublicAccessBlock.ALL);
        PolicyContext keys = ResourceKeys.of(
                new Resource.Bucket("lake", "111111111111", BucketRules.of(BucketSettings.DEFAULT), point));
        assertThat(keys.values("s3:dataaccesspointarn")).containsExactly("arn:point");
        assertThat(keys.values("s3:dataaccesspointaccount")).containsExactly("222222222222");
        assertThat(keys.values("s3:accesspointnetworkorigin")).containsExactly("Internet");
        assertThat(keys.values("aws:resourceaccount")).containsExactly("111111111111");
    }

    @Test
    void serviceAndIam_haveTheirOwn() {
        assertThat(ResourceKeys.of(new Resource.Service()).values("aws:resourceaccount"))
                .isEmpty();
        PolicyContext own = PolicyContext.builder().text("iam:PolicyARN", "x").build();
        assertThat(ResourceKeys.of(new Resource.Iam("arn", "1", own))).isSameAs(own);
    }
}
