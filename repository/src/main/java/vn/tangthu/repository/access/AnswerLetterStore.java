package vn.tangthu.repository.access;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Letters of answers as log objects, {@code log/answers/<year>/<sequence>-<digest>.pdf}: a database
 * that is put back has forgotten the newest, the store has not. Copied, backed up and audited like
 * the others, never replaced; in the name is the beginning of the digest, so that a number whose
 * answer failed at the last moment can be given again.
 */
@Component
class AnswerLetterStore {
    static final String PREFIX = "log/answers";

    private static final Pattern NAME = Pattern.compile(".*/([0-9]{6,9})-[0-9a-f]{16}\\.pdf");

    private final ObjectStore store;

    AnswerLetterStore(ObjectStore store) {
        this.store = store;
    }

    /** Durable, and read back, when this returns. */
    void keep(int year, int sequence, byte[] pdf, Digest sha512) throws IOException {
        StoreKey key =
                new StoreKey(
                        String.format(
                                Locale.ROOT,
                                "%s/%d/%06d-%s.pdf",
                                PREFIX,
                                year,
                                sequence,
                                sha512.hex().substring(0, 16)));
        var unused = store.putNew(key, ByteSource.of(pdf), sha512);
        try (InputStream in = store.open(key)) {
            if (!Digest.of(DigestAlgorithm.SHA512, in.readAllBytes()).equals(sha512)) {
                throw new IOException(key + " does not read back as it was written");
            }
        }
    }

    /** Of the letters of a year; empty where there is none. Walks the names of all of them. */
    OptionalInt highest(int year) throws IOException {
        try (Stream<String> names =
                store.list(StorePrefix.below(PREFIX + "/" + year))
                        .map(info -> info.key().value())) {
            return names.map(NAME::matcher)
                    .filter(Matcher::matches)
                    .mapToInt(name -> Integer.parseInt(name.group(1)))
                    .max();
        }
    }
}
