package dev.haywire.samples.postgres;

import static dev.haywire.fault.Faults.close;
import static dev.haywire.fault.Faults.reset;
import static dev.haywire.samples.LostAnswers.TRIES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.fault.TcpFault;
import dev.haywire.samples.LostAnswers;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real PostgreSQL commits each time, and its answer never comes: who asks again must be ready for a row that is there. */
class LostCommitTest {
    private static PostgresProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresProcess.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static List<TcpFault> faults() {
        return List.of(
                reset().upstream().after("COMMIT\0"),
                close().upstream().after("COMMIT\0"),
                reset().downstream().onNextData());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void commitsOnceAndAnswersNever(TcpFault fault, @TcpProxy(name = "postgres") TcpEndpoint postgres)
            throws Exception {
        postgres.forwardTo(server.address());
        try (Socket beside =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            Sql.login(beside);
            Sql.ask(beside, "CREATE TABLE paid (bill int)");
            try {
                LostAnswers.ask(postgres, fault, LostCommitTest::payWithoutCommit, Sql.query("COMMIT"));
                awaitRows(beside);
            } finally {
                Sql.ask(beside, "DROP TABLE paid");
            }
            Sample.shows("postgres", fault.kind() + ": committed " + TRIES + " of " + TRIES + ", answered 0");
        }
    }

    private static void payWithoutCommit(Socket socket) throws IOException {
        Sql.login(socket);
        Sql.ask(socket, "BEGIN");
        Sql.ask(socket, "INSERT INTO paid VALUES (1)");
    }

    /** The question is in the server's socket when the application sees the end; the server may read it a moment later. */
    private static void awaitRows(Socket beside) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!rows(beside).equals(TRIES + "\n") && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(rows(beside)).isEqualTo(TRIES + "\n");
    }

    private static String rows(Socket beside) throws IOException {
        return Sql.ask(beside, "SELECT count(*) FROM paid");
    }
}
