package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import dev.haywire.internal.bytes.ByteMatcher;
import java.nio.ByteBuffer;

/** A server that answers each line with the same reply, without a thread; with an empty script it only listens. */
final class ScriptPort implements Port {
    /** Replies to a client that does not read them wait up to here; then its lines wait. */
    private static final int REPLIES_BOUND = 256 * 1024;

    private final Relay relay;
    private final TcpService.Script script;
    private final Outbox outbox;
    private final ByteMatcher until;

    private boolean bytesRemain;
    private boolean refused;
    private boolean gone;

    ScriptPort(Relay relay, TcpService.Script script) {
        this.relay = relay;
        this.script = script;
        this.outbox = relay.flow(Direction.DOWNSTREAM).outbox();
        this.until = new ByteMatcher(script.until());
    }

    void greet() {
        if (script.greeting().length > 0) {
            outbox.put(script.greeting());
        }
        if (script.closeAfterReply() && script.reply().length == 0) {
            hangUp();
        }
    }

    @Override
    public boolean write(ByteBuffer from) {
        while (from.hasRemaining()) {
            if (gone
                    || script.reply().length == 0
                    || relay.flow(Direction.DOWNSTREAM).hearsNothing()) {
                from.position(from.limit());
            } else if (outbox.holdsMoreThan(REPLIES_BOUND)) {
                refused = true;
                return false;
            } else if (endsLine(from.get())) {
                reply();
            }
        }
        return true;
    }

    private boolean endsLine(byte next) {
        boolean ends = until.add(next);
        if (ends) {
            until.restart();
        }
        bytesRemain = !ends;
        return ends;
    }

    private void reply() {
        outbox.put(script.reply());
        if (script.closeAfterReply()) {
            hangUp();
        }
    }

    private void hangUp() {
        gone = true;
        outbox.end(Outbox.End.FIN);
    }

    @Override
    public void wantRead(boolean wanted) {
        if (wanted && refused) {
            refused = false;
            relay.flow(Direction.UPSTREAM).flush();
        }
    }

    @Override
    public void finish() {
        if (bytesRemain && !gone && script.reply().length > 0) {
            outbox.put(script.reply());
        }
        hangUp();
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void reset() {
        gone = true;
    }

    @Override
    public void release() {
        gone = true;
    }
}
