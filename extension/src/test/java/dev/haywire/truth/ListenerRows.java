package dev.haywire.truth;

import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.truth.Sight.CONNECTED;
import static dev.haywire.truth.Sight.REFUSED;
import static dev.haywire.truth.Sight.RESET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.CloseReason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** The faults of connecting: the kernel refuses, or is silent. */
final class ListenerRows {

    private ListenerRows() {}

    static List<Row> all() {
        return List.of(
                Row.ofListener(
                        "refuse()",
                        refuse(),
                        ListenerRows::refused,
                        new Words(
                                "\"Connection refused\" on connect, \"Connection reset\" on open connections. When it ends, the same port serves; until then nobody can take it",
                                "yes, the kernel refuses",
                                "Linux; elsewhere others may take the port",
                                "`enabled: false`",
                                "none")),
                Row.ofListener(
                        "refuse().keepOpen()",
                        refuse().keepOpen(),
                        ListenerRows::refusedBesideOpenOnes,
                        new Words(
                                "\"Connection refused\" on connect; open connections go on",
                                "yes, the kernel refuses",
                                "Linux; elsewhere others may take the port",
                                "none",
                                "none")),
                Row.ofListener(
                        "connectHang()",
                        connectHang(),
                        ListenerRows::hangs,
                        new Words(
                                "no answer to connect until its own timeout; open connections go on. When it ends, a connect that still waits succeeds with its next SYN",
                                "yes, the kernel drops the SYN",
                                "Linux",
                                "none",
                                "`loss 100%`, for new connections")));
    }

    private static void refused(Play play) throws Exception {
        if (!play.isBeforeConnect()) {
            play.sees(RESET);
            play.serverSees(RESET);
            assertThat(play.endpoint().connection(0).closeReason()).isEqualTo(CloseReason.FAULT_RST);
        }
        play.connectSees(REFUSED);
        nobodyCanTakeThePort(play.endpoint().address());
        play.connectSees(REFUSED);
        assertThat(play.fault().fired()).isEqualTo(play.isBeforeConnect() ? 0 : 1);
        assertThat(play.endpoint().openCount()).isZero();
        healsOnTheSamePort(play);
    }

    private static void refusedBesideOpenOnes(Play play) throws Exception {
        play.connectSees(REFUSED);
        if (!play.isBeforeConnect()) {
            play.isServed("two.");
        }
        nobodyCanTakeThePort(play.endpoint().address());
        play.connectSees(REFUSED);
        assertThat(play.fault().fired()).isZero();
        healsOnTheSamePort(play);
        if (!play.isBeforeConnect()) {
            play.isServed("three.");
        }
    }

    private static void hangs(Play play) throws Exception {
        play.connectTimesOut();
        if (!play.isBeforeConnect()) {
            play.isServed("two.");
        }
        play.connectTimesOut();
        assertThat(play.endpoint().acceptedCount()).isEqualTo(play.isBeforeConnect() ? 0 : 1);
        assertThat(play.fault().fired()).isZero();
        healsOnTheSamePort(play);
        if (!play.isBeforeConnect()) {
            play.isServed("three.");
        }
    }

    private static void healsOnTheSamePort(Play play) {
        InetSocketAddress address = play.endpoint().address();
        play.faultEnds();
        assertThat(play.endpoint().address()).isEqualTo(address);
        play.connectSees(CONNECTED);
    }

    /** SO_REUSEADDR lets a program bind beside others; the port is kept from those who have it, too (Linux). */
    private static void nobodyCanTakeThePort(InetSocketAddress address) throws IOException {
        for (boolean reuse : new boolean[] {false, true}) {
            try (ServerSocket other = new ServerSocket()) {
                other.setReuseAddress(reuse);
                assertThatThrownBy(() -> other.bind(address))
                        .as("with SO_REUSEADDR %s", reuse)
                        .isInstanceOf(BindException.class)
                        .hasMessageStartingWith("Address already in use");
            }
        }
        for (int i = 0; i < 20; i++) {
            try (ServerSocket any = new ServerSocket(0, 1, address.getAddress())) {
                assertThat(any.getLocalPort()).isNotEqualTo(address.getPort());
            }
        }
    }
}
