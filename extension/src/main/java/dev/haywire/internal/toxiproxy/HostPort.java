package dev.haywire.internal.toxiproxy;

import java.net.InetSocketAddress;

/** How Toxiproxy spells addresses: {@code 127.0.0.1:80}, {@code [::1]:80}. */
final class HostPort {

    private HostPort() {}

    static InetSocketAddress parse(String spelled) {
        int colon = spelled.lastIndexOf(':');
        String host = spelled.substring(0, colon).replace("[", "").replace("]", "");
        return new InetSocketAddress(host, Integer.parseInt(spelled.substring(colon + 1)));
    }

    static String spelled(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    static String spelled(InetSocketAddress address) {
        return spelled(host(address), address.getPort());
    }

    /** The literal, without brackets or scope; {@code ::1} as people write it. */
    static String host(InetSocketAddress address) {
        String literal = address.getAddress().getHostAddress();
        int scope = literal.indexOf('%');
        String bare = scope < 0 ? literal : literal.substring(0, scope);
        return bare.equals("0:0:0:0:0:0:0:1") ? "::1" : bare;
    }
}
