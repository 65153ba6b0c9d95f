package dev.haywire;

import dev.haywire.internal.net.Endpoints;
import dev.haywire.internal.net.FacadeEndpoints;
import dev.haywire.internal.net.LiveEndpoint;
import dev.haywire.internal.net.LiveUdpEndpoint;
import dev.haywire.internal.net.PortTakenException;
import dev.haywire.internal.net.Scripts;
import dev.haywire.internal.net.TcpService;
import dev.haywire.internal.net.TcpSpec;
import dev.haywire.internal.net.ToxicTcpEndpoint;
import dev.haywire.internal.net.UdpService;
import dev.haywire.internal.net.UdpSpec;
import java.time.Duration;
import java.util.function.Function;

/**
 * Starts what a facade is asked for.
 *
 * @param host where endpoints listen that name no host
 */
record FacadeStarter(long seed, String host, Duration timeout, FacadeEndpoints endpoints) {

    TcpEndpoint tcp(Factory factory, TcpService service, EndpointOptions options) {
        try {
            // written out, as what runs in each fresh JVM: a lambda costs it a millisecond
            return endpoints.start(factory.method(), options.name(), new Function<String, ToxicTcpEndpoint>() {
                @Override
                public ToxicTcpEndpoint apply(String name) {
                    return Endpoints.start(new TcpSpec(
                            name,
                            options.hostOr(host),
                            options.port(),
                            options.receiveBuffer(),
                            service,
                            seed,
                            timeout));
                }
            });
        } catch (PortTakenException taken) {
            throw explained(taken, options);
        }
    }

    UdpEndpoint udp(Factory factory, UdpService service, EndpointOptions options) {
        UdpSpec.Cast cast = cast(options);
        try {
            return endpoints.start(factory.method(), options.name(), new Function<String, LiveUdpEndpoint>() {
                @Override
                public LiveUdpEndpoint apply(String name) {
                    return Endpoints.start(new UdpSpec(
                            name,
                            options.hostOr(host),
                            options.port(),
                            cast,
                            options.receiveBuffer(),
                            service,
                            seed,
                            timeout));
                }
            });
        } catch (PortTakenException taken) {
            throw explained(taken, options);
        }
    }

    TcpEndpoint script(EndpointOptions options) {
        TcpService script = Scripts.tcp(
                Scripts.Written.AS_CALL,
                options.greeting(),
                options.reply(),
                options.until(),
                options.isClosedAfterReply(),
                options.charset());
        return tcp(Factory.TCP_SCRIPT, script, options);
    }

    UdpEndpoint peer(EndpointOptions options) {
        UdpService peer = Scripts.udp(Scripts.Written.AS_CALL, options.reply(), options.charset());
        Scripts.requireFitting(peer, options.hostOr(host));
        return udp(Factory.UDP_PEER, peer, options);
    }

    /** Refuses options that make no sense for what is made. */
    EndpointOptions checked(Factory factory, EndpointOptions options) {
        options.check(factory);
        if (options.samePort() instanceof LiveEndpoint other && other.isClosed()) {
            throw new IllegalArgumentException(
                    "samePortAs(\"" + other.name() + "\"): " + other + "; allowed is a live endpoint");
        }
        return options;
    }

    /** A number taken is the caller's to choose anew, but for one that is another endpoint's. */
    private IllegalStateException explained(PortTakenException taken, EndpointOptions options) {
        Endpoint other = options.samePort();
        if (other == null) {
            return taken;
        }
        return new IllegalStateException(
                "port " + other.port() + " of " + options.hostOr(host) + ", the number of " + other.protocol()
                        + " endpoint \"" + other.name() + "\", is taken by another socket: close \"" + other.name()
                        + "\" and start both again, or give both a port that is free",
                taken);
    }

    private UdpSpec.Cast cast(EndpointOptions options) {
        String group = options.multicastGroup();
        String at = options.hostOr(host);
        if (at.contains(":") && (options.isBroadcast() || !group.isEmpty())) {
            throw new IllegalArgumentException(
                    (options.isBroadcast() ? "broadcast()" : "multicastGroup(\"" + group + "\")") + " on host " + at
                            + "; allowed is an IPv4 host");
        }
        if (group.isEmpty()) {
            return options.isBroadcast() ? new UdpSpec.Cast.Broadcast() : UdpSpec.Cast.UNICAST;
        }
        if (options.isBroadcast()) {
            throw new IllegalArgumentException(
                    "broadcast() beside multicastGroup(\"" + group + "\"); allowed is one of them");
        }
        if (!UdpSpec.Cast.Multicast.isGroup(group)) {
            throw new IllegalArgumentException(
                    "multicastGroup(\"" + group + "\"); allowed is an IPv4 group, 224.0.0.0 to 239.255.255.255");
        }
        return new UdpSpec.Cast.Multicast(group);
    }
}
