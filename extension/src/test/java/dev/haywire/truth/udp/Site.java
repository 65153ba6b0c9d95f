package dev.haywire.truth.udp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.haywire.Datagram;
import dev.haywire.fault.Direction;
import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.internal.net.UdpService;
import dev.haywire.internal.net.UdpSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An endpoint and what answers behind its wire. */
final class Site implements AutoCloseable {
    /** The seed of all cells: what random faults decide is written down in their rows. */
    static final long SEED = 42;

    static final String NAME = "wire";

    /** What answers. */
    enum Kind {
        SINK,
        ECHO,
        HANDLER,
        PROXY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Kind kind;
    private final EchoingPeer server;
    private final LiveUdpEndpoint endpoint;

    Site(Kind kind) throws IOException {
        this.kind = kind;
        this.server = kind == Kind.PROXY ? new EchoingPeer() : null;
        UdpService service =
                switch (kind) {
                    case SINK -> new UdpService.Sink();
                    case ECHO -> new UdpService.Echo();
                    case HANDLER ->
                        new UdpService.Handled(
                                (datagram, replier) ->
                                        replier.reply(loud(text(datagram)).getBytes(ISO_8859_1)),
                                ISO_8859_1);
                    case PROXY -> new UdpService.Proxy(server.address());
                };
        this.endpoint =
                Endpoints.start(new UdpSpec(NAME, "127.0.0.1", 0, UdpSpec.Cast.UNICAST, 0, service, SEED, Play.BOUND));
    }

    /** Letters change case; as long as before, whatever it is. */
    private static String loud(String text) {
        StringBuilder loud = new StringBuilder();
        text.chars().forEach(character -> loud.append((char) (character ^ ' ')));
        return loud.toString();
    }

    private static String text(Datagram datagram) {
        return datagram.text(ISO_8859_1);
    }

    LiveUdpEndpoint endpoint() {
        return endpoint;
    }

    boolean isProxy() {
        return kind == Kind.PROXY;
    }

    /** What comes back for these. */
    List<String> answersTo(List<String> texts) {
        return switch (kind) {
            case SINK -> List.of();
            case ECHO, PROXY -> texts;
            case HANDLER -> texts.stream().map(Site::loud).toList();
        };
    }

    /** Whether it says something only when it is told to. */
    boolean isSilent() {
        return kind == Kind.SINK;
    }

    /** What a server behind it has received: only a proxy has one. */
    List<String> receivedByServer() {
        return new ArrayList<>(server.received());
    }

    List<String> recorded(Direction direction) {
        return endpoint.datagrams(direction).stream().map(Site::text).toList();
    }

    @Override
    public void close() {
        endpoint.close();
        if (server != null) {
            server.close();
        }
    }
}
