package dev.haywire.internal.pipeline;

/** The fixed order of the stages of datagrams, from arrival to delivery, whatever the order of application. */
enum PacketRank {
    /** loss in all its models, drop, blackhole. */
    LOSS,
    MTU,
    CORRUPT,
    TRUNCATE,
    DUPLICATE,
    BANDWIDTH,
    LATENCY,
    REORDER,
    STALL
}
