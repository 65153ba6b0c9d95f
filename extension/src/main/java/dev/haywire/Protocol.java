package dev.haywire;

import org.apiguardian.api.API;

/** The transport an endpoint speaks. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Protocol {
    /** Streams of bytes over connections (RFC 9293). */
    TCP,
    /** Datagrams (RFC 768). */
    UDP
}
