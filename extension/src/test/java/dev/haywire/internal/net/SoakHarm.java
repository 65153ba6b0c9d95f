package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.blackhole;
import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.connectHang;
import static dev.haywire.fault.Faults.corrupt;
import static dev.haywire.fault.Faults.halfClose;
import static dev.haywire.fault.Faults.limitData;
import static dev.haywire.fault.Faults.refuse;
import static dev.haywire.fault.Faults.reset;

import dev.haywire.fault.CloseFault;
import dev.haywire.fault.Direction;
import dev.haywire.fault.HalfCloseFault;
import dev.haywire.fault.LimitDataFault;
import dev.haywire.fault.ResetFault;
import dev.haywire.fault.TcpFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** What the faults of one session do to streams, and what may therefore be said of what arrives: {@code sent} and {@code arrived} are given. */
enum SoakHarm {
    /** Each byte arrives. */
    NONE {
        @Override
        TcpFault next(Random random) {
            return new HarmlessFaults(random, true).next();
        }

        @Override
        String wrong(byte[] sent, byte[] arrived, long faults) {
            return Arrays.equals(sent, arrived) ? "" : difference(sent, arrived);
        }
    },
    /** Streams end by FIN: a prefix arrives. */
    FIN {
        @Override
        TcpFault next(Random random) {
            Direction way = way(random);
            return switch (random.nextInt(3)) {
                case 0 -> closes(close(), way, random);
                case 1 -> halfCloses(halfClose().direction(way), random);
                default -> limits(limitData(random.nextInt(100_000)), way, random);
            };
        }

        @Override
        String wrong(byte[] sent, byte[] arrived, long faults) {
            return prefix(sent, arrived);
        }
    },
    /** Streams end by RST: a prefix arrives. */
    RST {
        @Override
        TcpFault next(Random random) {
            Direction way = way(random);
            return switch (random.nextInt(5)) {
                case 0 -> refuse();
                case 1, 2 -> resets(reset(), way, random);
                default ->
                    limits(limitData(random.nextInt(100_000)), way, random).thenReset();
            };
        }

        @Override
        String wrong(byte[] sent, byte[] arrived, long faults) {
            return prefix(sent, arrived);
        }
    },
    /** Pieces of streams are lost. */
    HOLES {
        @Override
        TcpFault next(Random random) {
            TcpFault fault = random.nextBoolean()
                    ? blackhole()
                    : blackhole().direction(way(random)).afterBytes(random.nextInt(50_000));
            return random.nextBoolean() ? fault : fault.lasting(Duration.ofMillis(1 + random.nextInt(20)));
        }

        @Override
        String wrong(byte[] sent, byte[] arrived, long faults) {
            long holes = holes(sent, arrived);
            return holes <= faults ? "" : holes + " pieces are missing, or others: " + difference(sent, arrived);
        }
    },
    /** Bits of streams are flipped. */
    FLIPS {
        @Override
        TcpFault next(Random random) {
            return corrupt(random.nextDouble() / 50);
        }

        @Override
        String wrong(byte[] sent, byte[] arrived, long faults) {
            return sent.length == arrived.length ? "" : arrived.length + " bytes of " + sent.length;
        }
    },
    /** All of that together, and no answer to connecting. */
    ANY {
        @Override
        TcpFault next(Random random) {
            return random.nextInt(6) == 0
                    ? connectHang()
                    : values()[1 + random.nextInt(values().length - 2)].next(random);
        }

        @Override
        String wrong(byte[] sent, byte[] arrived, long faults) {
            return arrived.length <= sent.length ? "" : arrived.length + " bytes of " + sent.length;
        }
    };

    /** A fault that does this harm. */
    abstract TcpFault next(Random random);

    /**
     * Says what no fault of this kind does; empty where there is nothing.
     *
     * @param faults how many of them were applied
     */
    abstract String wrong(byte[] sent, byte[] arrived, long faults);

    /** Whether silence may be all that is left. */
    boolean maySilence() {
        return this == HOLES || this == ANY;
    }

    private static Direction way(Random random) {
        return random.nextBoolean() ? Direction.UPSTREAM : Direction.DOWNSTREAM;
    }

    private static TcpFault resets(ResetFault fault, Direction way, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> fault;
            case 1 -> fault.onAccept().probability(random.nextDouble());
            case 2 -> fault.firstConnections(1 + random.nextInt(2));
            case 3 -> fault.direction(way).onNextData().probability(random.nextDouble());
            case 4 -> fault.direction(way).nextConnections(1 + random.nextInt(2));
            default -> fault.direction(way).afterBytes(random.nextInt(100_000));
        };
    }

    private static TcpFault closes(CloseFault fault, Direction way, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> fault;
            case 1 -> fault.onAccept().probability(random.nextDouble());
            case 2 -> fault.firstConnections(1 + random.nextInt(2));
            case 3 -> fault.direction(way).onNextData().probability(random.nextDouble());
            case 4 -> fault.direction(way).nextConnections(1 + random.nextInt(2));
            default -> fault.direction(way).after(new byte[] {(byte) random.nextInt(), (byte) random.nextInt()});
        };
    }

    private static TcpFault halfCloses(HalfCloseFault fault, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> fault;
            case 1 -> fault.onNextData().probability(random.nextDouble());
            case 2 -> fault.nextConnections(1 + random.nextInt(2));
            default -> fault.afterBytes(random.nextInt(100_000));
        };
    }

    private static LimitDataFault limits(LimitDataFault fault, Direction way, Random random) {
        LimitDataFault directed = fault.direction(way);
        return random.nextBoolean() ? directed : directed.probability(random.nextDouble());
    }

    private static String prefix(byte[] sent, byte[] arrived) {
        int same = Arrays.mismatch(sent, arrived);
        return same < 0 || same == arrived.length ? "" : difference(sent, arrived);
    }

    private static String difference(byte[] sent, byte[] arrived) {
        return arrived.length + " bytes arrived of " + sent.length + "; the first that differs is "
                + Arrays.mismatch(sent, arrived);
    }

    /** How many pieces are missing in front of something that arrived; as many as there are bytes where that was never sent. */
    private static long holes(byte[] sent, byte[] arrived) {
        int from = 0;
        int at = 0;
        long holes = 0;
        while (at < arrived.length) {
            int same = Arrays.mismatch(sent, from, sent.length, arrived, at, arrived.length);
            if (same < 0 || at + same == arrived.length) {
                return holes;
            }
            at += same;
            from += same + 1;
            int window = Math.min(12, arrived.length - at);
            while (from + window <= sent.length
                    && !Arrays.equals(sent, from, from + window, arrived, at, at + window)) {
                from++;
            }
            if (from + window > sent.length) {
                return Long.MAX_VALUE;
            }
            holes++;
        }
        return holes;
    }
}
