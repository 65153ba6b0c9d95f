package dev.haywire.internal.net;

import dev.haywire.internal.journal.Ipv6Literal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** How addresses are read and written here: always as literals. */
public final class Addresses {

    private Addresses() {}

    /**
     * Writes an address without its port.
     *
     * @param address any
     * @return its literal, without brackets or scope
     */
    public static String host(InetAddress address) {
        String literal = address.getHostAddress();
        int scope = literal.indexOf('%');
        String bare = scope < 0 ? literal : literal.substring(0, scope);
        return address instanceof Inet6Address ? Ipv6Literal.shortened(bare) : bare;
    }

    /**
     * Writes an address: {@code 127.0.0.1:80}, {@code [::1]:80}.
     *
     * @param address any
     * @return its literal and port
     */
    public static String spelled(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            return address.getHostString() + ":" + address.getPort();
        }
        return spelled(host(ip), address.getPort());
    }

    /**
     * Writes a host and a port.
     *
     * @param host a name, or a literal without brackets
     * @param port its port
     * @return {@code db:80}, {@code 127.0.0.1:80}, {@code [::1]:80}
     */
    public static String spelled(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /**
     * Reads what {@link #spelled(String, int)} writes, and looks a name up.
     *
     * @param spelled host and port
     * @return the address
     */
    public static InetSocketAddress parse(String spelled) {
        int colon = spelled.lastIndexOf(':');
        String host = spelled.substring(0, colon).replace("[", "").replace("]", "");
        return new InetSocketAddress(host, Integer.parseInt(spelled.substring(colon + 1)));
    }

    /**
     * Tells whether a host is an address, so that nobody has to be asked for it.
     *
     * @param host without brackets
     * @return whether it is an IPv4 address of four numbers, or one of IPv6
     */
    public static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        String[] parts = host.split("\\.", -1);
        for (String part : parts) {
            if (part.length() > 3 || !isNumber(part) || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }

    /**
     * Resolves an unresolved address whose host is a literal, so that nobody has to be asked.
     *
     * @param address any
     * @return the resolved one; a name stays as it is
     */
    static InetSocketAddress unlessName(InetSocketAddress address) {
        if (!address.isUnresolved() || !isLiteral(address.getHostString())) {
            return address;
        }
        InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
        return resolved.isUnresolved() ? address : resolved;
    }

    /**
     * Reads a port.
     *
     * @param digits its number
     * @return the port, -1 if it is none
     */
    public static int port(String digits) {
        return isNumber(digits) && digits.length() <= 5 && Integer.parseInt(digits) <= 65535
                ? Integer.parseInt(digits)
                : -1;
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Names what is bound to an address, for those that connect or send to it: nobody can connect to the wildcard address, but to the loopback
     * address of its family.
     *
     * @param bound any
     * @return 127.0.0.1 for 0.0.0.0, ::1 for ::, each with the port; any other address as it is
     */
    public static InetSocketAddress named(InetSocketAddress bound) {
        InetAddress host = bound.getAddress();
        if (host == null || !host.isAnyLocalAddress()) {
            return bound;
        }
        byte[] loopback = host instanceof Inet6Address ? new byte[16] : new byte[] {127, 0, 0, 0};
        loopback[loopback.length - 1] = 1;
        return new InetSocketAddress(of(loopback), bound.getPort());
    }

    private static InetAddress of(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Finds the address of a host of this machine. Where the JDK has no IPv6 ({@code java.net.preferIPv4Stack}), :: is all of IPv4. */
    static InetAddress resolve(String host) {
        try {
            InetAddress found = InetAddress.getByName(host);
            boolean none = found instanceof Inet6Address
                    && found.isAnyLocalAddress()
                    && Boolean.getBoolean("java.net.preferIPv4Stack");
            return none ? of(new byte[4]) : found;
        } catch (UnknownHostException unknown) {
            throw new IllegalStateException(
                    "host \"" + host + "\" is unknown: use a literal such as 127.0.0.1 or ::1", unknown);
        }
    }

    /** Says why nothing can listen there. */
    static IllegalStateException unavailable(InetAddress host, int port, Exception failure) {
        String where = host(host);
        String text = String.valueOf(failure.getMessage());
        if (text.contains("in use")) {
            return new PortTakenException(
                    "port " + port + " of " + where
                            + " is taken by another socket: choose another one, or 0 for any free port",
                    failure);
        }
        if (text.contains("assign requested address")) {
            return new IllegalStateException(
                    "host " + where + " is no address of this machine: choose one that is, such as 127.0.0.1", failure);
        }
        return new IllegalStateException("cannot listen on port " + port + " of " + where + ": " + text, failure);
    }
}
