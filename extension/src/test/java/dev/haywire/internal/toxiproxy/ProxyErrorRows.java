package dev.haywire.internal.toxiproxy;

import static dev.haywire.internal.toxiproxy.ApiRow.row;
import static dev.haywire.internal.toxiproxy.ApiRow.step;
import static dev.haywire.internal.toxiproxy.ApiSteps.bad;
import static dev.haywire.internal.toxiproxy.ApiSteps.created;
import static dev.haywire.internal.toxiproxy.ApiSteps.error;
import static dev.haywire.internal.toxiproxy.ApiSteps.proxy;
import static dev.haywire.internal.toxiproxy.ApiSteps.wrong;

import dev.haywire.internal.toxiproxy.ApiRow.Step;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with requests about proxies, and how that is answered. */
final class ProxyErrorRows {

    private ProxyErrorRows() {}

    static List<ApiRow> rows() {
        return Stream.of(bodies(), proxyErrors(), listenErrors())
                .flatMap(List::stream)
                .toList();
    }

    private static List<ApiRow> bodies() {
        String key = "looking for beginning of object key string";
        String value = "looking for beginning of value";
        return List.of(
                row(
                        "empty and cut off",
                        created("a"),
                        bad("POST", "/proxies", "", "EOF"),
                        bad("POST", "/proxies", " ", "EOF"),
                        bad("PATCH", "/proxies/a", "", "EOF"),
                        bad("POST", "/proxies/a/toxics", "", "EOF"),
                        bad("POST", "/proxies", "{", "unexpected EOF"),
                        bad("POST", "/proxies", "{'name'", "unexpected EOF"),
                        bad("POST", "/proxies", "{'name':'a", "unexpected EOF"),
                        bad("POST", "/proxies", "tru", "unexpected EOF"),
                        bad("POST", "/proxies", "-", "unexpected EOF"),
                        bad("POST", "/proxies", "1.", "unexpected EOF"),
                        bad("POST", "/proxies", "1e", "unexpected EOF")),
                row(
                        "garbage",
                        bad("POST", "/proxies", "x", "invalid character `x` " + value),
                        bad("POST", "/proxies", "`", "invalid character `\\\\``` ".replace("```", "``") + value),
                        bad("POST", "/proxies", "{x", "invalid character `x` " + key),
                        bad("POST", "/proxies", "{'a':1,}", "invalid character `}` " + key),
                        bad("POST", "/proxies", "{'a'x", "invalid character `x` after object key"),
                        bad("POST", "/proxies", "{'a':1x", "invalid character `x` after object key:value pair"),
                        bad("POST", "/proxies", "[1 2]", "invalid character `2` after array element"),
                        bad("POST", "/proxies", "trux", "invalid character `x` in literal true (expecting `e`)"),
                        bad("POST", "/proxies", "-x", "invalid character `x` in numeric literal"),
                        bad("POST", "/proxies", "1.x", "invalid character `x` after decimal point in numeric literal"),
                        bad("POST", "/proxies", "1ex", "invalid character `x` in exponent of numeric literal"),
                        bad("POST", "/proxies", "{'a':'\\q'}", "invalid character `q` in string escape code"),
                        bad("POST", "/proxies", "é", "invalid character `Ã` " + value)),
                row(
                        "the wrong kind",
                        wrong("/proxies", "[]", "array", "value of type toxiproxy.Proxy"),
                        wrong("/proxies", "5", "number", "value of type toxiproxy.Proxy"),
                        wrong("/proxies", "{'name':5}", "number", "struct field Proxy.name of type string"),
                        wrong("/proxies", "{'name':{}}", "object", "struct field Proxy.name of type string"),
                        wrong("/proxies", "{'listen':[]}", "array", "struct field Proxy.listen of type string"),
                        wrong("/proxies", "{'enabled':'x'}", "string", "struct field Proxy.enabled of type bool")));
    }

