package com.example.payments;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Pays bills, once more where it cannot tell whether a bill has been paid: paying twice must not count twice. */
@Component
public class Payments {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public Payments(JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    public void pay(int bill) {
        try {
            once(bill);
        } catch (DataAccessException | TransactionException unknown) {
            once(bill);
        }
    }

    private void once(int bill) {
        transaction.executeWithoutResult(
                status -> jdbc.update("INSERT INTO paid (bill) VALUES (?) ON CONFLICT DO NOTHING", bill));
    }
}
