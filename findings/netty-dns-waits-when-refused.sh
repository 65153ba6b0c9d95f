#!/usr/bin/env bash
# Netty's DNS resolver waits its whole 5 s when the name server's port is closed, although the kernel says so at once.
#
# Expected: an exception at once: the name server's host answers with ICMP "port unreachable", and dnsjava throws for it.
# Seen: Netty sends from a socket that is not connected, so the kernel keeps the ICMP error to itself; UnknownHostException after 5 s.
# Versions: io.netty:netty-resolver-dns 4.2.18.Final (NIO), dnsjava:dnsjava 3.7.1, default options.
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
    <dependency><groupId>io.netty</groupId><artifactId>netty-resolver-dns</artifactId><version>4.2.18.Final</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

public class Main {
    public static void main(String[] args) throws Exception {
        DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        InetSocketAddress server = (InetSocketAddress) closed.getLocalSocketAddress();
        closed.close();
        ask("dnsjava", () -> {
            Record question = Record.newRecord(Name.fromString("example.test."), Type.A, DClass.IN);
            return new SimpleResolver(server).send(Message.newQuery(question));
        });
        ask("Netty", () -> new DnsNameResolverBuilder(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()).next())
                .datagramChannelType(NioDatagramChannel.class)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(server))
                .build().resolve("example.test").get());
        System.exit(0);
    }

    private static void ask(String client, Callable<?> query) throws Exception {
        long start = System.nanoTime();
        String outcome;
        try {
            outcome = query.call().toString();
        } catch (ExecutionException failure) {
            outcome = failure.getCause().getClass().getSimpleName();
        } catch (java.io.IOException failure) {
            outcome = failure.getClass().getSimpleName();
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        System.out.println(client + ": " + outcome + (seconds < 4 ? " at once" : " after " + seconds + " s"));
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 60 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
dnsjava: PortUnreachableException at once
Netty: UnknownHostException after 5 s
SEEN
