#!/usr/bin/env bash
# HikariCP checks silent idle connections one by one, 5 s each, in the caller's thread, and leaves healthy new ones unused meanwhile.
#
# Expected: after an outage that left the idle connections silent, a caller waits for one failed check (validationTimeout, 5 s) and gets a new
#   connection, as the database accepts new ones all the time.
# Seen: with five idle connections the caller waits 25 s. With ten (the default size of the pool) it gets an exception after 30 s, although
#   the pool had made new, healthy connections by then.
# Versions: com.zaxxer:HikariCP 7.1.0, default options; the DataSource is a stand-in whose isValid(5) takes its 5 s, as drivers do.
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
    <dependency><groupId>com.zaxxer</groupId><artifactId>HikariCP</artifactId><version>7.1.0</version></dependency>
  </dependencies>
</project>
POM
mvn -B -q dependency:copy-dependencies -DoutputDirectory=lib
cat > Main.java <<'JAVA'
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

public class Main {
    public static void main(String[] args) throws Exception {
        FutureTask<String> five = borrow(5);
        FutureTask<String> ten = borrow(10);
        System.out.println(five.get());
        System.out.println(ten.get());
        System.exit(0);
    }

    private static FutureTask<String> borrow(int size) throws Exception {
        AtomicInteger made = new AtomicInteger();
        HikariConfig config = new HikariConfig();
        config.setDataSource(database(size, made));
        config.setMaximumPoolSize(size);
        HikariDataSource pool = new HikariDataSource(config);
        FutureTask<String> borrowed = new FutureTask<>(() -> {
            while (made.get() < size) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            TimeUnit.SECONDS.sleep(2); // what was used in the last 500 ms is not checked at all
            long start = System.nanoTime();
            String outcome;
            try (Connection connection = pool.getConnection()) {
                outcome = "a connection";
            } catch (SQLException failure) {
                outcome = "a " + failure.getClass().getSimpleName();
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            return size + " silent connections: " + outcome + " after " + seconds + " s, made meanwhile: "
                    + (made.get() > size ? "healthy ones" : "none");
        });
        new Thread(borrowed).start();
        return borrowed;
    }

    /** The first {@code silent} connections do not answer a check; all later ones are healthy. */
    private static DataSource database(int silent, AtomicInteger made) {
        return proxy(DataSource.class, (self, method, args) -> {
            if (!method.getName().equals("getConnection")) {
                return none(method);
            }
            boolean healthy = made.incrementAndGet() > silent;
            return proxy(Connection.class, (connection, called, with) -> {
                if (!called.getName().equals("isValid")) {
                    return none(called);
                }
                if (!healthy) {
                    TimeUnit.SECONDS.sleep((Integer) with[0]);
                }
                return healthy;
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object none(Method method) {
        return method.getReturnType() == boolean.class ? Boolean.FALSE : method.getReturnType() == int.class ? Integer.valueOf(0) : null;
    }
}
JAVA
javac -cp 'lib/*' Main.java
timeout 90 java -cp 'lib/*:.' Main | tee seen
diff seen - <<'SEEN'
5 silent connections: a connection after 25 s, made meanwhile: healthy ones
10 silent connections: a SQLTransientConnectionException after 30 s, made meanwhile: healthy ones
SEEN
