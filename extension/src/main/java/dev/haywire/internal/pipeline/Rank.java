package dev.haywire.internal.pipeline;

/** The fixed order of the stages of a stream, from the source to the receiver, whatever the order of application. */
enum Rank {
    BLACKHOLE,
    LIMIT,
    CORRUPT,
    BANDWIDTH,
    LATENCY,
    STALL,
    SLICE,
    /** slowClose and events. */
    END,
    /** Toxics of the control API, among themselves in the order of creation. */
    TOXIC
}
