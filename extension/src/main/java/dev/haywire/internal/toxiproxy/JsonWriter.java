package dev.haywire.internal.toxiproxy;

/** Writes JSON as Toxiproxy does: no blanks, and what HTML would mistake escaped. */
final class JsonWriter {
    private final StringBuilder json = new StringBuilder();
    private boolean first = true;

    JsonWriter begin(char bracket) {
        separate();
        json.append(bracket);
        first = true;
        return this;
    }

    JsonWriter end(char bracket) {
        json.append(bracket);
        first = false;
        return this;
    }

    JsonWriter key(String key) {
        text(key);
        json.append(':');
        first = true;
        return this;
    }

    JsonWriter text(String text) {
        separate();
        json.append('"');
        text.codePoints().forEach(this::append);
        json.append('"');
        return this;
    }

    /** Puts a number, a truth value or null. */
    JsonWriter literal(Object value) {
        separate();
        json.append(value);
        return this;
    }

    /** Puts a number in the shortest way that a float is told by, an exponent below 1e-6 and from 1e21 on. */
    JsonWriter number(float value) {
        return literal(Numbers.shortest(value));
    }

    private void separate() {
        if (!first) {
            json.append(',');
        }
        first = false;
    }

    private void append(int point) {
        int known = "\"\\\n\r\t\b\f".indexOf(point);
        if (known >= 0) {
            json.append('\\').append("\"\\nrtbf".charAt(known));
        } else if (point < ' ' || point == '<' || point == '>' || point == '&' || point == 0x2028 || point == 0x2029) {
            json.append(String.format("\\u%04x", point));
        } else {
            json.appendCodePoint(point);
        }
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
