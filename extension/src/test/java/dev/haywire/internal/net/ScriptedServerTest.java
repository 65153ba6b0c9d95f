package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.CloseReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** A scripted server greets, answers each line and what is left at the end, closes where it is told to; without a script it listens. */
class ScriptedServerTest {

    @Test
    void answersEachLineHoweverItIsCut() throws Exception {
        try (LiveTcpEndpoint server = Started.script("220 ready\n", "250 ok\n", "\n", false);
                Client client = Client.connect(server.address())) {
            assertThat(client.read(10)).isEqualTo("220 ready\n");
            client.send("HE");
            server.connection(0).awaitReceived("HE");
            client.send("LO\nMAIL\nRC");
            assertThat(client.read(14)).isEqualTo("250 ok\n250 ok\n");
            client.send("PT\n");
            assertThat(client.read(7)).isEqualTo("250 ok\n");
        }
    }

    @Test
    void answersWhatIsLeftAtTheEndOfInput() throws Exception {
        try (LiveTcpEndpoint server = Started.script("", "bye", "\n", false);
                Client client = Client.connect(server.address())) {
            client.send("one\nno line");
            client.finish();

            assertThat(client.readAll()).isEqualTo("byebye");
        }
    }

    @Test
    void answersNothingAtTheEndOfInputIfNothingIsLeft() throws Exception {
        try (LiveTcpEndpoint server = Started.script("", "bye", "\n", false);
                Client client = Client.connect(server.address())) {
            client.send("one\n");
            client.finish();

            assertThat(client.readAll()).isEqualTo("bye");
        }
    }

    @Test
    void findsALineEndOfSeveralBytesAcrossSegments() throws Exception {
        try (LiveTcpEndpoint server = Started.script("", "!", "\r\n.\r\n", false);
                Client client = Client.connect(server.address())) {
            client.send("mail\r\n\r\n");
            server.connection(0).awaitReceived("\r\n\r\n");
            client.send(".\r");
            server.connection(0).awaitReceived(".\r");
            client.send("\n");

            assertThat(client.read(1)).isEqualTo("!");
        }
    }

    @Test
    void closesAfterTheFirstReply() throws Exception {
        try (LiveTcpEndpoint server = Started.script("hi\n", "thank you !", "\n", true);
                Client client = Client.connect(server.address())) {
            client.send("a\nb\n");

            assertThat(client.readAll()).isEqualTo("hi\nthank you !");
            server.connection(0).awaitClosed();
            assertThat(server.connection(0).closeReason()).isEqualTo(CloseReason.SERVER_FIN);
        }
    }

    @Test
    void closesAfterTheGreetingWhereThereIsNoReply() throws Exception {
        try (LiveTcpEndpoint server = Started.script("busy", "", "\n", true);
                Client client = Client.connect(server.address())) {
            assertThat(client.readAll()).isEqualTo("busy");
        }
    }

    @Test
    void sendsTheBytesOfItsCharset() throws Exception {
        Charset gbk = Charset.forName("GBK");
        TcpService.Script script =
                new TcpService.Script(new byte[0], "谢谢！".getBytes(gbk), "。".getBytes(gbk), true, gbk);
        try (LiveTcpEndpoint server = Started.service("gbk", script);
                Client client = Client.connect(server.address())) {
            client.send("你好。".getBytes(gbk));

            assertThat(client.readBytes(100)).isEqualTo("谢谢！".getBytes(gbk));
            assertThat(server.connection(0).receivedText(gbk)).isEqualTo("你好。");
            assertThat(server.connection(0).sentText(gbk)).isEqualTo("谢谢！");
        }
    }

    @Test
    void handsItsCharsetOnToAHandlerThatTakesItsPlace() throws Exception {
        Charset gbk = Charset.forName("GBK");
        TcpService.Script script =
                new TcpService.Script(new byte[0], "谢谢".getBytes(gbk), "\n".getBytes(gbk), false, gbk);
        try (LiveTcpEndpoint server = Started.service("gbk", script)) {
            server.handle(session -> session.send(session.readLine() + "！"));
            try (Client client = Client.connect(server.address())) {
                client.send("你好\n".getBytes(gbk));

                assertThat(client.readBytes(100)).isEqualTo("你好！".getBytes(gbk));
            }
            server.handle(session -> session.send(session.readLine() + "？"));
            try (Client client = Client.connect(server.address())) {
                client.send("你好\n".getBytes(gbk));

                assertThat(client.readBytes(100)).isEqualTo("你好？".getBytes(gbk));
            }
        }
    }

    @Test
    void recordsAndIsSilentWithoutAScript() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            client.send("anything\nat all");
            client.finish();

            assertThat(client.readAll()).isEmpty();
            assertThat(sink.connection(0).receivedText()).isEqualTo("anything\nat all");
            assertThat(sink.connection(0).bytesSent()).isZero();
        }
    }

    @Test
    void repliesToOneWhoDoesNotReadThemAreBoundedAndAllArriveInTheEnd() throws Exception {
        String reply = "x".repeat(1000);
        int lines = 20_000;
        try (LiveTcpEndpoint server = Started.script("", reply, "\n", false);
                Client client = Client.slow(server.address())) {
            Thread asking = new Thread(() -> {
                try {
                    client.send("\n".repeat(lines));
                    client.finish();
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            asking.start();

            assertThat(client.readAll()).hasSize(lines * reply.length());
            asking.join();
        }
    }
}
