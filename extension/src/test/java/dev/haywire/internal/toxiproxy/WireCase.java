package dev.haywire.internal.toxiproxy;

import static dev.haywire.fault.Faults.bandwidth;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.slowClose;
import static dev.haywire.fault.Faults.stall;

import dev.haywire.TcpConnection;
import dev.haywire.fault.ActiveFault;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One row of the table of both wires.
 *
 * @param what what is done to the wire, or on it
 * @param service what answers behind it
 * @param play does it, and tells what the application saw
 * @param embedded what it sees on the engine
 * @param toxiproxy what it sees on a real Toxiproxy
 */
record WireCase(String what, TcpService service, Play play, String embedded, String toxiproxy) {
    private static final TcpService ECHO = new TcpService.Echo();
    private static final Duration MS_100 = Duration.ofMillis(100);

    interface Play {
        String on(LiveTcpEndpoint endpoint) throws IOException;
    }

    @Override
    public String toString() {
        return what;
    }

    private static WireCase same(String what, TcpService service, Play play, String both) {
        return new WireCase(what, service, play, both, both);
    }

    private static TcpService script(String greeting, String reply, boolean closes) {
        return new TcpService.Script(
                greeting.getBytes(StandardCharsets.UTF_8),
                reply.getBytes(StandardCharsets.UTF_8),
                "\n".getBytes(StandardCharsets.UTF_8),
                closes,
                StandardCharsets.UTF_8);
    }

    static List<WireCase> all() {
        return List.of(
                same("no fault", ECHO, WireCase::healthy, "hi"),
                same("`latency(100 ms)`", ECHO, WireCase::late, "hi, not before 200 ms"),
                same(
                        "`bandwidth(100 kB/s).upstream()`, 20 kB sent",
                        ECHO,
                        WireCase::slow,
                        "20000 bytes, not before 190 ms"),
                same("`stall()`, then ended", ECHO, WireCase::stalled, "<silence> hi"),
                new WireCase(
                        "`blackhole()`, then ended, then more sent",
                        ECHO,
                        WireCase::swallowed,
                        "<silence> more",
                        "<silence> <end>"),
                new WireCase(
                        "`refuse()`, a connection open, then ended",
                        ECHO,
                        WireCase::refused,
                        "<reset>, refused, connects",
                        "<end>, refused, connects"),
                same("`limitData(5).downstream()`", ECHO, WireCase::limited, "01234<end>"),
                same("`slice(2).pause(200 ms).downstream()`", ECHO, WireCase::sliced, "0123456789 in pieces"),
                same(
                        "`slowClose(100 ms).downstream()`, the server closes",
                        script("", "bye", true),
                        WireCase::closedSlowly,
                        "bye<end>, not before 100 ms"),
                new WireCase(
                        "the application half-closes before the answer",
                        script("", "bye", false),
                        WireCase::halfClosed,
                        "bye",
                        "<end>"),
                new WireCase("`closeReason()` after its FIN", ECHO, WireCase::fin, "APPLICATION_FIN", "UNKNOWN"),
                new WireCase("`closeReason()` after its RST", ECHO, WireCase::rst, "APPLICATION_RST", "UNKNOWN"),
                same("`closeConnections()`", ECHO, WireCase::closedByTest, "<end>"),
                new WireCase(
                        "`resetConnections()`",
                        ECHO,
                        WireCase::resetByTest,
                        "<reset>",
                        "refused: it passes RST on as FIN"),
                same("`send(..)` of a connection", ECHO, WireCase::sentByTest, "psst"));
    }

    private static String healthy(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address())) {
            return application.says("hi").hears(2);
        }
    }

    private static String late(LiveTcpEndpoint endpoint) throws IOException {
        endpoint.apply(latency(MS_100));
        try (Application application = new Application(endpoint.address())) {
            return application.says("hi").hearsNotBefore(200, 2);
        }
    }

    private static String slow(LiveTcpEndpoint endpoint) throws IOException {
        endpoint.apply(bandwidth(100_000).upstream());
        try (Application application = new Application(endpoint.address())) {
            return application.says("x".repeat(20_000)).hearsNotBefore(190, 20_000);
        }
    }

    private static String stalled(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address());
                ActiveFault stall = endpoint.apply(stall())) {
            String silence = application.says("hi").hearsForAWhile();
            stall.close();
            return silence + " " + application.hears(2);
        }
    }

    private static String swallowed(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address());
                ActiveFault hole = endpoint.apply(blackhole())) {
            String silence = application.says("hi").hearsForAWhile();
            hole.close();
            try {
                application.says("more");
            } catch (IOException closed) {
                // what it reads tells
            }
            return silence + " " + application.hears(4);
        }
    }

    private static String refused(LiveTcpEndpoint endpoint) throws IOException {
        try (Application open = new Application(endpoint.address())) {
            endpoint.awaitAccepted(1);
            try (ActiveFault refuse = endpoint.apply(refuse())) {
                String seen = open.hears(1) + ", " + Application.connects(endpoint.address());
                refuse.close();
                return seen + ", " + Application.connects(endpoint.address());
            }
        }
    }

    private static String limited(LiveTcpEndpoint endpoint) throws IOException {
        endpoint.apply(limitData(5).downstream());
        try (Application application = new Application(endpoint.address())) {
            return application.says("0123456789").hears(10);
        }
    }

    private static String sliced(LiveTcpEndpoint endpoint) throws IOException {
        endpoint.apply(slice(2).pause(Duration.ofMillis(200)).downstream());
        try (Application application = new Application(endpoint.address())) {
            return application.says("0123456789").readsOf(10);
        }
    }

    private static String closedSlowly(LiveTcpEndpoint endpoint) throws IOException {
        endpoint.apply(slowClose(MS_100).downstream());
        try (Application application = new Application(endpoint.address())) {
            return application.says("bye?\n").hearsNotBefore(100, 10);
        }
    }

    private static String halfClosed(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address())) {
            return application.says("unfinished line").ends().hears(3);
        }
    }

    private static String fin(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address())) {
            application.says("hi").hears(2);
        }
        return closeReason(endpoint);
    }

    private static String rst(LiveTcpEndpoint endpoint) throws IOException {
        Application application = new Application(endpoint.address());
        application.says("hi").hears(2);
        application.resets();
        return closeReason(endpoint);
    }

    private static String closeReason(LiveTcpEndpoint endpoint) {
        TcpConnection connection = endpoint.takeConnection();
        connection.awaitClosed();
        return connection.closeReason().name();
    }

    private static String closedByTest(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address())) {
            endpoint.awaitAccepted(1);
            endpoint.closeConnections();
            return application.hears(1);
        }
    }

    private static String resetByTest(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address())) {
            endpoint.awaitAccepted(1);
            endpoint.resetConnections();
            return application.hears(1);
        } catch (UnsupportedOperationException refused) {
            String text = refused.getMessage();
            return "refused" + text.substring(text.lastIndexOf(": "), text.indexOf(';'));
        }
    }

    private static String sentByTest(LiveTcpEndpoint endpoint) throws IOException {
        try (Application application = new Application(endpoint.address())) {
            endpoint.takeConnection().send("psst");
            return application.hears(4);
        }
    }
}
