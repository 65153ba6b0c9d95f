package dev.haywire.internal.toxiproxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a request is for: by its path, then by its method. */
final class Routes {
    /** Answers a method that the path does not have. */
    static final Handler NOT_ALLOWED = body -> Answer.empty(405);

    private final ControlApi api;

    Routes(ControlApi api) {
        this.api = api;
    }

    /** What answers a request once its body has been read. */
    @FunctionalInterface
    interface Handler {
        Answer answer(byte[] body);
    }

    /**
     * Finds what answers.
     *
     * @param path decoded
     * @return null where there is no such path
     */
    @Nullable
    Handler find(String method, String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        List<String> parts = Arrays.asList(path.substring(1).split("/", -1));
        if (parts.contains("")) {
            return null;
        }
        return switch (parts.size()) {
            case 1 -> top(method, parts.get(0));
            case 2 -> parts.get(0).equals("proxies") ? proxy(method, parts.get(1)) : null;
            case 3 -> isOfToxics(parts) ? toxics(method, parts.get(1)) : null;
            case 4 -> isOfToxics(parts) ? toxic(method, parts.get(1), parts.get(3)) : null;
            default -> null;
        };
    }

    private static boolean isOfToxics(List<String> parts) {
        return parts.get(0).equals("proxies") && parts.get(2).equals("toxics");
    }

    private @Nullable Handler top(String method, String path) {
        return switch (path) {
            case "version" -> only(method, "GET", body -> api.version());
            case "reset" -> only(method, "POST", body -> api.reset());
            case "populate" -> only(method, "POST", api::populate);
            case "proxies" ->
                switch (method) {
                    case "GET" -> body -> api.listProxies();
                    case "POST" -> api::createProxy;
                    default -> NOT_ALLOWED;
                };
            default -> null;
        };
    }

    private static Handler only(String method, String allowed, Handler handler) {
        return method.equals(allowed) ? handler : NOT_ALLOWED;
    }

    private Handler proxy(String method, String proxy) {
        return switch (method) {
            case "GET" -> body -> api.showProxy(proxy);
            case "POST", "PATCH" -> body -> api.updateProxy(proxy, body);
            case "DELETE" -> body -> api.deleteProxy(proxy);
            default -> NOT_ALLOWED;
        };
    }

    private Handler toxics(String method, String proxy) {
        return switch (method) {
            case "GET" -> body -> api.listToxics(proxy);
            case "POST" -> body -> api.createToxic(proxy, body);
            default -> NOT_ALLOWED;
        };
    }

    private Handler toxic(String method, String proxy, String toxic) {
        return switch (method) {
            case "GET" -> body -> api.showToxic(proxy, toxic);
            case "POST", "PATCH" -> body -> api.updateToxic(proxy, toxic, body);
            case "DELETE" -> body -> api.deleteToxic(proxy, toxic);
            default -> NOT_ALLOWED;
        };
    }

    /** A path without doubled slashes and dots: where it differs, the client is sent there. */
    static String clean(String path) {
        List<String> kept = new ArrayList<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.add(part);
            }
        }
        String clean = "/" + String.join("/", kept);
        return path.endsWith("/") && clean.length() > 1 ? clean + "/" : clean;
    }
}
