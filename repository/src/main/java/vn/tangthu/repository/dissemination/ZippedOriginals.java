package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Retrieval.VerifiedFile;

/** One verified copy after the other, so that a document of any length needs the room of one. */
@Component
final class ZippedOriginals implements OriginalFiles {
    private final Catalogue catalogue;
    private final Retrieval retrieval;

    ZippedOriginals(Catalogue catalogue, Retrieval retrieval) {
        this.catalogue = catalogue;
        this.retrieval = retrieval;
    }

    @Override
    public void zip(AipId record, DocumentId document, OutputStream out, Reader reader)
            throws IOException, NotAvailable, Damaged {
        ArchivalDocument wanted = find(record, document, reader);
        if (wanted == null || wanted.files().isEmpty()) {
            throw new NotAvailable();
        }
        @Nullable ZipOutputStream zip = null;
        Set<String> names = new HashSet<>();
        for (ContentFile file : wanted.files()) {
            try (VerifiedFile verified = retrieval.open(file.id(), reader)) {
                if (zip == null) {
                    zip = new ZipOutputStream(out);
                    zip.setLevel(Deflater.NO_COMPRESSION); // images are compressed already
                }
                zip.putNextEntry(new ZipEntry(name(file, names)));
                Files.copy(verified.path(), zip);
                zip.closeEntry();
            }
        }
        if (zip != null) {
            zip.finish();
        }
    }

    private @Nullable ArchivalDocument find(AipId record, DocumentId document, Reader reader) {
        if (!(catalogue.record(record, reader).orElse(null) instanceof RecordView.Full full)) {
            return null;
        }
        return full.documents().stream()
                .filter(each -> each.id().equals(document))
                .filter(each -> each.files().stream().allMatch(full::givesOut))
                .findFirst()
                .orElse(null);
    }

    /** As delivered; those of one name are numbered from the second on. */
    private static String name(ContentFile file, Set<String> names) {
        String name = file.originalName().replace('/', '_').replace('\\', '_');
        String own = name;
        for (int number = 2; !names.add(own.toLowerCase(Locale.ROOT)); number++) {
            own = number + "_" + name;
        }
        return own;
    }
}
