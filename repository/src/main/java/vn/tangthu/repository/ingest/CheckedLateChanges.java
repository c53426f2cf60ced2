package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.ArchivistsChange;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ingest.check.DateCheck;
import vn.tangthu.repository.ingest.check.LateFileCheck;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;

/** Late documents and better scans, through the same look at the bytes as a delivery's. */
@Component
final class CheckedLateChanges implements LateChanges {
    private static final String DATA = "representations/rep1/data/";

    private final Catalogue catalogue;
    private final CatalogueWriter writer;
    private final Holdings holdings;
    private final AipStore store;
    private final KeptFiles files;
    private final Contractors contractors;
    private final LateFileCheck check;
    private final Clock clock;

    CheckedLateChanges(
            Catalogue catalogue,
            CatalogueWriter writer,
            Holdings holdings,
            AipStore store,
            KeptFiles files,
            ObjectProvider<ContentProbe> probe,
            Contractors contractors,
            Clock clock) {
        this.files = files;
        this.contractors = contractors;
        this.clock = clock;
        this.catalogue = catalogue;
        this.writer = writer;
        this.holdings = holdings;
        this.store = store;
        this.check = new LateFileCheck(probe.getIfAvailable());
    }

    @Override
    public Looked look(AipId id, Path file, String name, Reader actor) {
        return look(head(id, actor), null, file, name, actor);
    }

    @Override
    public Looked look(
            AipId id, DocumentDescription description, Path file, String name, Reader actor) {
        return look(head(id, actor), description, file, name, actor);
    }

    private Looked look(
            Aip head,
            @Nullable DocumentDescription description,
            Path file,
            String name,
            Reader actor) {
        LateFileCheck.Looked looked = check.look(file, name, DATA + "look");
        ValidFile valid = looked.file();
        if (valid == null) {
            return new Looked("", 0, 0, looked.findings());
        }
        List<Finding> findings = new ArrayList<>(looked.findings());
        findings.addAll(sameBytes(head, valid));
        if (description != null) {
            Fonds fonds = catalogue.fonds(head.fonds(), actor).orElseThrow();
            findings.addAll(
                    LateFileCheck.compare(
                            valid,
                            isWhole(head, description.docCode()),
                            description,
                            head.description(),
                            fonds,
                            pagesBeside(head, description.docCode()),
                            contractors.scans(head.lastOrigin().submitter()),
                            LocalDate.now(clock)));
        }
        return new Looked(valid.mimeType(), valid.size(), valid.pages(), findings);
    }

    /** Of a new document all that the hồ sơ has; below 0 for a document that is there. */
    private static int pagesBeside(Aip head, String docCode) {
        boolean kept =
                head.documents().stream().anyMatch(d -> d.description().docCode().equals(docCode));
        boolean counted = head.storedFiles().stream().allMatch(f -> f.pages() > 0);
        return kept || !counted
                ? -1
                : head.storedFiles().stream().mapToInt(ContentFile::pages).sum();
    }

    /** Whether a file that comes for this document is all of it, as far as can be told. */
    private static boolean isWhole(Aip head, String docCode) {
        return head.documents().stream()
                .filter(d -> d.description().docCode().equals(docCode))
                .allMatch(d -> d.files().size() == 1 && d.files().getFirst().part() == null);
    }

    /** In another document of the hồ sơ, or in another hồ sơ. */
    private List<Finding> sameBytes(Aip head, ValidFile file) {
        Optional<Aip.Document> here =
                head.documents().stream()
                        .filter(
                                document ->
                                        document.files().stream()
                                                .anyMatch(f -> f.sha512().equals(file.sha512())))
                        .findFirst();
        if (here.isPresent()) {
            return List.of(
                    Finding.warns(
                            "SAME_BYTES_ELSEWHERE",
                            file.originalName(),
                            here.get().description().docCode()));
        }
        return files.find(List.of(file.sha512())).stream()
                .map(
                        kept ->
                                Finding.warns(
                                        "FILE_KEPT_ELSEWHERE",
                                        file.originalName(),
                                        kept.originalName(),
                                        kept.arcFileCode()))
                .toList();
    }

    @Override
    public List<Finding> look(
            AipId id,
            @Nullable FileDescription description,
            Map<DocumentId, DocumentDescription> documents,
            Reader actor) {
        Aip head = head(id, actor);
        Fonds fonds = catalogue.fonds(head.fonds(), actor).orElseThrow();
        FileDescription after = description == null ? head.description() : description;
        List<Finding> findings = dates(head, fonds, after, documents);
        // What was so before is no matter of this correction.
        findings.removeAll(dates(head, fonds, head.description(), Map.of()));
        return findings;
    }

    private List<Finding> dates(
            Aip head,
            Fonds fonds,
            FileDescription hoSo,
            Map<DocumentId, DocumentDescription> documents) {
        DateCheck check = new DateCheck(LocalDate.now(clock));
        List<Finding> findings = new ArrayList<>();
        check.closing(hoSo.arcFileCode(), hoSo, fonds).ifPresent(findings::add);
        for (Aip.Document document : head.documents()) {
            DocumentDescription one = documents.get(document.id());
            DocumentDescription described = one == null ? document.description() : one;
            findings.addAll(check.of(described.docCode(), described, hoSo, fonds));
        }
        return findings;
    }

