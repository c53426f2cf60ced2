package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.VirusScanner;
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
    private final FormatPolicies formats;
    private final LateFileCheck check;
    private final Clock clock;

    CheckedLateChanges(
            Catalogue catalogue,
            CatalogueWriter writer,
            Holdings holdings,
            AipStore store,
            KeptFiles files,
            ObjectProvider<ContentProbe> probe,
            VirusScanner scanner,
            Contractors contractors,
            FormatPolicies formats,
            CheckRows known,
            Clock clock) {
        this.formats = formats;
        this.files = files;
        this.contractors = contractors;
        this.clock = clock;
        this.catalogue = catalogue;
        this.writer = writer;
        this.holdings = holdings;
        this.store = store;
        this.check = new LateFileCheck(probe.getIfAvailable(), scanner, known);
    }

    @Override
    public Looked look(AipId id, List<NewFile> files, Reader actor) {
        return look(head(id, actor), null, files, actor);
    }

    @Override
    public Looked look(
            AipId id, DocumentDescription description, List<NewFile> files, Reader actor) {
        return look(head(id, actor), description, files, actor);
    }

    private Looked look(
            Aip head,
            @Nullable DocumentDescription description,
            List<NewFile> files,
            Reader actor) {
        LateFileCheck.Looked looked = look(files, DATA + "look");
        if (looked.files().isEmpty()) {
            return new Looked(List.of(), "", 0, 0, looked.findings());
        }
        List<Finding> findings = new ArrayList<>(looked.findings());
        looked.files().forEach(file -> findings.addAll(sameBytes(head, file)));
        if (description != null) {
            findings.addAll(compare(head, description, looked.files(), actor).findings());
        }
        return new Looked(
                looked.files().stream().map(ValidFile::originalName).toList(),
                looked.files().getFirst().mimeType(),
                looked.size(),
                looked.pages(),
                findings);
    }

    private LateFileCheck.Looked look(List<NewFile> files, String path) {
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw refused("FILES_NOT_PAGES", String.valueOf(files.size()));
        }
        return check.look(files, path, formats.of(FormatPolicies.ARCHIVE));
    }

    private LateFileCheck.Compared compare(
            Aip head, DocumentDescription description, List<ValidFile> files, Reader actor) {
        return LateFileCheck.compare(
                files,
                LateEdits.isWhole(head, description.docCode()),
                description,
                head.description(),
                catalogue.fonds(head.fonds(), actor).orElseThrow(),
                LateEdits.pagesBeside(head, description.docCode()),
                contractors.scans(head.lastOrigin().submitter()),
                LocalDate.now(clock));
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
        LateDocuments.Last last = LateDocuments.Last.of(head);
        return new DocumentDescription(
                LateDocuments.codeOf(head, last.number() + 1),
                last.ordinal() + 1,
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
            List<NewFile> files,
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
        LateFileCheck.Looked looked = valid(files, description.docCode(), findings);
        DocumentId document = DocumentId.derive(id, description.docCode());
        Aip head = head(id, actor);
        List<ContentFile> contents = new ArrayList<>();
        Map<ContentFileId, Path> sources = new HashMap<>();
        for (ValidFile valid : looked.files()) {
            ContentFile content =
                    LateEdits.file(id, valid, LateEdits.free(valid.path(), head, null));
            contents.add(content);
            sources.put(content.id(), valid.source());
        }
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
                                    contents));
                    return LateEdits.with(aip, LateEdits.counted(aip, documents), documents);
                };
        String message = "Bổ sung tài liệu " + description.docCode() + ": " + reason;
        writer.change(
                id,
                expectedVersion,
                new ArchivistsChange(
                        message + accepted(head, description, looked, actor),
                        actor,
                        edit,
                        sources));
    }

    /** What was told of it before, and is taken in all the same: it stands in PREMIS. */
    private String accepted(
            Aip head, DocumentDescription description, LateFileCheck.Looked looked, Reader actor) {
        String compared = compare(head, description, looked.files(), actor).accepted();
        String all = (looked.accepted() + " " + compared).strip();
        return all.isEmpty() ? "" : ". Chấp nhận " + all;
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
        LateFileCheck.Looked looked = valid(List.of(new NewFile(file, name)), code, findings);
        ValidFile valid = looked.files().getFirst();
        if (LateEdits.isPageImage(before, old) && !valid.mimeType().startsWith("image/")) {
            throw refused("PAGE_NOT_AN_IMAGE", before.originalName());
        }
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
        ContentFile kept = samePlace ? after.withId(before.id()) : after;
        writer.change(
                id,
                expectedVersion,
                new ArchivistsChange(
                        "Thay tệp "
                                + before.originalName()
                                + " của tài liệu "
                                + code
                                + ": "
                                + reason
                                + accepted(head, old.description(), looked, actor),
                        actor,
                        aip -> LateEdits.replaced(aip, document, replaced, kept),
                        Map.of(kept.id(), file)));
    }

    private LateFileCheck.Looked valid(
            List<NewFile> files, String docCode, List<Finding> findings) {
        LateFileCheck.Looked looked = look(files, DATA + docCode);
        if (looked.files().isEmpty() || !findings.isEmpty()) {
            List<Finding> all = new ArrayList<>(findings);
            all.addAll(looked.findings());
            throw new RefusedException(all);
        }
        return looked;
    }

    private List<Finding> reason(String reason, Reader actor) {
        requireArchivist(actor);
        if (reason.isBlank()) {
            return List.of(Finding.blocks("VALUE_MISSING", "reason", "reason"));
        }
        return LateEdits.tooLong(reason);
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
