package dev.haywire.samples;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.fault.ActiveFault;
import dev.haywire.fault.TcpFault;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** Asks a real server again and again, each time on a new connection, while a fault loses its answers. */
public final class LostAnswers {
    /** How often it asks. */
    public static final int TRIES = 50;

    private static final int PATIENCE_MILLIS = 10_000;

    private LostAnswers() {}

    /** What is said before the question, and heard in answer to that. */
    @FunctionalInterface
    public interface Preparation {
        void accept(Socket socket) throws IOException;
    }

    /** Asks: no byte of an answer comes, and the fault fires, each time. */
    public static void ask(TcpEndpoint wire, TcpFault fault, Preparation preparation, byte[] question)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (Socket socket = new Socket(wire.host(), wire.port())) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                preparation.accept(socket);
                try (ActiveFault active = wire.apply(fault)) {
                    socket.getOutputStream().write(question);
                    assertThat(isAnswered(socket.getInputStream()))
                            .as("answered")
                            .isFalse();
                    assertThat(active).hasFired(1);
                }
            }
        }
    }

    private static boolean isAnswered(InputStream in) throws IOException {
        try {
            return in.read() >= 0;
        } catch (IOException reset) {
            assertThat(reset).hasMessage("Connection reset");
            return false;
        }
    }
}
