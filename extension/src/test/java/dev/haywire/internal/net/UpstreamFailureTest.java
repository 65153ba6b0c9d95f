package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import dev.haywire.fault.Faults;
import dev.haywire.kit.NobodyListens;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a proxy could not connect, as the connection's close reason tells it. */
class UpstreamFailureTest {

    static Stream<Arguments> upstreams() throws Exception {
        return Stream.of(
                Arguments.of(null, CloseReason.UPSTREAM_UNREACHABLE, "no upstream yet"),
                Arguments.of(
                        InetSocketAddress.createUnresolved("no.such.host.invalid", 80),
                        CloseReason.UPSTREAM_UNREACHABLE,
                        "unknown host no.such.host.invalid"),
                // no interface broadcasts connections: the kernel says so itself, as it does of what no route leads to
                Arguments.of(
                        new InetSocketAddress(InetAddress.getByName("255.255.255.255"), 80),
                        CloseReason.UPSTREAM_UNREACHABLE,
                        ""));
    }

    @ParameterizedTest
    @MethodSource("upstreams")
    void whatIsNoAnswerIsUnreachable(InetSocketAddress upstream, CloseReason reason, String why) throws Exception {
        try (LiveTcpEndpoint proxy = Started.proxy(upstream)) {
            Client.expectReset(proxy.address());
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(reason);
            assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("#0 ") && line.contains(why));
        }
    }

    @ParameterizedTest
    @MethodSource("deadServers")
    void rstIsRefused(String host) throws Exception {
        try (NobodyListens nobody = new NobodyListens();
                LiveTcpEndpoint proxy = Started.proxy(InetSocketAddress.createUnresolved(
                        host, nobody.address().getPort()))) {
            Client.expectReset(proxy.address());
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.UPSTREAM_REFUSED);
            assertThat(proxy.journal().lines())
                    .anyMatch(line -> line.contains("#0 could not connect to upstream "))
                    .anyMatch(line -> line.contains("#0 ") && line.contains("Connection refused"))
                    .anyMatch(line -> line.endsWith("#0 closed: UPSTREAM_REFUSED"));
        }
    }

    static Stream<String> deadServers() {
        return Stream.of("127.0.0.1", "localhost");
    }

    @Test
    void aServerThatRefusesByFaultIsRefusedToo() throws Exception {
        try (LiveTcpEndpoint server = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            server.apply(Faults.refuse());
            Client.expectReset(proxy.address());
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.UPSTREAM_REFUSED);
        }
    }

    @Test
    void aServerThatAcceptsAndResetsIsNoUpstreamThatRefuses() throws Exception {
        try (LiveTcpEndpoint server = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            server.apply(Faults.reset().onAccept());
            Client.expectReset(proxy.address());
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_RST);
        }
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsUnreachable() throws Exception {
        try (LiveTcpEndpoint server = Started.echo();
                LiveTcpEndpoint proxy = Started.proxy(server.address())) {
            server.apply(Faults.connectHang());
            Client.expectReset(proxy.address());
            proxy.connection(0).awaitClosed();
            assertThat(proxy.connection(0).closeReason()).isEqualTo(CloseReason.UPSTREAM_UNREACHABLE);
            assertThat(proxy.journal().lines()).anyMatch(line -> line.endsWith("no answer within 10 s"));
        }
    }
}
