package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/** Makes a copy of bound pages: its mark, its words, its signature. Implemented by the portal. */
public interface CopyPapers {
    /** Whether a key is configured to certify with. */
    boolean certifies();

    /**
     * @param bound a PDF of pages, as {@link PageBinding} made it; stays as it is
     * @param to where the copy is written; nothing is there yet
     * @param waits whether one that is to be certified waits for its time stamp, where an authority
     *     of time is configured: else it is signed without one when that is away
     * @throws NotSigned when it is to be certified and the key does not sign
     * @throws NoStamp when it waits and the authority does not answer
     * @throws IOException when it cannot be written
     */
    Finished finish(Path bound, Path to, Facts facts, boolean waits)
            throws IOException, NotSigned, NoStamp;

    /**
     * The certificate that goes with a DIP: a PDF/A-2b with 11 items, signed where there is a key
     * that signs, and saying so itself.
     *
     * @param to where it is written; nothing is there yet
     */
    Finished certify(Certified facts, Path to) throws IOException;

    /**
     * A document with what stands for it on papers.
     *
     * @param arcDocCode mã lưu trữ tài liệu, with the archive's prefix
     * @param lastPage of the copy, from 1
     */
    record Original(String arcDocCode, int lastPage) {}

    /**
     * A document of a DIP.
     *
     * @param arcDocCode mã lưu trữ tài liệu gốc
     * @param reference số, ký hiệu; empty when it has none
     * @param type tên loại; null where nobody described it
     * @param subject trích yếu
     */
    record Given(
            String arcDocCode, String reference, @Nullable DocumentType type, String subject) {}

    /**
     * The 11 items (Thông tư 05/2025) and the package that they are about.
     *
     * @param number of the copy
     * @param code mã xác thực lưu trữ, that of its public page
     * @param receiver who asked
     * @param identityNumber null where they gave none
     * @param onBehalfOf null for oneself
     * @param at ngày cấp
     * @param until thời hạn sử dụng: the last moment at which it can be fetched
     * @param packageName as the circular calls it
     * @param dip SHA-512 of the package
     */
    record Certified(
            String number,
            String code,
            String receiver,
            @Nullable String identityNumber,
            @Nullable String onBehalfOf,
            List<Given> documents,
            String purpose,
            Instant at,
            Instant until,
            String packageName,
            Digest dip) {
        public Certified {
            documents = List.copyOf(documents);
        }
    }

    /**
     * What stands on it.
     *
     * @param code of its public page
     * @param recordCode of the hồ sơ, as the archive keeps it
     * @param at when it is made
     * @param covered on which grounds parts of its pages are covered, in words; none for whole
     *     pages
     * @param originals what is converted to paper, in the order of the copy
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
            List<String> covered,
            List<Original> originals) {
        public Facts {
            covered = List.copyOf(covered);
            originals = List.copyOf(originals);
        }
    }

    /**
     * @param signer as the certificate names them; null when it is not signed
     */
    record Finished(GrantedCopies.Level level, @Nullable String signer) {}

    /** The authority of time is away. */
    final class NoStamp extends Exception {
        private static final long serialVersionUID = 1L;

        public NoStamp(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    /** The key does not work: it is missing, locked, or its certificate has run out. */
    final class NotSigned extends Exception {
        private static final long serialVersionUID = 1L;

        public NotSigned(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
