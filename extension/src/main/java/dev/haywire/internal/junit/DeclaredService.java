package dev.haywire.internal.junit;

import dev.haywire.TcpHandler;

/** What an annotation says that answers behind the wire; values only, so that two declarations can be compared. */
sealed interface DeclaredService {

    /** Sends back what comes. */
    record Echo() implements DeclaredService {}

    /** Follows a script. */
    record Script(String greeting, String reply, String until, String charset, boolean closeAfterReply)
            implements DeclaredService {}

    /** Serves with the test's own code. */
    record Handled(Class<? extends TcpHandler> handler, String charset) implements DeclaredService {}

    /** Passes on to another server. */
    record Proxy(String upstream) implements DeclaredService {}
}
