package dev.haywire.truth;

/** What an application sees of the wire in one look. */
sealed interface Sight {

    /** These bytes, as ISO 8859-1 text. */
    record Bytes(String text) implements Sight {
        @Override
        public String toString() {
            return "`" + text + "`";
        }
    }

    /** The end of the stream. */
    record Eof() implements Sight {
        @Override
        public String toString() {
            return "end of stream";
        }
    }

    /** An exception of that text on read. */
    record Reset(String text) implements Sight {
        @Override
        public String toString() {
            return "\"" + text + "\"";
        }
    }

    /** Nothing, for a while. */
    record Silence() implements Sight {
        @Override
        public String toString() {
            return "silence";
        }
    }

    /** A connection. */
    record Connected() implements Sight {
        @Override
        public String toString() {
            return "a connection";
        }
    }

    /** A connect without an answer: the exception's text, or what stands for it where there is none. */
    record TimedOut(String text) implements Sight {
        @Override
        public String toString() {
            return "\"" + text + "\"";
        }
    }

    /** A connect that is refused with that text. */
    record Refused(String text) implements Sight {
        @Override
        public String toString() {
            return "\"" + text + "\"";
        }
    }

    Sight EOF = new Eof();
    Sight SILENCE = new Silence();
    Sight CONNECTED = new Connected();
    Sight RESET = new Reset("Connection reset");
    Sight REFUSED = new Refused("Connection refused");
}
