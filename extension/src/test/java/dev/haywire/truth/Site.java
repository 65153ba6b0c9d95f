package dev.haywire.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveTcpEndpoint;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;

/** An endpoint and what answers behind its wire. */
final class Site implements AutoCloseable {

    /** What answers. */
    enum Kind {
        ECHO("echo server"),
        SCRIPT("scripted server"),
        HANDLER("handler"),
        PROXY("proxy");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static final String REPLY = "ok.";

    private final Kind kind;
    private final LineServer server;
    private final LiveTcpEndpoint endpoint;

    Site(Kind kind) {
        this(kind, 0);
    }

    /** One whose handler or server takes so long for each answer. */
    Site(Kind kind, long pauseMillis) {
        this.kind = kind;
        this.server = kind == Kind.PROXY ? new LineServer(pauseMillis) : null;
        TcpService service =
                switch (kind) {
                    case ECHO -> new TcpService.Echo();
                    case SCRIPT -> new TcpService.Script(new byte[0], bytes(REPLY), bytes("."), false, ISO_8859_1);
                    case HANDLER ->
                        new TcpService.Handled(() -> session -> LineServer.answer(session, pauseMillis), ISO_8859_1);
                    case PROXY -> new TcpService.Proxy(server.address());
                };
        this.endpoint = Endpoints.start(new TcpSpec("wire", "127.0.0.1", 0, service, 0, Play.BOUND));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    Kind kind() {
        return kind;
    }

    LiveTcpEndpoint endpoint() {
        return endpoint;
    }

    /** What comes back for a whole line. */
    String answerTo(String line) {
        return kind == Kind.SCRIPT ? REPLY : line;
    }

    /** What the echo server alone says back: less than a line. */
    String echoOf(String part) {
        return kind == Kind.ECHO ? part : "";
    }

    /** What it says at the end of its input. */
    String goodbye() {
        return kind == Kind.PROXY ? LineServer.GOODBYE : "";
    }

    /** What has reached the server on the first connection. */
    String received() {
        return received(0);
    }

    /** What has reached the server on that connection. */
    String received(int connection) {
        if (kind != Kind.PROXY) {
            return endpoint.connection(connection).receivedText(ISO_8859_1);
        }
        return connection < server.visits().size()
                ? server.visits().get(connection).received()
                : "";
    }

    /** How the server's input on the first connection has ended; silence where that cannot be known or has not happened. */
    Sight serverEnd() {
        return kind == Kind.PROXY && visit() != null ? visit().end() : Sight.SILENCE;
    }

    private LineServer.Visit visit() {
        return server.visits().isEmpty() ? null : server.visits().get(0);
    }

    @Override
    public void close() {
        endpoint.close();
        if (server != null) {
            server.close();
        }
    }
}
