package dev.haywire.internal.net;

import java.time.Duration;

/**
 * What an endpoint is made from.
 *
 * @param name its name, part of the key of each random decision
 * @param host where it listens: a literal or a name of this machine
 * @param port the port, 0 for any
 * @param receiveBuffer SO_RCVBUF of the listener in bytes, 0 for the kernel's own choice
 * @param service what answers behind the wire
 * @param seed the seed of faults applied until {@link LiveTcpEndpoint#seed} sets another
 * @param timeout bounds waits that name no Duration
 */
public record TcpSpec(
        String name, String host, int port, int receiveBuffer, TcpService service, long seed, Duration timeout) {

    /**
     * Leaves the receive buffer to the kernel.
     *
     * @param name its name, part of the key of each random decision
     * @param host where it listens: a literal or a name of this machine
     * @param port the port, 0 for any
     * @param service what answers behind the wire
     * @param seed the seed of faults applied until {@link LiveTcpEndpoint#seed} sets another
     * @param timeout bounds waits that name no Duration
     */
    public TcpSpec(String name, String host, int port, TcpService service, long seed, Duration timeout) {
        this(name, host, port, 0, service, seed, timeout);
    }
}
