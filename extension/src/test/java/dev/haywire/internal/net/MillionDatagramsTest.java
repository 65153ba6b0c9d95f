package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.reorder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpCounts;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Very many datagrams at a fixed rate through a proxy to a plain socket: none is lost, doubled, out of order or changed for which there is no
 * fault that did it, or the kernel, whose buffers were full.
 */
@Isolated("sends as fast as a machine with two processors can well take")
class MillionDatagramsTest {
    private static final long SEED = 20;
    private static final List<UdpFault> FAULTS = List.of(
            loss(0.05).upstream(),
            corrupt(0.02).upstream(),
            duplicate(0.03).upstream(),
            reorder(0.01).atMost(Duration.ofMinutes(1)).upstream());

    @Test
    void someThroughAHealthyWire() throws Exception {
        run(10_000, 10_000, List.of());
    }

    @Test
    void someThroughFaults() throws Exception {
        run(10_000, 10_000, FAULTS);
    }

    /** Run by hand; docs/CONTRIBUTING.md says how. */
    @Test
    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void aMillionThroughAHealthyWire() throws Exception {
        System.out.println(run(1_000_000, rate(), List.of()));
    }

    @Test
    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void aMillionThroughFaults() throws Exception {
        System.out.println(run(1_000_000, rate(), FAULTS));
    }

    private static int rate() {
        return Integer.getInteger("haywire.million.rate", 40_000);
    }

    /** Returns what was seen. */
    private static String run(int datagrams, int perSecond, List<UdpFault> given) throws Exception {
        try (TelemetrySink sink = new TelemetrySink(datagrams);
                LiveUdpEndpoint proxy = StartedUdp.proxy(sink.address());
                DatagramChannel app = DatagramChannel.open(StandardProtocolFamily.INET)) {
            proxy.seed(SEED);
            List<ActiveFault> faults = new ArrayList<>();
            for (UdpFault fault : given) {
                faults.add(proxy.apply(fault));
            }
            app.bind(new InetSocketAddress("127.0.0.1", 0));
            long took = send(app, proxy.address(), datagrams, perSecond);
            Started.eventually(() -> proxy.counts().received() + proxy.counts().kernelDrops() == datagrams);
            proxy.heal();
            Started.eventually(
                    () -> sink.received() + sink.kernelDrops() == proxy.counts().delivered());

            UdpCounts counts = proxy.counts(Direction.UPSTREAM);
            String seen = String.format(
                    "%,d datagrams at %,d a second took %.1f s: %s; the receiver saw %s",
                    datagrams, perSecond, took / 1e9, counts, sink);
            assertThat(proxy.unaccounted()).isEmpty();
            assertThat(proxy.takeErrors()).isEmpty();
            explained(counts, sink, faults, datagrams, seen);
            return seen;
        }
    }

    private static void explained(
            UdpCounts counts, TelemetrySink sink, List<ActiveFault> faults, int datagrams, String seen) {
        long fired = 0;
        if (faults.isEmpty()) {
            assertThat(counts.dropped() + counts.duplicated() + counts.reordered())
                    .as(seen)
                    .isZero();
        } else {
            assertThat(faults).as(seen).extracting(ActiveFault::fired).doesNotContain(0L);
            assertThat(counts.dropped("loss")).as(seen).isEqualTo(counts.dropped());
            assertThat(counts.dropped()).as(seen).isEqualTo(faults.get(0).fired());
            assertThat(counts.duplicated()).as(seen).isEqualTo(faults.get(2).fired());
            fired = faults.get(1).fired();
        }
        assertThat(sink.mostFlipped()).as(seen).isLessThanOrEqualTo(1);
        if (sink.kernelDrops() == 0) {
            assertThat(sink.different()).as(seen).isEqualTo(datagrams - counts.kernelDrops() - counts.dropped());
            assertThat(sink.again()).as(seen).isEqualTo(counts.duplicated());
            assertThat(sink.overtaken()).as(seen).isEqualTo(counts.reordered());
            assertThat(sink.changed()).as(seen).isEqualTo(fired);
        } else {
            assertThat(sink.again()).as(seen).isLessThanOrEqualTo(counts.duplicated());
            assertThat(sink.overtaken()).as(seen).isLessThanOrEqualTo(counts.reordered());
            assertThat(sink.changed()).as(seen).isLessThanOrEqualTo(fired);
        }
        if (counts.kernelDrops() + sink.kernelDrops() == 0 && !faults.isEmpty()) {
            Set<Long> lost = new HashSet<>(sink.missing());
            for (long ordinal : PureDecisions.of(
                            (UdpFault) faults.get(0).fault(), SEED, "proxy", Direction.UPSTREAM, 0, datagrams)
                    .passed()) {
                assertThat(lost.contains(ordinal))
                        .as("%d is lost; %s", ordinal, seen)
                        .isFalse();
            }
        }
    }

    /** Each in its millisecond, or as soon as a late thread runs again. */
    private static long send(DatagramChannel app, InetSocketAddress to, int datagrams, int perSecond) throws Exception {
        ByteBuffer payload = ByteBuffer.allocateDirect(Telemetry.LENGTH);
        long start = System.nanoTime();
        for (int i = 1; i <= datagrams; i++) {
            long due = start + i * 1_000_000_000L / perSecond / 1_000_000 * 1_000_000;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Telemetry.write(payload, i);
            app.send(payload, to);
        }
        return System.nanoTime() - start;
    }
}
