package dev.haywire.internal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.Datagram;
import dev.haywire.UdpReplier;
import dev.haywire.fault.Direction;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Code of the test that answers datagrams: one after the other, on a thread of its own, with a bounded queue. */
class UdpHandlerTest {

    @Test
    void itSeesEachDatagramInOrder() throws IOException {
        List<Datagram> seen = new CopyOnWriteArrayList<>();
        List<String> threads = new CopyOnWriteArrayList<>();
        try (LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> {
                    seen.add(datagram);
                    threads.add(Thread.currentThread().getName());
                    replier.reply(datagram.payload());
                });
                UdpClient one = UdpClient.of(server);
                UdpClient two = UdpClient.of(server)) {
            one.send("a");
            one.receive();
            two.send("");
            two.receive();
            one.send("c");
            one.receive();
            assertThat(seen).extracting(Datagram::text).containsExactly("a", "", "c");
            assertThat(seen).extracting(Datagram::index).containsExactly(0, 1, 0);
            assertThat(seen).extracting(Datagram::ordinal).containsExactly(1L, 1L, 2L);
            assertThat(seen).extracting(Datagram::direction).containsOnly(Direction.UPSTREAM);
            assertThat(seen.get(1).source()).isEqualTo(two.address());
            assertThat(seen.get(0).receivedAt())
                    .isEqualTo(server.datagrams().get(0).receivedAt());
            assertThat(threads).containsOnly("haywire-handler-handler");
        }
    }

    @Test
    void oneDatagramMayHaveManyAnswersOrNone() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> {
                    for (int i = 0; i < Integer.parseInt(datagram.text()); i++) {
                        replier.reply("answer " + i);
                    }
                });
                UdpClient client = UdpClient.of(server)) {
            client.send("0", "2");
            assertThat(client.receive()).isEqualTo("answer 0");
            assertThat(client.receive()).isEqualTo("answer 1");
            assertThat(server.counts(Direction.DOWNSTREAM).received()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerMayComeLaterFromAnyThread() throws Exception {
        BlockingQueue<UdpReplier> repliers = new LinkedBlockingQueue<>();
        try (LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> repliers.add(replier));
                UdpClient client = UdpClient.of(server)) {
            client.send("x");
            UdpReplier replier = repliers.poll(10, TimeUnit.SECONDS);
            byte[] payload = Started.bytes("later");
            replier.reply(payload);
            payload[0] = 'L';
            assertThat(client.receive()).isEqualTo("later");
            assertThatThrownBy(() -> replier.reply(new byte[65_508]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a payload of 65508 bytes: a datagram to 127.0.0.1:"
                            + client.address().getPort() + " holds at most 65507; send several");
            server.close();
            replier.reply("too late, and nobody minds");
        }
    }

    @Test
    void textsAreInItsCharset() throws IOException {
        Charset charset = StandardCharsets.UTF_16LE;
        try (LiveUdpEndpoint server = StartedUdp.service(
                        "utf16",
                        new UdpService.Handled((datagram, replier) -> replier.reply(datagram.text()), charset));
                UdpClient client = UdpClient.of(server)) {
            byte[] text = "h\u00e9".getBytes(charset);
            client.send(text);
            assertThat(client.receiveBytes()).isEqualTo(text);
            assertThat(server.datagrams().get(0).text()).isEqualTo("h\u00e9");
            assertThat(server.datagrams().get(0).text(StandardCharsets.ISO_8859_1))
                    .isEqualTo("h\0\u00e9\0");
        }
    }

    @Test
    void whatItThrowsFailsTheTestAndTheNextIsServed() throws IOException {
        try (LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> {
                    if (datagram.text().equals("bad")) {
                        throw new IOException("bad datagram");
                    }
                    replier.reply("fine");
                });
                UdpClient client = UdpClient.of(server)) {
            client.send("bad", "good");
            assertThat(client.receive()).isEqualTo("fine");
            assertThat(server.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .isInstanceOf(IOException.class)
                    .hasMessage("bad datagram"));
            assertThat(server.journal().lines()).anyMatch(line -> line.contains("bad datagram"));
        }
    }

    @Test
    void whatDoesNotFitBeforeASlowOneIsDropped() throws Exception {
        HandlerGate slow = new HandlerGate();
        try (LiveUdpEndpoint server = StartedUdp.handler(slow);
                UdpClient client = UdpClient.of(server)) {
            client.send("first");
            slow.awaitEntered();
            byte[] large = new byte[60_000];
            int sent = 300;
            for (int i = 0; i < sent; i++) {
                client.send(large);
                long expected = i + 2;
                Started.eventually(() -> server.counts(Direction.UPSTREAM).received() == expected);
            }
            // 16 MiB wait
            assertThat(server.counts().dropped("handler")).isEqualTo(sent - 16 * 1024 * 1024 / (60_000 + 256));
            assertThat(server.unaccounted()).isEmpty();
            slow.open(sent);
            Started.eventually(() -> server.counts(Direction.DOWNSTREAM).received()
                    == 1 + sent - server.counts().dropped("handler"));
            client.send("again");
            Started.eventually(() -> slow.seen().contains("again"));
            slow.open(sent);
        }
    }

    @Test
    void anotherOneServesFromNowOn() throws Exception {
        HandlerGate first = new HandlerGate();
        try (LiveUdpEndpoint server = StartedUdp.handler(first);
                UdpClient client = UdpClient.of(server)) {
            client.send("1", "2");
            server.awaitDatagrams(2);
            first.awaitEntered();
            server.handle((datagram, replier) -> replier.reply("second handler"));
            client.send("3");
            assertThat(client.receive()).isEqualTo("second handler");
            first.open(2);
            assertThat(client.receive()).isEqualTo("1");
            assertThat(client.receive()).isEqualTo("2");
            assertThat(first.seen()).containsExactly("1", "2");
        }
    }

    @Test
    void sinksAndEchoesCanBeGivenOne() throws IOException {
        for (LiveUdpEndpoint peer : List.of(StartedUdp.sink(), StartedUdp.echo())) {
            try (peer;
                    UdpClient client = UdpClient.of(peer)) {
                peer.handle((datagram, replier) -> replier.reply("handled"));
                client.send("x");
                assertThat(client.receive()).isEqualTo("handled");
            }
        }
    }

    @Test
    void itMayCloseItsOwnEndpoint() throws IOException {
        LiveUdpEndpoint[] server = new LiveUdpEndpoint[1];
        server[0] = StartedUdp.handler((datagram, replier) -> server[0].close());
        try (LiveUdpEndpoint opened = server[0];
                UdpClient client = UdpClient.of(opened)) {
            client.send("x");
            Started.eventually(opened::isClosed);
            assertThat(opened.takeErrors()).isEmpty();
        }
    }

    @Test
    void whatWasSentBeforeTheEndIsHeard() throws IOException {
        for (int i = 0; i < 20; i++) {
            LiveUdpEndpoint server = StartedUdp.handler((datagram, replier) -> {
                throw new IllegalStateException("no " + datagram.text());
            });
            try (UdpClient client = UdpClient.of(server)) {
                client.send("x", "y");
                server.close();
            }
            assertThat(server.takeErrors()).extracting(Throwable::getMessage).containsExactly("no x", "no y");
        }
    }

    @Test
    void itMayCallItsOwnEndpoint() throws IOException {
        LiveUdpEndpoint[] server = new LiveUdpEndpoint[1];
        server[0] = StartedUdp.handler((datagram, replier) -> {
            server[0].awaitDatagrams(1);
            replier.reply(server[0].takeDatagram().text() + " of "
                    + server[0].clients().size());
        });
        try (LiveUdpEndpoint opened = server[0];
                UdpClient client = UdpClient.of(opened)) {
            client.send("x");
            assertThat(client.receive()).isEqualTo("x of 1");
        }
    }
}
