package dev.haywire.samples.drain;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Opens new sessions elsewhere when a server refuses, and leaves the sessions it has to themselves. */
public final class DrainAwareDispatcher implements Dispatcher {
    private final List<InetSocketAddress> servers;
    private final List<Session> sessions = new ArrayList<>();

    /**
     * Makes a dispatcher.
     *
     * @param servers the servers, the best first
     */
    public DrainAwareDispatcher(InetSocketAddress... servers) {
        this.servers = List.of(servers);
    }

    @Override
    public Session open() throws IOException {
        ConnectException none = new ConnectException("none of " + servers + " accepts a session");
        for (InetSocketAddress server : servers) {
            try {
                Session session = new Session(server);
                sessions.add(session);
                return session;
            } catch (ConnectException refused) {
                none.addSuppressed(refused);
            }
        }
        throw none;
    }

    @Override
    public void close() {
        sessions.forEach(Session::close);
    }
}
