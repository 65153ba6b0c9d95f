package dev.haywire.samples.drain;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The dispatcher as it was written first: it takes a closed door for a dead server. {@link DrainAwareDispatcher} does not. */
public final class FirstDispatcher implements Dispatcher {
    private final List<InetSocketAddress> servers;
    private final List<Session> sessions = new ArrayList<>();

    /**
     * Makes a dispatcher.
     *
     * @param servers the servers, the best first
     */
    public FirstDispatcher(InetSocketAddress... servers) {
        this.servers = List.of(servers);
    }

    @Override
    public Session open() throws IOException {
        for (InetSocketAddress server : servers) {
            try {
                Session session = new Session(server);
                sessions.add(session);
                return session;
            } catch (ConnectException refused) {
                // bug: who refuses new sessions may still be finishing the old ones
                sessions.stream().filter(open -> open.server().equals(server)).forEach(Session::close);
            }
        }
        throw new ConnectException("none of " + servers + " accepts a session");
    }

    @Override
    public void close() {
        sessions.forEach(Session::close);
    }
}
