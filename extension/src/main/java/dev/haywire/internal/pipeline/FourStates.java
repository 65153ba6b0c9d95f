package dev.haywire.internal.pipeline;

import dev.haywire.fault.Markov4Fault;

/** Losses by four states; a datagram's fate is the state it leads to, as in netem. */
final class FourStates implements LossModel {

    /** Numbered as their literature does. */
    enum State {
        GOOD,
        GOOD_IN_BURST,
        LOST_IN_BURST,
        LOST_ALONE
    }

    private final Markov4Fault fault;
    private final Draws draws;
    private State state;

    FourStates(Markov4Fault fault, Draws draws) {
        this.fault = fault;
        this.draws = draws;
        this.state = first(draws.unit(-1, 0));
    }

    /** Each state with its share of the time; where that is not defined the good one. */
    private State first(double drawn) {
        boolean leavesBursts = fault.p13() == 0 || fault.p31() > 0 && (fault.p32() == 0 || fault.p23() > 0);
        if (!leavesBursts) {
            return State.GOOD;
        }
        double lostInBurst = fault.p13() == 0 ? 0 : fault.p13() / fault.p31();
        double goodInBurst = lostInBurst == 0 || fault.p32() == 0 ? 0 : lostInBurst * fault.p32() / fault.p23();
        double scaled = drawn * (1 + fault.p14() + lostInBurst + goodInBurst);
        if (scaled < fault.p14()) {
            return State.LOST_ALONE;
        }
        if (scaled < fault.p14() + lostInBurst) {
            return State.LOST_IN_BURST;
        }
        return scaled < fault.p14() + lostInBurst + goodInBurst ? State.GOOD_IN_BURST : State.GOOD;
    }

    @Override
    public boolean loses(long ordinal) {
        state = next(draws.unit(ordinal, 0));
        return state == State.LOST_IN_BURST || state == State.LOST_ALONE;
    }

    State state() {
        return state;
    }

    private State next(double drawn) {
        return switch (state) {
            case GOOD ->
                drawn < fault.p14()
                        ? State.LOST_ALONE
                        : drawn < fault.p14() + fault.p13() ? State.LOST_IN_BURST : State.GOOD;
            case GOOD_IN_BURST -> drawn < fault.p23() ? State.LOST_IN_BURST : State.GOOD_IN_BURST;
            case LOST_IN_BURST ->
                drawn < fault.p31()
                        ? State.GOOD
                        : drawn < fault.p31() + fault.p32() ? State.GOOD_IN_BURST : State.LOST_IN_BURST;
            case LOST_ALONE -> State.GOOD;
        };
    }
}
