package dev.haywire.internal.net;

import dev.haywire.CloseReason;
import dev.haywire.fault.Direction;
import dev.haywire.internal.journal.EventKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the application and what answers it: two flows between two ports. Lives on the endpoint's loop.
 *
 * <p>FIN and RST are passed on as such, in the order of the stream; the first of them names the close reason.
 */
final class Relay {
    private final TcpWire wire;
    private final RecordedConnection connection;
    private final Flow up;
    private final Flow down;
    private final SocketPort app;
    private final FarEnd farEnd = new FarEnd(this);
    private @Nullable Port far;
    private @Nullable Cutoff cutoff;
    private CloseReason cause = CloseReason.OPEN;
    private long blamed;
    private boolean over;

    Relay(TcpWire wire, SocketChannel accepted, InetSocketAddress remote) throws IOException {
        this.wire = wire;
        this.connection = new RecordedConnection(this, remote);
        this.up = new Flow(this, Direction.UPSTREAM, connection.receivedRecord());
        this.down = new Flow(this, Direction.DOWNSTREAM, connection.sentRecord());
        this.app = SocketPort.connected(this, accepted);
        up.from(app);
        down.to(app);
    }

    /** Puts the server behind the wire. */
    void serveBy(Port server) {
        far = server;
        up.to(server);
        down.from(server);
        // a fault may have ended it on accept
        up.flush();
    }

    EventLoop loop() {
        return wire.loop();
    }

    TcpWire wire() {
        return wire;
    }

    FarEnd farEnd() {
        return farEnd;
    }

    RecordedConnection connection() {
        return connection;
    }

    Flow flow(Direction direction) {
        return direction == Direction.UPSTREAM ? up : down;
    }

    private Flow other(Flow flow) {
        return flow == up ? down : up;
    }

    boolean isOver() {
        return over;
    }

    /** Tells whether the application is gone, and somebody else's server has just been told and has not answered yet. */
    boolean awaitsItsServersEnd(long now) {
        return (cause == CloseReason.APPLICATION_FIN || cause == CloseReason.APPLICATION_RST)
                && far instanceof SocketPort
                && up.isFinished()
                && now - blamed < Settling.WITHIN;
    }

    void readable(SocketPort port) {
        (port == app ? up : down).readable();
    }

    /** Who connects mostly has something to say: taken in at once, it need not wait for a turn in which others end. */
    void firstWords() {
        if (!over) {
            up.readable();
        }
    }

    void writable(SocketPort port) {
        (port == app ? down : up).flush();
    }

    void connected() {
        farEnd.connected();
        up.flush();
        down.updateInterest();
    }

    void moved(Direction direction, int bytes, long now) {
        wire.log().add(EventKind.DATA, connection.index(), direction, bytes, now);
    }

    void changed() {
        wire.changes().signal();
    }

    /** That flow's source has sent FIN. */
    void sourceFin(Flow flow) {
        blame(flow == up ? CloseReason.APPLICATION_FIN : CloseReason.SERVER_FIN);
        note(EventKind.FIN, flow);
        changed();
    }

    /** A server inside this JVM resets behind what it said. */
    void sourceReset(Flow flow) {
        if (!over && cutoff == null) {
            blame(CloseReason.SERVER_RST);
            note(EventKind.RST, flow);
            other(flow).discard();
            flow.abortSource();
        }
    }

    /** That socket's peer has sent RST, or was never reached. */
    void broken(Port port, IOException failure) {
        if (over) {
            return;
        }
        if (!port.isReady()) {
            port.reset();
            farEnd.broken(failure);
            return;
        }
        Flow from = port == app ? up : down;
        Flow to = port == app ? down : up;
        blame(port == app ? CloseReason.APPLICATION_RST : CloseReason.SERVER_RST);
        note(EventKind.RST, from);
        port.reset();
        to.discard();
        if (from.isDead()) {
            resetAll();
        } else {
            from.abortSource();
        }
        if (cutoff != null && !over) {
            cutoff.broken(to);
        }
        changed();
    }

