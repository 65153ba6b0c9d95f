#!/usr/bin/env bash
# dnsjava sends one datagram for a query and waits 10 s for its answer; it never sends a second one.
#
# Expected: retransmissions, as each stub resolver makes them, since UDP loses datagrams: the JDK's own DNS client sends four in 15 s.
# Seen: one datagram with SimpleResolver, and one with an ExtendedResolver of one server too. So one lost datagram is 10 s and TRY_AGAIN.
# Versions: dnsjava:dnsjava 3.7.1, default options; the JDK's DNS provider of JNDI for comparison.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
    <dependency><groupId>dnsjava</groupId><artifactId>dnsjava</artifactId><version>3.7.1</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

public class Main {
    private static final AtomicInteger DATAGRAMS = new AtomicInteger();

    public static void main(String[] args) throws Exception {
        DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread losing = new Thread(() -> {
            try {
                while (true) {
                    server.receive(new DatagramPacket(new byte[512], 512));
                    DATAGRAMS.incrementAndGet();
                }
            } catch (Exception ended) {
                // with the program
            }
        });
        losing.setDaemon(true);
        losing.start();

        ask("SimpleResolver", () -> lookup(resolver(server)));
        ask("ExtendedResolver of one server", () -> lookup(new ExtendedResolver(new Resolver[] {resolver(server)})));
        ask("JDK (JNDI)", () -> {
            Hashtable<String, String> settings = new Hashtable<>();
            settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
            settings.put(Context.PROVIDER_URL, "dns://127.0.0.1:" + server.getLocalPort());
            try {
                return new InitialDirContext(settings).getAttributes("example.test", new String[] {"A"}).toString();
            } catch (NamingException failure) {
                return failure.getClass().getSimpleName();
            }
        });
        System.exit(0);
    }

    private static SimpleResolver resolver(DatagramSocket server) throws Exception {
        SimpleResolver resolver = new SimpleResolver(InetAddress.getLoopbackAddress());
        resolver.setPort(server.getLocalPort());
        return resolver;
    }

    private static String lookup(Resolver resolver) throws Exception {
        Lookup lookup = new Lookup("example.test.", Type.A);
        lookup.setResolver(resolver);
        lookup.setCache(null);
        lookup.run();
        return lookup.getErrorString();
    }

    private static void ask(String who, java.util.concurrent.Callable<String> query) throws Exception {
        DATAGRAMS.set(0);
        long start = System.nanoTime();
        String outcome = query.call();
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.println(who + ": " + DATAGRAMS + " datagrams in " + seconds + " s, " + outcome);
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
SimpleResolver: 1 datagrams in 10 s, network error
ExtendedResolver of one server: 1 datagrams in 10 s, network error
JDK (JNDI): 4 datagrams in 15 s, CommunicationException
SEEN
