package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;

/**
 * Restricts a hồ sơ in the catalogue alone: where its package cannot be read, or is older than what
 * was acknowledged, a restriction acts all the same. The rows tell the rights; a note tells what
 * has to go into the package when it is whole again, and a rebuild heeds it.
 */
@Component
class RowsNarrowing {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;
    private final RecordReading reading;
    private final PackageWaits waits;

    RowsNarrowing(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            JdbcChangeJournal journal,
            PendingVersions pending,
            RecordReading reading,
            PackageWaits waits) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.journal = journal;
        this.pending = pending;
        this.reading = reading;
        this.waits = waits;
    }

    /**
     * What was done.
     *
     * @param place the code of the hồ sơ or document
     * @param line of the journal
     */
    record Narrowed(String place, long line) {}

    /**
     * Under the record's lock.
     *
     * @param document whose rights are meant, or null for those of the hồ sơ
     * @return empty when what is asked for would open something: then nothing was changed
     * @throws RefusedException {@code NO_SUCH_RECORD}, {@code NO_SUCH_DOCUMENT}
     */
    Optional<Narrowed> narrow(
            AipId id, @Nullable DocumentId document, Rights asked, String actor, String reason) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    Rights record = rights(id);
                    List<ArchivalDocument> documents = reading.documentsOf(id);
                    Rights before = document == null ? record : rights(id, documents, document);
                    Rights after = PendingRights.narrow(before, asked);
                    if (after.equals(before) && !asked.equals(before)) {
                        return Optional.empty();
                    }
                    if (document == null) {
                        save("projection.record", id.value(), after);
                        record = after;
                    } else {
                        save("projection.document", document.value(), after);
                        documents = reading.documentsOf(id);
                        saveCounts(id, documents);
                    }
                    Map<UUID, Rights> all = new HashMap<>();
                    documents.forEach(one -> all.put(one.id().value(), one.rights()));
                    pending.narrowed(
                            id.value(),
                            Kind.RIGHTS_CHANGED,
                            new PendingRights(actor, reason, record, all));
                    long line = journal.append(Kind.RIGHTS_CHANGED, id.value());
                    return Optional.of(new Narrowed(code(id, documents, document), line));
                });
    }

    private Rights rights(AipId id) {
        return jdbc.sql(
                        "select coalesce(own_access, access) as access, title_public, basis,"
                                + " ground, closed_until"
                                + " from projection.record"
                                + " where id = ? and visible for update")
                .param(id.value())
                .query((row, n) -> CatalogueRows.rights(row, ""))
                .optional()
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        Finding.blocks(
                                                "NO_SUCH_RECORD", id.toString(), id.toString())));
    }

    private Rights rights(AipId id, List<ArchivalDocument> documents, DocumentId document) {
        return documents.stream()
                .filter(one -> one.id().equals(document))
                .findFirst()
                .map(ArchivalDocument::rights)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        Finding.blocks(
                                                "NO_SUCH_DOCUMENT",
                                                waits.code(id),
                                                document.toString())));
    }

    private String code(AipId id, List<ArchivalDocument> documents, @Nullable DocumentId document) {
        return documents.stream()
                .filter(one -> one.id().equals(document))
                .findFirst()
                .map(one -> one.description().docCode())
                .orElseGet(() -> waits.code(id));
    }

    private void save(String table, UUID id, Rights rights) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(Ranks.of(rights.access()));
        values.add(rights.titlePublic());
        values.add(rights.basis());
        values.add(CatalogueRows.ground(rights));
        values.add(rights.closedUntil());
        values.add(id);
        int unused =
                jdbc.sql(
                                "update "
                                        + table
                                        + " set access = ?, title_public = ?, basis = ?,"
                                        + " ground = ?, closed_until = ? where id = ?")
                        .params(values)
                        .update();
    }

    /** How much of it each rank has, as {@link RecordRows} counts it. */
    private void saveCounts(AipId id, List<ArchivalDocument> all) {
        int[] documents = new int[Access.values().length];
        int[] pages = new int[Access.values().length];
        SharedPages shared = SharedPages.of(all);
        for (ArchivalDocument document : all) {
            int rank = Ranks.of(shared.rights(document.id(), document.rights()).access());
            documents[rank]++;
            pages[rank] += document.pages();
        }
        int unused =
                jdbc.sql(
                                "update projection.record set documents_public = ?,"
                                        + " documents_listed = ?, documents_hidden = ?,"
                                        + " pages_public = ?, pages_listed = ?, pages_hidden = ?"
                                        + " where id = ?")
                        .params(
                                documents[0],
                                documents[1],
                                documents[2],
                                pages[0],
                                pages[1],
                                pages[2],
                                id.value())
                        .update();
    }
}
