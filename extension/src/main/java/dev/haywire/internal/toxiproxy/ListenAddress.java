package dev.haywire.internal.toxiproxy;

import dev.haywire.internal.net.Addresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy listens, read as Go reads it and refused in its words.
 *
 * @param host null for all addresses of this machine
 * @param port 0 for any free one
 */
record ListenAddress(@Nullable InetAddress host, int port) {
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)){3}");

    /** Reads host:port and looks the host up, which may take its time. */
    static ListenAddress resolve(String listen) {
        if (listen.isEmpty()) {
            return new ListenAddress(null, 0);
        }
        int colon = portColon(listen);
        int port = port(listen.substring(colon + 1));
        String host = listen.substring(0, colon);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        return new ListenAddress(host.isEmpty() ? null : lookUp(host), port);
    }

    private static int portColon(String listen) {
        int colon = listen.lastIndexOf(':');
        if (colon < 0) {
            throw wrong(listen, "missing port in address");
        }
        int from = 0;
        int to = 0;
        if (listen.startsWith("[")) {
            int end = listen.indexOf(']');
            if (end < 0) {
                throw wrong(listen, "missing ']' in address");
            }
            if (end + 1 != colon) {
                boolean more = end + 1 < listen.length() && listen.charAt(end + 1) == ':';
                throw wrong(listen, more ? "too many colons in address" : "missing port in address");
            }
            from = 1;
            to = end + 1;
        } else if (listen.indexOf(':') < colon) {
            throw wrong(listen, "too many colons in address");
        }
        if (listen.indexOf('[', from) >= 0) {
            throw wrong(listen, "unexpected '[' in address");
        }
        if (listen.indexOf(']', to) >= 0) {
            throw wrong(listen, "unexpected ']' in address");
        }
        return colon;
    }

    private static int port(String written) {
        if (written.isEmpty()) {
            return 0;
        }
        String digits = written.startsWith("+") || written.startsWith("-") ? written.substring(1) : written;
        if (digits.isEmpty() || !digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new ApiException(500, "lookup tcp/" + written + ": unknown port");
        }
        String number = digits.replaceFirst("^0+(?=.)", "");
        int port = Addresses.port(number);
        if (port < 0 || written.startsWith("-") && port > 0) {
            throw wrong(written, "invalid port");
        }
        return port;
    }

    /** One of IPv4 where the host has both. */
    private static InetAddress lookUp(String host) {
        try {
            if (NUMBERS.matcher(host).matches() && !IPV4.matcher(host).matches()) {
                // Java takes 127.1 and 127.0.0.01 for addresses
                throw new UnknownHostException(host);
            }
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (address instanceof Inet4Address) {
                    return address;
                }
            }
            return all[0];
        } catch (UnknownHostException | SecurityException unknown) {
            throw new ApiException(500, "lookup " + host + ": no such host");
        }
    }

    private static ApiException wrong(String address, String why) {
        return new ApiException(500, "address " + address + ": " + why);
    }

    /** The address as a bind of it is told of. */
    String spelled() {
        return host == null ? ":" + port : Addresses.spelled(new InetSocketAddress(host, port));
    }

    /** Tells whether a proxy that shows this address listens here already. */
    boolean isShownAs(String listen) {
        return port != 0 && (host == null ? listen.equals("[::]:" + port) : listen.equals(spelled()))
                || listen.equals(spelled());
    }
}
