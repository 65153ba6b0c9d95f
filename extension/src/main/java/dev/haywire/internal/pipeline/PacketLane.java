package dev.haywire.internal.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams of one direction of one client: from arrival through the stages, in their fixed order, to delivery.
 *
 * <p>The engine calls it on the endpoint's loop, and after each call that changes something asks {@link #wake} when to come back. What leaves
 * the lane goes to the {@link PacketSink} within the same call.
 *
 * @since 0.1
 */
public final class PacketLane {

    private final PacketBudget budget;
    private final PacketSink sink;
    private final StageOrder<PacketRank, Link> stages = new StageOrder<>();

    /** All in their order, for those that arrive until the next change. */
    private Link @Nullable [] judges;

    private int held;
    private boolean discarded;
    private long arrived;
    private long furthest;
    private boolean deciding;
    /** Their faults have ended since the datagram on its way was decided: they go once it has passed. */
    private final List<PacketStage> actOnce = new ArrayList<>(0);

    /**
     * Makes a lane without stages.
     *
     * @param budget bounds what it holds
     * @param sink where it ends
     */
    public PacketLane(PacketBudget budget, PacketSink sink) {
        this.budget = budget;
        this.sink = sink;
    }

    /**
     * Tells whether no stage is in it: then the engine may pass datagrams on by itself.
     *
     * @return whether it changes nothing
     */
    public boolean fast() {
        return stages.isEmpty();
    }

    /**
     * Takes a datagram that has arrived.
     *
     * @param packet the next one, in order of ordinals
     * @param now the time after it was read
     */
    public void data(Packet packet, long now) {
        if (held > 0) {
            wake(now);
        }
        packet.arriveAs(++arrived);
        Link[] all = judges();
        long[] verdicts = new long[2 * all.length];
        for (int i = 0; i < all.length; i++) {
            PacketStage stage = all[i].stage;
            long number = stage.selector().select(packet);
            if (number > 0) {
                verdicts[2 * i] = stage.judge(packet);
                verdicts[2 * i + 1] = number;
            }
        }
        packet.judgedBy(all, verdicts);
        deciding = true;
        try {
            sink.decided();
        } finally {
            deciding = false;
        }
        hand(packet, stages.first(), now);
        if (!actOnce.isEmpty()) {
            List<PacketStage> ended = List.copyOf(actOnce);
            actOnce.clear();
            ended.forEach(stage -> remove(stage, now));
        }
    }

    private Link[] judges() {
        Link[] known = judges;
        if (known == null) {
            List<Link> all = new ArrayList<>();
            for (Link link = stages.first(); link != null; link = link.next()) {
                all.add(link);
            }
            known = all.toArray(Link[]::new);
            judges = known;
        }
        return known;
    }

    /**
     * Hands on what is due.
     *
     * @param now the time
     * @return when to call again at the latest, or {@link Lane#NEVER}; valid until the lane is next called
     */
    public long wake(long now) {
        long next = Lane.NEVER;
        for (Link link = stages.firstBusy(); link != null; link = stages.nextBusy(link)) {
            next = Math.min(next, link.stage.wake(now, link));
        }
        return next;
    }

    /**
     * Puts a stage to its place in the fixed order, behind its equals. It decides about every datagram that arrives from now on.
     *
     * @param stage a new one
     */
    public void add(PacketStage stage) {
        Link link = new Link(stage);
        stage.link(link);
        stages.add(link);
        judges = null;
    }

    /**
     * Takes a stage out; what it holds goes on at once, through the stages behind it. Where a predicate asks for that, a stage that holds nothing
     * still acts upon the datagram which that looks at: that is decided.
     *
     * @param stage one that was added; nothing happens if it is gone
     * @param now the time
     */
    public void remove(PacketStage stage, long now) {
        Link link = stage.link();
        if (link != null && link.lane() == this) {
            if (deciding && stage.actsAtOnce()) {
                actOnce.add(stage);
                return;
            }
            if (held > 0) {
                wake(now);
            }
            stage.lift(now, link);
            // where its own code took it out, or the endpoint, it is gone by now
            unlink(link);
        }
    }

    private void unlink(Link link) {
        link.stage.link(null);
        stages.remove(link);
        judges = null;
    }

    /**
     * Returns how many datagrams its stages hold, copies included.
     *
     * @return datagrams
     */
    public int held() {
        return held;
    }

    /** The client is gone: forgets all that is held and all stages, emits nothing. */
    public void discard() {
        for (Link link = stages.first(); link != null; link = stages.first()) {
            link.stage.discard(link);
            unlink(link);
        }
        discarded = true;
    }

    private void hand(Packet packet, @Nullable Link link, long time) {
        // a loop, not a call from stage to stage: thousands of them would be deeper than a stack
        for (Link next = link; next != null; next = next.next()) {
            if (next.accept(packet, time)) {
                return;
            }
        }
        if (packet.copy() == 0) {
            if (packet.arrival() < furthest) {
                packet.markOvertaken();
            } else {
                furthest = packet.arrival();
            }
        }
        sink.deliver(packet);
    }

    /** A stage and where it stands. */
    final class Link extends StageOrder.Place<PacketRank, Link> implements PacketOut {

        private final PacketStage stage;
        private int holds;

        private Link(PacketStage stage) {
            super(stage.rank());
            this.stage = stage;
        }

        private PacketLane lane() {
            return PacketLane.this;
        }

        /** Returns false where the stage leaves the datagram alone: it goes on to the next one. */
        private boolean accept(Packet packet, long time) {
            int at = packet.judgedAt(this);
            long verdict = at >= 0 ? packet.verdict(at) : stage.judgeLate();
            if (verdict == 0 && !stage.seesAll()) {
                return false;
            }
            stage.accept(packet, verdict, at >= 0 ? packet.number(at) : 0, time, this);
            return true;
        }

        @Override
        public void pass(Packet packet, long time) {
            hand(packet, next(), time);
        }

        @Override
        public void drop(Packet packet) {
            sink.dropped(packet, stage.selector().kind());
        }

        @Override
        public boolean hold(Packet packet) {
            if (discarded) {
                // by a predicate, on this one's way
                sink.deliver(packet);
                return false;
            }
            if (!budget.take(packet.weight())) {
                drop(packet);
                return false;
            }
            packet.own();
            held++;
            if (holds++ == 0) {
                stages.busy(this);
            }
            return true;
        }

        @Override
        public void release(Packet packet, long time) {
            forget(packet);
            pass(packet, time);
        }

        @Override
        public void forget(Packet packet) {
            held--;
            if (--holds == 0) {
                stages.idle(this);
            }
            budget.give(packet.weight());
        }

        @Override
        public void decided() {
            sink.decided();
        }

        @Override
        public void copied(Packet copy) {
            sink.copied(copy);
        }
    }
}