    private static List<ApiRow> proxyErrors() {
        Step[] unknown = {
            step("GET", "/proxies/x", "", 404, error("proxy not found", 404)),
            step("PATCH", "/proxies/x", "garbage", 404, error("proxy not found", 404)),
            step("POST", "/proxies/x", "", 404, error("proxy not found", 404)),
            step("DELETE", "/proxies/x", "", 404, error("proxy not found", 404)),
            step("GET", "/proxies/x/toxics", "", 404, error("proxy not found", 404)),
            step("POST", "/proxies/x/toxics", "garbage", 404, error("proxy not found", 404)),
            step("GET", "/proxies/x/toxics/y", "", 404, error("proxy not found", 404)),
            step("PATCH", "/proxies/x/toxics/y", "", 404, error("proxy not found", 404)),
            step("DELETE", "/proxies/x/toxics/y", "", 404, error("proxy not found", 404))
        };
        return List.of(
                row(
                        "missing name or upstream, the name first",
                        step("POST", "/proxies", "{}", 400, error("missing required field: name", 400)),
                        step("POST", "/proxies", "null", 400, error("missing required field: name", 400)),
                        step("POST", "/proxies", "{'name':''}", 400, error("missing required field: name", 400)),
                        step("POST", "/proxies", "{'name':'a'}", 400, error("missing required field: upstream", 400))),
                row(
                        "a name that is taken, which is seen before the port",
                        created("a"),
                        step(
                                "POST",
                                "/proxies",
                                "{'name':'a','upstream':'x','listen':'127.0.0.1:TAKEN'}",
                                409,
                                error("proxy already exists", 409))),
                row("unknown proxies, whatever is done to them", unknown));
    }

    private static List<ApiRow> listenErrors() {
        return List.of(
                refused("127.0.0.1:TAKEN", "listen tcp 127.0.0.1:N: bind: address already in use"),
                refused("localhost:TAKEN", "listen tcp 127.0.0.1:N: bind: address already in use"),
                refused("1.2.3.4:9999", "listen tcp 1.2.3.4:N: bind: cannot assign requested address"),
                refused("127.0.0.1", "listen tcp: address 127.0.0.1: missing port in address"),
                refused("::1", "listen tcp: address ::1: too many colons in address"),
                refused("[::1", "listen tcp: address [::1: missing `]` in address"),
                refused("127.0.0.1:99999", "listen tcp: address 99999: invalid port"),
                refused("127.0.0.1:-1", "listen tcp: address -1: invalid port"),
                refused("127.1:0", "listen tcp: lookup 127.1: no such host"),
                refused("127.0.0.01:0", "listen tcp: lookup 127.0.0.01: no such host"),
                refused("127.0.0.1:abc", "listen tcp: lookup tcp/abc: unknown port"),
                row(
                        "a host that nobody knows",
                        step(
                                        "POST",
                                        "/proxies",
                                        "{'name':'a','upstream':'x','listen':'nohost.invalid:0'}",
                                        500,
                                        error("listen tcp: lookup nohost.invalid: no such host", 500))
                                .really(
                                        "it names the name server as well",
                                        500,
                                        "{\"error\":\"listen tcp: lookup nohost.invalid…")),
                row(
                        "an update that cannot be read leaves all as it was",
                        created("a"),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'127.0.0.1'}",
                                500,
                                error("address 127.0.0.1: missing port in address", 500)),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'127.0.0.1:99999'}",
                                500,
                                error("address 99999: invalid port", 500)),
                        step("GET", "/proxies/a", "", 200, proxy("a", ""))),
                row(
                        "an update that cannot be bound leaves the proxy disabled, at the new address",
                        created("a"),
                        step(
                                "PATCH",
                                "/proxies/a",
                                "{'listen':'1.2.3.4:9999'}",
                                500,
                                error("listen tcp 1.2.3.4:N: bind: cannot assign requested address", 500)),
                        step("GET", "/proxies/a", "", 200, proxy("a", "1.2.3.4:N", "127.0.0.1:1", false, ""))));
    }

    private static ApiRow refused(String listen, String text) {
        return row(
                "listening at " + listen,
                step(
                        "POST",
                        "/proxies",
                        "{'name':'a','upstream':'x','listen':'" + listen + "'}",
                        500,
                        error(text, 500)),
                step("GET", "/proxies", "", 200, "{}"));
    }
}
