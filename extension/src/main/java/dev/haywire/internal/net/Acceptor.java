package dev.haywire.internal.net;

import java.nio.channels.SocketChannel;

/** Whom a port tells what came of listening; called on the loop. */
interface Acceptor {

    /**
     * Takes a connection over.
     *
     * @param channel connected, blocking still
     */
    void accept(SocketChannel channel);

    /**
     * Takes note of what went wrong.
     *
     * @param failure fails the test
     */
    void error(Throwable failure);
}
