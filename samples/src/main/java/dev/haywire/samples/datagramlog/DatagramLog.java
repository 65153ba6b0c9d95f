package dev.haywire.samples.datagramlog;

import java.net.InetSocketAddress;

/** Writes down each datagram that comes in, a line each: how many bytes, and its text. */
public interface DatagramLog extends AutoCloseable {

    /**
     * Returns where it listens.
     *
     * @return address and port
     */
    InetSocketAddress address();

    @Override
    void close();
}
