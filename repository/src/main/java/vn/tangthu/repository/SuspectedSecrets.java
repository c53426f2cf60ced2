package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records whose text told, after they were taken in, that they may be stamped as a state secret.
 * They are at no exit from the moment that is noted; an officer ({@link Role#SECRETS_OFFICER})
 * looks at the page and decides with a reason. Nothing of the text is kept here.
 */
public interface SuspectedSecrets extends SecretStamps {
    /** Levels of the law on state secrets (Luật Bảo vệ bí mật nhà nước, Điều 8), lowest first. */
    enum Level {
        SECRET("MẬT"),
        HIGHLY_SECRET("TỐI MẬT"),
        TOP_SECRET("TUYỆT MẬT");

        private final String stamp;

        Level(String stamp) {
            this.stamp = stamp;
        }

        /** The stamp's words. */
        public String stamp() {
            return stamp;
        }
    }

    /**
     * Those that wait for a decision, oldest first; for officers, and without anything but the
     * reference for archivists; empty for all others.
     */
    Slice<Suspicion> open(int offset, int limit, Reader reader);

    /** What was decided, newest first; for the same readers and auditors. */
    Slice<Decision> decided(int offset, int limit, Reader reader);

    /** The open suspicion on a page; for officers only. */
    Optional<Suspicion> find(Place place, Reader reader);

    /**
     * No secret on this page, which the officer saw. When it was the last that was open, the record
     * is what it was before, as soon as all of its pages are read ({@link #unread}).
     *
     * @throws RefusedException {@code OFFICER_ONLY}, {@code NO_SUCH_SUSPICION}
     */
    void release(Place place, String reason, Reader officer);

    /**
     * A secret: the record is erased for good ({@link Erasures}).
     *
     * @throws RefusedException {@code OFFICER_ONLY}, {@code NO_SUCH_SUSPICION}
     */
    void purge(AipId record, String reason, Reader officer);

    /**
     * A secret in one document: that document and every other with the same bytes is erased for
     * good, and what stays of the record becomes a package of its own, hidden from all but
     * archivists until each of its pages is read. Where the record has no other document, as {@link
     * #purge}.
     *
     * @throws RefusedException {@code OFFICER_ONLY}, {@code NO_SUCH_SUSPICION}; {@code
     *     SECRET_OTHERS_WAIT} while a page of another document waits for a decision
     */
    void purgeDocument(Place place, String reason, Reader officer);

    /**
     * Released ones of whose pages not all are read, hidden from all but archivists until then;
     * oldest first; for officers and archivists, empty for all others.
     */
    Slice<Unread> unread(int offset, int limit, Reader reader);

    /**
     * Shows one as its rights have it, although not all of its pages are read: OCR cannot read
     * them, and the officer answers for them.
     *
     * @throws RefusedException {@code OFFICER_ONLY}, {@code NO_SUCH_SUSPICION}
     */
    void showUnread(AipId record, String reason, Reader officer);

    /** Whether a code belongs to a record that is blocked: it may not be delivered meanwhile. */
    boolean blocks(String arcFileCode);

    /**
     * Where a stamp was read.
     *
     * @param file one that holds these bytes in the record
     * @param page in the file, from 1
     */
    record Place(AipId record, ContentFileId file, int page) {}

    /** Who sees more than the reference. */
    static boolean mayDecide(Reader reader) {
        return reader.is(Role.SECRETS_OFFICER);
    }

    /**
     * One page to decide on; a record has as many as stamps were read.
     *
     * @param place null for those who see the reference only
     * @param file to look at, null for those who see the reference only
     * @param level null for those who see the reference only
     * @param issuedOn the document's date as described, or null
     * @param declassified when the law would have declassified it by itself, from that date, if
     *     nobody prolonged it: a proposal to look at, never applied; null where the law has no rule
     *     or no date is known
     */
    record Suspicion(
            AipId record,
            String arcFileCode,
            @Nullable Place place,
            @Nullable String document,
            @Nullable ContentFile file,
            @Nullable Level level,
            Instant foundAt,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate declassified) {}

    /**
     * @param filesUnread files that are not read to their end, or failed
     * @param pagesFailed pages of others that OCR could not read
     */
    record Unread(
            AipId record, String arcFileCode, Instant since, long filesUnread, long pagesFailed) {}

    /** What an officer decided: the trace, without content. */
    record Decision(
            AipId record,
            String arcFileCode,
            boolean purged,
            String reason,
            String officer,
            Instant at) {}

    /**
     * When a document of this level is declassified by itself: 10 years after its issue for Mật, 20
     * for Tối mật (Luật Bảo vệ bí mật nhà nước 2018, Điều 19, 22; công văn 1479/BCA-ANCTNB), never
     * for Tuyệt mật here: the law's 30 years are for its own body to apply.
     */
    static Optional<LocalDate> declassified(Level level, LocalDate issuedOn) {
        return switch (level) {
            case SECRET -> Optional.of(issuedOn.plusYears(10));
            case HIGHLY_SECRET -> Optional.of(issuedOn.plusYears(20));
            case TOP_SECRET -> Optional.empty();
        };
    }
}
