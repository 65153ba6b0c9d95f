package dev.haywire.internal.pipeline;

/**
 * What carries datagrams, and what that costs and allows.
 *
 * @since 0.1
 */
public enum IpVersion {
    /** RFC 791: a header of 20 bytes, counted in the length of at most 65 535. */
    IPV4(20 + 8, 65_535 - 20 - 8),
    /** RFC 8200: a header of 40 bytes, not counted in that length. */
    IPV6(40 + 8, 65_535 - 8);

    private final int headers;
    private final int largestPayload;

    IpVersion(int headers, int largestPayload) {
        this.headers = headers;
        this.largestPayload = largestPayload;
    }

    /**
     * Returns what each datagram costs on the wire besides its payload.
     *
     * @return bytes, the 8 of UDP among them
     */
    public int headers() {
        return headers;
    }

    /**
     * Returns what fits into a datagram.
     *
     * @return bytes
     */
    public int largestPayload() {
        return largestPayload;
    }
}
