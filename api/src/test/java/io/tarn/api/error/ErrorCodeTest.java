package io.tarn.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    private static final Map<String, ErrorCode> CODES =
            Arrays.stream(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::code, Function.identity()));

    /** The model's own errors; the answer to a HEAD of a missing bucket has no document and so no code. */
    @Test
    void codes_ofTheModel_areAllHereWithTheirStatus() throws IOException {
        String model = Files.readString(Path.of("..", "codegen", "model", "s3.json"));
        Matcher errors =
                Pattern.compile("\\{\"name\":\"(\\w+)\",\"error\":(\\d+)").matcher(model);
        int found = 0;
        while (errors.find()) {
            if (!errors.group(1).equals("NotFound")) {
                found++;
                assertThat(CODES).containsKey(errors.group(1));
                assertThat(Objects.requireNonNull(CODES.get(errors.group(1))).status())
                        .as(errors.group(1))
                        .isEqualTo(Integer.parseInt(errors.group(2)));
            }
        }
        assertThat(found).isEqualTo(20);
    }

    @Test
    void names_followTheCodes() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.name().replace("_", ""))
                    .isEqualToIgnoringCase(code.code().replaceAll("[^A-Za-z0-9]", ""));
            assertThat(code.status()).isBetween(301, 507);
        }
    }
}
