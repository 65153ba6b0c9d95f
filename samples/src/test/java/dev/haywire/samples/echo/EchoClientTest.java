package dev.haywire.samples.echo;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.haywire.UdpEchoServer;
import dev.haywire.UdpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is held to that asks over UDP and waits for the answer. */
class EchoClientTest {

    @UdpEchoServer
    private UdpEndpoint server;

    private Echo client;

    Echo connectTo(InetSocketAddress address) throws IOException {
        return new EchoClient(address);
    }

    /** How long to wait until the client has given up. */
    Duration patience() {
        return ofSeconds(10);
    }

    @BeforeEach
    void connect() throws IOException {
        client = connectTo(server.address());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    /** On the developer's machine: three lines, three echoes, then q, which is for the client alone. */
    @Test
    void saysThreeLinesAndQuits() throws IOException {
        for (String line : new String[] {"hello", "how are you?", "I have to go"}) {
            assertThat(client.say(line)).isEqualTo(line);
        }
        assertThat(client.say("q")).isEqualTo("bye");
        assertThat(client.isOpen()).isFalse();
        assertThat(server).hasReceivedTexts("hello", "how are you?", "I have to go");
        shows("3 lines and q: 3 echoes, and the q was not sent");
    }

    /** In the field: an answer is lost, and the client waits for ever. Here: the second one is, and the third has to be heard all the same. */
    @Test
    void saysSoWhenAnAnswerIsLost() throws IOException {
        ActiveFault lost = server.apply(drop().downstream().nth(2));

        assertThat(say("one")).isEqualTo("one");
        assertThat(say("two")).isEqualTo("* no answer");
        assertThat(say("three")).isEqualTo("three");
        assertThat(lost).hasFired(1);
        shows("2nd of 3 answers lost: the screen said so, and the 3rd was heard");
    }

    /**
     * In the field: the network repeats a datagram, and from then on each answer is taken for that to the next line. Here: the first answer comes
     * twice.
     */
    @Test
    void doesNotTakeOneAnswerForTwo() throws IOException {
        ActiveFault repeated = server.apply(duplicate(1.0).downstream().nth(1));

        assertThat(say("one")).isEqualTo("one");
        assertThat(say("two")).isEqualTo("two");
        assertThat(say("three")).isEqualTo("three");
        assertThat(repeated).hasFired(1);
        shows("1st of 3 answers came twice: each line had its own answer");
    }

    private String say(String line) {
        return assertTimeoutPreemptively(patience(), () -> client.say(line));
    }

    void shows(String shown) {
        Sample.shows("echo client", shown);
    }
}
