package dev.haywire.internal.journal;

import static dev.haywire.fault.Direction.BOTH;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatagramRecordTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("127.0.0.1", 53412);
    private static final int MIB = 1 << 20;

    private final DatagramRecord record = new DatagramRecord();

    @Test
    void isEmptyAtFirst() {
        assertThat(record.all(BOTH)).isEmpty();
        assertThat(record.delivered(BOTH)).isZero();
        assertThat(record.take()).isNull();
        assertThat(record.truncated()).isFalse();
        record.withdraw(0);
        assertThat(record.delivered(UPSTREAM)).isZero();
    }

    @Test
    void keepsWhatIsKnownOfADatagram() {
        Instant before = WallTime.now();
        ByteBuffer direct = ByteBuffer.allocateDirect(16)
                .put("..héllo..".getBytes(UTF_8))
                .position(2)
                .limit(8);
        record.add(7, 3, 1, DOWNSTREAM, CLIENT, direct, System.nanoTime());
        assertThat(direct.position()).isEqualTo(2);
        assertThat(direct.limit()).isEqualTo(8);

        Datagram datagram = record.all(DOWNSTREAM).get(0);
        assertThat(datagram.index()).isEqualTo(7);
        assertThat(datagram.ordinal()).isEqualTo(3);
        assertThat(datagram.direction()).isEqualTo(DOWNSTREAM);
        assertThat(datagram.source()).isEqualTo(CLIENT);
        assertThat(datagram.text()).isEqualTo("héllo");
        assertThat(datagram.text(ISO_8859_1)).isEqualTo("hÃ©llo");
        assertThat(datagram.receivedAt()).isBetween(before.minusSeconds(1), before.plusSeconds(60));
        assertThat(datagram).hasToString("#7 downstream 3 copy 1: \"héllo\"");
        datagram.payload()[0] = 0;
        assertThat(datagram.payload()).isEqualTo("héllo".getBytes(UTF_8));
    }

    @Test
    void decodesTextsWithTheEndpointsCharset() {
        DatagramRecord wide = new DatagramRecord(UTF_16BE, new RecordBudget());
        wide.add(0, 1, 0, UPSTREAM, CLIENT, ByteBuffer.wrap("é".getBytes(UTF_16BE)), 0);
        assertThat(wide.all(UPSTREAM).get(0).text()).isEqualTo("é");
    }

    @Test
    void tellsWhenADatagramArrivedWhateverPassesUntilSomebodyAsks() {
        add(0, 1, UPSTREAM, "a", 5_000_000);
        add(0, 2, UPSTREAM, "b", 7_500_000);
        List<Datagram> both = record.all(UPSTREAM);
        assertThat(Duration.between(both.get(0).receivedAt(), both.get(1).receivedAt()))
                .isEqualTo(Duration.ofNanos(2_500_000));
    }

    @Test
    void keepsBothDirectionsInOrderOfDelivery() {
        add(0, 1, UPSTREAM, "a");
        add(0, 1, DOWNSTREAM, "b");
        add(1, 1, UPSTREAM, "c");
        assertThat(texts(BOTH)).containsExactly("a", "b", "c");
        assertThat(texts(UPSTREAM)).containsExactly("a", "c");
        assertThat(texts(DOWNSTREAM)).containsExactly("b");
        assertThat(record.delivered(BOTH)).isEqualTo(3);
        assertThat(record.delivered(UPSTREAM)).isEqualTo(2);
        assertThat(record.delivered(DOWNSTREAM)).isEqualTo(1);
    }

    @Test
    void handsWhatItDoesNotKeepToThoseWhoWaitAtThatMoment() {
        record.add(0, 1, 0, UPSTREAM, CLIENT, ByteBuffer.allocate(0), 0);
        for (int i = 2; i <= DatagramRecord.BOUND + 1; i++) {
            add(0, i, DOWNSTREAM, "filler");
        }
        assertThat(record.take()).isNotNull();
        add(0, 2, UPSTREAM, "before");
        record.beginTaking();
        assertThat(record.take()).isNull();
        add(0, 3, UPSTREAM, "meanwhile");
        add(0, 4, UPSTREAM, "too many");
        assertThat(record.take().text()).isEqualTo("meanwhile");
        assertThat(record.take()).isNull();
        add(0, 5, UPSTREAM, "for nobody");
        record.endTaking();
        assertThat(record.take()).isNull();
        assertThat(record.truncated()).isTrue();
        assertThat(record.delivered(UPSTREAM)).isEqualTo(5);
    }

    @Test
    void takesUpstreamDatagramsOneAfterTheOther() {
        add(0, 1, DOWNSTREAM, "not me");
        add(0, 1, UPSTREAM, "a");
        add(0, 2, UPSTREAM, "b");
        assertThat(record.take().text()).isEqualTo("a");
        assertThat(record.take().text()).isEqualTo("b");
        assertThat(record.take()).isNull();
        for (int i = 0; i < 100; i++) {
            add(0, 3 + i, UPSTREAM, "later " + i);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(record.take().text()).isEqualTo("later " + i);
        }
        assertThat(record.take()).isNull();
    }

    @Test
    void keepsTheFirstTenThousandAndCountsAll() {
        for (int i = 1; i <= 10_000; i++) {
            add(0, i, i % 2 == 0 ? UPSTREAM : DOWNSTREAM, "x");
        }
        assertThat(record.truncated()).isFalse();
        add(0, 10_001, UPSTREAM, "y");
        assertThat(record.truncated()).isTrue();
        add(0, 10_002, DOWNSTREAM, "y");
        assertThat(record.all(BOTH)).hasSize(10_000).noneMatch(datagram -> datagram.ordinal() > 10_000);
        assertThat(record.delivered(UPSTREAM)).isEqualTo(5_001);
        assertThat(record.delivered(DOWNSTREAM)).isEqualTo(5_001);
        for (int i = 0; i < 5_000; i++) {
            assertThat(record.take()).isNotNull();
        }
        assertThat(record.take()).isNull();
    }

    @Test
    void keepsTheFirst64MebibytesOfPayload() {
        ByteBuffer large = ByteBuffer.allocate(MIB);
        for (int i = 1; i <= 64; i++) {
            record.add(0, i, 0, UPSTREAM, CLIENT, large, 0);
        }
        add(0, 65, UPSTREAM, "");
        assertThat(record.truncated()).isFalse();
        add(0, 66, UPSTREAM, "x");
        assertThat(record.truncated()).isTrue();
        add(0, 67, UPSTREAM, "");
        assertThat(record.all(BOTH)).hasSize(65);
        assertThat(record.delivered(BOTH)).isEqualTo(67);
    }

    @Test
    void withdrawsTheLastOfOneClientUpstream() {
        add(0, 1, UPSTREAM, "a");
        add(0, 2, UPSTREAM, "b");
        add(1, 1, UPSTREAM, "c");
        add(0, 1, DOWNSTREAM, "d");
        record.withdraw(0);
        assertThat(texts(BOTH)).containsExactly("a", "c", "d");
        assertThat(record.delivered(UPSTREAM)).isEqualTo(2);
        record.withdraw(0);
        assertThat(texts(BOTH)).containsExactly("c", "d");
        record.withdraw(0);
        record.withdraw(7);
        assertThat(record.delivered(UPSTREAM)).isEqualTo(1);
        assertThat(record.delivered(DOWNSTREAM)).isEqualTo(1);
        assertThat(record.take().text()).isEqualTo("c");
        assertThat(record.take()).isNull();
    }

    @Test
    void withdrawnDatagramsLeaveRoomForOthers() {
        for (int i = 1; i <= 25_000; i++) {
            add(0, i, UPSTREAM, "lost");
            record.withdraw(0);
        }
        add(0, 25_001, UPSTREAM, "at last");
        assertThat(texts(UPSTREAM)).containsExactly("at last");
        assertThat(record.truncated()).isFalse();
        assertThat(record.take().text()).isEqualTo("at last");
        assertThat(record.take()).isNull();
    }

    @Test
    void takenOnesAreNotTakenAgainWhereRoomWasMade() {
        for (int i = 1; i <= 10_000; i++) {
            add(i % 2, i, UPSTREAM, "" + i);
        }
        for (int i = 1; i <= 4_000; i++) {
            assertThat(record.take().ordinal()).isEqualTo(i);
        }
        record.withdraw(0);
        add(1, 10_001, UPSTREAM, "10001");
        for (int i = 4_001; i <= 9_999; i++) {
            assertThat(record.take().ordinal()).isEqualTo(i);
        }
        assertThat(record.take().ordinal()).isEqualTo(10_001);
        assertThat(record.take()).isNull();
        assertThat(record.truncated()).isFalse();
    }

    @Test
    void withdrawsFirstWhatIsNotKept() {
        for (int i = 1; i <= 10_002; i++) {
            add(0, i, UPSTREAM, "x");
        }
        record.withdraw(0);
        record.withdraw(0);
        assertThat(record.all(BOTH)).hasSize(10_000);
        assertThat(record.delivered(UPSTREAM)).isEqualTo(10_000);
        record.withdraw(0);
        assertThat(record.all(BOTH)).hasSize(9_999);
        assertThat(record.delivered(UPSTREAM)).isEqualTo(9_999);
        assertThat(record.truncated()).isTrue();
    }

    @Test
    void restartBeginsAnew() {
        for (int i = 1; i <= 10_001; i++) {
            add(3, i, i % 2 == 0 ? UPSTREAM : DOWNSTREAM, "x");
        }
        record.take();
        record.restart();
        assertThat(record.all(BOTH)).isEmpty();
        assertThat(record.delivered(BOTH)).isZero();
        assertThat(record.truncated()).isFalse();
        record.withdraw(3);
        assertThat(record.delivered(BOTH)).isZero();
        add(0, 1, UPSTREAM, "new");
        assertThat(texts(BOTH)).containsExactly("new");
        assertThat(record.take().text()).isEqualTo("new");
    }

    @Test
    void addingBehindTheBoundAllocatesNothing() {
        for (int i = 1; i <= 20_000; i++) {
            add(5, i, UPSTREAM, "x");
        }
        ByteBuffer payload = ByteBuffer.allocateDirect(1200);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            record.add(5, i, 0, UPSTREAM, CLIENT, payload, 0);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    @Test
    @Timeout(60)
    void readersSeeOnlyWhatWasWritten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try {
            Future<?> writer = threads.submit(() -> {
                for (int round = 0; round < 40; round++) {
                    for (int i = 1; i <= 4_000; i++) {
                        add(round, i, UPSTREAM, "x");
                        if (i % 3 == 0) {
                            record.withdraw(round);
                        }
                    }
                    record.restart();
                }
            });
            List<Datagram> taken = new ArrayList<>();
            while (!writer.isDone()) {
                inOrder(record.all(BOTH));
                for (Datagram next = record.take(); next != null; next = record.take()) {
                    taken.add(next);
                }
            }
            writer.get(60, TimeUnit.SECONDS);
            inOrder(taken);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each once, in order of its round and number. */
    private static void inOrder(List<Datagram> datagrams) {
        long last = -1;
        for (Datagram datagram : datagrams) {
            long number = datagram.index() * 10_000L + datagram.ordinal();
            if (number <= last) {
                throw new AssertionError(number + " behind " + last);
            }
            last = number;
        }
    }

    private void add(int client, long ordinal, Direction direction, String text) {
        add(client, ordinal, direction, text, 0);
    }

    private void add(int client, long ordinal, Direction direction, String text, long stamp) {
        record.add(client, ordinal, 0, direction, CLIENT, ByteBuffer.wrap(text.getBytes(UTF_8)), stamp);
    }

    private List<String> texts(Direction direction) {
        return record.all(direction).stream().map(Datagram::text).toList();
    }
}
