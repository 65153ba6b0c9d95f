package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.refuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.UdpReplier;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Refusing: a real port unreachable for whoever is connected, on a port that nobody else gets, and back. */
class UdpRefusalTest {

    @Test
    void theNextSendOfAConnectedClientSeesIt() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.connected(echo)) {
            ActiveFault refusal = echo.apply(refuse());
            client.send("x");
            assertThatThrownBy(client::receive).isInstanceOf(PortUnreachableException.class);
            assertThat(echo.counts().received()).isZero();
            assertThat(refusal.fired()).isZero();
            assertThat(refusal.matched()).isZero();
            refusal.close();
            client.send("y");
            assertThat(client.receive()).isEqualTo("y");
        }
    }

    @Test
    void whatWaitedWhenItBeganIsReceived() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            for (int i = 1; i <= 20; i++) {
                try (LoopThreads.Held held = LoopThreads.hold()) {
                    client.send("a", "b", "c");
                }
                sink.during(refuse(), () -> {});
                assertThat(sink.datagrams()).hasSize(3 * i);
            }
        }
    }

    @Test
    void nobodyGetsThePortMeanwhile() throws Exception {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.connected(echo)) {
            ActiveFault refusal = echo.apply(refuse());
            try (DatagramChannel other = DatagramChannel.open()) {
                assertThatThrownBy(() -> other.bind(echo.address())).isInstanceOf(BindException.class);
            }
            for (int i = 0; i < 5_000; i++) {
                try (DatagramSocket any = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
                    assertThat(any.getLocalPort()).isNotEqualTo(echo.port());
                }
            }
            refusal.close();
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void nobodyGetsThePortWhileItComesAndGoes() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Exception> stolen = new AtomicReference<>();
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.connected(echo)) {
            CompletableFuture<Void> thief = Async.run(() -> {
                while (!over.get()) {
                    try (DatagramSocket socket = new DatagramSocket(null)) {
                        socket.setReuseAddress(false);
                        socket.bind(echo.address());
                        stolen.set(new Exception("bound " + socket.getLocalPort()));
                    } catch (IOException taken) {
                        // as it should be
                    }
                }
            });
            try {
                for (int i = 0; i < 2_000; i++) {
                    echo.apply(refuse()).close();
                }
            } finally {
                over.set(true);
                thief.join();
            }
            assertThat(stolen).hasValue(null);
            client.settle();
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void answersThatComeMeanwhileAreDropped() throws Exception {
        AtomicReference<UdpReplier> later = new AtomicReference<>();
        try (LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> later.set(replier));
                UdpClient client = UdpClient.of(server)) {
            server.apply(latency(Duration.ofHours(1)).downstream());
            client.send("x");
            Started.eventually(() -> later.get() != null);
            ActiveFault refusal = server.apply(refuse());
            later.get().reply("held");
            later.get().reply("held too");
            Started.eventually(() -> server.counts().held() == 2);
            server.faults().get(0).close();
            later.get().reply("at once");
            server.send(Started.bytes("from the test"), client.address());
            assertThat(server.counts(Direction.DOWNSTREAM).dropped("refuse")).isEqualTo(4);
            refusal.close();
            later.get().reply("after");
            assertThat(client.receive()).isEqualTo("after");
            assertThat(server.unaccounted()).isEmpty();
        }
    }

    @Test
    void answersOfAServerAreDroppedToo() throws Exception {
        try (UdpClient server = UdpClient.listening();
                LiveUdpEndpoint proxy = StartedUdp.proxy(server.address());
                UdpClient client = UdpClient.of(proxy)) {
            client.send("x");
            server.receive();
            proxy.apply(refuse());
            server.reply(Started.bytes("y"));
            assertThat(proxy.counts(Direction.DOWNSTREAM).dropped("refuse")).isEqualTo(1);
            assertThat(proxy.journal().lines()).anyMatch(line -> line.contains("#0 downstream 1: dropped"));
            assertThat(proxy.unaccounted()).isEmpty();
        }
    }

    @Test
    void twoRefusalsEndWithTheLast() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                UdpClient client = UdpClient.connected(echo)) {
            ActiveFault one = echo.apply(refuse());
            ActiveFault two = echo.apply(refuse());
            one.close();
            client.sendUntilRefused();
            client.settle();
            two.close();
            client.send("x");
            assertThat(client.receive()).isEqualTo("x");
        }
    }

    @Test
    void itBeginsAndEndsInTime() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.connected(sink)) {
            long start = System.nanoTime();
            ActiveFault later = sink.apply(refuse().startingAfter(Duration.ofMillis(100)));
            assertThat(later.isActive()).isTrue();
            client.sendUntilRefused();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
            later.close();
            start = System.nanoTime();
            ActiveFault brief = sink.apply(refuse().lasting(Duration.ofMillis(200)));
            Started.eventually(() -> !brief.isActive());
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000);
            client.settle();
            client.send("after");
            Started.eventually(() -> sink.datagrams().stream()
                    .anyMatch(datagram -> datagram.text().equals("after")));
            assertThat(sink.faults()).isEmpty();
        }
    }

    @Test
    void heldDatagramsOfTheApplicationGoOn() throws IOException {
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink)) {
            ActiveFault delay = sink.apply(latency(Duration.ofHours(1)));
            client.send("x");
            Started.eventually(() -> sink.counts().held() == 1);
            sink.apply(refuse());
            delay.close();
            assertThat(sink.datagrams()).extracting(Datagram::text).containsExactly("x");
        }
    }

    @Test
    void aPeerOnAllAddressesKeepsItsPortToo() throws IOException {
        try (LiveUdpEndpoint echo = StartedUdp.at("0.0.0.0", 0, "all", new UdpService.Echo())) {
            echo.apply(refuse());
            for (String host : new String[] {"0.0.0.0", "127.0.0.1"}) {
                try (DatagramChannel other = DatagramChannel.open()) {
                    assertThatThrownBy(() -> other.bind(new InetSocketAddress(host, echo.port())))
                            .isInstanceOf(BindException.class);
                }
            }
            echo.heal();
        }
    }
}
