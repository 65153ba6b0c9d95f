package dev.haywire.internal.junit;

import dev.haywire.UdpPeer;
import dev.haywire.internal.net.Scripts;
import dev.haywire.internal.net.UdpSpec;

/** What the attributes of {@code @UdpPeer} must hold to; each breach is an IllegalArgumentException that says what is allowed. */
final class PeerRules {

    private PeerRules() {}

    static void check(DeclaredService.Peer peer) {
        answer(peer);
        Services.reply(peer);
        if (peer.isHandled()) {
            EndpointRules.constructor(peer.handler());
        }
        cast(peer);
    }

    /**
     * Judges what depends on where it is.
     *
     * @param key what says so: the attribute, or the configuration parameter
     */
    static void checkAt(DeclaredService.Peer peer, String key, String host) {
        boolean ipv6 = host.contains(":");
        Scripts.requireFitting(Services.reply(peer), host);
        if (ipv6 && (peer.broadcast() || !peer.multicastGroup().isEmpty())) {
            throw new IllegalArgumentException(
                    (peer.broadcast() ? "broadcast = true" : "multicastGroup = \"" + peer.multicastGroup() + "\"")
                            + " beside " + key + " = \"" + host + "\"; allowed is an IPv4 host");
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