    /** A socket of this relay failed. */
    void failed(Port port, Throwable failure) {
        if (failure instanceof IOException broken) {
            broken(port, broken);
        } else {
            crashed(failure);
        }
    }

    /** Does something of this relay's; an error of the engine ends this connection, loudly, and the others do not notice. */
    void guard(Runnable action) {
        try {
            action.run();
        } catch (Throwable failure) {
            crashed(failure);
        }
    }

    void crashed(Throwable failure) {
        try {
            wire.error(failure);
        } finally {
            resetNow(CloseReason.SERVER_RST);
            up.writeOff();
            down.writeOff();
        }
    }

    /** Both directions may be at their end now. */
    void finished() {
        if (!over && isFinished()) {
            over = true;
            giveUp();
            app.release();
            if (far != null) {
                far.release();
            }
            ended();
        }
    }

    /** Tells whether nothing more will pass in either direction. */
    boolean isFinished() {
        return down.isFinished() && (up.isFinished() || far == null || far.isGone());
    }

    /** FIN to both sides, behind what is on the wire. */
    void closeNow(CloseReason reason) {
        guard(() -> {
            if (!over && cutoff == null) {
                blame(reason);
                down.endSource();
                up.endSource();
            }
        });
    }

    /** A fault ends the conversation at a position of that flow; its FIN or RST follows. */
    void cut(Flow flow, boolean byReset) {
        // a FIN before it has ended one direction only, or is held and never passes
        cause = byReset ? CloseReason.FAULT_RST : CloseReason.FAULT_FIN;
        connection.blamed(cause);
        cutoff = new Cutoff(this, flow, other(flow), byReset);
        cutoff.begin();
        changed();
    }

    boolean isCut() {
        return cutoff != null;
    }

    /** That flow ends by FIN; the other direction too, behind what it holds where a toxic says so. */
    void closeByFault(Flow flow) {
        if (cutoff != null) {
            cutoff.finish();
        } else {
            blame(CloseReason.FAULT_FIN);
            flow.freeze();
            other(flow).endSource();
        }
    }

    /** FIN in one direction; what its source says from now on is not heard. */
    void halfCloseNow(Direction direction, CloseReason reason) {
        guard(() -> {
            if (!over && cutoff == null) {
                blame(reason);
                flow(direction).halfCloseNow();
            }
        });
    }

    void resetByFault() {
        resetNow(CloseReason.FAULT_RST);
    }

    /** RST to both sides, at once. */
    void resetNow(CloseReason reason) {
        blame(reason);
        resetAll();
    }

    /** FIN to both sides, at once: what is on the wire is lost, as where a program ends. */
    void hangUp(CloseReason reason) {
        if (!over) {
            blame(reason);
            over = true;
            giveUp();
            app.release();
            if (far != null && far.isReady()) {
                far.release();
            } else if (far != null) {
                far.reset();
            }
            ended();
        }
    }

    void resetAll() {
        if (!over) {
            over = true;
            giveUp();
            app.reset();
            if (far != null) {
                far.reset();
            }
            ended();
        }
    }

    private void giveUp() {
        up.discard();
        down.discard();
        if (cutoff != null) {
            cutoff.cancel();
        }
    }

    String endedText() {
        return endedText(cause);
    }

    static String endedText(CloseReason reason) {
        return "the connection has ended: " + reason;
    }

    private void ended() {
        // the journal first: who sees that the connection has ended finds it there
        farEnd.ended();
        wire.closed(this, cause);
        connection.ended(cause);
        wire.ended(this);
    }

    /** The first FIN or RST is the one that led to the end. */
    void blame(CloseReason reason) {
        if (cause == CloseReason.OPEN) {
            cause = reason;
            blamed = System.nanoTime();
        }
    }

    void note(String text) {
        wire.log().note(text, connection.index(), System.nanoTime());
    }

    private void note(EventKind kind, Flow flow) {
        Direction direction = flow == up ? Direction.UPSTREAM : Direction.DOWNSTREAM;
        wire.log().add(kind, connection.index(), direction, 0, System.nanoTime());
    }
}
