package vn.tangthu.repository.dissemination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Which documents have a copy to read, who gets it, and what happens while it is made. */
class BoundCopiesTest {
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final Reader READER = Reader.ANONYMOUS;

    private final Catalogue catalogue = mock(Catalogue.class);
    private final TextWork texts = mock(TextWork.class);
    private final DamagedFiles damaged = mock(DamagedFiles.class);
    private final Retrieval retrieval = mock(Retrieval.class);
    private final List<String> pages = new ArrayList<>();
    private @Nullable String about;
    private boolean finished;

    /** Pages up to this one can be shown. */
    private int shown = Integer.MAX_VALUE;

    private Runnable afterEach = () -> {};
    private int tried;

    private final BoundCopies copies =
            new BoundCopies(
                    catalogue,
                    texts,
                    damaged,
                    new ReadableFiles(catalogue),
                    retrieval,
                    mock(PageImages.class),
                    (out, title, words) -> {
                        about = words;
                        return new Pages();
                    });

    private final class Pages implements PageBinding.Bound {
        @Override
        public void add(Path file, int page) {
            throw new AssertionError("Without its text");
        }

        @Override
        public void add(PageRenderer.Rendered page) {
            throw new AssertionError("Without its text");
        }

        @Override
        public void addWithText(ContentFile file, Path copy, int page)
                throws PageRenderer.NotRenderable {
            tried++;
            if (page > shown) {
                throw new PageRenderer.NotRenderable("as if");
            }
            pages.add(file.originalName() + " " + page);
            afterEach.run();
        }

        @Override
        public void addWithText(ContentFile file, PageRenderer.Rendered image, int page) {
            pages.add("image " + page);
        }

        @Override
        public void addMissing(int page) {
            pages.add("missing " + page);
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void allIsThere() throws Exception {
        when(damaged.of(any())).thenReturn(Set.of());
        when(texts.readByOcr(RECORD)).thenReturn(Set.of());
        when(retrieval.open(any(), eq(READER)))
                .thenAnswer(
                        call -> {
                            Retrieval.VerifiedFile file = mock(Retrieval.VerifiedFile.class);
                            when(file.path()).thenReturn(Path.of("copy"));
                            return file;
                        });
        when(catalogue.recordOf(any(), any())).thenReturn(Optional.of(RECORD));
    }

    private static ContentFile file(String name, String type, int pages) {
        return new ContentFile(
                new ContentFileId(UUID.randomUUID()),
                "representations/rep1/data/" + name,
                name,
                type,
                1_000,
                pages,
                Digest.of(DigestAlgorithm.SHA512, name.getBytes(StandardCharsets.UTF_8)),
                Digest.of(DigestAlgorithm.SHA256, new byte[0]));
    }

    private static ContentFile pdf(String name, int pages) {
        return file(name, "application/pdf", pages);
    }

    private static ArchivalDocument document(ContentFile... files) {
        DocumentDescription description = mock(DocumentDescription.class);
        when(description.docCode()).thenReturn("H41.1.0000001");
        when(description.subject()).thenReturn("Quyết định");
        return new ArchivalDocument(
                new DocumentId(UUID.randomUUID()), description, Rights.OPEN, List.of(files));
    }

    private RecordView.Full holds(ArchivalDocument... documents) {
        RecordView.Full record =
                new RecordView.Full(
                        RECORD,
                        new RecordView.FondsSummary(new FondsId(new UUID(2, 2)), "H41", "Phông"),
                        null,
                        mock(FileDescription.class),
                        Rights.OPEN,
                        List.of(documents),
                        0,
                        new RecordView.Provenance(null, "A", Instant.EPOCH),
                        new FixityState.Sound(Instant.EPOCH),
                        List.of());
        when(catalogue.record(eq(RECORD), any())).thenReturn(Optional.of(record));
        return record;
    }

    private void write(ArchivalDocument document) throws Exception {
        pages.clear();
        finished = false;
        OutputStream out = new ByteArrayOutputStream();
        copies.of(RECORD, document.id(), READER).writeTo(out);
    }

    @Test
    void pdfsOfWhichOcrReadPagesHaveACopyAndOthersNot() throws Exception {
        ContentFile scan = pdf("scan.pdf", 3);
        ContentFile born = pdf("born.pdf", 3);
        ContentFile word = file("a.docx", "application/msword", 0);
        ContentFile image = file("a.jpg", "image/jpeg", 1);
        ContentFile shared = pdf("shared.pdf", 9);
        ArchivalDocument scanned = document(scan);
        ArchivalDocument mixed = document(born, image, scan);
        ArchivalDocument parts = document(shared.part(new DocumentId(new UUID(3, 3)), 1, 2, null));
        ArchivalDocument images = document(image);
        ArchivalDocument digital = document(born);
        ArchivalDocument readImage = document(born, image);
        ArchivalDocument office = document(scan, word);
        RecordView.Full record = holds(scanned, mixed, parts, images, digital, readImage, office);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(scan.id(), image.id()));
        assertThat(copies.offered(record))
                .containsExactlyInAnyOrder(scanned.id(), mixed.id(), parts.id(), images.id());
        for (ArchivalDocument none : List.of(digital, readImage, office)) {
            assertThatThrownBy(() -> copies.of(RECORD, none.id(), READER))
                    .isInstanceOf(Retrieval.NotAvailable.class);
        }
        when(texts.readByOcr(RECORD)).thenReturn(Set.of());
        assertThat(copies.offered(record)).containsExactlyInAnyOrder(parts.id(), images.id());
        assertThatThrownBy(() -> copies.of(RECORD, scanned.id(), READER))
                .isInstanceOf(Retrieval.NotAvailable.class);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(scan.id()));
        when(damaged.of(record)).thenReturn(Set.of(image.id()));
        assertThat(copies.offered(record))
                .as("without a damaged file")
                .containsExactlyInAnyOrder(scanned.id(), parts.id());
        write(mixed);
        assertThat(pages)
                .containsExactly(
                        "born.pdf 1",
                        "born.pdf 2",
                        "born.pdf 3",
                        "a.jpg 1",
                        "scan.pdf 1",
                        "scan.pdf 2",
                        "scan.pdf 3");
        assertThat(finished).isTrue();
        assertThat(copies.of(RECORD, mixed.id(), READER).fileName())
                .isEqualTo("H41.1.0000001-hai-lop.pdf");
        assertThat(copies.of(RECORD, images.id(), READER).fileName())
                .isEqualTo("H41.1.0000001.pdf");
    }

