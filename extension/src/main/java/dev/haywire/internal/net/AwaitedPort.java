package dev.haywire.internal.net;

import java.nio.ByteBuffer;

/** What stands behind the wire while the server's name is looked up: takes nothing, says nothing. */
final class AwaitedPort implements Port {

    @Override
    public boolean write(ByteBuffer from) {
        return false;
    }

    @Override
    public boolean isReady() {
        return false;
    }

    @Override
    public void wantRead(boolean wanted) {}

    @Override
    public void finish() {}

    @Override
    public void reset() {}

    @Override
    public void release() {}
}
