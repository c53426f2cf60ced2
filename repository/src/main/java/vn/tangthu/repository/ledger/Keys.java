package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.TangThuHome;

/**
 * The private key below the home, the public ones in the store. A renewal lays the new key beside
 * the current one until a checkpoint of the current one covers its announcement.
 */
@Component
class Keys {
    private final TangThuHome home;
    private final Segments segments;
    private final LedgerRows rows;

    Keys(TangThuHome home, Segments segments, LedgerRows rows) {
        this.home = home;
        this.segments = segments;
        this.rows = rows;
    }

    /** Null before the first entry. */
    @Nullable String name() {
        List<PublicKey> known = rows.keys();
        return known.isEmpty() ? null : known.getFirst().name();
    }

    private Path file() {
        return home.keys().resolve("log-signing.pem");
    }

    private Path next() {
        return home.keys().resolve("log-signing-next.pem");
    }

    /** The key that signs; made when there is none. */
    ArchiveKey current(String name) throws IOException {
        return ArchiveKey.readOrMake(file(), name);
    }

    /** The key that is to sign next; made when there is none. */
    ArchiveKey next(String name) throws IOException {
        return ArchiveKey.readOrMake(next(), name);
    }

    boolean isBeingRenewed() {
        return Files.exists(next());
    }

    /** From now on the next one signs. */
    void turn() throws IOException {
        Files.move(
                next(),
                file(),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Durable before the log announces it. */
    void publish(PublicKey key) throws IOException {
        segments.put(
                StoreKey.of(Segments.KEYS, key.id() + ".vkey"),
                (key.vkey() + "\n").getBytes(StandardCharsets.UTF_8));
        segments.put(
                StoreKey.of(Segments.KEYS, key.id() + ".pem"),
                key.pem().getBytes(StandardCharsets.UTF_8));
    }
}
