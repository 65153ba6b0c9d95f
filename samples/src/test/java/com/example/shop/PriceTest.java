// tag::file
package com.example.shop;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.UPSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.Reset;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class PriceTest {

    /** The client under test: asks for a price, and once more if the connection breaks. */
    static String price(InetSocketAddress shop) throws IOException {
        try {
            return ask(shop);
        } catch (IOException broken) {
            return ask(shop);
        }
    }

    private static String ask(InetSocketAddress shop) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(shop, 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("price\n".getBytes());
            return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
        }
    }

    @Test
    @Reset(after = "price\n", direction = UPSTREAM, firstConnections = 1)
    void asksAgainIfTheAnswerIsLost(@TcpServer(reply = "17\n") TcpEndpoint shop) throws IOException {
        String price = price(shop.address());
        assertThat(shop).hasAccepted(2).connection(0).hasReceivedText("price\n");
        assertThat(price).isEqualTo("17");
    }
}
// end::file
