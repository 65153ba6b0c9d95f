package dev.haywire.internal.junit;

import dev.haywire.Protocol;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
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
        if (attributes.receiveBuffer() < 0) {
            String kernels = attributes.protocol() == Protocol.TCP
                    ? "the kernel's own choice"
                    : "as many bytes as the kernel allows, up to 4 MiB";
            throw new IllegalArgumentException(
                    "receiveBuffer = " + attributes.receiveBuffer() + "; allowed is 0 (" + kernels + ") or more");
        }
        DeclaredService service = attributes.service();
        if (service instanceof DeclaredService.Script script) {
            Services.script(script);
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

    static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new IllegalArgumentException(
                    "charset = \"" + name + "\"; allowed is a charset of this JDK, UTF-8 for instance", unknown);
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
