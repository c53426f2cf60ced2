package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a copy of bound pages: its mark, its words, its signature. Implemented by the portal. */
public interface CopyPapers {
    /** Whether a key is configured to certify with. */
    boolean certifies();

    /**
     * @param bound a PDF of pages, as {@link PageBinding} made it; stays as it is
     * @param to where the copy is written; nothing is there yet
     * @throws NotSigned when it is to be certified and the key does not sign
     * @throws IOException when it cannot be written
     */
    Finished finish(Path bound, Path to, Facts facts) throws IOException, NotSigned;

    /**
     * What stands on it.
     *
     * @param code of its public page
     * @param recordCode of the hồ sơ, as the archive keeps it
     * @param at when it is made
     * @param covered on which grounds parts of its pages are covered, in words; none for whole
     *     pages
     */
    record Facts(
            GrantedCopies.Kind kind,
            String number,
            String code,
            String recordCode,
            String request,
            Instant at,
            int documents,
            int pages,
            List<String> covered) {
        public Facts {
            covered = List.copyOf(covered);
        }
    }

    /**
     * @param signer as the certificate names them; null when it is not signed
     */
    record Finished(GrantedCopies.Level level, @Nullable String signer) {}

    /** The key does not work: it is missing, locked, or its certificate has run out. */
    final class NotSigned extends Exception {
        private static final long serialVersionUID = 1L;

        public NotSigned(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
