package dev.haywire.internal.junit;

import dev.haywire.UdpPeer;
import dev.haywire.internal.net.Payloads;
import dev.haywire.internal.net.UdpSpec;

/** What the attributes of {@code @UdpPeer} must hold to; each breach is an IllegalArgumentException that says what is allowed. */
final class PeerRules {

    private PeerRules() {}

    static void check(DeclaredService.Peer peer, String host) {
        boolean ipv6 = host.contains(":");
        answer(peer);
        int reply = EndpointRules.encoded("reply", peer.reply(), EndpointRules.charset(peer.charset())).length;
        int largest = Payloads.largest(ipv6);
        if (reply > largest) {
            throw new IllegalArgumentException("reply of " + reply + " bytes; allowed is one of 0 to " + largest
                    + " bytes, which is what a datagram holds");
        }
        if (peer.isHandled()) {
            EndpointRules.constructor(peer.handler());
        }
        cast(peer, host, ipv6);
        if (peer.receiveBuffer() < 0) {
            throw new IllegalArgumentException("receiveBuffer = " + peer.receiveBuffer()
                    + "; allowed is 0 (as many bytes as the kernel allows, up to 4 MiB) or more");
        }
    }

    private static void answer(DeclaredService.Peer peer) {
        boolean echoes = peer.mode() != UdpPeer.Mode.SINK;
        String beside = !peer.reply().isEmpty() ? "reply" : echoes ? "mode = " + peer.mode() : "";
        if (peer.isHandled() && !beside.isEmpty()) {
            throw new IllegalArgumentException("handler = " + Spelling.of(peer.handler()) + ".class beside " + beside
                    + "; allowed is one of mode, reply and handler");
        }
        if (echoes && !peer.reply().isEmpty()) {
            throw new IllegalArgumentException(
                    "mode = " + peer.mode() + " beside reply; allowed is one of mode, reply and handler");
        }
    }

    private static void cast(DeclaredService.Peer peer, String host, boolean ipv6) {
        String group = peer.multicastGroup();
        if (!group.isEmpty() && !UdpSpec.Cast.Multicast.isGroup(group)) {
            throw new IllegalArgumentException(
                    "multicastGroup = \"" + group + "\"; allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255");
        }
        if (peer.broadcast() && !group.isEmpty()) {
            throw new IllegalArgumentException(
                    "broadcast = true beside multicastGroup = \"" + group + "\"; allowed is one of them");
        }
        if (ipv6 && (peer.broadcast() || !group.isEmpty())) {
            throw new IllegalArgumentException(
                    (peer.broadcast() ? "broadcast = true" : "multicastGroup = \"" + group + "\"") + " beside host = \""
                            + host + "\"; allowed is an IPv4 host");
        }
    }
}
