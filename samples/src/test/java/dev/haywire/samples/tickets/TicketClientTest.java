package dev.haywire.samples.tickets;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.duplicate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.haywire.UdpEndpoint;
import dev.haywire.UdpPeer;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Drop;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is held to that buys over UDP: one ticket for each call, whatever is lost or comes twice. */
class TicketClientTest {

    @UdpPeer
    private UdpEndpoint server;

    private final TicketOffice office = new TicketOffice();
    private Tickets client;

    Tickets connectTo(InetSocketAddress address) throws IOException {
        return new TicketClient(address);
    }

    @BeforeEach
    void open() throws IOException {
        server.handle((request, replier) -> replier.reply(office.answer(request.text())));
        client = connectTo(server.address());
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** On a good day, and on one when requests do not arrive: who asks again is served, and once. */
    @Test
    @Drop(
            value = {1, 2},
            direction = UPSTREAM)
    void asksAgainWhenTheRequestIsLost() throws IOException {
        assertThat(client.buy("12A")).isEqualTo("ticket 1 for seat 12A");
        assertThat(server).hasDropped(2);
        assertThat(office.sold()).containsExactly("12A");
        shows("2 requests lost: the 3rd was served");
    }

    /**
     * In the field: the answer is lost, the client asks again, and two seats are sold. Here: the first two answers are lost; the office has to be
     * asked three times, and to sell once.
     */
    @Test
    @Drop(
            value = {1, 2},
            direction = DOWNSTREAM)
    void buysOnceThoughTheAnswerIsLost() throws IOException {
        String answer = client.buy("12A");

        assertThat(server.datagrams()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(office.sold()).containsExactly("12A");
        assertThat(answer).isEqualTo("ticket 1 for seat 12A");
        shows("2 answers lost: asked " + server.datagrams().size() + " times, sold once, and the same ticket came");
    }

    /** In the field: the network brings a request twice. Here: the first one; the office has to sell once. */
    @Test
    void buysOnceThoughTheRequestComesTwice() throws IOException {
        server.apply(duplicate(1.0).upstream().nth(1));

        client.buy("12A");
        client.buy("12B");

        assertThat(office.sold()).containsExactly("12A", "12B");
        shows("1 of 2 requests came twice: 2 tickets sold");
    }

    /** In the field: an answer comes twice, and the next request is answered with it. Here: the first one; each ticket has to be for its seat. */
    @Test
    void takesEachAnswerForItsOwnRequest() throws IOException {
        server.apply(duplicate(1.0).downstream().nth(1));

        assertThat(client.buy("12A")).isEqualTo("ticket 1 for seat 12A");
        assertThat(client.buy("12B")).isEqualTo("ticket 2 for seat 12B");
        shows("1 of 2 answers came twice: each ticket is for its seat");
    }

    /** In the field: the office is closed. Here: the wire is dead; the client has to give up, and to say so. */
    @Test
    void givesUpAfterFourAttempts() {
        ActiveFault dead = server.apply(blackhole());

        assertThatIOException().isThrownBy(() -> client.buy("12A")).withMessage("no answer, asked 4 times: buy 12A");
        assertThat(dead).hasFired(4);
        shows("dead wire: gave up after 4 requests");
    }

    void shows(String shown) {
        Sample.shows("ticket client", shown);
    }
}
