package dev.haywire.internal.toxiproxy;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The toxics there are: Toxiproxy's own on TCP, packet faults on UDP. */
enum ToxicType {
    NOOP("noop", "NoopToxic"),
    LATENCY("latency", "LatencyToxic", whole("latency"), whole("jitter")),
    BANDWIDTH("bandwidth", "BandwidthToxic", whole("rate")),
    SLOW_CLOSE("slow_close", "SlowCloseToxic", whole("delay")),
    TIMEOUT("timeout", "TimeoutToxic", whole("timeout")),
    RESET_PEER("reset_peer", "ResetToxic", whole("timeout")),
    LIMIT_DATA("limit_data", "LimitDataToxic", whole("bytes")),
    SLICER("slicer", "SlicerToxic", small("average_size"), small("size_variation"), small("delay")),
    PACKET_LOSS("packet_loss", "PacketLossToxic", share(), real("loss_rate"), real("correlation")),
    PACKET_DUPLICATE("packet_duplicate", "PacketDuplicateToxic", share()),
    PACKET_REORDER("packet_reorder", "PacketReorderToxic", share(), whole("by", 1), whole("at_most", 100)),
    PACKET_CORRUPT("packet_corrupt", "PacketCorruptToxic", share());

    /** Delays are drawn from a range of twice the jitter, which must fit into 64 bits. */
    private static final long TOO_MUCH_JITTER = 1L << 62;

    private static final String NEEDS_DATAGRAMS =
            " is for proxies whose network is udp; on TCP what is lost is sent again and arrives late: use latency with jitter";

    private final String type;
    private final String struct;
    private final List<Attribute> attributes;

    /**
     * An attribute.
     *
     * @param kind Go's word for what it holds
     * @param initial what it is where it is not given
     */
    record Attribute(String name, String kind, Number initial) {}

    ToxicType(String type, String struct, Attribute... attributes) {
        this.type = type;
        this.struct = struct;
        this.attributes = List.of(attributes);
    }

    private static Attribute whole(String name) {
        return whole(name, 0);
    }

    private static Attribute whole(String name, long initial) {
        return new Attribute(name, "int64", initial);
    }

    private static Attribute small(String name) {
        return new Attribute(name, "int", 0L);
    }

    private static Attribute share() {
        return real("probability");
    }

    private static Attribute real(String name) {
        return new Attribute(name, "float64", 0.0);
    }

    /**
     * Finds the type that a proxy of that network has under that name, exactly as written.
     *
     * @throws ApiException where it has none
     */
    static ToxicType of(String name, Network network) {
        for (ToxicType known : values()) {
            if (known.type.equals(name) && known.isFor(network)) {
                return known;
            }
            if (known.type.equals(name) && known.isOfPackets()) {
                throw new ApiException(400, "invalid toxic type: " + name + NEEDS_DATAGRAMS);
            }
        }
        throw new ApiException(400, "invalid toxic type");
    }

    private boolean isFor(Network network) {
        boolean ofBoth = this == NOOP || this == LATENCY || this == BANDWIDTH;
        return ofBoth || isOfPackets() == (network == Network.UDP);
    }

    private boolean isOfPackets() {
        return compareTo(PACKET_LOSS) >= 0;
    }

    String type() {
        return type;
    }

    String struct() {
        return struct;
    }

    Map<String, Number> initial() {
        if (this == PACKET_LOSS) {
            return LossAttributes.initial();
        }
        Map<String, Number> values = new LinkedHashMap<>();
        for (Attribute attribute : attributes) {
            values.put(attribute.name(), attribute.initial());
        }
        return values;
    }

    /** Takes those attributes that are given; the others stay. A wrong one stays too, and the decoding tells of it. */
    Map<String, Number> merged(Map<String, Number> before, Json given, String fieldName, Decoding decoding) {
        Map<String, Number> values = this == PACKET_LOSS ? LossAttributes.whole(before) : new LinkedHashMap<>(before);
        Set<String> seen = new HashSet<>();
        decoding.members(given, fieldName, "toxics." + struct, (key, value) -> {
            for (Attribute attribute : attributes) {
                if (attribute.name().equals(key)) {
                    values.compute(key, (name, old) -> decoded(attribute, value, old, decoding));
                    seen.add(key);
                }
            }
        });
        return this == PACKET_LOSS ? LossAttributes.named(before, values, seen) : values;
    }

    private Number decoded(Attribute attribute, Json value, Number before, Decoding decoding) {
        String where = struct + ".attributes." + attribute.name();
        return attribute.kind().equals("float64")
                ? decoding.real(value, before, where)
                : decoding.integer(value, before, where, attribute.kind());
    }

    /** Refuses what makes no sense. */
    void require(Map<String, Number> values) {
        if (this == BANDWIDTH) {
            require(values, "rate", values.get("rate").longValue() >= 0, "must be 0 or more");
        } else if (this == LATENCY) {
            require(
                    values,
                    "jitter",
                    values.get("jitter").longValue() < TOO_MUCH_JITTER,
                    "must be less than " + TOO_MUCH_JITTER);
        } else if (this == SLICER) {
            long average = values.get("average_size").longValue();
            long variation = values.get("size_variation").longValue();
            require(values, "average_size", average >= 1, "must be 1 or more");
            require(
                    values,
                    "size_variation",
                    variation <= average && variation > -average,
                    "must be at most average_size, " + average + ", and more than -" + average);
        } else if (isOfPackets()) {
            for (Attribute attribute : attributes) {
                Number given = values.get(attribute.name());
                if (given instanceof Double share) {
                    require(values, attribute.name(), share >= 0 && share <= 1, "must be a fraction from 0 to 1");
                }
            }
        }
        if (this == PACKET_REORDER) {
            require(values, "by", values.get("by").longValue() >= 1, "must be 1 or more");
            require(values, "by", values.get("by").longValue() <= Integer.MAX_VALUE, "must fit into 32 bits");
            require(values, "at_most", values.get("at_most").longValue() >= 0, "must be 0 or more");
        }
    }

    private void require(Map<String, Number> values, String attribute, boolean allowed, String rule) {
        if (!allowed) {
            throw ApiException.badBody(
                    attribute + " of a " + type + " toxic " + rule + ", was " + values.get(attribute));
        }
    }
}
