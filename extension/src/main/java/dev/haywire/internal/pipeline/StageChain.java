package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/** The stages of one lane, in their fixed order; equal ones in the order they were added. */
final class StageChain {

    private final Lane lane;
    private final StageSink end;
    private @Nullable Link first;

    /**
     * Makes one without stages.
     *
     * @param end what lies behind the last of them
     */
    StageChain(Lane lane, StageSink end) {
        this.lane = lane;
        this.end = end;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Where a chunk enters: the first stage, or what lies behind all. */
    StageSink entry() {
        return first == null ? end : first;
    }

    /** How many bytes they all have room for. */
    int room() {
        int room = Integer.MAX_VALUE;
        for (Link link = first; link != null; link = link.after) {
            room = Math.min(room, link.stage.room());
        }
        return room;
    }

    /** How many bytes they hold. */
    int held() {
        int held = 0;
        for (Link link = first; link != null; link = link.after) {
            held += link.stage.held();
        }
        return held;
    }

    /** Has each pass on what is due; returns the next deadline. */
    long wake(long now) {
        long next = Lane.NEVER;
        boolean heldUp = false;
        for (Link link = first; link != null; link = link.after) {
            next = Math.min(next, link.stage.wake(now, link.next()));
            heldUp |= link.stage.isHeldUp();
        }
        return heldUp && canGoOn() ? now : next;
    }

    /** Tells whether a stage cuts no further until what lies behind it takes pieces again. */
    boolean isHeldUp() {
        for (Link link = first; link != null; link = link.after) {
            if (link.stage.isHeldUp()) {
                return true;
            }
        }
        return false;
    }

    /** A stage behind the one that was held up has passed pieces on just now. */
    private boolean canGoOn() {
        for (Link link = first; link != null; link = link.after) {
            if (link.stage.isHeldUp() && link.next().takesPieces()) {
                return true;
            }
        }
        return false;
    }

    /** Puts a stage behind all of its rank and of earlier ones; returns what lies behind it then. */
    StageSink insert(StreamStage stage) {
        Link link = new Link(stage);
        Link before = null;
        for (Link other = first;
                other != null && other.stage.rank().compareTo(stage.rank()) <= 0;
                other = other.after) {
            before = other;
        }
        link.after = before == null ? first : before.after;
        relink(before, link);
        return link.next();
    }

    /** Takes a stage out; what it holds goes on to those behind it. One that has cut the stream stays, and one that is not here does nothing. */
    void remove(StreamStage stage, long now) {
        Link before = null;
        Link link = first;
        while (link != null && link.stage != stage) {
            before = link;
            link = link.after;
        }
        if (link != null && !stage.isSpent()) {
            stage.lift(now, link.next());
            relink(before, link.after);
        }
    }

    /** Changes a toxic; nothing if it is not here. */
    void update(ToxicStage stage, ToxicSettings settings, long now) {
        for (Link link = first; link != null; link = link.after) {
            if (link.stage == stage) {
                stage.update(settings, now, link.next());
                break;
            }
        }
    }

    /** Has them give up all they hold. */
    void release() {
        for (Link link = first; link != null; link = link.after) {
            link.stage.discard();
        }
    }

    /** Has them give up all they hold, and forgets them. */
    void discard() {
        release();
        first = null;
    }

    private void relink(@Nullable Link before, @Nullable Link link) {
        if (before == null) {
            first = link;
        } else {
            before.after = link;
        }
    }

    /** A stage in its place. */
    private final class Link implements StageSink {

        private final StreamStage stage;
        private @Nullable Link after;

        Link(StreamStage stage) {
            this.stage = stage;
        }

        StageSink next() {
            return after == null ? end : after;
        }

        @Override
        public boolean takesPieces() {
            return stage.takesPieces() && next().takesPieces();
        }

        @Override
        public void pass(Chunk chunk) {
            if (lane.isDead()) {
                chunk.release();
            } else {
                stage.accept(chunk, lane.now(), next());
            }
        }
    }
}
