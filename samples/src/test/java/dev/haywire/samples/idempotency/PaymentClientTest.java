package dev.haywire.samples.idempotency;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Faults.reset;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpServer;
import dev.haywire.fault.ActiveFault;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client that pays is held to when it cannot know whether it has paid. */
class PaymentClientTest {

    @TcpServer
    private TcpEndpoint server;

    private final Bank bank = new Bank();
    private final Semaphore answered = new Semaphore(0);

    PaymentClient connectTo(InetSocketAddress address) {
        return PaymentClient.withKeys(address);
    }

    @BeforeEach
    void open() {
        server.handle(session -> {
            String receipt = bank.answer(session.readLine());
            answered.release();
            session.send(receipt + "\n");
        });
    }

    /** On a good day: a payment is booked, the same amount once more is another payment. */
    @Test
    void paysTwiceWhenToldTwice() throws IOException {
        PaymentClient client = connectTo(server.address());
        assertThat(client.pay(100)).isEqualTo("receipt 1");
        assertThat(client.pay(100)).isEqualTo("receipt 2");
        assertThat(bank.booked()).containsExactly("100", "100");
        shows("two payments of the same amount: both booked");
    }

    /**
     * In the field: the connection breaks behind the request, the money has gone, the receipt has not come; trying again pays twice, not
     * trying again may not pay at all. Here: the first connection is reset right behind the request. The bank has to be asked twice, and to
     * book once.
     */
    @Test
    void paysOnceThoughTheReceiptWasLost() throws Exception {
        ActiveFault lost = server.apply(reset().upstream().after("\n").firstConnections(1));

        String receipt = connectTo(server.address()).pay(100);

        assertThat(lost).hasFired(1);
        assertThat(server).hasAccepted(2);
        assertThat(answered.tryAcquire(2, 5, SECONDS)).as("asked twice").isTrue();
        assertThat(bank.booked()).containsExactly("100");
        assertThat(receipt).isEqualTo("receipt 1");
        shows("receipt lost: asked twice, booked once, and the receipt of the first time came the second time");
    }

    void shows(String shown) {
        Sample.shows("payment client", shown);
    }
}
