package dev.haywire.internal.net;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a UDP endpoint is made from.
 *
 * @param name its name, part of the key of each random decision
 * @param host where it listens: a literal or a name of this machine
 * @param port the port, 0 for any
 * @param cast whom datagrams to it reach
 * @param receiveBuffer the bytes that the kernel keeps until they are read, 0 for as many as it allows, up to 4 MiB
 * @param service what answers behind the wire
 * @param seed the seed of faults applied until {@link LiveEndpoint#seed} sets another
 * @param timeout bounds waits that name no Duration
 */
public record UdpSpec(
        String name,
        String host,
        int port,
        Cast cast,
        int receiveBuffer,
        UdpService service,
        long seed,
        Duration timeout) {

    UdpSpec at(int number) {
        return new UdpSpec(name, host, number, cast, receiveBuffer, service, seed, timeout);
    }

    /** Whom datagrams to an endpoint reach. */
    public sealed interface Cast {

        /** This endpoint alone. */
        Cast UNICAST = new Unicast();

        /** This endpoint alone. */
        record Unicast() implements Cast {}

        /**
         * All members of a group.
         *
         * @param group an address of 224.0.0.0 to 239.255.255.255, as text
         */
        record Multicast(String group) implements Cast {
            private static final Pattern LITERAL =
                    Pattern.compile("(\\d{1,3})(?:\\.(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");

            /**
             * Tells whether a text is an IPv4 group.
             *
             * @param text any
             * @return whether it is a literal of 224.0.0.0 to 239.255.255.255
             */
            public static boolean isGroup(String text) {
                Matcher literal = LITERAL.matcher(text);
                return literal.matches()
                        && Integer.parseInt(literal.group(1)) >= 224
                        && Integer.parseInt(literal.group(1)) <= 239;
            }
        }

        /** All on the network of the host: 127.255.255.255 for 127.0.0.1. */
        record Broadcast() implements Cast {}
    }
}
