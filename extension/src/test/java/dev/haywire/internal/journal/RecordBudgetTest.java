package dev.haywire.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.fault.Direction;
import dev.haywire.internal.bytes.ByteBudget;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** All records of an endpoint, and of the JVM, keep no more than their budgets; each says so, and how it began is there. */
class RecordBudgetTest {
    private static final int MIB = 1 << 20;
    private static final int KIB = 1024;

    private final ByteBudget jvm = new ByteBudget(16 * MIB);
    private final RecordBudget endpoint = new RecordBudget(jvm);

    /** One of each connection, of which 1 MiB passed. */
    private static List<ByteRecord> records(RecordBudget budget, int count) {
        byte[] passed = passed();
        List<ByteRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteRecord record = new ByteRecord(budget);
            for (int at = 0; at < MIB; at += 1000) {
                record.append(ByteBuffer.wrap(passed, at, Math.min(1000, MIB - at)));
            }
            records.add(record);
        }
        return records;
    }

    private static byte[] passed() {
        byte[] passed = new byte[MIB];
        new Random(1).nextBytes(passed);
        return passed;
    }

    @Test
    void boundsAllRecordsOfAnEndpointByHalfOfTheJvms() {
        List<ByteRecord> records = records(endpoint, 500);
        assertThat(kept(records)).isLessThanOrEqualTo(8 * MIB);
        assertThat(jvm.used()).isEqualTo(kept(records));
        assertThat(records.get(0).bytes()).isEqualTo(passed());
        assertThat(records.get(0).truncated()).isFalse();
        ByteRecord last = records.get(499);
        assertThat(last.bytes()).hasSize(4 * KIB);
        assertThat(passed()).startsWith(last.bytes());
        assertThat(last.truncated()).isTrue();
        assertThat(last.count()).isEqualTo(MIB);
    }

    @Test
    void keepsTheFirstBytesOfEachWhateverIsUsed() {
        List<ByteRecord> records = records(endpoint, 2_000);
        assertThat(records.get(1_999).bytes()).hasSize(256);
        assertThat(passed()).startsWith(records.get(1_999).bytes());
        assertThat(kept(records)).isLessThan(8 * MIB + 2_000 * 256);
    }

    @Test
    void boundsAllRecordsOfTheJvm() {
        List<ByteRecord> records = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            records.addAll(records(new RecordBudget(jvm), 20));
        }
        assertThat(kept(records)).isLessThanOrEqualTo(16 * MIB);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.bytes().length).isGreaterThanOrEqualTo(4 * KIB));
    }

    @Test
    void leavesNoGapsInARecordThatStopped() {
        records(endpoint, 5);
        ByteRecord stopped = records(endpoint, 2).get(1);
        int kept = stopped.bytes().length;
        endpoint.restart();
        stopped.append(ByteBuffer.wrap(new byte[10]));
        assertThat(stopped.bytes()).hasSize(kept);
        stopped.restart();
        stopped.append(ByteBuffer.wrap(passed()));
        assertThat(stopped.bytes()).isEqualTo(passed());
        assertThat(stopped.truncated()).isFalse();
    }

    @Test
    void takesBackWhatEndedAndKeepsNothingMoreThen() {
        records(endpoint, 100);
        endpoint.restart();
        assertThat(jvm.used()).isZero();
        ByteRecord before = records(endpoint, 1).get(0);
        endpoint.close();
        assertThat(jvm.used()).isZero();
        assertThat(before.bytes()).isEqualTo(passed());
        assertThat(records(endpoint, 1).get(0).bytes()).isEmpty();
    }

    @Test
    void boundsDatagramsTooWithAllTheyCost() {
        DatagramRecord record = new DatagramRecord(StandardCharsets.UTF_8, endpoint);
        for (int i = 1; i <= 1_000; i++) {
            add(record, i, 60_000);
        }
        assertThat(record.all(Direction.UPSTREAM)).hasSize(6 * MIB / 60_128);
        assertThat(record.truncated()).isTrue();
        assertThat(record.delivered(Direction.UPSTREAM)).isEqualTo(1_000);
        assertThat(jvm.used()).isEqualTo(6L * MIB / 60_128 * 60_128);
        record.withdraw(0);
        record.withdraw(0);
        assertThat(record.delivered(Direction.UPSTREAM)).isEqualTo(998);
    }

    @Test
    void keepsTheFirstDatagramsOfAnEndpointThatComesLate() {
        records(endpoint, 10);
        records(new RecordBudget(jvm), 10);
        DatagramRecord late = new DatagramRecord(StandardCharsets.UTF_8, new RecordBudget(jvm));
        for (int i = 1; i <= 100; i++) {
            add(late, i, 1_000);
        }
        assertThat(late.all(Direction.UPSTREAM)).hasSize(65);
    }

    private static void add(DatagramRecord record, int ordinal, int length) {
        InetSocketAddress source = new InetSocketAddress("127.0.0.1", 9);
        record.add(0, ordinal, 0, Direction.UPSTREAM, source, ByteBuffer.allocate(length), 0);
    }

    private static long kept(List<ByteRecord> records) {
        return records.stream().mapToLong(record -> record.bytes().length).sum();
    }
}
