package dev.haywire.internal.net;

import static dev.haywire.fault.Faults.drop;
import static dev.haywire.fault.Faults.loss;

import dev.haywire.Haywire;
import dev.haywire.UdpEndpoint;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.CountDownLatch;

/**
 * A program to be stopped (SIGSTOP) for longer than five seconds while a thread waits for a loop, and continued: it says {@code waits}, reads a
 * line, lets the loop go on and says what the thread got.
 */
final class StoppedProcess {

    private StoppedProcess() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch inPredicate = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Haywire haywire = Haywire.open();
                DatagramSocket client = new DatagramSocket()) {
            UdpEndpoint echo = haywire.udpEchoServer();
            echo.apply(drop().upstream().matching(datagram -> {
                inPredicate.countDown();
                return isInterrupted(goOn);
            }));
            client.send(new DatagramPacket(new byte[1], 1, echo.address()));
            inPredicate.await();
            Thread asking = new Thread(() -> System.out.println(answer(echo)), "asks");
            asking.start();
            while (asking.getState() != Thread.State.TIMED_WAITING) {
                Thread.sleep(1);
            }
            System.out.println("waits");
            System.in.read();
            goOn.countDown();
            asking.join();
        }
    }

    private static String answer(UdpEndpoint echo) {
        try {
            return "applied " + echo.apply(loss(1)).fault();
        } catch (IllegalStateException failure) {
            return failure.getMessage();
        }
    }

    private static boolean isInterrupted(CountDownLatch latch) {
        try {
            latch.await();
            return false;
        } catch (InterruptedException end) {
            return true;
        }
    }
}
