package vn.tangthu.repository.catalogue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;

/** The rows of one AIP: record, documents, content files. Callers bring the transaction. */
@Component
@InWorkers
class RecordRows {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final ReceivedPackages received;

    RecordRows(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.batches = new JdbcTemplate(dataSource);
        this.received = new ReceivedPackages(jdbc);
    }

    /** Puts the rows of something staged in place; none of the AIP may be there. */
    void insertStaged(Aip aip) {
        insert(aip, false, false, aip.fingerprint());
    }

    /**
     * @param delivered fingerprint of what was delivered; corrections made since do not enter
     * @param withdrawn whether it is, in the package or in what is on its way there
     */
    void insert(Aip aip, Digest delivered, boolean withdrawn) {
        insert(aip, !withdrawn, withdrawn, delivered);
    }

    private void insert(Aip aip, boolean visible, boolean withdrawn, Digest delivered) {
        int unused =
                jdbc.sql(
                                """
                                insert into projection.record (arc_file_code, file_code, title,
                                    fonds_id, series_id, start_year, end_year, access, title_public,
                                    basis, ground, closed_until, version, changed_at, description, history,
                                    documents_public, documents_listed, documents_hidden,
                                    pages_public, pages_listed, pages_hidden, bytes, a4,
                                    unmeasured, sort_key, id, visible, withdrawn, fingerprint, delivery_id, submitter,
                                    stored_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb,
                                    ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(
                                with(
                                        described(aip),
                                        aip.id().value(),
                                        visible,
                                        withdrawn,
                                        delivered.hex(),
                                        delivery(aip),
                                        aip.origin().submitter(),
                                        JdbcChangeJournal.at(aip.history().getFirst().createdAt())))
                        .update();
        insertBrought(aip);
        insertDocuments(aip);
    }

    /**
     * Puts those of a newer version in their place, unless the rows are of a newer one still.
     *
     * @param delivered fingerprint of what was delivered, if this version was: later deliveries are
     *     compared with it
     * @param withdrawn whether it is, in the package or in what is on its way there
     * @return whether the rows were replaced
     */
    boolean replace(Aip aip, @Nullable Digest delivered, boolean withdrawn) {
        int rows =
                jdbc.sql(
                                """
                                update projection.record set arc_file_code = ?, file_code = ?,
                                    title = ?, fonds_id = ?, series_id = ?, start_year = ?,
                                    end_year = ?, access = ?, title_public = ?, basis = ?,
                                    ground = ?, closed_until = ?,
                                    version = ?, changed_at = ?, description = ?::jsonb,
                                    history = ?::jsonb, documents_public = ?,
                                    documents_listed = ?, documents_hidden = ?, pages_public = ?,
                                    pages_listed = ?, pages_hidden = ?, bytes = ?, a4 = ?,
                                    unmeasured = ?, sort_key = ?,
                                    fingerprint = coalesce(?, fingerprint), visible = ?,
                                    withdrawn = ?
                                where id = ? and version <= ?
                                """)
                        .params(
                                with(
                                        described(aip),
                                        delivered == null ? null : delivered.hex(),
                                        !withdrawn,
                                        withdrawn,
                                        aip.id().value(),
                                        aip.version()))
                        .update();
        if (rows == 0) {
            return false;
        }
        int unused =
                jdbc.sql("delete from projection.document where aip_id = ?")
                        .param(aip.id().value())
                        .update();
        unused =
                jdbc.sql("delete from projection.brought where aip_id = ?")
                        .param(aip.id().value())
                        .update();
        insertBrought(aip);
        insertDocuments(aip);
        // What was found in bytes that are still the same stays.
        unused =
                jdbc.sql(
                                """
                                delete from projection.text_state t where aip_id = ? and not exists
                                    (select from projection.content_file c
                                     where c.id = t.file_id and c.sha512 = t.sha512)
                                """)
                        .param(aip.id().value())
                        .update();
        if (withdrawn) {
            forgetText(aip.id().value());
        } else {
            queueText("c.aip_id = ?", aip.id().value());
        }
        return true;
    }

    /** Takes the files of a withdrawn record out of the line; what was read of them is kept. */
    void forgetText(UUID aip) {
        int unused =
                jdbc.sql("delete from projection.text_state where aip_id = ?").param(aip).update();
    }

    /** Puts content files that are in no line yet at the end of the one for text. */
    void queueText(String which, Object... parameters) {
        int unused =
                jdbc.sql(
                                "insert into projection.text_state (file_id, aip_id, sha512, state)"
                                        + " select c.id, c.aip_id, c.sha512, 'WAITING'"
                                        + " from projection.content_file c where "
                                        + which
                                        + " order by c.aip_id, c.id"
                                        + " on conflict (file_id) do nothing")
                        .params(parameters)
                        .update();
    }

    private List<@Nullable Object> described(Aip aip) {
        var description = aip.description();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(description.arcFileCode());
        values.add(aip.fileCode());
        values.add(description.title());
        values.add(aip.fonds().value());
        values.add(series(aip));
        values.add(year(description.startDate()));
        values.add(year(description.endDate()));
        Rights rights = aip.rights();
        values.add(Ranks.of(rights.access()));
        values.add(rights.titlePublic());
        values.add(rights.basis());
        values.add(CatalogueRows.ground(rights));
        values.add(rights.closedUntil());
        values.add(aip.version());
        values.add(JdbcChangeJournal.at(aip.history().getLast().createdAt()));
        values.add(DescriptionJson.write(description));
        values.add(DescriptionJson.write(aip.history()));
        int[] documents = new int[Access.values().length];
        int[] pages = new int[Access.values().length];
        SharedPages shared = SharedPages.of(aip);
        for (Aip.Document document : aip.documents()) {
            int rank = Ranks.of(shared.rights(document.id(), document.rights()).access());
            documents[rank]++;
            for (ContentFile file : document.files()) {
                pages[rank] += file.pages();
            }
        }
        for (int count : documents) {
            values.add(count);
        }
        for (int count : pages) {
            values.add(count);
        }
        measures(aip, values);
        values.add(NaturalOrder.key(description.arcFileCode()));
        return values;
    }

    /** Bytes, each file once; pages as A4, and those that were not measured. */
    private static void measures(Aip aip, List<@Nullable Object> values) {
        long bytes = 0;
        long a4 = 0;
        long unmeasured = 0;
        Set<UUID> seen = new HashSet<>();
        for (Aip.Document document : aip.documents()) {
            for (ContentFile file : document.files()) {
                ScanFacts scan = file.scan();
                bytes += seen.add(file.whole().id().value()) ? file.size() : 0;
                a4 += scan == null ? 0 : scan.a4();
                unmeasured += scan == null ? file.pages() : 0;
            }
        }
        values.add(bytes);
        values.add(a4);
        values.add(unmeasured);
    }

    private static List<@Nullable Object> with(
            List<@Nullable Object> values, @Nullable Object... more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        for (Object value : more) {
            all.add(value);
        }
        return all;
    }

    private @Nullable UUID series(Aip aip) {
        String code = aip.seriesCode();
        if (code == null) {
            return null;
        }
        Optional<UUID> series =
                jdbc.sql("select id from projection.series where fonds_id = ? and code = ?")
                        .params(aip.fonds().value(), code)
                        .query(UUID.class)
                        .optional();
        return series.orElseThrow(
                () ->
                        new RefusedException(
                                Finding.blocks(
                                        "UNKNOWN_SERIES",
                                        aip.description().arcFileCode(),
                                        code,
                                        aip.fondsCode())));
    }

    private static @Nullable Integer year(@Nullable ArchivalDate date) {
        return date == null ? null : date.year();
    }

    /** The delivery that created it; those of later versions have their own rows. */
    private static @Nullable UUID delivery(Aip aip) {
        var delivery = aip.origin().delivery();
        return delivery == null ? null : delivery.value();
    }

    private void insertBrought(Aip aip) {
        received.replace(aip);
        List<Integer> standing = aip.standing();
        for (Aip.Origin origin : aip.origins()) {
            var delivery = origin.delivery();
            if (delivery == null) {
                continue;
            }
            int unused =
                    jdbc.sql(
                                    "insert into projection.brought (aip_id, version, delivery_id,"
                                            + " stands, on_top) values (?, ?, ?, ?, ?)")
                            .params(
                                    aip.id().value(),
                                    origin.version(),
                                    delivery.value(),
                                    standing.contains(origin.version()),
                                    standing.getLast() == origin.version())
                            .update();
        }
    }

    private void insertDocuments(Aip aip) {
        List<Object[]> documents = new ArrayList<>();
        List<@Nullable Object[]> files = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (Aip.Document document : aip.documents()) {
            documents.add(document(aip.id(), documents.size(), document));
            int ordinal = 0;
            for (ContentFile file : document.files()) {
                boolean again = !seen.add(file.whole().id().value());
                files.add(file(aip.id(), document.id(), ordinal++, file, again));
            }
        }
        int[] unused =
                batches.batchUpdate(
                        "insert into projection.document (id, aip_id, ordinal, access,"
                                + " title_public, basis, ground, closed_until, description)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)",
                        documents);
        unused =
                batches.batchUpdate(
                        "insert into projection.content_file (id, document_id, aip_id, ordinal,"
                                + " path, original_name, mime_type, size, pages, sha512, sha256,"
                                + " whole_id, first_page, whole_pages, again, a4, lowest_dpi,"
                                + " colour_pages, grey_pages, bitonal_pages, blank_pages,"
                                + " virus_outcome, virus_detail, virus_engine, virus_at,"
                                + " puid, format_name, format_version, format_basis,"
                                + " format_signatures, checks) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?::jsonb)",
                        files);
    }

    private static @Nullable Object[] file(
            AipId aip, DocumentId document, int ordinal, ContentFile file, boolean again) {
        ContentFile.Part part = file.part();
        ScanFacts scan = file.scan();
        VirusCheck virus = file.virus();
        FormatIdentification format = file.format();
        return new @Nullable Object[] {
            file.id().value(),
            document.value(),
            aip.value(),
            ordinal,
            file.path(),
            file.originalName(),
            file.mimeType(),
            file.size(),
            file.pages(),
            file.sha512().hex(),
            file.sha256().hex(),
            part == null ? null : part.whole().value(),
            part == null ? null : part.firstPage(),
            part == null ? null : part.wholePages(),
            again,
            scan == null ? null : scan.a4(),
            scan == null ? null : scan.lowestDpi(),
            scan == null ? null : scan.colour(),
            scan == null ? null : scan.grey(),
            scan == null ? null : scan.bitonal(),
            scan == null ? null : scan.blank(),
            virus == null ? null : virus.outcome().name(),
            virus == null ? null : virus.detail(),
            virus == null ? null : virus.engine(),
            virus == null ? null : virus.at().atOffset(ZoneOffset.UTC),
            format == null ? null : format.puid(),
            format == null ? null : format.name(),
            format == null ? null : format.version(),
            format == null ? null : format.basis().name(),
            format == null ? null : format.signatures(),
            file.checks().isEmpty() ? null : DescriptionJson.write(file.checks())
        };
    }

    @SuppressWarnings("NullAway") // null is how JDBC is told of an absent value
    private static Object[] document(AipId aip, int ordinal, Aip.Document document) {
        return new Object[] {
            document.id().value(),
            aip.value(),
            ordinal,
            Ranks.of(document.rights().access()),
            document.rights().titlePublic(),
            document.rights().basis(),
            CatalogueRows.ground(document.rights()),
            document.rights().closedUntil(),
            DescriptionJson.write(document.description())
        };
    }
}
