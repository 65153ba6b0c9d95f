package dev.haywire.internal.toxiproxy;

import java.util.List;

/** A JSON value as it was written: numbers keep their digits, objects the order and the doubles of their keys. */
sealed interface Json {

    /** The word that error texts have for it. */
    String kind();

    /** A string, unescaped. */
    record Text(String value) implements Json {
        @Override
        public String kind() {
            return "string";
        }
    }

    /** A number, as written. */
    record Numeral(String literal) implements Json {
        @Override
        public String kind() {
            return "number";
        }
    }

    /** True or false. */
    record Truth(boolean value) implements Json {
        @Override
        public String kind() {
            return "bool";
        }
    }

    /** Null: not given. */
    record Nothing() implements Json {
        @Override
        public String kind() {
            return "null";
        }
    }

    /** An array. */
    record Items(List<Json> values) implements Json {
        @Override
        public String kind() {
            return "array";
        }
    }

    /** An object. */
    record Members(List<Member> members) implements Json {
        @Override
        public String kind() {
            return "object";
        }
    }

    /** A key and its value. */
    record Member(String key, Json value) {}
}
