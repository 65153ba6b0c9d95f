package dev.haywire.internal.junit;

import dev.haywire.UdpPeer;
import dev.haywire.internal.net.UdpSpec;
import dev.haywire.internal.pipeline.IpVersion;

/** What the attributes of {@code @UdpPeer} must hold to; each breach is an IllegalArgumentException that says what is allowed. */
final class PeerRules {

    private PeerRules() {}

    static void check(DeclaredService.Peer peer) {
        answer(peer);
        reply(peer);
        if (peer.isHandled()) {
            EndpointRules.constructor(peer.handler());
        }
        cast(peer);
        if (peer.receiveBuffer() < 0) {
            throw new IllegalArgumentException("receiveBuffer = " + peer.receiveBuffer()
                    + "; allowed is 0 (as many bytes as the kernel allows, up to 4 MiB) or more");
        }
    }

    /**
     * Judges what depends on where it is.
     *
     * @param key what says so: the attribute, or the configuration parameter
     */
    static void checkAt(DeclaredService.Peer peer, String key, String host) {
        boolean ipv6 = host.contains(":");
        int reply = reply(peer);
        int largest = (ipv6 ? IpVersion.IPV6 : IpVersion.IPV4).largestPayload();
        if (reply > largest) {
            throw new IllegalArgumentException("reply of " + reply + " bytes; allowed is one of 0 to " + largest
                    + " bytes, which is what a datagram holds");
        }
        if (ipv6 && (peer.broadcast() || !peer.multicastGroup().isEmpty())) {
            throw new IllegalArgumentException(
                    (peer.broadcast() ? "broadcast = true" : "multicastGroup = \"" + peer.multicastGroup() + "\"")
                            + " beside " + key + " = \"" + host + "\"; allowed is an IPv4 host");
        }
    }

    private static int reply(DeclaredService.Peer peer) {
        return EndpointRules.encoded("reply", peer.reply(), EndpointRules.charset(peer.charset())).length;
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

    private static void cast(DeclaredService.Peer peer) {
        String group = peer.multicastGroup();
        if (!group.isEmpty() && !UdpSpec.Cast.Multicast.isGroup(group)) {
            throw new IllegalArgumentException(
                    "multicastGroup = \"" + group + "\"; allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255");
        }
        if (peer.broadcast() && !group.isEmpty()) {
            throw new IllegalArgumentException(
                    "broadcast = true beside multicastGroup = \"" + group + "\"; allowed is one of them");
        }
    }
}
