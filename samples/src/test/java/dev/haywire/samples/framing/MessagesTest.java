package dev.haywire.samples.framing;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that speaks in messages is held to, however the stream is cut. The server sends back what it receives. */
class MessagesTest {

    @TcpEchoServer
    private TcpEndpoint server;

    private Messages messages;

    Messages connectTo(InetSocketAddress address) throws IOException {
        return new LengthPrefixedMessages(address);
    }

    @BeforeEach
    void connect() throws IOException {
        messages = connectTo(server.address());
    }

    @AfterEach
    void disconnect() throws IOException {
        messages.close();
    }

    /** On the developer's machine: one message at a time, each comes back in one piece, and everything works. */
    @Test
    void passesOneMessageAtATime() throws IOException {
        for (String message : List.of("one", "two", "three")) {
            messages.send(message);
            assertThat(messages.receive()).isEqualTo(message);
        }
        shows("3 messages, one at a time: heard as sent");
    }

    /**
     * In the field: the receiver was busy, and when it reads, many messages are waiting in one piece. Here: the wire holds a hundred of them
     * back and lets them go together; each has to be heard alone.
     */
    @Test
    void tellsMessagesApartThatStickTogether() throws IOException {
        List<String> sent =
                IntStream.range(0, 100).mapToObj(i -> "message " + i).toList();
        ActiveFault held = server.apply(stall().downstream());
        for (String message : sent) {
            messages.send(message);
        }
        server.connection(0).awaitReceived("message 99", ofSeconds(5));
        held.awaitFired(ofSeconds(5));
        held.close();

        for (String message : sent) {
            assertThat(messages.receive()).isEqualTo(message);
        }
        shows("100 messages stuck together: heard one by one");
    }

    /**
     * In the field: the path is slow or its packets are small, and a message arrives in pieces. Here: each byte comes alone, and the message
     * has to be heard when it is complete, not before.
     */
    @Test
    void putsAMessageTogetherThatComesByteByByte() throws IOException {
        String message = "a message of many bytes, ".repeat(8);
        ActiveFault slices = server.apply(slice(1).pause(ofMillis(4)).downstream());

        messages.send(message);

        assertThat(messages.receive()).isEqualTo(message);
        assertThat(slices).hasFired(1);
        shows("a message of " + message.length() + " bytes that came byte by byte: heard whole");
    }

    void shows(String shown) {
        Sample.shows("message client", shown);
    }
}
