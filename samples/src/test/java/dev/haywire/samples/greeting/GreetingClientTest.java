package dev.haywire.samples.greeting;

import static dev.haywire.CloseReason.SERVER_FIN;
import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.Slice;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What a greeting client is held to by a server that writes GBK. */
class GreetingClientTest {
    static final Charset GBK = Charset.forName("GBK");

    Greeter connectTo(InetSocketAddress address) {
        return new GreetingClient(address, GBK);
    }

    /**
     * In the field: the two sides mean different charsets, and as long as everybody writes ASCII nobody notices. Here: the greeting is
     * Chinese, and is read from the record of what the server received.
     */
    @Test
    void speaksTheServersCharset(
            @TcpServer(reply = "thank you !", charset = "GBK", closeAfterReply = true) TcpEndpoint server)
            throws IOException {
        String answer = connectTo(server.address()).greet("你好");

        assertThat(answer).isEqualTo("thank you !");
        assertThat(server.connection(0).receivedText(GBK)).isEqualTo("你好\n");
        server.connection(0).awaitClosed();
        assertThat(server).connection(0).hasCloseReason(SERVER_FIN);
        shows("said 你好 in GBK (" + hex(server.connection(0).received()) + "), heard \"" + answer
                + "\", then end of input");
    }

    /**
     * In the field: an answer arrives in pieces, and a piece may end in the middle of a character. Here: each piece is one byte, half a
     * character.
     */
    @Test
    void readsAnAnswerThatComesByteByByte(
            @TcpServer(reply = "谢谢，再见！", charset = "GBK", closeAfterReply = true)
                    @Slice(value = 1, pause = 40, direction = DOWNSTREAM)
                    TcpEndpoint server)
            throws IOException {
        String answer = connectTo(server.address()).greet("你好");

        assertThat(answer).isEqualTo("谢谢，再见！");
        shows("heard \"" + answer + "\" although it came byte by byte");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }

    void shows(String shown) {
        Sample.shows("greeting client", shown);
    }
}
