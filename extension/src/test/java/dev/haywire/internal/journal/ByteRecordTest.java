package dev.haywire.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ByteRecordTest {
    private static final int MIB = 1 << 20;

    private final ByteRecord record = new ByteRecord(new RecordBudget());

    @Test
    void isEmptyAtFirst() {
        assertThat(record.bytes()).isEmpty();
        assertThat(record.count()).isZero();
        assertThat(record.truncated()).isFalse();
    }

    @Test
    void keepsWhatLiesBetweenPositionAndLimitAndLeavesTheBufferAsItWas() {
        ByteBuffer direct = ByteBuffer.allocateDirect(16)
                .put("0123456789".getBytes(UTF_8))
                .position(2)
                .limit(5);
        record.append(direct);
        assertThat(direct.position()).isEqualTo(2);
        assertThat(direct.limit()).isEqualTo(5);
        record.append(ByteBuffer.wrap("abc".getBytes(UTF_8)).asReadOnlyBuffer());
        record.append(ByteBuffer.allocate(0));
        assertThat(record.bytes()).asString(UTF_8).isEqualTo("234abc");
        assertThat(record.count()).isEqualTo(6);
    }

    @Test
    void growsFromTheFirstChunksExactSize() {
        append("hello");
        assertThat(record.kept().block(0)).hasSize(5);
        append("!");
        assertThat(record.kept().block(0)).hasSize(10);
    }

    @Test
    void keepsManyBytesInBlocksThatNeedNoRegionOfTheHeapOfTheirOwn() {
        record.append(ByteBuffer.allocate(2 * MIB));
        for (int at = 0; at < MIB; at += Kept.BLOCK) {
            assertThat(record.kept().block(at)).hasSize(32 * 1024);
        }
        assertThat(record.kept().block(MIB)).isEmpty();
    }

    @Test
    void isTruncatedBehindExactlyOneMebibyte() {
        byte[] all = random(MIB + 10);
        record.append(ByteBuffer.wrap(all, 0, MIB - 1));
        assertThat(record.truncated()).isFalse();
        record.append(ByteBuffer.wrap(all, MIB - 1, 1));
        assertThat(record.truncated()).isFalse();
        assertThat(record.count()).isEqualTo(MIB);
        assertThat(record.bytes()).isEqualTo(Arrays.copyOf(all, MIB));
        record.append(ByteBuffer.wrap(all, MIB, 1));
        assertThat(record.truncated()).isTrue();
        record.append(ByteBuffer.wrap(all, MIB + 1, 9));
        assertThat(record.count()).isEqualTo(MIB + 10);
        assertThat(record.bytes()).isEqualTo(Arrays.copyOf(all, MIB));
    }

    @Test
    void oneChunkMayCrossTheBound() {
        byte[] all = random(3 * MIB);
        record.append(ByteBuffer.wrap(all));
        assertThat(record.bytes()).isEqualTo(Arrays.copyOf(all, MIB));
        assertThat(record.count()).isEqualTo(3 * MIB);
        assertThat(record.truncated()).isTrue();
    }

    @Test
    void restartBeginsAnew() {
        record.append(ByteBuffer.wrap(random(2 * MIB)));
        record.restart();
        assertThat(record.bytes()).isEmpty();
        assertThat(record.count()).isZero();
        assertThat(record.truncated()).isFalse();
        append("new");
        assertThat(record.bytes()).asString(UTF_8).isEqualTo("new");
    }

    @Test
    @Timeout(60)
    void readersSeeOnlyWhatWasWritten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<?> writer = threads.submit(() -> {
                byte[] chunk = new byte[997];
                for (int round = 0; round < 60; round++) {
                    for (int sent = 0; sent < 400; sent++) {
                        Arrays.fill(chunk, (byte) (1 + round % 100));
                        record.append(ByteBuffer.wrap(chunk));
                    }
                    record.restart();
                }
            });
            while (!writer.isDone()) {
                byte[] seen = record.bytes();
                for (byte each : seen) {
                    if (each == 0 || each != seen[0]) {
                        throw new AssertionError("Torn: " + each + " behind " + seen[0]);
                    }
                }
            }
            writer.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private void append(String text) {
        record.append(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
