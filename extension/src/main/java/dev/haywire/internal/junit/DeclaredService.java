package dev.haywire.internal.junit;

import dev.haywire.TcpHandler;
import dev.haywire.UdpHandler;
import dev.haywire.UdpPeer;

/** What an annotation says that answers behind the wire; values only, so that two declarations can be compared. */
sealed interface DeclaredService {

    /** Sends back what comes. */
    record Echo() implements DeclaredService {}

    /** Follows a script. */
    record Script(String greeting, String reply, String until, String charset, boolean closeAfterReply)
            implements DeclaredService {}

    /** Serves with the test's own code. */
    record Handled(Class<? extends TcpHandler> handler, String charset) implements DeclaredService {}

    /** Receives datagrams, and may answer them. */
    record Peer(
            UdpPeer.Mode mode,
            String reply,
            Class<? extends UdpHandler> handler,
            String charset,
            String multicastGroup,
            boolean broadcast)
            implements DeclaredService {

        static Peer echo() {
            return new Peer(UdpPeer.Mode.ECHO, "", UdpHandler.class, "UTF-8", "", false);
        }

        boolean isHandled() {
            return handler != UdpHandler.class;
        }
    }

    /** Passes on to another server: that of an address, or the endpoint of a name. */
    record Proxy(String upstream, String to) implements DeclaredService {}
}
