package io.tarn.api.s3.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.s3.S3Operation;
import io.tarn.codegen.model.Location;
import io.tarn.codegen.model.Member;
import io.tarn.codegen.model.Structure;
import io.tarn.codegen.model.Type;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The model, with our patches, beside the classes of AWS's SDK for Java. */
class SdkModelTest {
    /** Written in the order in which the service itself answers, which differs from the model's. */
    private static final Set<String> ORDERED_AS_THE_SERVICE_DOES = Set.of(
            "ListBucketsOutput",
            "ListMultipartUploadsOutput",
            "ListObjectVersionsOutput",
            "ListObjectsOutput",
            "ListObjectsV2Output",
            "ListPartsOutput");

    @Test
    void operations_areThoseOfTheSdk() {
        Set<String> sdk = new TreeSet<>();
        for (Method method : S3AsyncClient.class.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length > 0 && S3Request.class.isAssignableFrom(parameters[0])) {
                sdk.add(parameters[0].getSimpleName().replaceFirst("Request$", ""));
            }
        }
        Set<String> ours = Arrays.stream(S3Operation.values())
                .filter(S3Operation::modelled)
                .map(S3Operation::apiName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours).isEqualTo(sdk);
    }

    @Test
    void numbers_haveTheWidthsOfTheSdk() throws ReflectiveOperationException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Structure structure : SampleValues.MODEL.structures().values()) {
            SdkPojo pojo = sdk(structure.name());
            for (Member member : structure.members()) {
                SdkField<?> field = pojo == null ? null : field(pojo, member.name());
                if (field != null && member.type() instanceof Type.Whole whole) {
                    compared++;
                    if (whole.wide() != MarshallingType.LONG.equals(field.marshallingType())) {
                        different.add(structure.name() + "." + member.name());
                    }
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(80);
    }

    @Test
    void elements_haveTheOrderOfTheSdk() throws ReflectiveOperationException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Structure structure : SampleValues.MODEL.structures().values()) {
            SdkPojo pojo = sdk(structure.name());
            List<String> ours =
                    structure.in(Location.BODY).stream().map(Member::name).toList();
            if (pojo != null && !ORDERED_AS_THE_SERVICE_DOES.contains(structure.name())) {
                compared++;
                List<String> theirs =
                        SdkTree.members(pojo).stream().filter(ours::contains).toList();
                if (!theirs.equals(ours)) {
                    different.add(structure.name() + ": " + ours + " but " + theirs);
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(300);
    }

    private static @Nullable SdkField<?> field(SdkPojo pojo, String name) {
        return pojo.sdkFields().stream()
                .filter(each -> each.memberName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A builder of the SDK's class for a structure, or null if it has none: it leaves empty ones out. */
    private static @Nullable SdkPojo sdk(String structure) throws ReflectiveOperationException {
        Class<?> type = sdkClass(structure);
        if (type == null) {
            type = sdkClass(structure.replaceFirst("Output$", "Response"));
        }
        return type == null
                ? null
                : (SdkPojo) Objects.requireNonNull(type.getMethod("builder").invoke(null));
    }

    private static @Nullable Class<?> sdkClass(String name) {
        try {
            Class<?> type = Class.forName("software.amazon.awssdk.services.s3.model." + name);
            return type.isInterface() ? null : type;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
