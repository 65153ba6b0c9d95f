package dev.haywire.internal.net;

import dev.haywire.fault.UdpFault;

/** A fault on a UDP wire. */
final class AppliedUdpFault extends AppliedFault {

    AppliedUdpFault(UdpWire wire, UdpFault fault, int occurrence) {
        super(wire, fault, occurrence);
    }

    @Override
    boolean takeEffect() {
        return true;
    }

    @Override
    void takeOff() {}

    @Override
    void forget() {}

    @Override
    String counted() {
        return "datagram";
    }

    @Override
    public boolean firedOnConnection(int index) {
        return false;
    }

    @Override
    public boolean firedOnNumber(long number) {
        return false;
    }
}
