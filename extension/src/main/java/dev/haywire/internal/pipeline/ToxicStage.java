package dev.haywire.internal.pipeline;

/**
 * A toxic as the control API knows it, with the semantics of Toxiproxy 2.12 where these differ from Haywire's own faults. Toxics are chained
 * in the order of their creation, and are updated while they hold data.
 *
 * <p>A chunk in Toxiproxy's sense is what came with one read, 32 KiB at most; here that is a run of chunks with the same unit.
 *
 * @since 0.1
 */
public abstract sealed class ToxicStage extends QueueStage
        permits BandwidthToxic,
                LatencyToxic,
                LimitDataToxic,
                ResetPeerToxic,
                SlicerToxic,
                SlowCloseToxic,
                TimeoutToxic {

    /** How much is read at once where a toxic is. */
    static final int READ = 32 * 1024;

    private static final int ROOM = 2 * READ;

    private ToxicSettings settings;

    ToxicStage(ToxicSettings settings) {
        super(Rank.TOXIC, () -> {});
        this.settings = settings;
    }

    /**
     * Makes the stage of a toxic.
     *
     * @param settings one of the types that Toxiproxy has, but {@code noop}
     * @param draws its randomness for that direction and connection
     * @param older whether the connection is older than the toxic
     * @return a new stage, to be added to that direction's lane
     * @throws IllegalArgumentException if there is no such type
     */
    public static ToxicStage of(ToxicSettings settings, Draws draws, boolean older) {
        return switch (settings.type()) {
            case "bandwidth" -> new BandwidthToxic(settings);
            case "latency" -> new LatencyToxic(settings, draws);
            case "limit_data" -> new LimitDataToxic(settings);
            case "reset_peer" -> new ResetPeerToxic(settings, older);
            case "slicer" -> new SlicerToxic(settings, draws);
            case "slow_close" -> new SlowCloseToxic(settings);
            case "timeout" -> new TimeoutToxic(settings);
            default -> throw new IllegalArgumentException("no toxic of type " + settings.type());
        };
    }

    final ToxicSettings settings() {
        return settings;
    }

    @Override
    final void start(long offset, long now, StageSink out) {
        begin(now);
    }

    @Override
    final void accept(Chunk chunk, long now, StageSink out) {
        if (settings.active()) {
            take(chunk, now, out);
        } else {
            out.pass(chunk);
        }
    }

    /** Changes what it does, for what it holds as well. */
    final void update(ToxicSettings next, long now, StageSink out) {
        boolean was = settings.active();
        settings = next;
        if (was) {
            updated(now, out);
        }
        if (!next.active()) {
            releaseHeld(out);
        } else {
            begin(now);
        }
    }

    /** It is active from now on, or again. */
    void begin(long now) {}

    /** Takes the next chunk while it is active. */
    abstract void take(Chunk chunk, long now, StageSink out);

    /** The settings have changed: what it was busy with goes on at once. */
    void updated(long now, StageSink out) {}

    @Override
    int room() {
        return Math.min(READ, roomOf(ROOM));
    }
}
