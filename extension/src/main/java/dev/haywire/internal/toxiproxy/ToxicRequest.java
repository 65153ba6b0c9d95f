package dev.haywire.internal.toxiproxy;

import dev.haywire.fault.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Reads toxics out of requests: first the body, then stream, type, name, and the attributes last. */
final class ToxicRequest {
    private static final AtomicLong IDS = new AtomicLong();

    /** What Go calls the type that updates are read into, as that has no name. */
    private static final String UPDATE =
            "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; Toxicity float32 \"json:\\\"toxicity\\\"\" }";

    private String name = "";
    private String type = "";
    private String stream = "downstream";
    private float toxicity = 1;
    private final List<Json> attributes = new ArrayList<>(1);

    private ToxicRequest() {}

    /** Reads a new one. */
    static ManagedToxic read(Json body, Network network, List<ManagedToxic> others) {
        Decoding decoding = new Decoding();
        ToxicRequest request = new ToxicRequest();
        decoding.members(body, "toxics.ToxicWrapper", (key, value) -> request.take(key, value, decoding));
        decoding.check();
        return request.toxic(network, others);
    }

    /** Reads all of a list, and puts those of upstream first, as if they had been added one by one; the names of earlier ones are taken. */
    static List<ManagedToxic> readAll(List<Json> bodies, Network network) {
        List<ManagedToxic> toxics = new ArrayList<>();
        for (Json body : bodies) {
            toxics.add(read(body, network, toxics));
        }
        toxics.sort(Comparator.comparing(ManagedToxic::direction));
        return toxics;
    }

    private void take(String key, Json value, Decoding decoding) {
        switch (key) {
            case "name" -> name = decoding.text(value, name, "ToxicWrapper.name");
            case "type" -> type = decoding.text(value, type, "ToxicWrapper.type");
            case "stream" -> stream = decoding.text(value, stream, "ToxicWrapper.stream");
            case "toxicity" -> toxicity = decoding.fraction(value, toxicity, "ToxicWrapper.toxicity");
            case "attributes" -> {
                decoding.members(value, "ToxicWrapper.attributes", "toxics.NoopToxic", (any, later) -> {});
                attributes.add(value);
            }
            default -> {
                // clients of other versions send what this one does not know
            }
        }
    }

    private ManagedToxic toxic(Network network, List<ManagedToxic> others) {
        Direction direction = direction();
        ToxicType known = ToxicType.of(type, network);
        String unique = name.isEmpty() ? type + "_" + stream : name;
        for (ManagedToxic other : others) {
            if (other.name().equals(unique)) {
                throw new ApiException(409, "toxic already exists");
            }
        }
        Decoding decoding = new Decoding();
        Map<String, Number> values = known.initial();
        for (Json given : attributes) {
            values = known.merged(values, given, ".attributes", decoding);
        }
        decoding.check();
        known.require(values);
        int occurrence = ManagedToxic.freeOccurrence(others, known, direction);
        return new ManagedToxic(
                IDS.incrementAndGet(), 0, unique, known, stream, direction, occurrence, toxicity, values);
    }

    private Direction direction() {
        if (stream.equalsIgnoreCase("upstream")) {
            return Direction.UPSTREAM;
        }
        if (stream.equalsIgnoreCase("downstream")) {
            return Direction.DOWNSTREAM;
        }
        throw new ApiException(400, "stream was invalid, can be either upstream or downstream");
    }

    /** What an update makes of a toxic. */
    record Update(ManagedToxic toxic, Decoding decoding) {}

    /**
     * Reads an update. One that is malformed in part still counts for its other attributes, as it does there; the decoding tells of the
     * malformed ones.
     */
    static Update update(ManagedToxic before, Json body) {
        Decoding decoding = new Decoding();
        ToxicRequest request = new ToxicRequest();
        request.toxicity = before.toxicity();
        Map<String, Number> values = new LinkedHashMap<>(before.attributes());
        decoding.members(body, UPDATE, (key, value) -> {
            if (key.equals("attributes")) {
                Map<String, Number> merged = before.type().merged(values, value, ".attributes", decoding);
                values.clear();
                values.putAll(merged);
            } else if (key.equals("toxicity")) {
                request.toxicity = decoding.fraction(value, request.toxicity, ".toxicity");
            }
        });
        before.type().require(values);
        boolean whole = !decoding.hasFailed();
        return new Update(before.with(whole ? request.toxicity : before.toxicity(), values, whole), decoding);
    }
}
