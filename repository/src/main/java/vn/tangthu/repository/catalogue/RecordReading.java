package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;

/**
 * Whole records as a reader may see them: three statements for any number of records, in one
 * snapshot, so that rights and documents are of the same moment.
 */
@Component
@InWorkers
class RecordReading {
    /** These documents, and those that have pages of the same files. */
    private static final String NEAR =
            """
             and %s in (
                select w.id from unnest(:only) as w(id)
                union
                select o.document_id from projection.content_file c
                join projection.content_file o on o.aip_id = c.aip_id and o.whole_id = c.whole_id
                where c.aip_id = any(:ids) and c.document_id = any(:only))
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate snapshot;

    RecordReading(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
    }

    Map<AipId, RecordView> read(Collection<AipId> ids, Reader reader) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        UUID[] wanted = ids.stream().map(AipId::value).toArray(UUID[]::new);
        return snapshot.execute(status -> read(wanted, reader, this::documents));
    }

    /**
     * As {@link #read}, but with these documents only and those whose rights theirs depend on:
     * views to take a line from and not to hand on.
     */
    Map<AipId, RecordView> near(
            Collection<AipId> ids, Collection<DocumentId> documents, Reader reader) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        UUID[] wanted = ids.stream().map(AipId::value).toArray(UUID[]::new);
        UUID[] only = documents.stream().map(DocumentId::value).toArray(UUID[]::new);
        return snapshot.execute(
                status ->
                        read(
                                wanted,
                                reader,
                                records ->
                                        only.length == 0
                                                ? Map.of()
                                                : documents(records, NEAR, only)));
    }

    /** A record before its documents are known. */
    private record Row(
            AipId id,
            RecordView.FondsSummary fonds,
            @Nullable Series series,
            String arcFileCode,
            String title,
            @Nullable Integer startYear,
            @Nullable Integer endYear,
            String description,
            Rights rights,
            RecordView.Provenance provenance,
            FixityState fixity,
            String history) {}

    private Map<AipId, RecordView> read(
            UUID[] wanted,
            Reader reader,
            Function<UUID[], Map<UUID, List<ArchivalDocument>>> documentsOf) {
        List<Row> rows =
                jdbc.sql(
                                """
                                select r.*, f.code as f_code, f.title as f_title,
                                    f.access as f_access, f.title_public as f_title_public,
                                    f.basis as f_basis, f.ground as f_ground,
                                    f.closed_until as f_closed_until, s.code as s_code, s.title as s_title,
                                    (select coalesce(sum(c.records), 0)
                                     from projection.record_count c
                                     where c.fonds_id = f.id and c.series_id = r.series_id
                                       and greatest(f.access, c.access) <= :known) as s_records,
                                    x.state as fixity, x.at as fixity_at
                                from projection.record r
                                join projection.fonds f on f.id = r.fonds_id
                                left join projection.series s on s.id = r.series_id
                                left join projection.fixity_state x on x.aip_id = r.id
                                where r.id = any(:ids) and r.visible
                                  and greatest(f.access, r.access) <= :known
                                """)
                        .param("ids", wanted)
                        .param("known", Ranks.known(reader))
                        .query(RecordReading::row)
                        .list();
        List<UUID> readable = new ArrayList<>();
        for (Row row : rows) {
            if (reader.mayRead(row.fonds().id(), row.rights().access())) {
                readable.add(row.id().value());
            }
        }
        Map<UUID, List<ArchivalDocument>> documents =
                readable.isEmpty() ? Map.of() : documentsOf.apply(readable.toArray(UUID[]::new));
        Map<AipId, RecordView> views = new LinkedHashMap<>();
        for (Row row : rows) {
            RecordView view =
                    reader.mayRead(row.fonds().id(), row.rights().access())
                            ? full(row, documents.getOrDefault(row.id().value(), List.of()), reader)
                            : listed(row);
            views.put(row.id(), view);
        }
        return views;
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        FondsId fonds = new FondsId(row.getObject("fonds_id", UUID.class));
        UUID series = row.getObject("series_id", UUID.class);
        UUID delivery = row.getObject("delivery_id", UUID.class);
        return new Row(
                new AipId(row.getObject("id", UUID.class)),
                new RecordView.FondsSummary(
                        fonds, row.getString("f_code"), row.getString("f_title")),
                series == null
                        ? null
                        : new Series(
                                new SeriesId(series),
                                fonds,
                                row.getString("s_code"),
                                row.getString("s_title"),
                                row.getLong("s_records")),
                row.getString("arc_file_code"),
                row.getString("title"),
                row.getObject("start_year", Integer.class),
                row.getObject("end_year", Integer.class),
                row.getString("description"),
                Ranks.strictest(CatalogueRows.rights(row, "f_"), CatalogueRows.rights(row, "")),
                new RecordView.Provenance(
                        delivery == null ? null : new DeliveryId(delivery),
                        row.getString("submitter"),
                        CatalogueRows.instant(row, "stored_at")),
                CatalogueRows.fixity(row),
                row.getString("history"));
    }

    private static RecordView listed(Row row) {
        return new RecordView.Listed(
                row.id(),
                row.arcFileCode(),
                row.fonds(),
                row.startYear(),
                row.endYear(),
                row.rights().titlePublic() ? row.title() : null);
    }

    private static RecordView full(Row row, List<ArchivalDocument> documents, Reader reader) {
        List<ArchivalDocument> shown = new ArrayList<>();
        int withheld = 0;
        SharedPages shared = SharedPages.of(documents);
        Set<ContentFileId> closed = new HashSet<>();
        for (ArchivalDocument document : documents) {
            Rights own = shared.rights(document.id(), document.rights());
            Rights rights = Ranks.strictest(row.rights(), own);
            if (reader.mayRead(row.fonds().id(), rights.access())) {
                shown.add(
                        new ArchivalDocument(
                                document.id(), document.description(), rights, document.files()));
                continue;
            }
            document.files().forEach(file -> closed.add(file.whole().id()));
            if (reader.mayKnowOf(row.fonds().id(), rights.access())) {
                withheld++;
            }
        }
        List<RecordVersion> versions = DescriptionJson.readHistory(row.history());
        return new RecordView.Full(
                row.id(),
                row.fonds(),
                row.series(),
                DescriptionJson.read(row.description(), FileDescription.class),
                row.rights(),
                shown,
                withheld,
                row.provenance(),
                row.fixity(),
                versions,
                sharedWithShown(closed, shown));
    }

    /** Of the files of documents that are withheld, those that have pages of others. */
    private static Set<ContentFileId> sharedWithShown(
            Set<ContentFileId> closed, List<ArchivalDocument> shown) {
        Set<ContentFileId> shared = new HashSet<>();
        for (ArchivalDocument document : shown) {
            document.files().forEach(file -> shared.add(file.whole().id()));
        }
        shared.retainAll(closed);
        return shared;
    }

    /** The documents of one record, in their order, each with its own rights alone. */
    List<ArchivalDocument> documentsOf(AipId id) {
        return documents(new UUID[] {id.value()}).getOrDefault(id.value(), List.of());
    }

    /** Documents by record, in their order, with their own rights. */
    private Map<UUID, List<ArchivalDocument>> documents(UUID[] records) {
        return documents(records, "", new UUID[0]);
    }

    /**
     * @param which a condition with a place for the column of the document's id; empty for all
     */
    private Map<UUID, List<ArchivalDocument>> documents(UUID[] records, String which, UUID[] only) {
        Map<UUID, List<ContentFile>> files = new HashMap<>();
        jdbc.sql(
                        "select * from projection.content_file where aip_id = any(:ids)"
                                + which.formatted("document_id")
                                + " order by document_id, ordinal")
                .param("ids", records)
                .param("only", only)
                .query(
                        row -> {
                            files.computeIfAbsent(
                                            row.getObject("document_id", UUID.class),
                                            id -> new ArrayList<>())
                                    .add(CatalogueRows.contentFile(row));
                        });
        Map<UUID, List<ArchivalDocument>> documents = new HashMap<>();
        jdbc.sql(
                        "select * from projection.document where aip_id = any(:ids)"
                                + which.formatted("id")
                                + " order by aip_id, ordinal")
                .param("ids", records)
                .param("only", only)
                .query(
                        row -> {
                            UUID id = row.getObject("id", UUID.class);
                            documents
                                    .computeIfAbsent(
                                            row.getObject("aip_id", UUID.class),
                                            aip -> new ArrayList<>())
                                    .add(
                                            new ArchivalDocument(
                                                    new DocumentId(id),
                                                    DescriptionJson.read(
                                                            row.getString("description"),
                                                            DocumentDescription.class),
                                                    CatalogueRows.rights(row, ""),
                                                    files.getOrDefault(id, List.of())));
                        });
        return documents;
    }
}
