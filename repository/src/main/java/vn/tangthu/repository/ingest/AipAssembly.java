package vn.tangthu.repository.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.storage.Digest;

/**
 * Makes AIPs of valid hồ sơ. Everything in one follows from the delivery's row and the hồ sơ, so
 * that going on after an interruption makes the very same.
 */
final class AipAssembly {
    private static final AipId NOBODY = new AipId(new UUID(0, 0));

    private AipAssembly() {}

    /** A package and where the bytes of its files lie. */
    record Assembled(Aip aip, Map<ContentFileId, Path> sources) {}

    static Digest fingerprint(DeliveryRow delivery, ValidRecord record) {
        return first(NOBODY, delivery, record).aip().fingerprint(); // ids do not enter
    }

    static Assembled first(AipId id, DeliveryRow delivery, ValidRecord record) {
        RecordVersion version =
                new RecordVersion(
                        1,
                        delivery.receivedAt(),
                        delivery.actor(),
                        "Tiếp nhận từ gói giao nộp "
                                + delivery.name()
                                + accepted(delivery, record));
        return assemble(id, delivery, record, List.of(version), Optional.empty());
    }

    /** A new version of what is kept; rights are never wider than those of the head. */
    static Assembled next(Aip head, DeliveryRow delivery, ValidRecord record, Instant now) {
        List<RecordVersion> history = new ArrayList<>(head.history());
        String by = delivery.decidedBy() == null ? delivery.actor() : delivery.decidedBy();
        String message =
                "Phiên bản mới từ gói giao nộp "
                        + delivery.name()
                        + (delivery.reason() == null ? "" : ": " + delivery.reason())
                        + accepted(delivery, record);
        history.add(
                new RecordVersion(
                        head.version() + 1, now, by, message, RecordVersion.Kind.CONTENT));
        return assemble(head.id(), delivery, record, history, Optional.of(head));
    }

    /** A new version of what is kept, with documents at its end; all else stays as it is. */
    static Assembled late(Aip head, DeliveryRow delivery, ValidRecord record, Instant now) {
        List<ValidDocument> missing = LateDocuments.missing(head, record);
        LateDocuments.Placed placed = LateDocuments.place(head, missing);
        int version = head.version() + 1;
        Map<ContentFileId, Path> sources = new HashMap<>();
        Map<ValidFile, ContentFile> stored = new IdentityHashMap<>();
        Aip next = head;
        for (int i = 0; i < missing.size(); i++) {
            DocumentDescription description = placed.descriptions().get(i);
            DocumentId documentId = DocumentId.derive(head.id(), description.docCode());
            ValidDocument document = missing.get(i);
            List<ContentFile> files = new ArrayList<>();
            List<Aip.Document> before = next.documents();
            for (ValidFile valid : document.files()) {
                ContentFile whole = stored.get(valid);
                if (whole == null) {
                    String path =
                            valid.path()
                                    .replace(
                                            document.description().docCode(),
                                            description.docCode());
                    whole = LateEdits.file(head.id(), valid, LateEdits.free(path, next, null));
                    stored.put(valid, whole);
                    sources.put(whole.id(), valid.source());
                }
                ListedPages.Range pages = document.pages();
                files.add(
                        pages == null
                                ? whole
                                : whole.part(
                                        documentId,
                                        pages.from(),
                                        pages.to(),
                                        valid.scan(pages.from(), pages.to())));
                List<Aip.Document> documents = new ArrayList<>(before);
                documents.add(new Aip.Document(documentId, description, document.rights(), files));
                next = LateEdits.with(next, next.description(), documents);
            }
        }
        next = LateEdits.with(next, LateEdits.counted(head, next.documents()), next.documents());
        String by = delivery.decidedBy() == null ? delivery.actor() : delivery.decidedBy();
        String message =
                "Bổ sung "
                        + missing.size()
                        + " tài liệu từ gói giao nộp "
                        + delivery.name()
                        + (delivery.reason() == null ? "" : ": " + delivery.reason())
                        + renamed(placed)
                        + accepted(delivery, record);
        List<RecordVersion> history = new ArrayList<>(head.history());
        history.add(new RecordVersion(version, now, by, message, RecordVersion.Kind.CONTENT));
        List<Aip.Origin> origins = new ArrayList<>(head.origins());
        origins.add(
                new Aip.Origin(
                        version,
                        delivery.id(),
                        delivery.name(),
                        delivery.submitter(),
                        delivery.receivedAt(),
                        delivery.bag(),
                        received(head.id(), record, version, sources)));
        return new Assembled(
                new Aip(
                        head.id(),
                        head.fonds(),
                        head.fondsCode(),
                        head.seriesCode(),
                        head.fileCode(),
                        next.description(),
                        head.rights(),
                        next.documents(),
                        origins,
                        history),
                sources);
    }

