package dev.haywire;

/** The transport an endpoint speaks. */
public enum Protocol {
    /** Streams of bytes over connections (RFC 9293). */
    TCP,
    /** Datagrams (RFC 768). */
    UDP
}
