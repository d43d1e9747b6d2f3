package io.tarn.core.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarn.core.checksum.ChecksumAlgorithm;
import io.tarn.core.checksum.ChecksumValue;
import io.tarn.core.checksum.RunningChecksum;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChecksumBesideTest {
    private final CountDownLatch ended = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128 * 1024 - 1, 128 * 1024, 4 * 128 * 1024, 3_000_003})
    void value_anyLength_isThatOfTheBytesTakenThoughTheyChange(int length) throws Exception {
        byte[] data = new byte[length];
        Random random = new Random(length);
        random.nextBytes(data);
        ChecksumValue expected = ChecksumAlgorithm.MD5.of(ByteBuffer.wrap(data));
        try (ChecksumBeside beside = new ChecksumBeside(ChecksumAlgorithm.MD5.start(), ended::countDown)) {
            ByteBuffer lent = ByteBuffer.allocate(70_000);
            for (int at = 0; at < length; at += lent.limit()) {
                lent.clear().limit(Math.min(length - at, 1 + random.nextInt(70_000)));
                lent.put(data, at, lent.limit()).flip();
                beside.update(lent);
                assertThat(lent.position()).isZero();
                lent.put(0, (byte) ~lent.get(0));
            }
            assertThat(beside.value()).isEqualTo(expected);
        }
        ended.await();
    }

    @Test
    void close_halfWay_endsTheThread() throws Exception {
        ChecksumBeside beside = new ChecksumBeside(ChecksumAlgorithm.MD5.start(), ended::countDown);
        beside.update(ByteBuffer.allocate(1_000_000));
        beside.close();
        beside.close();
        ended.await();
    }

    @Test
    void value_checksumFails_failsAndNobodyWaits() throws Exception {
        RunningChecksum broken = new RunningChecksum() {
            @Override
            public void update(ByteBuffer data) {
                throw new IllegalStateException("broken");
            }

            @Override
            public ChecksumValue value() {
                throw new IllegalStateException("broken");
            }
        };
        try (ChecksumBeside beside = new ChecksumBeside(broken, ended::countDown)) {
            beside.update(ByteBuffer.allocate(3_000_000));
            assertThatThrownBy(beside::value).isInstanceOf(IllegalStateException.class);
        }
        ended.await();
    }

    @Test
    void beside_noThreadFreeOrBodyShort_isTheChecksumItself() {
        DigestThreads threads = DigestThreads.ofCores(2);
        RunningChecksum md5 = ChecksumAlgorithm.MD5.start();
        assertThat(threads.beside(md5, DigestThreads.BODY_BYTES_MIN - 1)).isSameAs(md5);
        assertThat(threads.beside(md5, Payload.UNKNOWN)).isSameAs(md5);
        RunningChecksum first = threads.beside(ChecksumAlgorithm.MD5.start(), DigestThreads.BODY_BYTES_MIN);
        assertThat(first).isInstanceOf(ChecksumBeside.class);
        assertThat(threads.beside(md5, DigestThreads.BODY_BYTES_MIN)).isSameAs(md5);
        ((ChecksumBeside) first).close();
        assertThat(DigestThreads.none().beside(md5, DigestThreads.BODY_BYTES_MIN))
                .isSameAs(md5);
    }
}
