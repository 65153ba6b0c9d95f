package dev.haywire.internal.journal;

/** Numbers the words for why a datagram was lost, so that an event needs a number only. They are few. One thread adds, any number read. */
final class Causes {
    private volatile String[] words = {};

    /** Returns the number of a word, the next one where it is new. */
    int number(String word) {
        String[] known = words;
        for (int i = 0; i < known.length; i++) {
            if (known[i].equals(word)) {
                return i;
            }
        }
        String[] more = new String[known.length + 1];
        System.arraycopy(known, 0, more, 0, known.length);
        more[known.length] = word;
        words = more;
        return known.length;
    }

    /** Spells what became of a datagram. */
    String spelled(int number) {
        String word = words[number];
        return switch (word) {
            case "noUpstream" -> "dropped: no upstream yet";
            case "unreachable" -> "dropped: the server's port is unreachable";
            case "handler" -> "dropped: too many wait for the handler";
            case "unknownHost" -> "dropped: the server's host is unknown";
            case "lookup" -> "dropped: too many wait for the server's host to be looked up";
            case "loop" -> "dropped: the upstream leads back to the proxy itself";
            case "descriptors" -> "dropped: no file descriptor was free";
            case "sendQueue" -> "dropped: too many wait to be sent";
            case "send" -> "dropped: the kernel did not take it";
            default -> "dropped by " + word;
        };
    }
}
