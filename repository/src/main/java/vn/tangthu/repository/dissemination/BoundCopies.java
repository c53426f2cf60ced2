package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Retrieval.VerifiedFile;
import vn.tangthu.repository.TextWork;

/**
 * Binds a document's pages from verified copies. A page of a shared file always comes as an image
 * of that page: whatever else the file has (text, attachments, what lies outside the page) is of
 * other documents too. A file that is the document's alone is taken page by page for who may have
 * all of it: a copy is no door to more than the file is.
 */
@Component
final class BoundCopies implements ReadingCopies {
    /** Of a rendered page, pixels: 240 dpi on A4. */
    private static final int WIDTH = 2000;

    /**
     * After so many pages of a file that cannot be shown the rest is not tried: one that is made
     * for it costs half a minute of a worker for each.
     */
    private static final int MOST_MISSING = 20;

    /** What programs show of a copy of which a file had digital signatures. */
    static final String NOT_SIGNED =
            "Bản PDF/A hai lớp để đọc và tìm chữ, làm từ ảnh các trang; không phải bản gốc đã ký"
                    + " số: chữ ký số chỉ có trong tệp gốc. / A two-layer PDF/A to read and search,"
                    + " made of the images of the pages; not the signed original: the digital"
                    + " signatures are in the original file alone.";

    private final Catalogue catalogue;
    private final TextWork texts;
    private final DamagedFiles damaged;
    private final ReadableFiles readable;
    private final Retrieval retrieval;
    private final PageImages images;
    private final PageBinding binding;
    private final HopelessPages hopeless = new HopelessPages(System::nanoTime);

    BoundCopies(
            Catalogue catalogue,
            TextWork texts,
            DamagedFiles damaged,
            ReadableFiles readable,
            Retrieval retrieval,
            PageImages images,
            PageBinding binding) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.damaged = damaged;
        this.readable = readable;
        this.retrieval = retrieval;
        this.images = images;
        this.binding = binding;
    }

    @Override
    public Set<DocumentId> offered(RecordView.Full record) {
        Set<ContentFileId> read = texts.readByOcr(record.id());
        Set<ContentFileId> withheld = damaged.of(record);
        return record.documents().stream()
                .filter(each -> each.hasReadingCopy(read))
                .filter(each -> each.files().stream().noneMatch(f -> withheld.contains(f.id())))
                .map(ArchivalDocument::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ReadingCopy of(AipId record, DocumentId document, Reader reader) throws NotAvailable {
        if (!(catalogue.record(record, reader).orElseThrow(NotAvailable::new)
                instanceof RecordView.Full full)) {
            throw new NotAvailable();
        }
        Set<ContentFileId> read = texts.readByOcr(full.id());
        ArchivalDocument wanted =
                full.documents().stream()
                        .filter(each -> each.id().equals(document))
                        .filter(each -> each.hasReadingCopy(read))
                        .findFirst()
                        .orElseThrow(NotAvailable::new);
        return new Copy(wanted, reader);
    }

    private final class Copy implements ReadingCopy {
        private final ArchivalDocument document;
        private final Reader reader;

        Copy(ArchivalDocument document, Reader reader) {
            this.document = document;
            this.reader = reader;
        }

        @Override
        public String fileName() {
            return document.description().docCode() + (document.hasPdf() ? "-hai-lop.pdf" : ".pdf");
        }

        @Override
        public void writeTo(OutputStream out) throws IOException, NotAvailable, Damaged {
            String title = document.description().subject();
            try (PageBinding.Bound bound =
                    binding.begin(out, title, document.isSigned() ? NOT_SIGNED : null)) {
                int before = 0;
                for (ContentFile file : document.files()) {
                    if (file.part() == null) {
                        whole(file, before, bound);
                    } else {
                        part(file, before, bound);
                    }
                    before += file.pages();
                }
                bound.finish();
            }
        }

        private void whole(ContentFile file, int before, PageBinding.Bound bound)
                throws IOException, NotAvailable, Damaged {
            int missing = 0;
            try (VerifiedFile verified = retrieval.open(file.id(), reader)) {
                for (int page = 1; page <= file.pages(); page++) {
                    if (page > 1) {
                        stillReadable(file);
                    }
                    try {
                        if (missing >= MOST_MISSING) {
                            throw new NotRenderable("Not tried after the pages before it");
                        }
                        bind(file, verified, page, bound);
                    } catch (NotRenderable e) {
                        missing++;
                        bound.addMissing(before + page);
                    }
                }
            }
        }

        private void bind(ContentFile file, VerifiedFile copy, int page, PageBinding.Bound bound)
                throws IOException {
            PageCache.Page place = new PageCache.Page(file.sha512(), page, WIDTH);
            hopeless.check(place);
            try {
                bound.addWithText(file, copy.path(), page);
            } catch (NotRenderable e) {
                hopeless.add(place);
                throw e;
            }
        }

        /** A bound volume takes minutes, and a restriction acts at once. */
        private void stillReadable(ContentFile file) throws NotAvailable {
            if (readable.find(file.id(), reader).filter(ReadableFiles.Readable::whole).isEmpty()) {
                throw new NotAvailable();
            }
        }

        private void part(ContentFile file, int before, PageBinding.Bound bound)
                throws IOException, NotAvailable, Damaged {
            for (int page = 1; page <= file.pages(); page++) {
                try {
                    bound.addWithText(file, images.image(file.id(), page, WIDTH, reader), page);
                } catch (NotRenderable e) {
                    bound.addMissing(before + page);
                }
            }
        }
    }
}
