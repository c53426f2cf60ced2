package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * The register of certificates (giấy chứng nhận, ADR 0025): what was certified, when, by whom, and
 * the PDF as it was signed, kept in the store. It describes nothing: who may see what a certificate
 * is about is asked of the {@link Catalogue} each time, and the PDF itself names a hồ sơ by its
 * code, its version and digests only, so that nothing of it has to be taken out of the log when the
 * hồ sơ is blocked or erased.
 */
public interface Certificates {
    /** What is certified. */
    enum Kind {
        /** One version of a hồ sơ. */
        RECORD,
        /** What audits found, at a moment. */
        AUDIT,
        /** All hồ sơ of a fonds, at a moment. */
        FONDS
    }

    /** What it is worth now. */
    enum State {
        VALID,
        /** It is true of its version; the hồ sơ has a later one. */
        LATER_VERSION,
        WITHDRAWN
    }

    /**
     * Gives it a number and a code, has the PDF written, stores it and reads it back, then enters
     * it: what is returned is durable, in the register and on its way into the log. After a crash
     * before that, nothing was issued; the number is not given again.
     *
     * @throws IOException when the PDF could not be written or stored
     */
    Certificate issue(Draft draft, Writing pdf, Reader actor) throws IOException;

    /** By what stands in its address; empty for every other text. */
    Optional<Certificate> byCode(String code);

    /** The certificate whose PDF has these bytes. */
    Optional<Certificate> byPdf(Digest sha512);

    Optional<Certificate> find(UUID id);

    /**
     * The newest first.
     *
     * @param number its beginning, or only its last digits; empty for all
     * @param before those with a lower {@link Certificate#n}; {@link Long#MAX_VALUE} for the newest
     * @param limit at most 200
     */
    List<Certificate> list(String number, long before, int limit);

    /**
     * The PDF as it was issued.
     *
     * @throws IOException also when the store has other bytes: they are not given out
     */
    byte[] pdf(Certificate certificate) throws IOException;

    /**
     * For ever; a second time it changes nothing.
     *
     * @param reason why, as its page tells
     */
    void withdraw(UUID id, String reason, Reader actor);

    /**
     * Reads the inventory of each hồ sơ of a fonds that is shown to anybody: for work in the
     * background, some hundred a second. Memory does not grow with the fonds.
     *
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    Tally tally(FondsId fonds, Progress progress) throws IOException;

    /** Writes the PDF, now that its number is known. */
    @FunctionalInterface
    interface Writing {
        Pdf write(Name name) throws IOException;
    }

    /**
     * @param number as it is printed
     * @param code of its page; nobody guesses it
     */
    record Name(String number, String code, Instant at) {}

    /**
     * @param signed whether it has a signature of its own
     */
    record Pdf(byte[] bytes, boolean signed) {}

    /**
     * @param subject the hồ sơ, the fonds, the run of an audit; null for none
     * @param version of the hồ sơ, null for others
     * @param open whether everybody may know what it says
     * @param files those it names, in their order
     * @param entry of the log where the version stands, null for none
     * @param note the signed checkpoint that it quotes, null for none
     */
    record Draft(
            Kind kind,
            @Nullable UUID subject,
            @Nullable Integer version,
            boolean open,
            List<Digest> files,
            List<Figure> figures,
            @Nullable Long entry,
            @Nullable String note) {
        public Draft {
            files = List.copyOf(files);
            figures = List.copyOf(figures);
        }
    }

    /**
     * One thing that it says.
     *
     * @param word which, as the words of the portal name it
     * @param of of which copy, from 0, the archive itself; empty where it is of none
     */
    record Figure(String word, String of, String value) {}

    /**
     * @param n its place in the register, rising
     * @param sha512 of the PDF
     */
    record Certificate(
            UUID id,
            long n,
            String number,
            String code,
            Draft what,
            Instant issuedAt,
            String issuedBy,
            boolean signed,
            long size,
            Digest sha512,
            State state,
            @Nullable Withdrawal withdrawal) {
        /**
         * The code of one of its files, for a certificate of that file alone: whoever has it knows
         * nothing of the other files, and it is not made without the certificate's id, which is
         * told to nobody. 26 letters and digits, as {@link #code} has.
         */
        public String codeOf(Digest file) {
            return FileCodes.of(id, file);
        }

        /** Which of the files has the code. */
        public Optional<Digest> fileOf(String fileCode) {
            return what.files().stream()
                    .filter(file -> FileCodes.same(codeOf(file), fileCode))
                    .findFirst();
        }
    }

    record Withdrawal(Instant at, String actor, String reason) {}

    /**
     * A fonds, counted.
     *
     * @param hidden hồ sơ of which not everybody may know
     * @param root of the Merkle tree (RFC 9162, section 2.1, SHA-256) whose leaves are the lines
     *     {@code <id>/v<version> <SHA-512 of v<version>/inventory.json>}, without a newline, in the
     *     order of the ids; in hexadecimal
     */
    record Tally(long records, long hidden, long files, long bytes, String root) {}
}
