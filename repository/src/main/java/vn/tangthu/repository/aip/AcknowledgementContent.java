package vn.tangthu.repository.aip;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AipId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/**
 * What one object of the log acknowledges: the versions of packages, in numbers, for a delivery may
 * bring some ten thousand. Read a line at a time, because several are read at once and one may have
 * tens of megabytes. Of a damaged one, what can be read.
 */
final class AcknowledgementContent {
    private static final int EACH = 4;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MessageDigest before = DigestAlgorithm.SHA512.newMessageDigest();
    private final MessageDigest all = DigestAlgorithm.SHA512.newMessageDigest();
    private final Digest digest;
    private boolean sound = true;
    private long[] numbers = new long[EACH];
    private int size;

    private AcknowledgementContent(InputStream in) throws IOException {
        byte[] last = {};
        for (byte[] line; (line = line(in)).length > 0; last = line) {
            before.update(last);
            all.update(line);
            take(line);
        }
        namesWhatCameBefore(last);
        digest = Digest.fromBytes(DigestAlgorithm.SHA512, all.digest());
    }

    static AcknowledgementContent read(ObjectStore store, StoreKey key) throws IOException {
        try (InputStream in = new BufferedInputStream(store.open(key))) {
            return new AcknowledgementContent(in);
        }
    }

    /** With its end; empty when there is none any more. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int read; (read = in.read()) >= 0; ) {
            line.write(read);
            if (read == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private void take(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.has("aip")) {
                add(
                        UUID.fromString(node.path("aip").asString()),
                        node.path("version").asInt(),
                        prefix(node.path("inventory").asString()));
            }
        } catch (RuntimeException e) {
            sound = false;
        }
    }

    private void add(UUID aip, int version, long inventory) {
        if (size * EACH == numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
        int at = EACH * size++;
        numbers[at] = aip.getMostSignificantBits();
        numbers[at + 1] = aip.getLeastSignificantBits();
        numbers[at + 2] = version;
        numbers[at + 3] = inventory;
    }

    private void namesWhatCameBefore(byte[] last) {
        try {
            String named = JSON.readTree(last).path("sha512").asString();
            sound &= Digest.fromBytes(DigestAlgorithm.SHA512, before.digest()).hex().equals(named);
        } catch (RuntimeException e) {
            sound = false;
        }
    }

    /** Whether it is as it was written: its last line names the digest of those before. */
    boolean sound() {
        return sound;
    }

    Digest digest() {
        return digest;
    }

    int size() {
        return size;
    }

    AipId aip(int i) {
        return new AipId(new UUID(numbers[i * EACH], numbers[i * EACH + 1]));
    }

    int version(int i) {
        return (int) numbers[i * EACH + 2];
    }

    /** The beginning of the digest of that version's inventory. */
    long inventory(int i) {
        return numbers[i * EACH + 3];
    }

    /** The first 64 bits of a digest in hexadecimal. */
    static long prefix(String hex) {
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }
}
