package dev.haywire.internal.net;

import dev.haywire.UdpEndpoint;

/** A UDP endpoint as its owner sees it. */
public interface LiveUdpEndpoint extends UdpEndpoint, LiveEndpoint {}
