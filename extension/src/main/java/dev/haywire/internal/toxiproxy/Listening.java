package dev.haywire.internal.toxiproxy;

import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Starts what carries a proxy; where that fails, the error has the words of Go's {@code net.Listen}. */
final class Listening {
    private static final String ALL = "::";
    private static final String ALL_OF_IPV4 = "0.0.0.0";

    private Listening() {}

    static Carrier start(ProxyState proxy, ListenAddress address, long seed) {
        InetAddress host = address.host();
        try {
            if (host != null) {
                return start(proxy, host.getHostAddress(), address.port(), seed);
            }
            try {
                return start(proxy, ALL, address.port(), seed);
            } catch (IllegalStateException noIpv6) {
                if (isBind(reason(noIpv6))) {
                    throw noIpv6;
                }
                return start(proxy, ALL_OF_IPV4, address.port(), seed);
            }
        } catch (IllegalStateException | IllegalArgumentException failure) {
            String network = proxy.network().name().toLowerCase(Locale.ROOT);
            String reason = reason(failure);
            throw new ApiException(
                    500,
                    "listen " + network + " " + address.spelled() + ": "
                            + (isBind(reason) ? "bind: " + decapitalized(reason) : reason));
        }
    }

    private static Carrier start(ProxyState proxy, String host, int port, long seed) {
        return proxy.network() == Network.UDP
                ? UdpCarrier.start(proxy.name(), host, port, proxy.upstream(), seed, proxy.toxics())
                : TcpCarrier.start(proxy.name(), host, port, proxy.upstream(), seed, proxy.toxics());
    }

    private static String reason(RuntimeException failure) {
        @Nullable Throwable cause = failure.getCause();
        return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    }

    private static boolean isBind(String reason) {
        return reason.equals("Address already in use")
                || reason.equals("Cannot assign requested address")
                || reason.equals("Permission denied");
    }

    private static String decapitalized(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
