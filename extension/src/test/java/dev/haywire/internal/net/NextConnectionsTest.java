package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.latency;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.fault.Faults.slice;
import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.StallFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code nextConnections}: the first on which a byte enters in a direction of the fault, pooled ones too. */
class NextConnectionsTest {

    @ParameterizedTest
    @EnumSource
    void hitsTheFirstThatCarryDataThatDataIncluded(EchoKind kind) throws Exception {
        try (EchoKind.Running server = kind.start();
                Client zero = Client.connect(server.address());
                Client one = Client.connect(server.address());
                Client two = Client.connect(server.address())) {
            for (Client client : new Client[] {zero, one, two}) {
                assertThat(client.echo("before")).isEqualTo("before");
            }
            ActiveFault fault = server.endpoint().apply(stall().upstream().nextConnections(2));
            assertThat(fault.matched()).isZero();
            two.send("2");
            Started.eventually(() -> fault.fired() == 1);
            try (Client later = Client.connect(server.address())) {
                later.send("3");
                Started.eventually(() -> fault.fired() == 2);
                assertThat(zero.echo("all others go on")).isEqualTo("all others go on");
                assertThat(one.echo("all others go on")).isEqualTo("all others go on");
                assertThat(fault.matched()).isEqualTo(2);
                assertThat(server.endpoint().connection(2).receivedText()).isEqualTo("before");
                fault.close();
                assertThat(two.read(1)).isEqualTo("2");
                assertThat(later.read(1)).isEqualTo("3");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAnEventItImpliesOnNextData(EchoKind kind) throws Exception {
        try (EchoKind.Running server = kind.start();
                Client pooled = Client.connect(server.address());
                Client other = Client.connect(server.address())) {
            assertThat(other.echo("before")).isEqualTo("before");
            assertThat(pooled.echo("before")).isEqualTo("before");
            ActiveFault fault = server.endpoint().apply(reset().upstream().nextConnections(1));
            pooled.send("request");
            assertThat(pooled.readUntilReset()).isEmpty();
            assertThat(other.echo("after")).isEqualTo("after");
            assertThat(fault.fired()).isOne();
            assertThat(fault.isActive()).isTrue();
            assertThat(server.endpoint().connections())
                    .extracting(connection -> connection.receivedText())
                    .containsExactlyInAnyOrder("before", "beforeafter");
        }
    }

    @Test
    void theServerDidTheWorkAndTheFirstAnswerIsLost() throws Exception {
        try (LiveTcpEndpoint script = Started.script("", "DONE\n", "\n", false);
                Client first = Client.connect(script.address());
                Client second = Client.connect(script.address())) {
            ActiveFault fault = script.apply(close().downstream().nextConnections(1));
            first.send("COMMIT\n");
            assertThat(first.readAll()).isEmpty();
            second.send("COMMIT\n");
            assertThat(second.read(5)).isEqualTo("DONE\n");
            assertThat(fault.fired()).isOne();
            assertThat(script.connections())
                    .extracting(connection -> connection.receivedText())
                    .containsOnly("COMMIT\n");
        }
    }

    @Test
    void halfCloseImpliesOnNextDataToo() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            ActiveFault fault = sink.apply(halfClose().downstream().nextConnections(1));
            client.send("not its direction");
            sink.connection(0).awaitReceived("direction");
            assertThat(fault.matched()).isZero();
            sink.connection(0).send("lost");
            assertThat(client.read()).isEqualTo(-1);
            assertThat(fault.fired()).isOne();
        }
    }

    @Test
    void anEventNeedsADirectionThen() {
        try (LiveTcpEndpoint echo = Started.echo()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> echo.apply(reset().nextConnections(1)))
                    .withMessage(
                            "reset().nextConnections(1).onNextData() needs a direction: use upstream() or downstream(), as an"
                                    + " annotation direction = Direction.UPSTREAM or direction = Direction.DOWNSTREAM");
        }
    }

