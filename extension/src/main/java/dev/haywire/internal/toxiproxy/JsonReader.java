package dev.haywire.internal.toxiproxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the first JSON value of a request and ignores what follows it, as Toxiproxy does; where it is none, the error has the words of Go's
 * decoder, which clients and their tests know.
 */
final class JsonReader {
    private static final int MOST_NESTED = 500;
    private static final int END = -1;

    private final byte[] source;
    private int at;
    private int depth;

    private JsonReader(byte[] source) {
        this.source = source;
    }

    static Json read(byte[] source) throws JsonException {
        JsonReader reader = new JsonReader(source);
        if (reader.peekBehindSpace() == END) {
            throw new JsonException("EOF");
        }
        return reader.value();
    }

    private int peek() {
        return at < source.length ? source[at] & 0xFF : END;
    }

    private int peekBehindSpace() {
        int next;
        while ((next = peek()) == ' ' || next == '\t' || next == '\r' || next == '\n') {
            at++;
        }
        return next;
    }

    private Json value() throws JsonException {
        int next = peekBehindSpace();
        switch (next) {
            case '{':
                return nested(this::object);
            case '[':
                return nested(this::array);
            case '"':
                return new Json.Text(text());
            case 't':
                literal("true");
                return new Json.Truth(true);
            case 'f':
                literal("false");
                return new Json.Truth(false);
            case 'n':
                literal("null");
                return new Json.Nothing();
            default:
                if (next == '-' || isDigit(next)) {
                    return number();
                }
                throw unexpected("looking for beginning of value");
        }
    }

    private interface Part {
        Json read() throws JsonException;
    }

    private Json nested(Part part) throws JsonException {
        if (++depth > MOST_NESTED) {
            throw new JsonException("exceeded max depth");
        }
        at++;
        Json value = part.read();
        at++;
        depth--;
        return value;
    }

    private Json object() throws JsonException {
        List<Json.Member> members = new ArrayList<>();
        if (peekBehindSpace() == '}') {
            return new Json.Members(members);
        }
        while (true) {
            if (peekBehindSpace() != '"') {
                throw unexpected("looking for beginning of object key string");
            }
            String key = text();
            if (peekBehindSpace() != ':') {
                throw unexpected("after object key");
            }
            at++;
            members.add(new Json.Member(key, value()));
            if (peekBehindSpace() == '}') {
                return new Json.Members(members);
            }
            if (peek() != ',') {
                throw unexpected("after object key:value pair");
            }
            at++;
        }
    }

    private Json array() throws JsonException {
        List<Json> values = new ArrayList<>();
        if (peekBehindSpace() == ']') {
            return new Json.Items(values);
        }
        while (true) {
            values.add(value());
            if (peekBehindSpace() == ']') {
                return new Json.Items(values);
            }
            if (peek() != ',') {
                throw unexpected("after array element");
            }
            at++;
        }
    }

    private void literal(String word) throws JsonException {
        at++;
        for (int i = 1; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private Json number() throws JsonException {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (peek() == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        return new Json.Numeral(new String(source, from, at - from, StandardCharsets.US_ASCII));
    }

    private void digits(String where) throws JsonException {
        if (!isDigit(peek())) {
            throw unexpected(where);
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private static boolean isDigit(int next) {
        return next >= '0' && next <= '9';
    }

    private String text() throws JsonException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder text = new StringBuilder();
        at++;
        while (peek() != '"') {
            int next = peek();
            if (next < ' ') {
                throw unexpected("in string literal");
            }
            at++;
            if (next == '\\') {
                text.append(decoded(bytes));
                bytes.reset();
                text.append(escaped());
            } else {
                bytes.write(next);
            }
        }
        at++;
        return withoutLoneSurrogates(text.append(decoded(bytes)));
    }

    /** As Go does: for each byte that is no UTF-8 a replacement character, where Java has one for several. */
    private static CharSequence decoded(ByteArrayOutputStream bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
        CharBuffer out = CharBuffer.allocate(in.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result;
        while ((result = decoder.decode(in, out, true)).isError()) {
            for (int i = 0; i < result.length(); i++) {
                in.get();
                out.put('\uFFFD');
            }
        }
        return out.flip();
    }

    private char escaped() throws JsonException {
        int next = peek();
        int known = "\"\\/bfnrt".indexOf(next);
        if (next == 'u') {
            at++;
            return unicode();
        }
        if (known < 0) {
            throw unexpected("in string escape code");
        }
        at++;
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private char unicode() throws JsonException {
        int unit = 0;
        for (int i = 0; i < 4; i++, at++) {
            int digit = Character.digit(peek() < 0x80 ? (char) peek() : ' ', 16);
            if (digit < 0) {
                throw unexpected("in \\u hexadecimal character escape");
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    private static String withoutLoneSurrogates(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                text.setCharAt(i, '\uFFFD');
            }
        }
        return text.toString();
    }

    private JsonException unexpected(String where) {
        return new JsonException(
                peek() == END ? "unexpected EOF" : "invalid character " + quoted(peek()) + " " + where);
    }

    private static String quoted(int next) {
        int known = "\\\u0007\b\f\n\r\t\u000B'".indexOf(next);
        String shown;
        if (known >= 0) {
            shown = "\\" + "\\abfnrtv'".charAt(known);
        } else if (next < ' ' || next == 0x7F) {
            shown = String.format("\\x%02x", next);
        } else if (next >= 0x80 && next <= 0xA0 || next == 0xAD) {
            shown = String.format("\\u%04x", next);
        } else {
            shown = String.valueOf((char) next);
        }
        return "'" + shown + "'";
    }
}
