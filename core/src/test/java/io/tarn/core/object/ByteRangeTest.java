package io.tarn.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarn.api.error.ErrorCode;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {
    // BEHAVIOURS 6, ERRORS 57
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=--1",
                "bytes=1-0",
                "bytes=-1-",
                "bytes=0--1",
                "bytes=0-1,3-4",
                "bytes=a-b",
                "bytes=0x1-2",
                "bytes=1",
                "bytes=+1-2",
                "bytes=1- 2",
                "items=0-1",
                "0-1",
                "bytes=٠-١"
            })
    void parse_notOneRange_meansNothing(String field) {
        assertThat(ByteRange.parse(field, 10)).isNull();
    }

    // BEHAVIOURS 6
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-, 0, 10",
        "bytes=3-5, 3, 3",
        "bytes=9-9, 9, 1",
        "bytes=3-100, 3, 7",
        "bytes=0-99999999999999999999999, 0, 10",
        "bytes=-1, 9, 1",
        "bytes=-10, 0, 10",
        "bytes=-11, 0, 10",
        "bytes=-99999999999999999999999, 0, 10",
        "BYTES=1-2, 1, 2",
        "bytes=0000003-4, 3, 2"
    })
    void parse_range_isCutToTheObject(String field, long offset, long length) {
        assertThat(ByteRange.parse(field, 10)).isEqualTo(new ByteRange(offset, length));
    }

    // BEHAVIOURS 6, ERRORS 56
    @ParameterizedTest
    @CsvSource({
        "bytes=10-, 10",
        "bytes=10-20, 10",
        "bytes=99999999999999999999999-, 10",
        "bytes=-0, 10",
        "bytes=0-0, 0",
        "bytes=0-, 0",
        "bytes=-5, 0",
        "bytes=-0, 0"
    })
    void parse_pastTheEnd_isInvalidRange(String field, long size) {
        Shelf.refused(
                () -> ByteRange.parse(field, size),
                ErrorCode.INVALID_RANGE,
                Map.of("ActualObjectSize", Long.toString(size), "RangeRequested", field));
    }
}
