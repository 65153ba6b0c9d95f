package dev.haywire.internal.pipeline;

import java.util.Arrays;

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
    private Link[] links = {};
    private int held;
    private boolean discarded;
    private long arrived;
    private long furthest;

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
        return links.length == 0;
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
        Link[] all = links;
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
        sink.decided();
        hand(packet, 0, now);
    }

    /**
     * Hands on what is due.
     *
     * @param now the time
     * @return when to call again at the latest, or {@link Lane#NEVER}; valid until the lane is next called
     */
    public long wake(long now) {
        long next = Lane.NEVER;
        for (Link link : links) {
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
        int at = 0;
        while (at < links.length && links[at].stage.rank().compareTo(stage.rank()) <= 0) {
            at++;
        }
        Link[] next = new Link[links.length + 1];
        System.arraycopy(links, 0, next, 0, at);
        next[at] = new Link(stage);
        System.arraycopy(links, at, next, at + 1, links.length - at);
        replace(next);
    }

    /**
     * Takes a stage out; what it holds goes on at once, through the stages behind it.
     *
     * @param stage one that was added; nothing happens if it is gone
     * @param now the time
     */
    public void remove(PacketStage stage, long now) {
        int place = placeOf(stage);
        if (place >= 0) {
            if (held > 0) {
                wake(now);
            }
            Link gone = links[place];
            stage.lift(now, gone);
            replace(Arrays.stream(links).filter(link -> link != gone).toArray(Link[]::new));
            // where its own code took it out, what it still passes on goes to the stage that was behind it
            gone.place = place - 1;
        }
    }

    /** Where a stage stands among those in the lane, or -1. */
    int placeOf(PacketStage stage) {
        for (Link link : links) {
            if (link.stage == stage) {
                return link.place;
            }
        }
        return -1;
    }

    private void replace(Link[] next) {
        links = next;
        for (int i = 0; i < links.length; i++) {
            links[i].place = i;
        }
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
        for (Link link : links) {
            link.stage.discard(link);
        }
        links = new Link[0];
        discarded = true;
    }

    private void hand(Packet packet, int place, long time) {
        if (place < links.length) {
            links[place].accept(packet, time);
            return;
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
    final class Link implements PacketOut {

        private final PacketStage stage;
        private int place;

        private Link(PacketStage stage) {
            this.stage = stage;
        }

        private void accept(Packet packet, long time) {
            int at = packet.judgedAt(this);
            if (at >= 0) {
                stage.accept(packet, packet.verdict(at), packet.number(at), time, this);
            } else {
                stage.accept(packet, stage.judgeLate(), 0, time, this);
            }
        }

        @Override
        public void pass(Packet packet, long time) {
            hand(packet, place + 1, time);
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
