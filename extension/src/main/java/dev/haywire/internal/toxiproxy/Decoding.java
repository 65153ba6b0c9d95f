package dev.haywire.internal.toxiproxy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes fields out of a request: keys in any case, null and what is missing leave the value as it was, the last of doubles counts. A value of
 * the wrong kind is an error in the words of Go's decoder, which goes on with the other fields and tells of the first.
 */
final class Decoding {
    private @Nullable String problem;

    static Json parse(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (JsonException malformed) {
            throw ApiException.badBody(String.valueOf(malformed.getMessage()));
        }
    }

    interface Field {
        /** Takes a member; its key in lower case. */
        void take(String key, Json value);
    }

    /** Hands over each member of an object; nothing where it is null. */
    void members(Json json, String type, Field field) {
        if (json instanceof Json.Members object) {
            for (Json.Member member : object.members()) {
                field.take(member.key().toLowerCase(Locale.ROOT), member.value());
            }
        } else if (!(json instanceof Json.Nothing)) {
            mismatch(json.kind(), "Go value of type " + type);
        }
    }

    /** Hands over each member of an object that is itself a field. */
    void members(Json json, String name, String type, Field field) {
        if (json instanceof Json.Members || json instanceof Json.Nothing) {
            members(json, type, field);
        } else {
            wrong(json.kind(), name, type);
        }
    }

    /** The values of an array; none where it is null. */
    List<Json> array(Json json, String type) {
        if (json instanceof Json.Items array) {
            return array.values();
        }
        if (!(json instanceof Json.Nothing)) {
            mismatch(json.kind(), "Go value of type " + type);
        }
        return List.of();
    }

    /** The values of an array that is a field. */
    List<Json> items(Json json, String name, String type) {
        if (json instanceof Json.Items array) {
            return array.values();
        }
        if (!(json instanceof Json.Nothing)) {
            wrong(json.kind(), name, type);
        }
        return List.of();
    }

    String text(Json json, String before, String name) {
        if (json instanceof Json.Text text) {
            return text.value();
        }
        return other(json, before, name, "string");
    }

    @Nullable
    Boolean truth(Json json, @Nullable Boolean before, String name) {
        if (json instanceof Json.Truth truth) {
            return truth.value();
        }
        if (!(json instanceof Json.Nothing)) {
            wrong(json.kind(), name, "bool");
        }
        return before;
    }

    Number integer(Json json, Number before, String name, String type) {
        if (json instanceof Json.Numeral number) {
            try {
                return Long.parseLong(number.literal());
            } catch (NumberFormatException noInteger) {
                wrong("number " + number.literal(), name, type);
                return before;
            }
        }
        return other(json, before, name, type);
    }

    float fraction(Json json, float before, String name) {
        if (json instanceof Json.Numeral number) {
            float value = Float.parseFloat(number.literal());
            if (Float.isFinite(value)) {
                return value;
            }
            wrong("number " + number.literal(), name, "float32");
            return before;
        }
        return other(json, before, name, "float32");
    }

    Number real(Json json, Number before, String name) {
        if (json instanceof Json.Numeral number) {
            double value = Double.parseDouble(number.literal());
            if (Double.isFinite(value)) {
                return value;
            }
            wrong("number " + number.literal(), name, "float64");
            return before;
        }
        return other(json, before, name, "float64");
    }

    private <T> T other(Json json, T before, String name, String type) {
        if (!(json instanceof Json.Nothing)) {
            wrong(json.kind(), name, type);
        }
        return before;
    }

    private void wrong(String what, String name, String type) {
        mismatch(what, "Go struct field " + name + " of type " + type);
    }

    private void mismatch(String what, String where) {
        if (problem == null) {
            problem = "json: cannot unmarshal " + what + " into " + where;
        }
    }

    boolean hasFailed() {
        return problem != null;
    }

    /** Fails with the first mismatch, if there was one. */
    void check() {
        if (problem != null) {
            throw ApiException.badBody(problem);
        }
    }
}
