package dev.haywire.internal.toxiproxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Thousands of malformed requests: each is answered as the table says or its connection is closed, none hangs, and nothing is left behind. More
 * of them by {@code -Dhaywire.fuzz.requests=100000}, others by {@code -Dhaywire.fuzz.seed=7}.
 */
@Isolated("counts the ports of this process")
class ControlFuzzTest {
    private static final Set<Integer> ANSWERS = Set.of(200, 201, 204, 301, 400, 403, 404, 405, 409, 417, 431, 501, 505);
    private static final Pattern LISTED =
            Pattern.compile("HTTP/1\\.1 500 .*\"error\":\"(listen (tcp|udp)|address|lookup).*", Pattern.DOTALL);

    private final Map<String, Integer> seen = new TreeMap<>();

    @Test
    @Timeout(600)
    void answersOrClosesAndNeverHangs() throws IOException {
        int count = Integer.getInteger("haywire.fuzz.requests", 2_000);
        long seed = Long.getLong("haywire.fuzz.seed", 1);
        MalformedRequests requests = new MalformedRequests(seed);
        Set<Integer> before = OwnListeners.ports();
        try (ControlServer server =
                ControlServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0)) {
            for (int i = 0; i < count; i++) {
                byte[] request = requests.next();
                check(request, answer(server.address(), request));
            }
            RawHttp.Reply reply = RawHttp.send(server.address(), "GET", "/version", "");
            assertThat(reply.status()).isEqualTo(200);
        }
        assertThat(seen).as("answers").containsKeys("200", "201", "204", "400", "404", "405", "409", "500");
        // others may have ended
        assertThat(before).containsAll(OwnListeners.ports());
    }

    /** Sends it and ends its half, as what lacks a part of its body could be waited for. */
    private static String answer(InetSocketAddress server, byte[] request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, 10_000);
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            } catch (SocketException reset) {
                return "";
            }
        }
    }

    private void check(byte[] request, String answer) {
        String status = answer.isEmpty() ? "closed" : answer.substring(9, 12);
        seen.merge(status, 1, Integer::sum);
        boolean listed = answer.isEmpty()
                || answer.startsWith("HTTP/1.1 100 ")
                || ANSWERS.contains(Integer.valueOf(status))
                || LISTED.matcher(answer).matches();
        assertThat(listed)
                .as(() -> new String(request, ISO_8859_1) + "\nis answered\n" + answer)
                .isTrue();
    }
}
