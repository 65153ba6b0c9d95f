package dev.haywire.assertj;

import dev.haywire.CloseReason;
import dev.haywire.Endpoint;
import dev.haywire.TcpConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What failure texts call the things they are about. */
final class Subjects {
    private static final int SHOWN = 10;

    private Subjects() {}

    static String endpoint(Endpoint endpoint) {
        return endpoint.protocol() + " endpoint " + Printed.text(endpoint.name()) + " at "
                + spelled(endpoint.host(), endpoint.port());
    }

    static String address(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip == null ? address.getHostString() : shortened(ip.getHostAddress());
        return spelled(host, address.getPort());
    }

    /** Shortens the longest run of zeros, as endpoints spell their own: the JDK writes all eight groups. */
    private static String shortened(String literal) {
        String groups = ":" + literal + ":";
        for (int length = 8; length > 1; length--) {
            String zeros = ":0".repeat(length) + ":";
            int at = groups.indexOf(zeros);
            if (at >= 0) {
                return literal.substring(0, Math.max(0, at - 1)) + "::"
                        + literal.substring(Math.min(literal.length(), at + zeros.length() - 1));
            }
        }
        return literal;
    }

    private static String spelled(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Lists connections as {@code #0 first, #1 second}: the last of many, as the others are rarely what a test is about. */
    static String list(List<TcpConnection> connections, Function<TcpConnection, String> told) {
        int left = Math.max(0, connections.size() - SHOWN);
        String shown = connections.subList(left, connections.size()).stream()
                .map(connection -> ("#" + connection.index() + " " + told.apply(connection)).strip())
                .collect(Collectors.joining(", "));
        return left == 0 ? shown : Printed.count(left, "other") + ", " + shown;
    }

    static String state(TcpConnection connection) {
        CloseReason reason = connection.closeReason();
        return reason == CloseReason.OPEN ? "open" : reason.toString();
    }
}
