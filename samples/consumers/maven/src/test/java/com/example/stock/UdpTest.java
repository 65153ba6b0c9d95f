package com.example.stock;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.EachProtocol;
import dev.haywire.Endpoint;
import dev.haywire.Protocol;
import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.Drop;
import dev.haywire.fault.Latency;
import dev.haywire.fault.Loss;
import dev.haywire.fault.Reset;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Datagrams, tests over each protocol, and both protocols under one port number. */
class UdpTest {

    @Test
    @Drop(value = 2, direction = UPSTREAM)
    void byAnnotation(@UdpPeer UdpEndpoint agent) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (String text : new String[] {"one", "two", "three"}) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, agent.address()));
            }
        }
        agent.awaitDatagrams(2);
        assertThat(agent).hasReceivedTexts("one", "three").hasDropped(1);
    }

    @EachProtocol
    @Latency(1)
    @Loss(value = 0.1, required = false)
    @Reset(onAccept = true, firstConnections = 1)
    void overEach(Endpoint endpoint) throws IOException {
        if (endpoint.protocol() == Protocol.TCP) {
            try (StockClient client = new StockClient(endpoint.address())) {
                assertThat(client.ask("one")).isEqualTo("one");
            }
            return;
        }
        assertThat(asked(endpoint.address(), "one")).isEqualTo("one");
    }

    private static String asked(InetSocketAddress address, String question) throws IOException {
        byte[] bytes = question.getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(200);
            for (int attempt = 0; attempt < 20; attempt++) {
                socket.send(new DatagramPacket(bytes, bytes.length, address));
                try {
                    DatagramPacket answer = new DatagramPacket(new byte[100], 100);
                    socket.receive(answer);
                    return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
                } catch (SocketTimeoutException lost) {
                    // ask again
                }
            }
        }
        return "no answer";
    }

    @Test
    void underOneNumber(
            @UdpPeer(name = "dns") UdpEndpoint udp, @TcpEchoServer(samePortAs = "dns") TcpEndpoint tcp) {
        assertThat(udp.port()).isEqualTo(tcp.port());
    }
}
