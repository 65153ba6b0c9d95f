package dev.haywire.internal.net;

/**
 * Takes in what local peers have done before it began: that is in the kernel already. It may be much, and more comes meanwhile, so it is done in
 * pieces with an iteration of the loop between them, and ends after what a kernel can have queued at most.
 */
interface Intake {

    /** Does the next piece, on the loop; returns whether that was the last. */
    boolean piece();
}
