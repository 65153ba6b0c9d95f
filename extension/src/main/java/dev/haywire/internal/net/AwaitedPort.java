package dev.haywire.internal.net;

import java.nio.ByteBuffer;

/** Stands behind the wire while the server's name is looked up: takes nothing, says nothing. */
final class AwaitedPort implements Port {
    private final Runnable ended;

    /**
     * Makes it.
     *
     * @param ended run where the connection ends before there is a server
     */
    AwaitedPort(Runnable ended) {
        this.ended = ended;
    }

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
    public void reset() {
        ended.run();
    }

    @Override
    public void release() {
        ended.run();
    }
}
