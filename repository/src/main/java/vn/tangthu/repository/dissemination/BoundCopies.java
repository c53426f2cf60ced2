package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.OutputStream;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
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

/**
 * Binds a document's pages from verified copies. A page of a shared file always comes as an image
 * of that page: whatever else the file has (text, attachments, what lies outside the page) is of
 * other documents too.
 */
@Component
final class BoundCopies implements ReadingCopies {
    /** Of a rendered page, pixels: 240 dpi on A4. */
    private static final int WIDTH = 2000;

    private final Catalogue catalogue;
    private final Retrieval retrieval;
    private final PageImages images;
    private final PageBinding binding;

    BoundCopies(Catalogue catalogue, Retrieval retrieval, PageImages images, PageBinding binding) {
        this.catalogue = catalogue;
        this.retrieval = retrieval;
        this.images = images;
        this.binding = binding;
    }

    @Override
    public ReadingCopy of(AipId record, DocumentId document, Reader reader) throws NotAvailable {
        if (!(catalogue.record(record, reader).orElseThrow(NotAvailable::new)
                instanceof RecordView.Full full)) {
            throw new NotAvailable();
        }
        ArchivalDocument wanted =
                full.documents().stream()
                        .filter(each -> each.id().equals(document))
                        .filter(ArchivalDocument::hasReadingCopy)
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
            return document.description().docCode() + ".pdf";
        }

        @Override
        public void writeTo(OutputStream out) throws IOException, NotAvailable, Damaged {
            try (PageBinding.Bound bound = binding.begin(out, document.description().subject())) {
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
            try (VerifiedFile verified = retrieval.open(file.id(), reader)) {
                for (int page = 1; page <= file.pages(); page++) {
                    try {
                        bound.addWithText(file, verified.path(), page);
                    } catch (NotRenderable e) {
                        bound.addMissing(before + page);
                    }
                }
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
