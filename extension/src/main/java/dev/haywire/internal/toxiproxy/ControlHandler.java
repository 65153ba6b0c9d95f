package dev.haywire.internal.toxiproxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests over HTTP. Each has been read as a whole before anything is asked of a proxy, so that a client that stops within one holds up
 * no other.
 */
final class ControlHandler implements Function<HttpRequest, Answer> {
    private final Routes routes;
    private final @Nullable AccessToken token;
    private final RequestIds ids = new RequestIds();

    /**
     * Takes what answers.
     *
     * @param token that each request must bear; null where none is asked for
     */
    ControlHandler(ControlApi api, @Nullable AccessToken token) {
        this.routes = new Routes(api);
        this.token = token;
    }

    @Override
    public Answer apply(HttpRequest request) {
        String path = request.path();
        String clean = Routes.clean(path);
        if (!clean.equals(path)) {
            return Answer.empty(301).with("Location", location(clean, request.query()));
        }
        Routes.Handler handler = routes.find(request.method(), path);
        if (handler == null) {
            return Answer.notFound();
        }
        if (handler == Routes.NOT_ALLOWED) {
            return handler.answer(request.body());
        }
        return routed(request, handler).with("X-Toxiproxy-Request-Id", ids.next());
    }

    private Answer routed(HttpRequest request, Routes.Handler handler) {
        String agent = request.header("User-Agent");
        if (agent != null && agent.startsWith("Mozilla/")) {
            return Answer.plain(403, "User agent not allowed");
        }
        if (token != null && !token.isIn(request.header("Authorization"))) {
            return token.refusal();
        }
        if (request.body().length > RequestReader.MOST_BODY) {
            return Answer.error(400, "bad request body: more than " + RequestReader.MOST_BODY + " bytes");
        }
        try {
            return handler.answer(request.body());
        } catch (ApiException refused) {
            return Answer.error(refused.status(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            System.getLogger("dev.haywire.toxiproxy")
                    .log(System.Logger.Level.WARNING, "the control server failed", failure);
            return Answer.error(500, failure.toString());
        }
    }

    private static String location(String path, @Nullable String query) {
        try {
            String escaped = new URI(null, null, path, null).toASCIIString();
            return query == null ? escaped : escaped + "?" + query;
        } catch (URISyntaxException odd) {
            return "/";
        }
    }
}
