package dev.haywire.samples.chat;

import static dev.haywire.CloseReason.APPLICATION_FIN;
import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.close;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chat client is held to. The server says everything back. */
class ChatClientTest {

    private static final Duration PATIENCE = ofSeconds(5);

    @TcpEchoServer
    private TcpEndpoint server;

    private final BlockingQueue<String> screen = new LinkedBlockingQueue<>();
    private Chat chat;

    Chat connectTo(InetSocketAddress address, Consumer<String> screen) throws IOException {
        return new ChatClient(address, screen);
    }

    /** How long to wait for the screen to say that it is over. */
    Duration patienceWithTheEnd() {
        return PATIENCE;
    }

    @BeforeEach
    void connect() throws IOException {
        chat = connectTo(server.address(), screen::add);
        server.awaitOpen(1);
    }

    @AfterEach
    void disconnect() {
        chat.close();
    }

    /** In the field: a client that connects anew for each line wears its server out. Here: three lines, then q; one connection was accepted. */
    @Test
    void saysAllOverOneConnection() throws IOException {
        for (String line : new String[] {"hello", "how are you?", "I have to go"}) {
            chat.say(line);
            assertThat(nextOnScreen(PATIENCE)).isEqualTo(line);
        }
        chat.say("q");

        server.connection(0).awaitClosed();
        assertThat(chat.isOpen()).isFalse();
        assertThat(server)
                .hasAccepted(1)
                .connection(0)
                .hasReceivedText("hello\nhow are you?\nI have to go\n")
                .hasCloseReason(APPLICATION_FIN);
        shows("3 lines and q: all over one connection, which the client ended with FIN");
    }

    /**
     * In the field: the server was shut down while nobody typed, and the next line is lost without a word, for the kernel takes it. Here: the
     * server closes an idle connection; the screen has to say so, and the next line has to be refused.
     */
    @Test
    void noticesThatTheServerHasLeft() throws IOException {
        chat.say("hello");
        assertThat(nextOnScreen(PATIENCE)).isEqualTo("hello");

        server.closeConnections();

        assertThat(nextOnScreen(patienceWithTheEnd())).isEqualTo("* the server has left");
        assertThat(chat.isOpen()).isFalse();
        assertThatIOException()
                .isThrownBy(() -> chat.say("anyone?"))
                .withMessage("nobody is there any more, so this was not said: anyone?");
        shows("server closed while idle: the screen said so, and \"anyone?\" was not lost silently");
    }

    /** In the field: a load balancer forgets the connection and resets it. Here: the server does, and the screen has to say that it was no goodbye. */
    @Test
    void tellsAResetFromAGoodbye() throws IOException {
        server.resetConnections();

        assertThat(nextOnScreen(patienceWithTheEnd())).isEqualTo("* the connection broke: Connection reset");
        shows("server reset while idle: the screen said that the connection broke");
    }

    /** In the field: the server answers its last question and leaves. Here: it closes right behind "bye", which has to be on the screen first. */
    @Test
    void hearsTheLastWords() throws IOException {
        server.apply(close().downstream().after("bye\n"));

        chat.say("bye");

        assertThat(nextOnScreen(PATIENCE)).isEqualTo("bye");
        assertThat(nextOnScreen(patienceWithTheEnd())).isEqualTo("* the server has left");
        shows("server closed behind its last line: that line was heard, then the end");
    }

    private String nextOnScreen(Duration patience) {
        try {
            String line = screen.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return line == null ? "nothing for " + patience.toSeconds() + " s" : line;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupt);
        }
    }

    void shows(String shown) {
        Sample.shows("chat client", shown);
    }
}
