package com.example.payments;

import static dev.haywire.assertj.HaywireAssertions.assertThat;
import static dev.haywire.fault.Direction.DOWNSTREAM;
import static dev.haywire.fault.Direction.UPSTREAM;
import static dev.haywire.fault.Faults.reset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.haywire.TcpEndpoint;
import dev.haywire.TcpProxy;
import dev.haywire.fault.Blackhole;
import dev.haywire.fault.Reset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** HikariCP before a real PostgreSQL, with a proxy in between. */
@EnabledIf(
        value = "com.example.payments.Postgres#isInstalled",
        disabledReason = "initdb is not installed (Debian: apt-get install postgresql)")
// tag::postgres
@SpringBootTest
class PaymentsTest {

    @TcpProxy
    private static TcpEndpoint database;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add(
                "spring.datasource.url",
                () -> "jdbc:postgresql://" + database.host() + ":" + database.port()
                        + "/postgres?preferQueryMode=simple&socketTimeout=1");
    }

    @Autowired
    private Payments payments;

    @Test
    @Reset(after = "COMMIT\0", direction = UPSTREAM, nextConnections = 1)
    void paysOnceWhereTheAnswerToTheCommitIsLost() {
        payments.pay(1);
        assertThat(paid()).isOne();
        assertThat(database).hasAccepted(1); // the pool's next connection, on which it asked again
    }

    @Test
    @Blackhole(direction = DOWNSTREAM, nextConnections = 1)
    void leavesASilentConnectionAfterItsSocketTimeout() {
        payments.pay(1);
        assertThat(paid()).isOne();
        assertThat(database).hasAccepted(1);
    }

    @Test
    void recoversWhenAllConnectionsAreReset() {
        database.resetConnections();
        payments.pay(1);
        assertThat(paid()).isOne();
        assertThat(database).hasAccepted(1);
    }
    // end::postgres

    // tag::extended
    @Test
    void theCommitIsDoneThoughItsAnswerIsLost(@Autowired TransactionTemplate transaction) {
        assertThrows(
                TransactionException.class,
                () -> transaction.executeWithoutResult(status -> {
                    jdbc.update("INSERT INTO paid (bill) VALUES (1)");
                    database.apply(reset().downstream().onNextData().nextConnections(1));
                }));
        assertThat(paid()).isOne();
    }
    // end::extended

    private static Postgres server;

    @Autowired
    private JdbcTemplate jdbc;

    @BeforeAll
    static void start() throws Exception {
        server = Postgres.start();
        database.forwardTo(server.address());
    }

    @BeforeEach
    void noneIsPaid() {
        jdbc.execute("CREATE TABLE IF NOT EXISTS paid (bill int PRIMARY KEY)");
        jdbc.execute("DELETE FROM paid");
        database.clearRecords(); // the pool has connected
    }

    private int paid() {
        return jdbc.queryForObject("SELECT count(*) FROM paid", Integer.class);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }
}