    @Override
    public DocumentDescription nextDocument(AipId id, Reader actor) {
        Aip head = head(id, actor);
        int ordinal = 0;
        long number = 0;
        int digits = 7;
        for (Aip.Document document : head.documents()) {
            ordinal = Math.max(ordinal, document.description().docOrdinal());
            String code = document.description().docCode();
            String tail = code.substring(code.lastIndexOf('.') + 1);
            if (!tail.isEmpty()
                    && tail.length() <= 18
                    && tail.chars().allMatch(c -> c >= '0' && c <= '9')) {
                number = Math.max(number, Long.parseLong(tail));
            }
        }
        String code =
                head.fileCode() + "." + String.format(Locale.ROOT, "%0" + digits + "d", number + 1);
        return new DocumentDescription(
                code,
                ordinal + 1,
                null,
                null,
                null,
                null,
                null,
                "",
                head.description().languages(),
                null,
                null,
                null,
                null,
                head.description().confidenceLevel(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public void add(
            AipId id,
            int expectedVersion,
            DocumentDescription description,
            Path file,
            String name,
            String reason,
            Reader actor)
            throws IOException {
        List<Finding> findings = new ArrayList<>(reason(reason, actor));
        DocumentDescription next = nextDocument(id, actor);
        try {
            holdings.check(next, description);
        } catch (RefusedException e) {
            findings.addAll(e.findings());
        }
        ValidFile valid = valid(file, name, description.docCode(), findings);
        DocumentId document = DocumentId.derive(id, description.docCode());
        ContentFile content =
                LateEdits.file(id, valid, LateEdits.free(valid.path(), head(id, actor), null));
        UnaryOperator<Aip> edit =
                aip -> {
                    boolean kept =
                            aip.documents().stream()
                                    .anyMatch(
                                            d ->
                                                    d.id().equals(document)
                                                            || d.description()
                                                                    .docCode()
                                                                    .equals(description.docCode()));
                    if (kept) {
                        throw refused("DOCUMENT_CODE_KEPT", description.docCode());
                    }
                    List<Aip.Document> documents = new ArrayList<>(aip.documents());
                    documents.add(
                            new Aip.Document(
                                    document,
                                    description,
                                    LateEdits.rights(description),
                                    List.of(content)));
                    return LateEdits.with(aip, LateEdits.counted(aip, documents), documents);
                };
        writer.change(
                id,
                expectedVersion,
                new ArchivistsChange(
                        "Bổ sung tài liệu " + description.docCode() + ": " + reason,
                        actor,
                        edit,
                        Map.of(content.id(), file)));
    }

    @Override
    public void replace(
            AipId id,
            int expectedVersion,
            DocumentId document,
            ContentFileId replaced,
            Path file,
            String name,
            String reason,
            Reader actor)
            throws IOException {
        List<Finding> findings = new ArrayList<>(reason(reason, actor));
        Aip head = head(id, actor);
        Aip.Document old =
                head.documents().stream()
                        .filter(d -> d.id().equals(document))
                        .findFirst()
                        .orElseThrow(() -> refused("NO_SUCH_DOCUMENT", document.toString()));
        ContentFile before =
                old.files().stream()
                        .filter(f -> f.id().equals(replaced))
                        .findFirst()
                        .orElseThrow(() -> refused("NO_SUCH_FILE", replaced.toString()));
        String code = old.description().docCode();
        ValidFile valid = valid(file, name, code, findings);
        if (valid.sha512().equals(before.sha512())) {
            throw refused("SAME_BYTES", code);
        }
        // Pages of a file that other documents share stay theirs: the new file is another one.
        boolean samePlace =
                LateEdits.ending(valid.path()).equals(LateEdits.ending(before.path()))
                        && LateEdits.isAlone(before, head);
        ContentFile after =
                LateEdits.file(
                        id,
                        valid,
                        samePlace ? before.path() : LateEdits.free(valid.path(), head, before));
        // The same place keeps its id: what people cite goes on leading to the document's file.
        ContentFile kept = samePlace ? LateEdits.withId(after, before.id()) : after;
        writer.change(
                id,
                expectedVersion,
                new ArchivistsChange(
                        "Thay tệp của tài liệu " + code + ": " + reason,
                        actor,
                        aip -> LateEdits.replaced(aip, document, replaced, kept),
                        Map.of(kept.id(), file)));
    }

    private ValidFile valid(Path file, String name, String docCode, List<Finding> findings) {
        LateFileCheck.Looked looked = check.look(file, name, DATA + docCode);
        ValidFile valid = looked.file();
        if (valid == null || !findings.isEmpty()) {
            List<Finding> all = new ArrayList<>(findings);
            all.addAll(looked.findings());
            throw new RefusedException(all);
        }
        return valid;
    }

    private List<Finding> reason(String reason, Reader actor) {
        requireArchivist(actor);
        if (reason.isBlank()) {
            return List.of(Finding.blocks("VALUE_MISSING", "reason", "reason"));
        }
        return reason.codePointCount(0, reason.length()) > 900
                ? List.of(
                        Finding.blocks(
                                "TOO_LONG",
                                "reason",
                                "900",
                                "" + reason.codePointCount(0, reason.length())))
                : List.of();
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", actor.name(), actor.name()));
        }
    }

    private Aip head(AipId id, Reader actor) {
        requireArchivist(actor);
        try {
            if (catalogue.record(id, actor).orElse(null) instanceof RecordView.Full full) {
                return store.read(id, full.versions().getLast().number());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The package " + id + " cannot be read", e);
        }
        throw refused("NO_SUCH_RECORD", id.toString());
    }

    private static RefusedException refused(String code, String value) {
        return new RefusedException(Finding.blocks(code, value, value));
    }
}
