package dev.haywire.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Records of connections that come one after the other: bounded together, honest about it, and given back. */
class RecordMemoryTest {
    private static final int MIB = 1 << 20;

    /** More than the records of one endpoint keep, on any heap. */
    private static final int MANY = 140;

    private static final byte[] LINE = "SELECT 1\n".getBytes(UTF_8);

    private static void say(LiveTcpEndpoint endpoint) throws IOException {
        byte[] bytes = new byte[MIB];
        System.arraycopy(LINE, 0, bytes, 0, LINE.length);
        try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
            socket.getOutputStream().write(bytes);
        }
    }

    @Test
    void ofManyConnectionsAreBoundedTogether() throws IOException {
        try (LiveTcpEndpoint sink = Started.sink()) {
            for (int i = 0; i < MANY; i++) {
                say(sink);
            }
            sink.awaitAccepted(MANY);
            sink.awaitOpen(0);
            TcpConnection first = sink.connection(0);
            assertThat(first.received()).hasSize(MIB);
            assertThat(first.recordTruncated()).isFalse();
            TcpConnection last = sink.connection(MANY - 1);
            assertThat(last.recordTruncated()).isTrue();
            assertThat(last.bytesReceived()).isEqualTo(MIB);
            assertThat(last.received()).hasSizeLessThan(MIB);
            assertThat(Arrays.copyOf(last.received(), LINE.length)).isEqualTo(LINE);

            sink.clearRecords();
            say(sink);
            sink.takeConnection().awaitClosed();
            assertThat(sink.connection(0).received()).hasSize(MIB);
            assertThat(sink.connection(0).recordTruncated()).isFalse();
        }
    }

    @Test
    void showAWaitWhatPassesAfterTheirBound() throws Exception {
        try (LiveTcpEndpoint sink = Started.sink();
                Socket socket = new Socket(sink.host(), sink.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(new byte[MIB + 1]);
            TcpConnection connection = sink.takeConnection();
            out.write("earlier".getBytes(UTF_8));
            Started.eventually(() -> connection.bytesReceived() == MIB + 1 + "earlier".length());
            CompletableFuture<Void> earlier = Async.run(() -> connection.awaitReceived("earlier"));
            CompletableFuture<Void> later = Async.run(() -> connection.awaitReceived("later"));
            while (!later.isDone()) {
                out.write("later".getBytes(UTF_8));
                Thread.onSpinWait();
            }
            later.join();
            assertThat(earlier).isNotDone();
            while (!earlier.isDone()) {
                out.write("earlier".getBytes(UTF_8));
                Thread.onSpinWait();
            }
            earlier.join();
        }
    }
}
