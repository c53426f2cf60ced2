package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.ArchivistsChange;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
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
    private final LateFileCheck check;

    CheckedLateChanges(
            Catalogue catalogue,
            CatalogueWriter writer,
            Holdings holdings,
            AipStore store,
            ObjectProvider<ContentProbe> probe) {
        this.catalogue = catalogue;
        this.writer = writer;
        this.holdings = holdings;
        this.store = store;
        this.check = new LateFileCheck(probe.getIfAvailable());
    }

    @Override
    public Looked look(AipId id, Path file, String name, Reader actor) {
        Aip head = head(id, actor);
        LateFileCheck.Looked looked = check.look(file, name, DATA + "look");
        ValidFile valid = looked.file();
        if (valid == null) {
            return new Looked("", 0, 0, looked.findings());
        }
        List<Finding> findings = new ArrayList<>(looked.findings());
        sameBytes(head, valid).ifPresent(findings::add);
        return new Looked(valid.mimeType(), valid.size(), valid.pages(), findings);
    }

    private static Optional<Finding> sameBytes(Aip head, ValidFile file) {
        return head.documents().stream()
                .filter(
                        document ->
                                document.files().stream()
                                        .anyMatch(f -> f.sha512().equals(file.sha512())))
                .findFirst()
                .map(
                        document ->
                                Finding.warns(
                                        "SAME_BYTES_ELSEWHERE",
                                        file.originalName(),
                                        document.description().docCode()));
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
        ContentFile content = file(id, valid, free(valid.path(), head(id, actor), null));
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
                                    document, description, rights(description), List.of(content)));
                    return with(aip, counted(aip, documents), documents);
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
                ending(valid.path()).equals(ending(before.path())) && isAlone(before, head);
        ContentFile after =
                file(id, valid, samePlace ? before.path() : free(valid.path(), head, before));
        // The same place keeps its id: what people cite goes on leading to the document's file.
        ContentFile kept = samePlace ? withId(after, before.id()) : after;
        writer.change(
                id,
                expectedVersion,
                new ArchivistsChange(
                        "Thay tệp của tài liệu " + code + ": " + reason,
                        actor,
                        aip -> replaced(aip, document, replaced, kept),
                        Map.of(kept.id(), file)));
    }

    private static boolean isAlone(ContentFile file, Aip head) {
        return file.part() == null
                && head.documents().stream()
                                .flatMap(document -> document.files().stream())
                                .filter(one -> one.path().equals(file.path()))
                                .count()
                        == 1;
    }

    private static Aip replaced(
            Aip aip, DocumentId document, ContentFileId replaced, ContentFile file) {
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document one : aip.documents()) {
            documents.add(
                    one.id().equals(document)
                            ? new Aip.Document(
                                    one.id(),
                                    one.description(),
                                    one.rights(),
                                    one.files().stream()
                                            .map(f -> f.id().equals(replaced) ? file : f)
                                            .toList())
                            : one);
        }
        return with(aip, aip.description(), documents);
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

    private static ContentFile file(AipId id, ValidFile valid, String path) {
        return new ContentFile(
                        ContentFileId.derive(id, path),
                        path,
                        valid.originalName(),
                        valid.mimeType(),
                        valid.size(),
                        valid.pages(),
                        valid.sha512(),
                        valid.sha256())
                .with(valid.scan(1, valid.pages()));
    }

    private static ContentFile withId(ContentFile file, ContentFileId id) {
        return new ContentFile(
                id,
                file.path(),
                file.originalName(),
                file.mimeType(),
                file.size(),
                file.pages(),
                file.sha512(),
                file.sha256(),
                file.part(),
                file.scan());
    }

    /** A path that no other file of the head has, whatever the case of its letters. */
    private static String free(String path, Aip head, @Nullable ContentFile but) {
        Set<String> taken = new HashSet<>();
        for (Aip.Document document : head.documents()) {
            for (ContentFile file : document.files()) {
                if (!file.equals(but)) {
                    taken.add(file.path().toLowerCase(Locale.ROOT));
                }
            }
        }
        int dot = path.lastIndexOf('.');
        String free = path;
        for (int i = 2; taken.contains(free.toLowerCase(Locale.ROOT)); i++) {
            free = path.substring(0, dot) + "_" + i + path.substring(dot);
        }
        return free;
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** As a delivery's: a document that says nothing restricts nothing beyond its hồ sơ. */
    private static Rights rights(DocumentDescription description) {
        return description.mode() == null || Access.of(description.mode()) == Access.PUBLIC
                ? Rights.OPEN
                : new Rights(Access.of(description.mode()), false, null);
    }

    /** The number of documents follows where it was right before. */
    private static FileDescription counted(Aip aip, List<Aip.Document> documents) {
        FileDescription d = aip.description();
        Integer total = d.totalDoc();
        if (total == null || total != aip.documents().size()) {
            return d;
        }
        return d.withTotalDoc(documents.size());
    }

    private static Aip with(Aip aip, FileDescription description, List<Aip.Document> documents) {
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                description,
                aip.rights(),
                documents,
                aip.origins(),
                aip.history());
    }

    private static RefusedException refused(String code, String value) {
        return new RefusedException(Finding.blocks(code, value, value));
    }
}
