package vn.tangthu.portal.publicpages;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Token buckets, one for each client: a burst at once, then so many a second. Keeps the newest
 * {@value #MOST} clients, so that a storm of addresses costs no memory; who is forgotten starts
 * with a full bucket.
 */
final class Throttle {
    static final int MOST = 20_000;
    private static final double NANOS = 1e9;
    private final double burst;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * @param burst requests at once, 1 or more
     * @param perSecond requests a second in the long run, more than 0
     */
    Throttle(double burst, double perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** Whether one more is allowed now; it is counted if so. */
    synchronized boolean allows(String client) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(client, unused -> new Bucket(burst, now));
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / NANOS * perSecond);
        bucket.at = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    /** Seconds until one more is allowed, for {@code Retry-After}; at least 1. */
    long secondsToNext() {
        return Math.max(1, (long) Math.ceil(1 / perSecond));
    }

    /**
     * The network a client comes from: /24 of IPv4, /48 of IPv6, because one crawler owns many
     * addresses of it.
     *
     * @param address as the container gives it; a name is never looked up
     */
    static String network(String address) {
        if (address.isEmpty() || !(address.contains(":") || Character.isDigit(address.charAt(0)))) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 6));
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static final class Bucket {
        private double tokens;
        private long at;

        private Bucket(double tokens, long at) {
            this.tokens = tokens;
            this.at = at;
        }
    }
}
