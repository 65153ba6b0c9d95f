package dev.haywire.internal.toxiproxy;

import static dev.haywire.internal.toxiproxy.ApiRow.row;
import static dev.haywire.internal.toxiproxy.ApiRow.step;
import static dev.haywire.internal.toxiproxy.ApiSteps.bad;
import static dev.haywire.internal.toxiproxy.ApiSteps.created;
import static dev.haywire.internal.toxiproxy.ApiSteps.error;
import static dev.haywire.internal.toxiproxy.ApiSteps.latency;
import static dev.haywire.internal.toxiproxy.ApiSteps.toxic;
import static dev.haywire.internal.toxiproxy.ApiSteps.wrong;

import java.util.List;
import java.util.stream.Stream;

/** What is wrong with requests about toxics, how that is answered, and what an update takes all the same. */
final class ToxicErrorRows {

    private ToxicErrorRows() {}

    static List<ApiRow> rows() {
        return Stream.of(toxicErrors(), toxicUpdates()).flatMap(List::stream).toList();
    }

    private static List<ApiRow> toxicErrors() {
        String path = "/proxies/a/toxics";
        String stream = error("stream was invalid, can be either upstream or downstream", 400);
        String type = error("invalid toxic type", 400);
        String there = error("toxic already exists", 409);
        String field = "struct field LatencyToxic.attributes.latency of type int64";
        return List.of(
                row(
                        "streams",
                        created("a"),
                        step("POST", path, "{'type':'latency','stream':'x'}", 400, stream),
                        step("POST", path, "{'type':'latency','stream':''}", 400, stream),
                        step("POST", path, "{'type':'latency','stream':null}", 200, latency("latency_downstream")),
                        step(
                                "POST",
                                path,
                                "{'type':'latency','stream':'UPSTREAM'}",
                                200,
                                toxic("'latency':0,'jitter':0", "latency_UPSTREAM", "latency", "UPSTREAM", "1"))),
                row(
                        "types",
                        created("a"),
                        step("POST", path, "{}", 400, type),
                        step("POST", path, "null", 400, type),
                        step("POST", path, "{'type':'Latency'}", 400, type),
                        step("POST", path, "{'type':'packet_loss'}", 400, ofPackets("packet_loss"))
                                .really("2.12 has no such type", 400, type.replace('\'', '"')),
                        step("POST", path, "{'type':'packet_reorder'}", 400, ofPackets("packet_reorder"))
                                .really("it has no such type", 400, type.replace('\'', '"'))),
                row(
                        "names taken in either direction",
                        created("a"),
                        step("POST", path, "{'type':'latency','name':'x'}", 200, latency("x")),
                        step("POST", path, "{'type':'latency','name':'x','stream':'upstream'}", 409, there),
                        step("POST", path, "{'type':'timeout','name':'x'}", 409, there)),
                row(
                        "the order of checks: body, stream, type, name, attributes",
                        created("a"),
                        step("POST", path, "{'type':'latency','name':'x'}", 200, latency("x")),
                        wrong(
                                path,
                                "{'name':5,'stream':'z','type':'z'}",
                                "number",
                                "struct field ToxicWrapper.name of type string"),
                        step("POST", path, "{'stream':'z','type':'z','name':'x'}", 400, stream),
                        step("POST", path, "{'type':'z','name':'x'}", 400, type),
                        step("POST", path, "{'type':'latency','name':'x','attributes':{'latency':1.5}}", 409, there),
                        wrong(path, "{'type':'latency','attributes':{'latency':1.5}}", "number 1.5", field),
                        step("GET", path, "", 200, "[" + latency("x") + "]")),
                row(
                        "attributes that are no plain integer",
                        created("a"),
                        wrong(path, "{'type':'latency','attributes':{'latency':100.0}}", "number 100.0", field),
                        wrong(path, "{'type':'latency','attributes':{'latency':1e2}}", "number 1e2", field),
                        wrong(path, "{'type':'latency','attributes':{'latency':'5'}}", "string", field),
                        wrong(
                                path,
                                "{'type':'latency','attributes':{'latency':99999999999999999999}}",
                                "number 99999999999999999999",
                                field),
                        wrong(
                                path,
                                "{'type':'slicer','attributes':{'delay':1.5}}",
                                "number 1.5",
                                "struct field SlicerToxic.attributes.delay of type int"),
                        wrong(
                                path,
                                "{'type':'latency','attributes':5}",
                                "number",
                                "struct field ToxicWrapper.attributes of type toxics.NoopToxic"),
                        wrong(
                                path,
                                "{'type':'latency','toxicity':'1'}",
                                "string",
                                "struct field ToxicWrapper.toxicity of type float32")),
                row(
                        "attributes that are given twice",
                        created("a"),
                        step(
                                "POST",
                                path,
                                "{'attributes':{'latency':5},'type':'latency','Attributes':{'jitter':6,'JITTER':7}}",
                                200,
                                toxic("'latency':5,'jitter':7", "latency_downstream", "latency", "downstream", "1")),
                        wrong(
                                path,
                                "{'type':'latency','name':'x','attributes':{'latency':1.5},'attributes':{'latency':5}}",
                                "number 1.5",
                                field)),
                row(
                        "attributes and toxicity that are taken as they are",
                        created("a"),
                        step(
                                "POST",
                                path,
                                "{'type':'latency','toxicity':7,'attributes':{'LATENCY':-5,'x':1}}",
                                200,
                                toxic("'latency':-5,'jitter':0", "latency_downstream", "latency", "downstream", "7")),
                        step(
                                "POST",
                                path,
                                "{'type':'latency','name':'x','toxicity':-1e-7}",
                                200,
                                toxic("'latency':0,'jitter':0", "x", "latency", "downstream", "-1e-7")),
                        step(
                                "POST",
                                path,
                                "{'type':'noop','toxicity':123456789}",
                                200,
                                toxic("", "noop_downstream", "noop", "downstream", "123456790")),
                        step(
                                "POST",
                                path,
                                "{'type':'noop','name':'y','toxicity':0.30000001}",
                                200,
                                toxic("", "y", "noop", "downstream", "0.3"))),
                row(
                        "unknown toxics",
                        created("a"),
                        step("GET", path + "/x", "", 404, error("toxic not found", 404)),
                        step("PATCH", path + "/x", "garbage", 404, error("toxic not found", 404)),
                        step("DELETE", path + "/x", "", 404, error("toxic not found", 404))));
    }

