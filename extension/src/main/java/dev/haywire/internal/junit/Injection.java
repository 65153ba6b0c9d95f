package dev.haywire.internal.junit;

import dev.haywire.Endpoint;
import dev.haywire.Protocol;
import dev.haywire.TcpEndpoint;
import dev.haywire.UdpEndpoint;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The forms in which an endpoint is injected. */
final class Injection {
    private static final String FOR_ALL = "Endpoint, InetSocketAddress, URI, String, int and Integer";

    private static final Map<Class<?>, Function<Endpoint, Object>> FORMS = Map.of(
            TcpEndpoint.class, endpoint -> endpoint,
            UdpEndpoint.class, endpoint -> endpoint,
            Endpoint.class, endpoint -> endpoint,
            InetSocketAddress.class, Endpoint::address,
            URI.class, endpoint -> endpoint.uri(endpoint.protocol().name().toLowerCase(Locale.ROOT)),
            String.class,
                    endpoint -> (endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host()) + ":"
                            + endpoint.port(),
            int.class, Endpoint::port,
            Integer.class, Endpoint::port);

    private Injection() {}

    static boolean supports(Class<?> type) {
        return FORMS.containsKey(type);
    }

    /** Whether an endpoint of that protocol can be had in that form. */
    static boolean fits(Protocol protocol, Class<?> type) {
        return supports(type) && type != (protocol == Protocol.TCP ? UdpEndpoint.class : TcpEndpoint.class);
    }

    static Object value(Endpoint endpoint, Class<?> type) {
        return FORMS.get(type).apply(endpoint);
    }

    static String text(Endpoint endpoint) {
        return (String) value(endpoint, String.class);
    }

    static String unsupported(String subject, Class<?> type) {
        return subject + ": an endpoint cannot be injected as " + Spelling.of(type)
                + "; allowed are TcpEndpoint, UdpEndpoint, " + FOR_ALL;
    }

    static String unsupported(String subject, Protocol protocol, Class<?> type) {
        return subject + ": a " + protocol + " endpoint cannot be injected as " + Spelling.of(type) + "; allowed are "
                + (protocol == Protocol.TCP ? "TcpEndpoint, " : "UdpEndpoint, ") + FOR_ALL;
    }
}
