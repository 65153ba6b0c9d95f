package dev.haywire.internal.toxiproxy;

import java.util.List;

/**
 * A row of the table of the control API: requests one after the other, to a server that has no proxies before.
 *
 * @param what what it is about, in the words of the table
 */
record ApiRow(String what, List<Step> steps) {

    /**
     * A request and its answer.
     *
     * @param body {@code TAKEN} stands for a port that is taken
     * @param answer exactly, ports replaced by N; its beginning where it ends in an ellipsis
     * @param difference why a real server answers otherwise; empty where it answers the same
     */
    record Step(
            String method,
            String path,
            String body,
            int status,
            String answer,
            String difference,
            int realStatus,
            String realAnswer) {

        /** A deliberate difference: what a real server answers. */
        Step really(String reason, int otherStatus, String otherAnswer) {
            return new Step(method, path, body, status, answer, reason, otherStatus, otherAnswer);
        }
    }

    static ApiRow row(String what, Step... steps) {
        return new ApiRow(what, List.of(steps));
    }

    /** Double quotes may be written as single ones, in bodies and answers. */
    static Step step(String method, String path, String body, int status, String answer) {
        String quoted = answer.replace('\'', '"').replace("\\\"", "'");
        return new Step(
                method,
                path,
                body.replace('\'', '"').replace("`", "'"),
                status,
                quoted.replace("`", "'"),
                "",
                status,
                quoted.replace("`", "'"));
    }

    @Override
    public String toString() {
        return what;
    }
}