    @Test
    void whatIsListedHiddenOrMissingHasNone() {
        ContentFile scan = pdf("scan.pdf", 3);
        ArchivalDocument document = document(scan);
        RecordView.Full record = holds(document);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(scan.id()));
        assertThatThrownBy(() -> copies.of(RECORD, new DocumentId(UUID.randomUUID()), READER))
                .isInstanceOf(Retrieval.NotAvailable.class);
        for (Optional<RecordView> seen :
                List.of(
                        Optional.<RecordView>empty(),
                        Optional.<RecordView>of(
                                new RecordView.Listed(
                                        RECORD, "c", record.fonds(), null, null, null)))) {
            when(catalogue.record(RECORD, READER)).thenReturn(seen);
            assertThatThrownBy(() -> copies.of(RECORD, document.id(), READER))
                    .isInstanceOf(Retrieval.NotAvailable.class);
        }
        verifyNoInteractions(retrieval);
    }

    /** The copy of a file is for who may have the file, at each page. */
    @Test
    void aRestrictionEndsACopyThatIsBeingMade() throws Exception {
        ContentFile scan = pdf("scan.pdf", 600);
        ArchivalDocument document = document(scan);
        RecordView.Full record = holds(document);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(scan.id()));
        afterEach =
                () -> {
                    if (pages.size() == 300) {
                        when(catalogue.record(RECORD, READER))
                                .thenReturn(
                                        Optional.of(
                                                new RecordView.Listed(
                                                        RECORD,
                                                        "c",
                                                        record.fonds(),
                                                        null,
                                                        null,
                                                        null)));
                    }
                };
        assertThatThrownBy(() -> write(document)).isInstanceOf(Retrieval.NotAvailable.class);
        assertThat(pages).hasSize(300);
        assertThat(finished).isFalse();
        afterEach = () -> {};
        holds(document);
        when(retrieval.open(scan.id(), READER)).thenThrow(new Retrieval.NotAvailable());
        assertThatThrownBy(() -> write(document))
                .as("pages of it, but not the file")
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertThat(pages).isEmpty();
    }

    @Test
    void ofADamagedFileNoPageLeaves() throws Exception {
        ContentFile scan = pdf("scan.pdf", 3);
        ArchivalDocument document = document(scan);
        holds(document);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(scan.id()));
        when(retrieval.open(scan.id(), READER)).thenThrow(new Retrieval.Damaged(scan.id()));
        assertThatThrownBy(() -> write(document)).isInstanceOf(Retrieval.Damaged.class);
        assertThat(pages).isEmpty();
        assertThat(finished).isFalse();
    }

    @Test
    void pagesThatCannotBeShownAreSheetsAndAreNotTriedAgainAndAgain() throws Exception {
        ContentFile scan = pdf("scan.pdf", 50);
        ArchivalDocument document = document(scan);
        holds(document);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(scan.id()));
        shown = 10;
        write(document);
        assertThat(pages).hasSize(50).endsWith("missing 49", "missing 50");
        assertThat(pages.subList(0, 11)).endsWith("scan.pdf 10", "missing 11");
        assertThat(tried).as("the rest is not tried").isEqualTo(30);
        assertThat(finished).isTrue();
        tried = 0;
        write(document);
        assertThat(tried).as("nor are those that failed lately").isEqualTo(10);
        assertThat(pages).hasSize(50);
    }

    @Test
    void aCopyOfASignedFileSaysThatItIsNotWhatWasSigned() throws Exception {
        ContentFile plain = pdf("plain.pdf", 1);
        ContentFile signed =
                pdf("signed.pdf", 1)
                        .checked(
                                List.of(
                                        new ContentCheck(
                                                ContentCheck.Kind.SIGNATURES,
                                                ContentCheck.Outcome.UNDECIDED,
                                                "1",
                                                "DSS",
                                                Instant.EPOCH)));
        ArchivalDocument one = document(plain);
        ArchivalDocument two = document(plain, signed);
        holds(one, two);
        when(texts.readByOcr(RECORD)).thenReturn(Set.of(plain.id(), signed.id()));
        write(one);
        assertThat(about).isNull();
        assertThat(one.isSigned()).isFalse();
        write(two);
        assertThat(two.isSigned()).isTrue();
        assertThat(about).contains("không phải bản gốc đã ký số").contains("not the signed");
    }
}
