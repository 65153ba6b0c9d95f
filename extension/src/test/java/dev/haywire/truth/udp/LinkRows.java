package dev.haywire.truth.udp;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import dev.haywire.fault.UdpFault;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The faults of any link, on datagrams: late, slow, silent, refused. */
final class LinkRows {
    private static final Duration FOR_EVER = Duration.ofMinutes(10);
    private static final Duration A_WHILE = Duration.ofMillis(30);

    private LinkRows() {}

    static List<Row> all() {
        return List.of(
                Row.of(
                        "latency(delay)",
                        way -> latency(FOR_EVER).direction(way).onClients(0),
                        play -> {
                            held(play);
                            takesAtLeast(play, A_WHILE, latency(A_WHILE).direction(play.direction()));
                        },
                        new Words(
                                "later, never earlier than the delay. With jitter they overtake one another. When it ends, what is held comes at once",
                                "as a long line",
                                "any",
                                "`delay`")),
                Row.of(
                        "bandwidth(rate)",
                        way -> bandwidth(1).direction(way).onClients(0),
                        play -> {
                            held(play);
                            takesAtLeast(play, A_WHILE, bandwidth(1000).direction(play.direction()));
                        },
                        new Words(
                                "one after the other, each when its last byte has been carried, headers included. When it ends, what is held comes at once",
                                "in rate and order; `queue` bounds what waits",
                                "any",
                                "`rate`")),
                Row.of(
                        "stall()",
                        way -> stall().direction(way).onClients(0),
                        LinkRows::held,
                        new Words(
                                "silence. When it ends, every datagram arrives, in order",
                                "as a link layer that retransmits",
                                "any",
                                "none")),
                Row.of(
                        "blackhole()",
                        way -> blackhole().direction(way).onClients(0),
                        LinkRows::lost,
                        new Words(
                                "silence; nothing of it arrives later",
                                "as a cut line: nobody is told",
                                "any",
                                "`loss 100%`")),
                new Row(
                        "refuse()",
                        none -> refuse(),
                        Set.of(Direction.BOTH),
                        EnumSet.allOf(Cell.Moment.class),
                        LinkRows::refused,
                        new Words(
                                "connected sockets: `PortUnreachableException` on the next read or write, and what that write was given is not sent; others: silence. When it ends, the same port serves; until then nobody can take it",
                                "yes, the kernel sends ICMP port unreachable",
                                "Linux; elsewhere unconnected sockets may be told, too",
                                "none")));
    }

    /** Nothing arrives while it lasts, all of it when it ends. */
    private static void held(Play play) throws Exception {
        play.says(Play.SAID);
        play.holds(8);
        play.seesNothing();
        play.fired(8, 8);
        play.othersAreServed();
        play.faultEnds();
        play.comesThrough(play.entering());
    }

    private static void takesAtLeast(Play play, Duration time, UdpFault another) throws Exception {
        play.during(another, playing -> {
            long from = System.nanoTime();
            playing.says(Play.SAID.subList(0, 1));
            playing.comesThrough(playing.entering().subList(0, 1));
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(time);
        });
    }

    private static void lost(Play play) throws Exception {
        play.says(Play.SAID);
        play.comesThrough(List.of());
        play.seesNothing();
        play.fired(8, 8);
        play.ledger().cause = "blackhole";
        play.ledger().dropped = 8;
        play.passesAgain();
    }

    private static void refused(Play play) throws Exception {
        InetSocketAddress address = play.endpoint().address();
        play.sendIsRefused("one");
        play.sendIsRefused("two");
        if (play.app().isTold()) {
            play.secondSendFails("three", "four");
        }
        nobodyCanTakeThePort(address);
        play.serverSends("answer");
        play.seesNothing();
        play.downstream().cause = "refuse";
        play.downstream().dropped = 1;
        play.fired(0, 0);
        play.faultEnds();
        assertThat(play.endpoint().address()).isEqualTo(address);
    }

    private static void nobodyCanTakeThePort(InetSocketAddress address) throws IOException {
        assertThatThrownBy(() -> new DatagramSocket(address).close())
                .isInstanceOf(BindException.class)
                .hasMessageStartingWith("Address already in use");
        for (int i = 0; i < 20; i++) {
            try (DatagramSocket any = new DatagramSocket(new InetSocketAddress(address.getAddress(), 0))) {
                assertThat(any.getLocalPort()).isNotEqualTo(address.getPort());
            }
        }
    }
}
