package vn.tangthu.repository.ingest.check;

import java.util.Optional;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.storage.Digest;

/** What checks of bytes came to before: they are not made again with the same tool. */
public interface KnownChecks {
    /** Remembers nothing. */
    KnownChecks NONE =
            new KnownChecks() {
                @Override
                public Optional<ContentCheck> find(Digest sha512, Kind kind, String tool) {
                    return Optional.empty();
                }

                @Override
                public void keep(Digest sha512, ContentCheck check) {
                    // nothing is kept
                }
            };

    /**
     * @param tool with its version; what another said does not count
     */
    Optional<ContentCheck> find(Digest sha512, Kind kind, String tool);

    /** What came to no end is not kept. */
    void keep(Digest sha512, ContentCheck check);
}
