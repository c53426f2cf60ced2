package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes to what is kept, by an archivist. Each change of content or description makes a new AIP
 * version.
 */
public interface Holdings {
    /**
     * @throws RefusedException when the code is taken or a field is too long
     */
    FondsId createFonds(NewFonds fonds, Reader actor);

    void updateFonds(FondsId id, NewFonds fonds, Reader actor);

    /**
     * Changes nothing of a fonds but the day on which it was closed.
     *
     * @param day null opens it again; else one that is closed already keeps its day
     * @throws RefusedException {@code PACKAGE_WAITS} where its package cannot be changed now
     */
    void closeFonds(FondsId id, @Nullable LocalDate day, String reason, Reader actor);

    /**
     * What is kept in a fonds and is later than a day on which it was, or is to be, closed. Goes
     * through all descriptions of the fonds: for the moment when somebody asks.
     */
    AfterClosing afterClosing(FondsId id, LocalDate closed, Reader actor);

    SeriesId createSeries(FondsId fonds, String code, String title, Reader actor);

    /**
     * Corrects the description of a hồ sơ: a new version, nothing overwritten.
     *
     * @param expectedVersion the version the archivist was looking at
     * @throws RefusedException when somebody else made a version since, or a field is wrong
     */
    void correct(
            AipId id,
            int expectedVersion,
            FileDescription description,
            String reason,
            Reader actor);

    /** Corrects one document of a hồ sơ; as {@link #correct}. */
    void correctDocument(
            AipId id,
            int expectedVersion,
            DocumentId document,
            DocumentDescription description,
            String reason,
            Reader actor);

    /**
     * Corrects a hồ sơ and documents of it in one version; as {@link #correct}. No version where
     * nothing differs.
     *
     * @param description null to leave that of the hồ sơ
     */
    void correct(
            AipId id,
            int expectedVersion,
            @Nullable FileDescription description,
            Map<DocumentId, DocumentDescription> documents,
            String reason,
            Reader actor);

    /**
     * What a corrected or new description must keep to; nothing is changed.
     *
     * @throws RefusedException with all that is wrong
     */
    void check(FileDescription before, FileDescription after);

    /** As {@link #check(FileDescription, FileDescription)}, of a document. */
    void check(DocumentDescription before, DocumentDescription after);

    /**
     * Changes who may see a hồ sơ. A restriction acts for every reader when this returns, and this
     * returns after the index has it too.
     *
     * @throws RefusedException {@code PACKAGE_WAITS} when a restriction acts, the index has it, and
     *     the package, which is damaged or older than what was acknowledged, takes it when it is
     *     repaired
     */
    void restrict(AipId id, Rights rights, String reason, Reader actor);

    /** The same for one document. */
    void restrictDocument(
            AipId id, DocumentId document, Rights rights, String reason, Reader actor);

    /**
     * @param records hồ sơ that go on, or begin, after that day
     * @param documents dated after it, in whichever hồ sơ
     * @param first the first {@value #MOST} of them, each hồ sơ with its documents
     */
    record AfterClosing(long records, long documents, List<Late> first) {
        /** The most that are named. */
        public static final int MOST = 1_000;

        public AfterClosing {
            first = List.copyOf(first);
        }

        public boolean isEmpty() {
            return records + documents == 0;
        }
    }

    /**
     * @param docCode null for the hồ sơ itself
     * @param date all of it is later
     */
    record Late(AipId record, String arcFileCode, @Nullable String docCode, ArchivalDate date) {}

    /** What makes a fonds. */
    record NewFonds(
            String code,
            String title,
            String archiveCode,
            @Nullable LocalDate closedOn,
            @Nullable String history,
            Rights rights) {}
}
