package dev.haywire.internal.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;

/** What the attributes of an endpoint annotation must hold to; each breach is an IllegalArgumentException that says what is allowed. */
final class EndpointRules {

    private EndpointRules() {}

    static void check(EndpointAttributes attributes) {
        if (attributes.port() < 0 || attributes.port() > 65_535) {
            throw new IllegalArgumentException(
                    "port = " + attributes.port() + "; allowed is 0 (any free port) to 65535");
        }
        DeclaredService service = attributes.service();
        if (service instanceof DeclaredService.Script script) {
            script(script);
        } else if (service instanceof DeclaredService.Handled handled) {
            charset(handled.charset());
            constructor(handled.handler());
        } else if (service instanceof DeclaredService.Peer peer) {
            PeerRules.check(peer);
            if (!attributes.host().isEmpty()) {
                PeerRules.checkAt(peer, "host", attributes.host());
            }
        } else if (service instanceof DeclaredService.Proxy proxy
                && !proxy.upstream().contains("${")) {
            Upstream.parse(proxy.upstream());
        }
    }

    private static void script(DeclaredService.Script script) {
        Charset charset = charset(script.charset());
        encoded("greeting", script.greeting(), charset);
        encoded("reply", script.reply(), charset);
        encoded("until", script.until(), charset);
        if (script.until().isEmpty()) {
            throw new IllegalArgumentException(
                    "until = \"\"; allowed is the text that ends a line, at least one character");
        }
        if (script.closeAfterReply()
                && script.greeting().isEmpty()
                && script.reply().isEmpty()) {
            throw new IllegalArgumentException(
                    "closeAfterReply without greeting and reply; allowed is it with one of them");
        }
    }

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException(
                    "charset = \"" + name + "\"; allowed is a charset of this JDK, UTF-8 for instance", unknown);
        }
    }

    /** A text that the charset cannot write would silently become question marks. */
    static byte[] encoded(String attribute, String text, Charset charset) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        try {
            java.nio.ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException | UnsupportedOperationException unwritable) {
            throw new IllegalArgumentException(
                    attribute + " = \"" + text + "\"; allowed is text that charset " + charset.name() + " can write",
                    unwritable);
        }
    }

    static <H> Constructor<? extends H> constructor(Class<? extends H> handler) {
        try {
            Constructor<? extends H> constructor = handler.getDeclaredConstructor();
            if (Modifier.isAbstract(handler.getModifiers())) {
                throw new IllegalArgumentException(unusable(handler));
            }
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException none) {
            throw new IllegalArgumentException(unusable(handler), none);
        }
    }

    private static String unusable(Class<?> handler) {
        return "handler = " + Spelling.of(handler) + ".class"
                + "; allowed is a class, static where it is nested, not abstract, with a constructor without parameters";
    }
}
