package dev.haywire.internal.pipeline;

import dev.haywire.fault.BandwidthFault;
import dev.haywire.fault.BlackholeFault;
import dev.haywire.fault.BurstLossFault;
import dev.haywire.fault.CorruptFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.DropFault;
import dev.haywire.fault.DuplicateFault;
import dev.haywire.fault.GilbertElliottFault;
import dev.haywire.fault.LatencyFault;
import dev.haywire.fault.LossFault;
import dev.haywire.fault.Markov4Fault;
import dev.haywire.fault.MtuFault;
import dev.haywire.fault.RefuseFault;
import dev.haywire.fault.ReorderFault;
import dev.haywire.fault.RewriteFault;
import dev.haywire.fault.Selection;
import dev.haywire.fault.StallFault;
import dev.haywire.fault.TruncateFault;
import dev.haywire.fault.UdpFault;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stages of faults on datagrams.
 *
 * <p>The engine decides when a fault begins and ends, and does {@code refuse}.
 *
 * @since 0.1
 */
public final class PacketStages {

    /** The index that stands for any client. */
    private static final int ANY_CLIENT = -1;

    private PacketStages() {}

    /**
     * Tells whether a fault works through stages: all but {@code refuse}.
     *
     * @param fault any fault of UDP
     * @return whether {@link #stage} makes one for it
     */
    public static boolean worksThroughStages(UdpFault fault) {
        return !(fault instanceof RefuseFault);
    }

    /**
     * Tells whether a lane gets a stage of a fault: the client is selected, or its datagrams are counted with those of the clients that are.
     *
     * @param fault any fault of UDP
     * @param direction UPSTREAM or DOWNSTREAM
     * @param client the client's index
     * @return whether a lane there gets a stage of it
     */
    public static boolean covers(UdpFault fault, Direction direction, int client) {
        boolean selected = fault.selection().clients().isEmpty()
                || fault.selection().clients().contains(client)
                || countsAcrossClients(fault);
        return selected && (fault.direction() == Direction.BOTH || fault.direction() == direction);
    }

    /** Whether it counts the datagrams of all clients together. */
    static boolean countsAcrossClients(UdpFault fault) {
        Selection selection = fault.selection();
        boolean counts = !selection.nth().isEmpty()
                || selection.first().isPresent()
                || selection.every().isPresent();
        return counts && selection.acrossClients();
    }

    /**
     * Begins what a fault counts and decides in one direction: of one client, or of all together.
     *
     * @param fault any fault of UDP
     * @param seed the test's seed
     * @param endpoint the endpoint's name
     * @param direction UPSTREAM or DOWNSTREAM
     * @param occurrence which one it is among the faults of its kind on that endpoint and direction, from 0
     * @param client the client's index; left out where the fault is the same for every client, or works across clients
     * @return what {@link #stage} is given; one for all clients if the fault works across them, else one for each
     */
    public static Decisions decisions(
            UdpFault fault, long seed, String endpoint, Direction direction, int occurrence, int client) {
        boolean across = fault.selection().acrossClients();
        int index = across || fault.selection().sameForEveryClient() ? ANY_CLIENT : client;
        Draws draws = Draws.of(seed, endpoint, direction, fault.kind(), occurrence, index);
        return new Decisions(draws, judge(fault, draws), across);
    }

    /**
     * Makes the stage of a fault for one direction of one client.
     *
     * @param fault one that {@linkplain #worksThroughStages works through stages} and is complete
     * @param direction UPSTREAM or DOWNSTREAM, one that the fault covers
     * @param decisions what it counts and decides in that direction
     * @param carrier what carries the datagrams
     * @param events what to tell
     * @return a new stage, to be added to that direction's lane
     * @throws IllegalArgumentException if the fault does not work through stages, or the direction is BOTH or not the fault's
     */
    public static PacketStage stage(
            UdpFault fault, Direction direction, Decisions decisions, IpVersion carrier, PacketEvents events) {
        if (direction == Direction.BOTH || fault.direction() != Direction.BOTH && fault.direction() != direction) {
            throw new IllegalArgumentException("no stage of " + fault + " for direction " + direction);
        }
        PacketStage stage = make(fault, new Selector(fault, decisions, events), carrier);
        if (stage == null) {
            throw new IllegalArgumentException("no stage for " + fault + ": it is no fault of datagrams");
        }
        return stage;
    }

    private static Judge judge(UdpFault fault, Draws draws) {
        if (fault instanceof LossFault loss) {
            return loss.maxBurst() == 0 && loss.perBlock() == 0
                    ? Judge.chance(loss.share(), draws)
                    : new BoundedLoss(loss.share(), loss.maxBurst(), loss.perBlock(), draws);
        } else if (fault instanceof BurstLossFault burst) {
            return GilbertElliott.bursts(burst.lossRate(), burst.meanLength(), draws);
        } else if (fault instanceof GilbertElliottFault gilbert) {
            return new GilbertElliott(gilbert.p(), gilbert.r(), gilbert.lossInBad(), gilbert.lossInGood(), draws);
        } else if (fault instanceof Markov4Fault markov) {
            return new FourStates(markov, draws);
        } else if (fault instanceof CorruptFault corrupt) {
            return Judge.chance(corrupt.share(), draws);
        } else if (fault instanceof DuplicateFault duplicate) {
            return Judge.chance(duplicate.share(), draws);
        } else if (fault instanceof ReorderFault reorder) {
            return new SpacedChance(reorder.share(), reorder.spacing(), draws);
        } else if (fault instanceof LatencyFault latency) {
            double correlation = latency.jitter().isZero() ? 0 : latency.correlation();
            return new DrawnDelays(delay(latency, draws), correlation, draws);
        }
        return Judge.ACTS_ON_ALL;
    }

    private static Delay delay(LatencyFault latency, Draws draws) {
        return new Delay(Times.nanos(latency.delay()), Times.nanos(latency.jitter()), latency.distribution(), draws);
    }

    private static @Nullable PacketStage make(UdpFault fault, Selector selector, IpVersion carrier) {
        if (fault instanceof LossFault
                || fault instanceof BurstLossFault
                || fault instanceof GilbertElliottFault
                || fault instanceof Markov4Fault
                || fault instanceof DropFault
                || fault instanceof BlackholeFault) {
            return new LossStage(selector);
        } else if (fault instanceof MtuFault mtu) {
            return new MtuStage(selector, mtu.payload());
        } else if (fault instanceof CorruptFault) {
            return new FlipStage(selector);
        } else if (fault instanceof RewriteFault rewrite) {
            return new RewriteStage(selector, rewrite.rewrite(), carrier.largestPayload());
        } else if (fault instanceof TruncateFault truncate) {
            return new TruncateStage(selector, truncate.keep());
        } else if (fault instanceof DuplicateFault duplicate) {
            return new DuplicateStage(selector, duplicate.copies(), Times.nanos(duplicate.delay()));
        } else if (fault instanceof BandwidthFault paced) {
            return new PacedStage(
                    selector, paced.bytesPerSecond(), carrier.headers(), paced.queueLimit(), paced.queueBytes());
        } else if (fault instanceof LatencyFault latency) {
            Delay delay = delay(latency, selector.decisions().draws());
            return new DelayStage(selector, delay, latency.keepsOrder());
        } else if (fault instanceof ReorderFault reorder) {
            return new ReorderStage(selector, reorder.share() == 1, reorder.distance(), Times.nanos(reorder.longest()));
        } else if (fault instanceof StallFault) {
            return new HoldStage(selector);
        }
        return null;
    }
}
