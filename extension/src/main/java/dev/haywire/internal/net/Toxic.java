package dev.haywire.internal.net;

import dev.haywire.fault.Direction;
import java.util.Map;

/**
 * A toxic of the control API on the connections of an endpoint.
 *
 * @param id what makes it the same toxic after an update
 * @param revision which update this is; its toxicity is drawn anew with each
 * @param type Toxiproxy's word for what it does; {@code noop} does nothing
 * @param direction UPSTREAM or DOWNSTREAM
 * @param occurrence its number among those of its type and direction, part of the key of its random decisions
 * @param toxicity the share of connections that it acts on: none at 0 or below, all at 1 or above
 * @param attributes by Toxiproxy's names; what is not there is 0
 */
public record Toxic(
        long id,
        int revision,
        String type,
        Direction direction,
        int occurrence,
        double toxicity,
        Map<String, Long> attributes) {}
