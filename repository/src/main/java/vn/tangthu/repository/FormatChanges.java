package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.storage.Digest;

/**
 * Kept files that newer signatures know as another format than their packages say (ADR 0026). Told
 * by the object store alone ({@link FormatLog}); part of a package from its next version on.
 */
public interface FormatChanges {
    /**
     * @param file as the package keeps it, whole
     * @param print of the bytes that were looked at, {@link #print}: a file that was replaced since
     *     is another
     * @param before PUID that was known; empty when no signature knew it, null when nobody had
     *     looked
     */
    record Change(
            AipId aip,
            ContentFileId file,
            String print,
            @Nullable String before,
            FormatIdentification now,
            Instant at) {
        /** The event of the file, <em>format identification</em>. */
        public ContentCheck event() {
            String was = before == null ? "–" : before.isEmpty() ? "UNKNOWN" : before;
            String is = now.known() ? now.puid() + " " + now.called() : "UNKNOWN";
            return new ContentCheck(
                    Kind.FORMAT,
                    Outcome.PASSED,
                    was + "\n" + is.strip() + " (" + now.basis() + ")",
                    "PRONOM " + now.signatures(),
                    at);
        }

        /** Whether the file has the bytes that were looked at. */
        public boolean isOf(ContentFile kept) {
            return kept.whole().id().equals(file)
                    && FormatChanges.print(kept.sha512()).equals(print);
        }
    }

    /** Tells bytes from those that took their place, and proves to nobody what they are. */
    static String print(Digest sha512) {
        return sha512.hex().substring(0, 8);
    }

    /** The package with what was found of its files since this version of it was written. */
    Aip noted(Aip aip);

    /** Takes up what the database does not know, before rows are written anew. */
    void takeUp() throws IOException;
}
