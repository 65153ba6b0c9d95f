package dev.haywire.internal.net;

import java.io.IOException;

/** What a handler gets from its own streams once the connection has ended; lets the engine know its own exception again. */
final class ConnectionEndedException extends IOException {
    private static final long serialVersionUID = 1L;

    ConnectionEndedException(String why) {
        super(why);
    }
}
