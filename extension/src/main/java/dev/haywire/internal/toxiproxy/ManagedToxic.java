package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.Direction;
import java.util.List;
import java.util.Map;

/**
 * A toxic as the control API shows it.
 *
 * @param id never the same twice
 * @param revision counts its updates
 * @param stream as it was spelled
 * @param occurrence its number among those of its type and direction
 */
record ManagedToxic(
        long id,
        int revision,
        String name,
        ToxicType type,
        String stream,
        Direction direction,
        int occurrence,
        float toxicity,
        Map<String, Number> attributes) {

    ManagedToxic with(float newToxicity, Map<String, Number> newAttributes, boolean restarted) {
        return new ManagedToxic(
                id,
                restarted ? revision + 1 : revision,
                name,
                type,
                stream,
                direction,
                occurrence,
                newToxicity,
                newAttributes);
    }

    /** The smallest number that no other of that type and direction has. */
    static int freeOccurrence(List<ManagedToxic> others, ToxicType type, Direction direction) {
        int occurrence = 0;
        while (isTaken(others, type, direction, occurrence)) {
            occurrence++;
        }
        return occurrence;
    }

    private static boolean isTaken(List<ManagedToxic> others, ToxicType type, Direction direction, int occurrence) {
        for (ManagedToxic other : others) {
            if (other.type == type && other.direction == direction && other.occurrence == occurrence) {
                return true;
            }
        }
        return false;
    }

    void writeTo(JsonWriter json) {
        json.begin('{').key("attributes").begin('{');
        attributes.forEach((attribute, value) ->
                json.key(attribute).literal(value instanceof Double real ? Numbers.shortest(real) : value));
        json.end('}');
        json.key("name").text(name);
        json.key("type").text(type.type());
        json.key("stream").text(stream);
        json.key("toxicity").number(toxicity);
        json.end('}');
    }
}