    private static String ofPackets(String type) {
        return error(
                "invalid toxic type: " + type
                        + " is for proxies whose network is udp; on TCP what is lost is sent again"
                        + " and arrives late: use latency with jitter",
                400);
    }

    private static List<ApiRow> toxicUpdates() {
        String path = "/proxies/a/toxics/latency_downstream";
        return List.of(
                row(
                        "what an update takes and leaves",
                        created("a"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        step("POST", path, "{}", 200, latency("latency_downstream")),
                        step("POST", path, "null", 200, latency("latency_downstream")),
                        step("POST", path, "{'attributes':null,'toxicity':null}", 200, latency("latency_downstream")),
                        step(
                                "POST",
                                path,
                                "{'name':5,'type':'timeout','stream':'upstream','toxicity':0.2}",
                                200,
                                toxic("'latency':0,'jitter':0", "latency_downstream", "latency", "downstream", "0.2"))),
                row(
                        "an update that is malformed in part counts for its other attributes",
                        created("a"),
                        step("POST", "/proxies/a/toxics", "{'type':'latency'}", 200, latency("latency_downstream")),
                        bad("POST", path, "", "EOF"),
                        wrong(
                                path,
                                "{'attributes':{'jitter':'x','latency':6},'toxicity':0.5}",
                                "string",
                                "struct field LatencyToxic.attributes.jitter of type int64"),
                        step(
                                "GET",
                                path,
                                "",
                                200,
                                toxic("'latency':6,'jitter':0", "latency_downstream", "latency", "downstream", "1")),
                        wrong(
                                path,
                                "{'toxicity':'x','attributes':{'latency':8}}",
                                "string",
                                "struct field .toxicity of type float32"),
                        step(
                                "GET",
                                path,
                                "",
                                200,
                                toxic("'latency':8,'jitter':0", "latency_downstream", "latency", "downstream", "1"))));
    }
}
