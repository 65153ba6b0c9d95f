package dev.haywire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen about an endpoint that the {@link Haywire} facade makes.
 *
 * @since 0.1
 */
@Experimental
public final class EndpointOptions {
    private String name = "";
    private int port;
    private String host = "";
    private @Nullable Endpoint samePort;
    private Charset charset = StandardCharsets.UTF_8;
    private String multicastGroup = "";
    private boolean broadcast;
    private int receiveBuffer;
    private String greeting = "";
    private String reply = "";
    private String until = "\n";
    private boolean closeAfterReply;
    private final Map<String, String> special =
            new LinkedHashMap<>(); // what not every endpoint has, by name and as called

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
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    /**
     * Has it listen on the port number of an endpoint of the other protocol, as DNS needs. Beside another {@link #port} it is an
     * {@link IllegalArgumentException} when the endpoint is made, and so is an endpoint of the same protocol; a number that others have taken is
     * an {@link IllegalStateException}.
     *
     * @param other a live endpoint, whoever made it
     * @return these options
     */
    public EndpointOptions samePortAs(Endpoint other) {
        this.samePort = Objects.requireNonNull(other, "other");
        return this;
    }

    /**
     * Chooses the charset of the texts in a TCP handler's session, of those that a UDP handler is given and replies, or of what a script says.
     *
     * @param charset UTF-8 unless set
     * @return these options
     */
    public EndpointOptions charset(Charset charset) {
        this.charset = Objects.requireNonNull(charset, "charset");
        special.put("charset", "charset(" + charset.name() + ")");
        return this;
    }

    /**
     * Has a UDP peer join a multicast group on the interface of its host. Its address is what the application sends to: group and port.
     *
     * @param group an IPv4 group as a literal, 224.0.0.0 to 239.255.255.255; anything else, or a host of IPv6, is an
     *     {@link IllegalArgumentException} when the peer is made
     * @return these options
     */
    public EndpointOptions multicastGroup(String group) {
        this.multicastGroup = Objects.requireNonNull(group, "group");
        special.put("multicastGroup", "multicastGroup(\"" + group + "\")");
        return this;
    }

    /**
     * Has a UDP peer receive what is broadcast on the network of its host. Its address is what the application sends to: the broadcast address,
     * 127.255.255.255 for 127.0.0.1, and port. A host of IPv6 is an {@link IllegalArgumentException} when the peer is made.
     *
     * @return these options
     */
    public EndpointOptions broadcast() {
        this.broadcast = true;
        special.put("broadcast", "broadcast()");
        return this;
    }

    /**
     * Has a scripted TCP server say that as soon as a connection is open.
     *
     * @param text written in its charset; empty: nothing
     * @return these options
     */
    public EndpointOptions greeting(String text) {
        this.greeting = Objects.requireNonNull(text, "text");
        special.put("greeting", "greeting(\"" + text + "\")");
        return this;
    }

    /**
     * Has a scripted TCP server say that once per line received, and once at the end of input if bytes remain; a UDP peer answers each datagram
     * with it, in one datagram.
     *
     * @param text written in its charset, for UDP up to 65 507 bytes, on IPv6 65 527; empty: nothing
     * @return these options
     */
    public EndpointOptions reply(String text) {
        this.reply = Objects.requireNonNull(text, "text");
        special.put("reply", "reply(\"" + text + "\")");
        return this;
    }

    /**
     * Chooses what ends a line for a scripted TCP server.
     *
     * @param text written in its charset; an empty one is an {@link IllegalArgumentException} when the server is made
     * @return these options
     */
    public EndpointOptions until(String text) {
        this.until = Objects.requireNonNull(text, "text");
        special.put("until", "until(\"" + text + "\")");
        return this;
    }

    /**
     * Has a scripted TCP server close the connection after its first reply, or after the greeting where there is no reply. With neither it is an
     * {@link IllegalArgumentException} when the server is made.
     *
     * @return these options
     */
    public EndpointOptions closeAfterReply() {
        this.closeAfterReply = true;
        special.put("closeAfterReply", "closeAfterReply()");
        return this;
    }

    /**
     * Chooses the kernel's receive buffer.
     *
     * <p>UDP: what does not fit into it is lost before the wire, and counted as {@link UdpCounts#kernelDrops()}.
     *
     * <p>TCP: SO_RCVBUF of the listener, set before it binds, which its connections inherit. It bounds what the wire's kernel holds of what the
     * application has sent, not what the application's own kernel holds: on loopback a writer still blocks only after about 3 MB, as its send
     * buffer grows with segments of 64 KiB. To have it block earlier, set the client's own SO_SNDBUF too.
     *
     * @param bytes 1 or more (Linux doubles it, and takes 2304 at least); 0: for UDP as many as the kernel allows, up to 4 MiB, for TCP the
     *     kernel's own choice
     * @return these options
     * @throws IllegalArgumentException if it is negative
     */
    public EndpointOptions receiveBuffer(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("receiveBuffer(" + bytes
                    + "): a receive buffer has 1 byte or more, or 0 for as many as the kernel allows");
        }
        this.receiveBuffer = bytes;
        return this;
    }

    /** Refuses what makes no sense for what is made. */
    void check(Factory factory) {
        for (Map.Entry<String, String> given : special.entrySet()) {
            if (!factory.takes(given.getKey())) {
                throw new IllegalArgumentException(factory.refusal(given.getKey(), given.getValue()));
            }
        }
        if (samePort != null && samePort.protocol() == factory.protocol()) {
            throw new IllegalArgumentException("samePortAs(\"" + samePort.name() + "\"): " + samePort + " is "
                    + factory.protocol() + " too; allowed is an endpoint of the other protocol");
        }
        if (samePort != null && port != 0 && port != samePort.port()) {
            throw new IllegalArgumentException("port(" + port + ") beside samePortAs(\"" + samePort.name() + "\"): "
                    + samePort + " has another port; allowed is one of them, or the same number");
        }
    }

    String name() {
        return name;
    }

    int port() {
        return samePort == null ? port : samePort.port();
    }

    @Nullable
    Endpoint samePort() {
        return samePort;
    }

    String hostOr(String other) {
        return host.isEmpty() ? other : host;
    }

    Charset charset() {
        return charset;
    }

    String multicastGroup() {
        return multicastGroup;
    }

    boolean isBroadcast() {
        return broadcast;
    }

    int receiveBuffer() {
        return receiveBuffer;
    }

    String greeting() {
        return greeting;
    }

    String reply() {
        return reply;
    }

    String until() {
        return until;
    }

    boolean isClosedAfterReply() {
        return closeAfterReply;
    }
}
