package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/** The stages of one lane of a stream, in their fixed order. What it does for one of them does not grow with the number of the others. */
final class StageChain {

    private final Lane lane;
    private final StageSink end;
    private final StageOrder<Rank, Link> stages = new StageOrder<>();

    /** The least room of a stage that holds nothing, and how many have it; if none is known to, it is looked for once it is asked for. */
    private int leastRoom = Integer.MAX_VALUE;

    private int withLeastRoom;
    private int heldUp;

    /**
     * Makes one without stages.
     *
     * @param end what lies after the last of them
     */
    StageChain(Lane lane, StageSink end) {
        this.lane = lane;
        this.end = end;
    }

    boolean isEmpty() {
        return stages.isEmpty();
    }

    /** Where a chunk enters: the first stage, or what lies after all. */
    StageSink entry() {
        Link first = stages.first();
        return first == null ? end : first;
    }

    /** How many bytes they all have room for. */
    int room() {
        int room = emptyRoom();
        for (Link link = stages.firstBusy(); link != null; link = stages.nextBusy(link)) {
            room = Math.min(room, link.stage.room());
        }
        return room;
    }

    /** What room they had if none held anything. */
    private int emptyRoom() {
        if (withLeastRoom == 0) {
            leastRoom = Integer.MAX_VALUE;
            for (Link link = stages.first(); link != null; link = link.next()) {
                countRoom(link.emptyRoom);
            }
        }
        return leastRoom;
    }

    private void countRoom(int room) {
        if (room < leastRoom) {
            leastRoom = room;
            withLeastRoom = 1;
        } else if (room == leastRoom) {
            withLeastRoom++;
        }
    }

    private void addRoom(int room) {
        if (withLeastRoom > 0) {
            countRoom(room);
        }
    }

    private void forgetRoom(int room) {
        if (withLeastRoom > 0 && room == leastRoom) {
            withLeastRoom--;
        }
    }

    /** How many bytes they hold. */
    int held() {
        int held = 0;
        for (Link link = stages.firstBusy(); link != null; link = stages.nextBusy(link)) {
            held += link.stage.held();
        }
        return held;
    }

    /** Has each pass on what is due; returns the next deadline. */
    long wake(long now) {
        long next = Lane.NEVER;
        for (Link link = stages.firstBusy(); link != null; link = stages.nextBusy(link)) {
            long deadline = link.stage.wake(now, link.behind());
            link.noteState(deadline);
            next = Math.min(next, deadline);
        }
        return heldUp > 0 && canGoOn() ? now : next;
    }

    /** Tells whether a stage cuts no further until what lies after it takes pieces again. */
    boolean isHeldUp() {
        return heldUp > 0;
    }

    /** A stage after the one that was held up has passed pieces on just now. */
    private boolean canGoOn() {
        for (Link link = stages.firstBusy(); link != null; link = stages.nextBusy(link)) {
            if (link.heldUp && link.behind().takesPieces()) {
                return true;
            }
        }
        return false;
    }

    /** Puts a stage after all of its rank and of earlier ones; returns what lies after it then. */
    StageSink insert(StreamStage stage) {
        Link link = new Link(stage);
        stage.link(link);
        stages.add(link);
        stages.busy(link);
        link.emptyRoom = stage.room();
        addRoom(link.emptyRoom);
        return link.behind();
    }

    /** Takes a stage out; what it holds goes on to those after it. One that has cut the stream stays, and one that is not here does nothing. */
    void remove(StreamStage stage, long now) {
        Link link = linkOf(stage);
        if (link != null && !stage.isSpent()) {
            stage.lift(now, link.behind());
            unlink(link);
        }
    }

    /** Changes a toxic; nothing if it is not here. */
    void update(ToxicStage stage, ToxicSettings settings, long now) {
        Link link = linkOf(stage);
        if (link != null) {
            stages.busy(link);
            stage.update(settings, now, link.behind());
        }
    }

    /** Has them give up all they hold. */
    void release() {
        for (Link link = stages.first(); link != null; link = link.next()) {
            link.stage.discard();
        }
    }

    /** Has them give up all they hold, and forgets them. */
    void discard() {
        release();
        for (Link link = stages.first(); link != null; link = stages.first()) {
            unlink(link);
        }
    }

    private @Nullable Link linkOf(StreamStage stage) {
        Link link = stage.link();
        return link != null && link.chain() == this ? link : null;
    }

    private void unlink(Link link) {
        link.stage.link(null);
        link.heldUp(false);
        forgetRoom(link.emptyRoom);
        stages.remove(link);
    }

    /** A stage in its place. */
    final class Link extends StageOrder.Place<Rank, Link> implements StageSink {

        private final StreamStage stage;
        private int emptyRoom;
        private boolean heldUp;

        private Link(StreamStage stage) {
            super(stage.rank());
            this.stage = stage;
        }

        private StageChain chain() {
            return StageChain.this;
        }

        private StageSink behind() {
            Link next = next();
            return next == null ? end : next;
        }

        private void heldUp(boolean now) {
            if (heldUp != now) {
                heldUp = now;
                StageChain.this.heldUp += now ? 1 : -1;
            }
        }

        /** It has been woken: it is at work as long as it holds something, or waits for a time. */
        private void noteState(long deadline) {
            heldUp(stage.isHeldUp());
            if (stage.isEmpty()) {
                int room = stage.room();
                if (room != emptyRoom) {
                    // a gate has opened
                    forgetRoom(emptyRoom);
                    emptyRoom = room;
                    addRoom(room);
                }
                if (deadline == Lane.NEVER) {
                    stages.idle(this);
                }
            }
        }

        @Override
        public boolean takesPieces() {
            for (Link link = stages.lastBusy(); link != null && link.order() >= order(); link = link.busyBefore) {
                if (!link.stage.takesPieces()) {
                    return false;
                }
            }
            return end.takesPieces();
        }

        @Override
        public void pass(Chunk chunk) {
            if (lane.isDead()) {
                chunk.release();
            } else {
                stages.busy(this);
                stage.accept(chunk, lane.now(), behind());
            }
        }
    }
}
