package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What a wire knows of one client. */
final class UdpSession {
    /** It has not spoken since the records restarted. */
    static final int NO_INDEX = -1;

    private final InetSocketAddress client;
    private int index = NO_INDEX;
    private int indexInLanes = NO_INDEX;
    private long upOrdinal;
    private long downOrdinal;
    private @Nullable UdpLane up;
    private @Nullable UdpLane down;
    private @Nullable UpstreamChannel upstream;
    private @Nullable InetAddress source;
    private @Nullable InetSocketAddress answeredBy;
    private long lastOrdinal;
    private int lastCopy;
    private boolean outstanding;
    private long lastActive;
    private boolean awaitsAnswer;
    private @Nullable AwaitedWay awaitedWay;
    private int retired;

    UdpSession(InetSocketAddress client) {
        this.client = client;
    }

    InetSocketAddress client() {
        return client;
    }

    int index() {
        return index;
    }

    void index(int given) {
        index = given;
    }

    /** The index that the stages in its lanes were made for. */
    int indexInLanes() {
        return indexInLanes;
    }

    /** Whether faults may have stages in its lanes. */
    boolean wasMet() {
        return indexInLanes != NO_INDEX;
    }

    void lanesMadeFor(int given) {
        indexInLanes = given;
    }

    /** Counts one more datagram that has arrived, from 1. */
    long nextOrdinal(Direction direction) {
        return direction == Direction.UPSTREAM ? ++upOrdinal : ++downOrdinal;
    }

    @Nullable
    UdpLane lane(Direction direction) {
        return direction == Direction.UPSTREAM ? up : down;
    }

    void lane(Direction direction, UdpLane lane) {
        if (direction == Direction.UPSTREAM) {
            up = lane;
        } else {
            down = lane;
        }
    }

    @Nullable
    UpstreamChannel upstream() {
        return upstream;
    }

    void upstream(@Nullable UpstreamChannel channel) {
        upstream = channel;
        outstanding = false;
    }

    /** Where its datagrams come from, as the server sees it; null for what the kernel chooses. */
    @Nullable
    InetAddress source() {
        return source;
    }

    void source(@Nullable InetAddress other) {
        source = other;
    }

    /** The server that answered last, which may be one before the present one. */
    @Nullable
    InetSocketAddress answeredBy() {
        return answeredBy;
    }

    void answeredBy(InetSocketAddress server) {
        answeredBy = server;
    }

    /** Remembers the last datagram that went to the server: what the kernel reports next is about it. */
    void sent(long ordinal, int copy) {
        lastOrdinal = ordinal;
        lastCopy = copy;
        outstanding = true;
        awaitsAnswer = true;
    }

    /** The server has said something. */
    void answered() {
        awaitsAnswer = false;
    }

    /** Whether it has sent something since the server last answered. */
    boolean awaitsAnswer() {
        return awaitsAnswer;
    }

    /** What holds its datagrams while it has no way to the server yet. */
    @Nullable
    AwaitedWay awaitedWay() {
        return awaitedWay;
    }

    void awaitedWay(@Nullable AwaitedWay awaited) {
        awaitedWay = awaited;
    }

    /** Counts its ways to earlier servers. */
    void retired(int more) {
        retired += more;
    }

    /** Whether a server, the present one or one before it, may still answer it. */
    boolean mayBeAnswered() {
        return upstream != null || retired > 0;
    }

    /** Whether a report can be about a datagram not yet reported; not a second time. */
    boolean takeOutstanding() {
        boolean was = outstanding;
        outstanding = false;
        return was;
    }

    long lastOrdinal() {
        return lastOrdinal;
    }

    int lastCopy() {
        return lastCopy;
    }

    void active(long now) {
        lastActive = now;
    }

    long lastActive() {
        return lastActive;
    }

    boolean holdsNothing() {
        return !holds(Direction.UPSTREAM) && !holds(Direction.DOWNSTREAM) && awaitedWay == null;
    }

    boolean holds(Direction direction) {
        UdpLane lane = lane(direction);
        return lane != null && lane.held() > 0;
    }

    /** Begins anew: the next datagram has ordinal 1 of a client without an index. */
    void restart() {
        index = NO_INDEX;
        upOrdinal = 0;
        downOrdinal = 0;
        outstanding = false;
    }
}
