package vn.tangthu.repository.ledger;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * The log's objects in the store. Segments of lines are numbered from 1 without a gap, a thousand
 * in a folder; checkpoints too.
 */
@Component
class Segments {
    static final String EVENTS = "log/events";
    static final String CHECKPOINTS = "log/checkpoints";
    static final String KEYS = "log/keys";

    /** Lines of a segment. */
    static final int LINES = 1000;

    /** No segment that we wrote is larger: what is, is read no further. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final Pattern SEGMENT =
            Pattern.compile(EVENTS + "/([0-9]{6})/([0-9]{12})\\.jsonl");
    private static final Pattern CHECKPOINT =
            Pattern.compile(CHECKPOINTS + "/([0-9]{9})\\.(note|tsr)");

    private final ObjectStore store;

    Segments(ObjectStore store) {
        this.store = store;
    }

    static StoreKey key(long segment) {
        return new StoreKey(
                String.format(Locale.ROOT, "%s/%06d/%012d.jsonl", EVENTS, segment / 1000, segment));
    }

    static StoreKey checkpoint(long number) {
        return new StoreKey(String.format(Locale.ROOT, "%s/%09d.note", CHECKPOINTS, number));
    }

    static StoreKey timestamp(long number) {
        return new StoreKey(String.format(Locale.ROOT, "%s/%09d.tsr", CHECKPOINTS, number));
    }

    /** The number of the segment that lies there, if its name is one. */
    static OptionalLong segment(StoreKey key) {
        Matcher name = SEGMENT.matcher(key.value());
        if (!name.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(name.group(2));
        return key(number).equals(key) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    static OptionalLong checkpoint(StoreKey key) {
        Matcher name = CHECKPOINT.matcher(key.value());
        return name.matches()
                ? OptionalLong.of(Long.parseLong(name.group(1)))
                : OptionalLong.empty();
    }

    boolean exists(StoreKey key) throws IOException {
        return store.info(key).isPresent();
    }

    /** The greatest number of a segment in the store, 0 without one. Lists all. */
    long last() throws IOException {
        try (var objects = store.list(StorePrefix.below(new StoreKey(EVENTS)))) {
            return objects.mapToLong(info -> segment(info.key()).orElse(0)).max().orElse(0);
        }
    }

    byte[] read(StoreKey key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readNBytes(MAX_BYTES);
        }
    }

    /**
     * An object of whatever size, as words of large deliveries and audits are.
     *
     * @return null when there is none
     */
    @Nullable Digest digest(StoreKey key) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA512.newMessageDigest();
        try (InputStream in = store.open(key)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, read);
            }
        } catch (StoreException.NotFound e) {
            return null;
        }
        return new Digest(DigestAlgorithm.SHA512, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * Some lines of an object of whatever size, as audits of much damage write them.
     *
     * @param skip lines before the first
     * @return null when there is no such object
     */
    @Nullable Lines lines(StoreKey key, int skip, int limit) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        try (BufferedInputStream in = new BufferedInputStream(store.open(key), 64 * 1024)) {
            byte[] line = line(in);
            for (int n = 0; line != null && lines.size() < limit; n++) {
                if (n >= skip) {
                    lines.add(line);
                }
                line = line(in);
            }
            return new Lines(lines, line != null);
        } catch (StoreException.NotFound e) {
            return null;
        }
    }

    /**
     * @param more whether others follow
     */
    record Lines(List<byte[]> lines, boolean more) {}

    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == MAX_BYTES) {
                throw new IOException("A line of more than " + MAX_BYTES + " bytes");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    byte[] start(StoreKey key, int length) throws IOException {
        try (InputStream in = store.openRange(key, 0, length)) {
            return in.readNBytes(length);
        }
    }

    /** Every key below the prefix. */
    void each(String prefix, java.util.function.Consumer<StoreKey> keys) throws IOException {
        try (var objects = store.list(StorePrefix.below(new StoreKey(prefix)))) {
            objects.forEach(info -> keys.accept(info.key()));
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Null when there is none. */
    byte @Nullable [] readOrNull(StoreKey key) throws IOException {
        try {
            return read(key);
        } catch (StoreException.NotFound e) {
            return null;
        }
    }

    /** Its lines without their newlines; what stands after the last newline is a line too. */
    static List<byte[]> lines(byte[] segment) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < segment.length; i++) {
            if (segment[i] == '\n') {
                lines.add(java.util.Arrays.copyOfRange(segment, start, i));
                start = i + 1;
            }
        }
        if (start < segment.length) {
            lines.add(java.util.Arrays.copyOfRange(segment, start, segment.length));
        }
        return lines;
    }

    static byte[] bytes(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            out.writeBytes(entry.line());
            out.write('\n');
        }
        return out.toByteArray();
    }

    void put(StoreKey key, byte[] content) throws IOException {
        var unused =
                store.putNew(
                        key, ByteSource.of(content), Digest.of(DigestAlgorithm.SHA512, content));
    }
}
