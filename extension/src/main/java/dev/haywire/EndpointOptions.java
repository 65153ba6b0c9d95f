package dev.haywire;

import org.apiguardian.api.API;

/**
 * What may be chosen about an endpoint that the {@link Haywire} facade makes.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class EndpointOptions {
    private String name = "";
    private int port;
    private String host = "";

    EndpointOptions() {}

    /**
     * Names it.
     *
     * @param name unique among the live endpoints of its {@link Haywire}
     * @return these options
     * @throws IllegalArgumentException if it is empty
     */
    public EndpointOptions name(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException(
                    "name(\"\"): a name has at least one character; leave the call out for a derived name");
        }
        this.name = name;
        return this;
    }

    /**
     * Has it listen on that port.
     *
     * @param port 1 to 65535, or 0 for any free one
     * @return these options
     * @throws IllegalArgumentException if it is out of range
     */
    public EndpointOptions port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port(" + port + "): a port is 0 (any) to 65535");
        }
        this.port = port;
        return this;
    }

    /**
     * Has it listen on that host.
     *
     * @param host an address of this machine
     * @return these options
     */
    public EndpointOptions host(String host) {
        this.host = host;
        return this;
    }

    String nameOr(String derived) {
        return name.isEmpty() ? derived : name;
    }

    int port() {
        return port;
    }

    String hostOr(String other) {
        return host.isEmpty() ? other : host;
    }
}
