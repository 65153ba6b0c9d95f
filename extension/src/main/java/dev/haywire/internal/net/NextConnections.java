package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The first connections on which a byte enters in a direction of a fault; when they are found it watches no others. On the loop. */
final class NextConnections {
    private final List<Direction> directions;
    private final Map<Relay, Watch> watched = new LinkedHashMap<>();
    private int left;

    /**
     * Looks for connections.
     *
     * @param count how many, at least 1
     * @param directions those of the fault
     */
    NextConnections(int count, List<Direction> directions) {
        this.left = count;
        this.directions = directions;
    }

    /**
     * Waits for the next byte of a connection.
     *
     * @param found is run right before the byte enters, where the connection is one of the first
     */
    void watch(Relay relay, Runnable found) {
        if (left == 0) {
            return;
        }
        Watch watch = new Watch();
        watched.put(relay, watch);
        for (Direction direction : directions) {
            watch.add(relay.flow(direction), () -> entered(relay, watch, found));
        }
    }

    private void entered(Relay relay, Watch watch, Runnable found) {
        if (watched.get(relay) != watch) {
            return;
        }
        forget(relay);
        left--;
        if (left == 0) {
            forgetAll();
        }
        found.run();
    }

    void forget(Relay relay) {
        Watch watch = watched.remove(relay);
        if (watch != null) {
            watch.end();
        }
    }

    void forgetAll() {
        watched.values().forEach(Watch::end);
        watched.clear();
    }

    /** What waits at the flows of one connection. */
    private static final class Watch {
        private final List<Flow> flows = new ArrayList<>(2);
        private final List<Runnable> waiting = new ArrayList<>(2);

        void add(Flow flow, Runnable then) {
            flows.add(flow);
            waiting.add(then);
            flow.watch(then);
        }

        void end() {
            for (int i = 0; i < flows.size(); i++) {
                flows.get(i).unwatch(waiting.get(i));
            }
        }
    }
}
