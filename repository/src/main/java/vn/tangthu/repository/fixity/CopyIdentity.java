package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Tells whether what answers under a copy's name is that copy: an empty mount point, another disk
 * and the bucket of another archive are not. A copy has {@code tangthu-copy.json} with its name and
 * an id that the database knows too.
 */
@Component
class CopyIdentity {
    static final StoreKey KEY = new StoreKey("tangthu-copy.json");
    private static final int MOST_BYTES = 10_000;

    private final CopyRows rows;
    private final JsonMapper json = JsonMapper.builder().build();

    CopyIdentity(CopyRows rows) {
        this.rows = rows;
    }

    /** It is not that copy. */
    static final class ForeignException extends IOException {
        private static final long serialVersionUID = 1L;

        ForeignException(String message) {
            super(message);
        }
    }

    private record Said(UUID id, String name) {}

    /**
     * @throws ForeignException when it is another, or nothing was copied there yet
     */
    void check(String name, ObjectStore store) throws IOException {
        if (!isKnown(name, store)) {
            throw new ForeignException("Nothing was copied to " + name + " yet");
        }
    }

    /**
     * Makes an empty store the copy of that name, when there is none yet; knows one again that the
     * database has forgotten.
     *
     * @throws ForeignException when it is another
     */
    void claim(String name, ObjectStore store) throws IOException {
        if (isKnown(name, store)) {
            return;
        }
        try (Stream<?> objects = store.list(StorePrefix.ALL)) {
            if (objects.findAny().isPresent()) {
                throw new ForeignException("It holds something else; a copy begins empty");
            }
        }
        UUID id = UUID.randomUUID();
        byte[] bytes =
                ("{\"copy\":\"" + name + "\",\"id\":\"" + id + "\"}\n")
                        .getBytes(StandardCharsets.UTF_8);
        Object unused =
                store.putNew(KEY, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        rows.identify(name, id);
    }

    private boolean isKnown(String name, ObjectStore store) throws IOException {
        UUID known = rows.find(name).map(CopyRows.Known::id).orElse(null);
        Optional<Said> said = read(store);
        if (said.isPresent()) {
            if (!said.get().name().equals(name)) {
                throw new ForeignException("It says it is the copy " + said.get().name());
            }
            if (known == null) {
                rows.identify(name, said.get().id());
            } else if (!known.equals(said.get().id())) {
                throw new ForeignException("It says it is another copy of the name " + name);
            }
            return true;
        }
        if (known != null) {
            throw new ForeignException(
                    "Nothing says that it is the copy " + name + "; it was emptied, or is another");
        }
        return false;
    }

    private Optional<Said> read(ObjectStore store) throws IOException {
        if (store.info(KEY).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = store.open(KEY)) {
            JsonNode said = json.readTree(in.readNBytes(MOST_BYTES));
            return Optional.of(
                    new Said(
                            UUID.fromString(said.path("id").asString("")),
                            said.path("copy").asString("")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ForeignException(KEY + " cannot be read");
        }
    }
}
