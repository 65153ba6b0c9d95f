package dev.haywire.samples.pool;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.haywire.TcpEchoServer;
import dev.haywire.TcpEndpoint;
import dev.haywire.samples.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pool of connections is held to while nobody looks at them. The server sends each question back. */
class PoolTest {

    @TcpEchoServer
    private TcpEndpoint server;

    private Pool pool;

    Pool of(InetSocketAddress address) {
        return new CheckingPool(address);
    }

    @BeforeEach
    void fill() throws IOException {
        pool = of(server.address());
        List<PooledConnection> borrowed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            borrowed.add(pool.borrow());
            borrowed.get(i).ask("are you there?");
        }
        borrowed.forEach(pool::giveBack);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    /** What a pool is for: five questions, and no further connection. */
    @Test
    void usesAgainWhatIsInOrder() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(answerTo("question " + i)).isEqualTo("question " + i);
        }
        assertThat(server).hasAccepted(3).hasOpenConnections(3);
        shows("5 questions: answered over the 3 connections that were there");
    }

    /**
     * In the field: a firewall or the server gives idle connections up, and the first requests of the morning fail. Here: all idle ones are
     * reset; the next question has to be answered nevertheless.
     */
    @Test
    void replacesConnectionsThatWereReset() throws IOException {
        server.resetConnections();

        assertThat(answerTo("good morning")).isEqualTo("good morning");
        assertThat(server).hasAccepted(4).hasOpenConnections(1);
        shows("3 idle connections reset: the next question was answered over a fourth");
    }

    /** In the field: the server closes politely what was idle for too long. Here: the same with FIN, where writing still seems to work. */
    @Test
    void replacesConnectionsThatWereClosed() throws IOException {
        server.closeConnections();

        assertThat(answerTo("good morning")).isEqualTo("good morning");
        assertThat(server).hasAccepted(4);
        shows("3 idle connections closed: the next question was answered over a fourth");
    }

    /** In the field: one of several servers behind one address restarts. Here: one of three is reset, and only that one may be replaced. */
    @Test
    void replacesOnlyWhatIsBroken() throws IOException {
        server.connection(1).reset();

        List<PooledConnection> borrowed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            borrowed.add(pool.borrow());
            assertThat(borrowed.get(i).ask("still there?")).isEqualTo("still there?");
        }
        borrowed.forEach(pool::giveBack);
        assertThat(server).hasAccepted(4).hasOpenConnections(3);
        shows("1 of 3 idle connections reset: that one alone was replaced");
    }

    private String answerTo(String question) throws IOException {
        PooledConnection connection = pool.borrow();
        String answer = connection.ask(question);
        pool.giveBack(connection);
        return answer;
    }

    void shows(String shown) {
        Sample.shows("connection pool", shown);
    }
}