    private static String renamed(LateDocuments.Placed placed) {
        return placed.renamed().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> ". Mã " + one.getKey() + " đổi thành " + one.getValue())
                .collect(Collectors.joining());
    }

    /** What an archivist took in against: it stands in the version, and so in PREMIS. */
    private static String accepted(DeliveryRow delivery, ValidRecord record) {
        String decided =
                record.decisions().stream().map(each -> ". " + each).collect(Collectors.joining());
        if (record.acceptable().isEmpty()) {
            return decided;
        }
        return ". Chấp nhận "
                + record.acceptable().words()
                + " Người chấp nhận: "
                + delivery.acceptedBy()
                + ". Lý do: "
                + delivery.acceptedReason()
                + decided;
    }

    private static Assembled assemble(
            AipId id,
            DeliveryRow delivery,
            ValidRecord record,
            List<RecordVersion> history,
            Optional<Aip> head) {
        Map<String, Aip.Document> before = new HashMap<>();
        head.ifPresent(
                aip -> aip.documents().forEach(d -> before.put(d.description().docCode(), d)));
        Map<ContentFileId, Path> sources = new HashMap<>();
        ScansOfRecord scans = ScansOfRecord.of(record, history.getLast().createdAt());
        List<Aip.Document> documents = new ArrayList<>(record.documents().size());
        for (ValidDocument document : record.documents()) {
            Aip.Document earlier = before.get(document.description().docCode());
            DocumentId documentId =
                    earlier == null
                            ? DocumentId.derive(id, document.description().docCode())
                            : earlier.id();
            ListedPages.Range pages = document.pages();
            List<ContentFile> files = new ArrayList<>(document.files().size());
            for (ValidFile file : document.files()) {
                ContentFileId fileId = ContentFileId.derive(id, file.path());
                sources.put(fileId, file.source());
                ContentFile whole =
                        new ContentFile(
                                fileId,
                                file.path(),
                                file.originalName(),
                                file.mimeType(),
                                file.size(),
                                file.pages(),
                                file.sha512(),
                                file.sha256(),
                                null,
                                null,
                                scans.of(file),
                                file.format(),
                                file.checks());
                files.add(
                        pages == null
                                ? whole.with(file.scan(1, file.pages()))
                                : whole.part(
                                        documentId,
                                        pages.from(),
                                        pages.to(),
                                        file.scan(pages.from(), pages.to())));
            }
            documents.add(
                    new Aip.Document(
                            documentId,
                            document.description(),
                            earlier == null
                                    ? document.rights()
                                    : notWider(earlier.rights(), document.rights()),
                            files));
        }
        List<Aip.Origin> origins = new ArrayList<>(head.map(Aip::origins).orElse(List.of()));
        origins.add(
                new Aip.Origin(
                        history.getLast().number(),
                        delivery.id(),
                        delivery.name(),
                        delivery.submitter(),
                        delivery.receivedAt(),
                        delivery.bag(),
                        received(id, record, history.getLast().number(), sources)));
        Aip aip =
                new Aip(
                        id,
                        record.fonds(),
                        record.fondsCode(),
                        record.seriesCode(),
                        record.fileCode(),
                        record.description(),
                        head.map(h -> notWider(h.rights(), record.rights()))
                                .orElse(record.rights()),
                        documents,
                        origins,
                        history);
        return new Assembled(aip, sources);
    }

    private static Aip.@Nullable Received received(
            AipId id, ValidRecord record, int version, Map<ContentFileId, Path> sources) {
        ValidRecord.Received came = record.received();
        if (came == null) {
            return null;
        }
        sources.put(ContentFileId.derive(id, Aip.Received.path(version)), came.beside());
        return new Aip.Received(
                came.kind(),
                came.objectId(),
                came.name(),
                came.files(),
                came.digests().size(),
                came.digests().sha512(),
                came.digests().sha256());
    }

    private static Rights notWider(Rights head, Rights delivered) {
        return new Rights(
                Access.strictest(head.access(), delivered.access()),
                head.titlePublic() && delivered.titlePublic(),
                head.basis() == null ? delivered.basis() : head.basis(),
                head.ground() == null ? delivered.ground() : head.ground(),
                // a head that is closed without an end stays so
                head.access() == Access.PUBLIC ? delivered.closedUntil() : head.closedUntil());
    }
}
