package dev.haywire.internal.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * What one fault does to the datagrams of one direction of one client. What it decides may be about those of all clients. Made by {@link PacketStages}, driven by {@link PacketLane}; the engine
 * only hands it from one to the other.
 *
 * <p>It decides when a datagram arrives, about every one, even if an earlier fault is going to drop it: no fault shifts another's decisions.
 * It acts on its decision later, when the datagram has come through the stages before it.
 *
 * @since 0.1
 */
public abstract sealed class PacketStage
        permits LossStage, MtuStage, FlipStage, RewriteStage, TruncateStage, HoldingStage {

    private final PacketRank rank;
    private final Selector selector;
    private PacketLane.@Nullable Link link;

    PacketStage(PacketRank rank, Selector selector) {
        this.rank = rank;
        this.selector = selector;
    }

    final PacketRank rank() {
        return rank;
    }

    /** Where it stands; null if it is in no lane. */
    final PacketLane.@Nullable Link link() {
        return link;
    }

    final void link(PacketLane.@Nullable Link place) {
        link = place;
    }

    final Selector selector() {
        return selector;
    }

    final Draws draws() {
        return selector.decisions().draws();
    }

    /** The number that draws about a datagram are keyed by. */
    final long ordinal(Packet packet) {
        return selector.decisions().ordinal(packet);
    }

    /** Tells that it acts upon a datagram; copies are not counted. */
    final void fired(Packet packet, long number) {
        if (packet.copy() == 0) {
            selector.events().fired(packet, number);
        }
    }

    /** Decides about a datagram that is selected: 0 to let it pass, else what {@link #act} is to know. Advances models. */
    final long judge(Packet arrived) {
        return selector.decisions().verdict(arrived);
    }

    /** Decides about a datagram that comes through but arrived before the fault was active. */
    long judgeLate() {
        return 0;
    }

    /** Tells whether it is done with a datagram when that has passed: only those that delay one are not. */
    boolean actsAtOnce() {
        return true;
    }

    /** Tells whether it takes datagrams that it has decided to let pass, too. */
    boolean seesAll() {
        return false;
    }

    /** Takes the next datagram that it acts upon, or any if it {@link #seesAll}. */
    void accept(Packet packet, long verdict, long number, long now, PacketOut out) {
        if (verdict == 0) {
            out.pass(packet, now);
        } else {
            act(packet, verdict, number, now, out);
        }
    }

    /** Acts upon a datagram. */
    abstract void act(Packet packet, long verdict, long number, long now, PacketOut out);

    /** Hands on what is due and returns the next deadline, or {@link Lane#NEVER}. */
    long wake(long now, PacketOut out) {
        return Lane.NEVER;
    }

    /** The fault has ended: hands on all it holds, at once. Nothing is called afterwards. */
    void lift(long now, PacketOut out) {}

    /** The client is gone: forgets all it holds. */
    void discard(PacketOut out) {}
}
