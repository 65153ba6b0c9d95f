package dev.haywire.samples.roaming;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Knows its guests by their token, wherever they call from, and answers to where they called from last. */
public final class TokenRoom extends Room {
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, SocketAddress> addresses = new LinkedHashMap<>();

    /**
     * Opens the room.
     *
     * @throws IOException if there is no free port
     */
    public TokenRoom() throws IOException {}

    @Override
    protected void take(String text, SocketAddress from) throws IOException {
        String[] words = text.split(" ", 2);
        if (words[0].equals("enter")) {
            String token = UUID.randomUUID().toString();
            names.put(token, words[1]);
            addresses.put(token, from);
            tell("token " + token, from);
            return;
        }
        String name = names.get(words[0]);
        if (name == null) {
            tell("who are you?", from);
            return;
        }
        addresses.put(words[0], from);
        for (SocketAddress guest : addresses.values()) {
            tell(name + ": " + words[1], guest);
        }
    }
}
