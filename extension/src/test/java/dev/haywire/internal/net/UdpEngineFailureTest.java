package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.stall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.haywire.fault.Direction;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What goes wrong in the engine itself: nobody is left waiting, and nothing vanishes. */
@Isolated("ends an event loop, and the endpoints of others with it")
class UdpEngineFailureTest {

    @Test
    void aLoopThatFailsEndsItsEndpointsLoudly() throws IOException {
        EventLoop loop = Loops.acquire();
        Loops.release(loop);
        try (LiveUdpEndpoint sink = StartedUdp.sink();
                LiveUdpEndpoint other = StartedUdp.sink();
                UdpClient client = UdpClient.of(sink);
                UdpClient second = UdpClient.of(other)) {
            for (LiveUdpEndpoint endpoint : new LiveUdpEndpoint[] {sink, other}) {
                endpoint.apply(stall());
            }
            client.send("x");
            second.send("x");
            assertThat(sink.counts().held()).isEqualTo(1);
            assertThat(other.counts().held()).isEqualTo(1);
            loop.stop();
            Started.eventually(() -> sink.isClosed() || other.isClosed());
            LiveUdpEndpoint ended = sink.isClosed() ? sink : other;
            assertThat(ended.takeErrors()).singleElement().satisfies(error -> assertThat(error)
                    .hasMessage("the event loop was shut down"));
            assertThat(ended.counts(Direction.UPSTREAM).dropped("ended")).isEqualTo(1);
            assertThat(ended.unaccounted()).isEmpty();
            assertThatThrownBy(() -> ended.apply(stall())).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> ended.takeDatagram(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
            ended.close();
        }
        // another loop has taken its place
        try (LiveUdpEndpoint echo = StartedUdp.echo();
                LiveUdpEndpoint next = StartedUdp.echo();
                UdpClient one = UdpClient.of(echo);
                UdpClient two = UdpClient.of(next)) {
            one.send("alive");
            assertThat(one.receive()).isEqualTo("alive");
            two.send("alive");
            assertThat(two.receive()).isEqualTo("alive");
        }
    }
}
