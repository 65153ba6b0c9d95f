package dev.haywire.docs;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.duplicate;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.loss;
import static dev.haywire.fault.Faults.mtu;
import static dev.haywire.fault.Faults.reorder;
import static dev.haywire.fault.Faults.truncate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/faults.md shows of datagrams. */
class DatagramFaultSnippetsTest {

    @UdpPeer
    UdpEndpoint sink;

    private DatagramSocket client;

    @BeforeEach
    void open() throws IOException {
        client = new DatagramSocket();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private void send(String... texts) throws IOException {
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            client.send(new DatagramPacket(bytes, bytes.length, sink.address()));
        }
    }

    @Test
    void narrowed() {
        // tag::narrowed
        sink.apply(latency(ofMillis(20)).upstream().every(10).startingAfter(ofSeconds(1)));
        sink.apply(blackhole().upstream().onClients(1).first(3));
        sink.apply(drop().upstream()
                .matching(datagram -> datagram.payload().length == 0)
                .nth(2));
        // end::narrowed
        assertThat(sink.faults()).hasSize(3);
    }

    @Test
    void acrossClients() throws IOException {
        // tag::acrossClients
        sink.apply(drop().upstream().first(2).acrossClients());
        for (int attempt = 1; attempt <= 3; attempt++) {
            try (DatagramSocket resolver = new DatagramSocket()) { // a port of its own
                byte[] question = ("attempt " + attempt).getBytes(UTF_8);
                resolver.send(new DatagramPacket(question, question.length, sink.address()));
            }
        }
        assertThat(sink).receivesWithin(1, ofSeconds(5)).hasReceivedTexts("attempt 3");
        // end::acrossClients
    }

    @Test
    void loses() throws IOException {
        // tag::loss
        sink.apply(loss(0.25).upstream().perBlock(4)); // by chance, but one of each four
        send("1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(sink).receivesWithin(6, ofSeconds(5)).hasDropped(2);
        // end::loss
    }

    @Test
    void drops() throws IOException {
        // tag::drop
        sink.apply(drop().upstream()
                .matching(datagram -> datagram.text().startsWith("ACK"))
                .nth(2)); // the second ACK of each client
        send("ACK 1", "DATA", "ACK 2", "ACK 3");
        assertThat(sink).receivesWithin(3, ofSeconds(5)).hasReceivedTexts("ACK 1", "DATA", "ACK 3");
        // end::drop
    }

    @Test
    void duplicates() throws IOException {
        // tag::duplicate
        sink.apply(duplicate(1).upstream().nth(2));
        send("one", "two", "three");
        assertThat(sink).receivesWithin(4, ofSeconds(5)).hasReceivedTexts("one", "two", "two", "three");
        // end::duplicate
        assertThat(sink.counts().duplicated()).isEqualTo(1);
    }

    @Test
    void reorders() throws IOException {
        // tag::reorder
        sink.apply(reorder(1).by(2).atMost(ofSeconds(60)).upstream().nth(1));
        send("one", "two", "three", "four");
        assertThat(sink).receivesWithin(4, ofSeconds(5)).hasReceivedTexts("two", "three", "one", "four");
        // end::reorder
    }

    @Test
    void loseWhatIsTooBig() throws IOException {
        // tag::mtu
        sink.apply(mtu(1200).upstream());
        send("hello", "x".repeat(1201));
        assertThat(sink)
                .receivesWithin(1, ofSeconds(5))
                .hasReceivedTexts("hello")
                .hasDropped(1);
        // end::mtu
    }

    @Test
    void cuts() throws IOException {
        // tag::truncate
        sink.apply(truncate(4).upstream());
        send("four", "and more");
        assertThat(sink).receivesWithin(2, ofSeconds(5)).hasReceivedTexts("four", "and ");
        // end::truncate
    }
}
