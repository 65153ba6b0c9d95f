package dev.haywire.samples.redis;

import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Counts page views in Redis, over a pool of connections. */
public final class Counter implements AutoCloseable {
    private static final int ATTEMPTS = 2;

    private final JedisPool pool;

    /**
     * Opens the pool; no connection yet.
     *
     * @param redis such as {@code redis://127.0.0.1:6379}
     * @param patience how long one answer may take
     */
    public Counter(URI redis, Duration patience) {
        JedisPoolConfig config = new JedisPoolConfig();
        config.setMaxTotal(4);
        config.setJmxEnabled(false);
        pool = new JedisPool(config, redis.getHost(), redis.getPort(), (int) patience.toMillis());
    }

    /**
     * Reads how often a page was seen. Reading twice does no harm: a connection of the pool that broke meanwhile is thrown away, and a new one
     * asked.
     *
     * @param page its name
     * @return 0 or more
     */
    public long views(String page) {
        for (int attempt = 1; ; attempt++) {
            try (Jedis redis = pool.getResource()) {
                String views = redis.get(page);
                return views == null ? 0 : Long.parseLong(views);
            } catch (JedisConnectionException broken) {
                if (attempt == ATTEMPTS) {
                    throw broken;
                }
                pool.clear();
            }
        }
    }

    /**
     * Counts one more view. Not tried again: where the answer is lost nobody knows whether it was counted.
     *
     * @param page its name
     */
    public void seen(String page) {
        try (Jedis redis = pool.getResource()) {
            redis.incr(page);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
