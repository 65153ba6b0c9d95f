package dev.haywire;

/** The transport an endpoint speaks. */
@Experimental
public enum Protocol {
    /** Streams of bytes over connections (RFC 9293). */
    TCP,
    /** Datagrams (RFC 768). */
    UDP
}
