package dev.haywire.internal.net;

import dev.haywire.TcpSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What may stand after the wire and say what it hears. */
enum EchoKind {
    ECHO,
    HANDLER,
    PROXY;

    /** One that runs. */
    record Running(LiveTcpEndpoint endpoint, @Nullable LiveTcpEndpoint upstream) implements AutoCloseable {

        InetSocketAddress address() {
            return endpoint.address();
        }

        @Override
        public void close() {
            endpoint.close();
            if (upstream != null) {
                upstream.close();
            }
        }
    }

    Running start() {
        return switch (this) {
            case ECHO -> new Running(Started.echo(), null);
            case HANDLER -> new Running(Started.handler(EchoKind::echo), null);
            case PROXY -> {
                LiveTcpEndpoint upstream = Started.echo();
                yield new Running(Started.proxy(upstream.address()), upstream);
            }
        };
    }

    private static void echo(TcpSession session) throws IOException {
        session.in().transferTo(session.out());
    }
}