    @Test
    void withoutADirectionAByteOfEitherCounts() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Client hears = Client.connect(sink.address());
                Client says = Client.connect(sink.address());
                Client third = Client.connect(sink.address())) {
            sink.awaitAccepted(3);
            int heard = indexOf(sink, hears);
            ActiveFault fault = sink.apply(stall().nextConnections(2));
            sink.connection(heard).send("down");
            Started.eventually(() -> fault.fired() == 1);
            says.send("up");
            Started.eventually(() -> fault.fired() == 2);
            third.send("free");
            sink.connection(indexOf(sink, third)).awaitReceived("free");
            hears.send("both ways are held");
            assertThat(sink.connection(heard).receivedText()).isEmpty();
            assertThat(fault.fired()).isEqualTo(2);
            fault.close();
            assertThat(hears.read(4)).isEqualTo("down");
            sink.connection(heard).awaitReceived("both ways are held");
        }
    }

    private static int indexOf(LiveTcpEndpoint endpoint, Client client) {
        for (int i = 0; i < endpoint.connections().size(); i++) {
            if (endpoint.connection(i).remoteAddress().equals(client.socket().getLocalSocketAddress())) {
                return i;
            }
        }
        throw new AssertionError("not accepted: " + client.socket());
    }

    @Test
    void itCountsForItselfWhateverElseMustHold() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client zero = Client.connect(echo.address());
                Client one = Client.connect(echo.address())) {
            echo.awaitAccepted(2);
            int ofOne = indexOf(echo, one);
            ActiveFault listed = echo.apply(blackhole().nextConnections(1).onConnections(ofOne));
            ActiveFault open = echo.apply(blackhole().nextConnections(1).onOpenConnections());
            ActiveFault never = echo.apply(blackhole().nextConnections(1).probability(0));
            ActiveFault where = echo.apply(blackhole().nextConnections(1).onConnectionsWhere(c -> c.index() == ofOne));
            try (Client later = Client.connect(echo.address())) {
                assertThat(later.echo("the first to carry data")).isEqualTo("the first to carry data");
                assertThat(one.echo("listed, but the second")).isEqualTo("listed, but the second");
                assertThat(zero.echo("the third")).isEqualTo("the third");
            }
            for (ActiveFault fault : new ActiveFault[] {listed, open, never, where}) {
                assertThat(fault.matched()).as("%s", fault).isZero();
            }
        }
    }

    @Test
    void theFirstAcceptedSinceAndTheNextWithDataBothCount() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client pooled = Client.connect(echo.address())) {
            assertThat(pooled.echo("x")).isEqualTo("x");
            ActiveFault fault =
                    echo.apply(reset().upstream().firstConnections(2).nextConnections(1));
            try (Client first = Client.connect(echo.address());
                    Client second = Client.connect(echo.address())) {
                second.send("x");
                assertThat(second.readUntilReset()).isEmpty();
                assertThat(first.echo("x")).isEqualTo("x");
                assertThat(pooled.echo("x")).isEqualTo("x");
            }
            assertThat(fault.fired()).isOne();
        }
    }

    @Test
    void positionsCountFromTheByteThatSelectsTheConnection() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client one = Client.connect(echo.address());
                Client other = Client.connect(echo.address())) {
            assertThat(one.echo("before")).isEqualTo("before");
            ActiveFault fault = echo.apply(reset().upstream().afterBytes(3).nextConnections(1));
            one.send("ab");
            assertThat(one.read(2)).isEqualTo("ab");
            assertThat(other.echo("abcdef")).isEqualTo("abcdef");
            assertThat(fault.matched()).isOne();
            assertThat(fault.fired()).isZero();
            one.send("cdef");
            one.readUntilReset();
            assertThat(echo.connections())
                    .extracting(connection -> connection.receivedText())
                    .containsExactlyInAnyOrder("beforeabc", "abcdef");
        }
        try (LiveTcpEndpoint sink = Started.sink();
                Client client = Client.connect(sink.address())) {
            sink.apply(blackhole().upstream().after("QUIT").nextConnections(1));
            client.send("say QUIT and no more");
            sink.connection(0).awaitReceived("say QUIT");
            assertThat(sink.connection(0).receivedText()).isEqualTo("say QUIT");
        }
    }

    @Test
    void aLimitOfNothingEndsItBeforeThatByte() throws Exception {
        for (Direction direction : Direction.values()) {
            try (LiveTcpEndpoint echo = Started.echo();
                    Client one = Client.connect(echo.address());
                    Client other = Client.connect(echo.address())) {
                ActiveFault fault = echo.apply(limitData(0).direction(direction).nextConnections(1));
                one.send("x");
                assertThat(one.readAll()).isEmpty();
                assertThat(other.echo("x")).isEqualTo("x");
                assertThat(fault.fired()).isOne();
            }
        }
    }

    @Test
    void whatAHandlerSaysFirstCountsAndIsHit() throws Exception {
        try (LiveTcpEndpoint handler = Started.handler(session -> {
            session.out().write(Started.bytes("hello"));
            session.in().transferTo(session.out());
        })) {
            ActiveFault fault = handler.apply(limitData(2).downstream().nextConnections(1));
            try (Client first = Client.connect(handler.address())) {
                assertThat(first.readAll()).isEqualTo("he");
            }
            try (Client second = Client.connect(handler.address())) {
                assertThat(second.read(5)).isEqualTo("hello");
            }
            assertThat(fault.fired()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffBeforeItsFirstByteHasSaidNothing(Direction direction) throws Exception {
        try (LiveTcpEndpoint handler = Started.handler(session -> {
            session.out().write(Started.bytes("hello"));
            session.in().transferTo(session.out());
        })) {
            ActiveFault fault = handler.apply(limitData(0).direction(direction).nextConnections(1));
            try (Client first = Client.connect(handler.address())) {
                if (direction == Direction.UPSTREAM) {
                    assertThat(first.read(5)).isEqualTo("hello");
                    first.send("x");
                }
                assertThat(first.readAll()).isEmpty();
                handler.awaitOpen(0);
            }
            assertThat(fault.fired()).isOne();
            assertThat(handler.connection(0).receivedText()).isEmpty();
            assertThat(handler.connection(0).sentText()).isEqualTo(direction == Direction.UPSTREAM ? "hello" : "");
            assertThat(handler.takeErrors()).isEmpty();
        }
    }

    @Test
    void aConnectionCountsOnceThoughBytesEnterBothDirections() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client zero = Client.connect(echo.address());
                Client one = Client.connect(echo.address());
                Client two = Client.connect(echo.address())) {
            ActiveFault fault = echo.apply(slice(1).pause(Duration.ZERO).nextConnections(2));
            for (Client client : new Client[] {zero, zero, one, two}) {
                assertThat(client.echo("abc")).isEqualTo("abc");
            }
            assertThat(fault.matched()).isEqualTo(2);
            assertThat(fault.fired()).isEqualTo(2);
        }
    }

    @Test
    void neitherAFinNorAConnectionThatSaidNothingCounts() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo()) {
            ActiveFault fault = echo.apply(reset().upstream().nextConnections(1));
            try (Client finished = Client.connect(echo.address())) {
                finished.finish();
                assertThat(finished.read()).isEqualTo(-1);
            }
            try (Client silent = Client.connect(echo.address())) {
                silent.reset();
            }
            echo.awaitOpen(0);
            assertThat(fault.matched()).isZero();
            try (Client talks = Client.connect(echo.address())) {
                talks.send("x");
                assertThat(talks.readUntilReset()).isEmpty();
            }
            assertThat(fault.fired()).isOne();
        }
    }

    @Test
    void whatEnteredBeforeItBeganDoesNotCount() throws Exception {
        for (long millis = 200; ; millis *= 2) {
            try (LiveTcpEndpoint echo = Started.echo();
                    Client before = Client.connect(echo.address());
                    Client after = Client.connect(echo.address())) {
                long applied = System.nanoTime();
                ActiveFault fault =
                        echo.apply(stall().upstream().nextConnections(1).startingAfter(Duration.ofMillis(millis)));
                before.send("x");
                boolean inTime = before.read(1).equals("x") && System.nanoTime() - applied < millis * 1_000_000;
                if (inTime) {
                    long begins = applied + millis * 1_000_000 + 50_000_000;
                    Started.eventually(() -> System.nanoTime() > begins);
                    assertThat(fault.matched()).isZero();
                    after.send("x");
                    fault.awaitFired();
                    assertThat(before.echo("x")).isEqualTo("x");
                    return;
                }
            }
            assertThat(millis).as("milliseconds in which nothing was echoed").isLessThan(10_000);
        }
    }

    @Test
    void onceClosedNoneIsHit() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault closed = echo.apply(reset().upstream().nextConnections(1));
            closed.close();
            ActiveFault healed = echo.apply(blackhole().nextConnections(1));
            echo.heal();
            assertThat(client.echo("x")).isEqualTo("x");
            assertThat(closed.matched() + healed.matched()).isZero();
        }
    }

    @Test
    void eachEndpointCountsItsOwn() throws Exception {
        StallFault value = stall().upstream().nextConnections(1);
        try (LiveTcpEndpoint first = Started.echo();
                LiveTcpEndpoint second = Started.echo();
                Client ofFirst = Client.connect(first.address());
                Client ofSecond = Client.connect(second.address())) {
            ActiveFault onFirst = first.apply(value);
            ActiveFault onSecond = second.apply(value);
            ofFirst.send("x");
            onFirst.awaitFired();
            assertThat(onSecond.matched()).isZero();
            ofSecond.send("x");
            onSecond.awaitFired();
        }
    }

    @Test
    void severalFaultsMayWaitForTheSameByte() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            ActiveFault cut = echo.apply(limitData(3).downstream().nextConnections(1));
            ActiveFault pieces = echo.apply(slice(1).pause(Duration.ZERO).nextConnections(1));
            client.send("abcdef");
            assertThat(client.readAll()).isEqualTo("abc");
            assertThat(cut.fired()).isOne();
            assertThat(pieces.matched()).isOne();
        }
    }

    @Test
    void aPoolOutlivesItsRecords() throws Exception {
        try (LiveTcpEndpoint echo = Started.echo();
                Client gone = Client.connect(echo.address());
                Client pooled = Client.connect(echo.address())) {
            assertThat(pooled.echo("x")).isEqualTo("x");
            gone.close();
            echo.awaitOpen(1);
            echo.restartRecords();
            WireFault fault = (WireFault) echo.apply(reset().upstream().nextConnections(1));
            pooled.send("x");
            assertThat(pooled.readUntilReset()).isEmpty();
            assertThat(fault.firedOnConnection(0)).isTrue();
        }
    }

    @Test
    void changesNoByteOfALargeStream() throws Exception {
        byte[] sent = new byte[3 * 1024 * 1024];
        new Random(1).nextBytes(sent);
        try (LiveTcpEndpoint echo = Started.echo();
                Client client = Client.connect(echo.address())) {
            echo.apply(latency(Duration.ofMillis(1)).nextConnections(1));
            Thread writer = new Thread(() -> {
                try {
                    client.send(sent);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
            writer.start();
            assertThat(client.readBytes(sent.length)).isEqualTo(sent);
            writer.join();
        }
    }
}
