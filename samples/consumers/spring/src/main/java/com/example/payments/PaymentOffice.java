package com.example.payments;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps the paid bills in a PostgreSQL. */
@SpringBootApplication
public class PaymentOffice {

    public static void main(String[] args) {
        SpringApplication.run(PaymentOffice.class, args);
    }
}
