package dev.haywire.internal.net;

import dev.haywire.UdpReplier;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;

/** Answers one client, from any thread. */
record SessionReplier(UdpWire wire, InetSocketAddress client, Charset charset) implements UdpReplier {

    @Override
    public void reply(byte[] payload) {
        wire.posted().post(payload, client);
    }

    @Override
    public void reply(String text) {
        wire.posted().post(text.getBytes(charset), client);
    }

    @Override
    public String toString() {
        return "replier of \"" + wire.name() + "\" to " + Addresses.spelled(client);
    }
}
