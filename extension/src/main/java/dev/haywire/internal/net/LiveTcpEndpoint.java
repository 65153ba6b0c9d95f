package dev.haywire.internal.net;

import dev.haywire.TcpEndpoint;

/** A TCP endpoint as its owner sees it. */
public interface LiveTcpEndpoint extends TcpEndpoint, LiveEndpoint {}
