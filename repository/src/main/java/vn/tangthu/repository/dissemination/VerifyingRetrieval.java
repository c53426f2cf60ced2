package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.dissemination.ReadableFiles.Readable;

/**
 * Gives out verified private copies. The digests are those that the catalogue recorded when the
 * file was acknowledged; the package's inventory must name the same one, or the file is not found
 * in it; and the bytes must have both.
 */
@Component
@InWorkers
final class VerifyingRetrieval implements Retrieval {

    private final ReadableFiles files;
    private final AipStore aips;
    private final VerifiedCopies copies;
    private final Damages damages;

    VerifyingRetrieval(ReadableFiles files, AipStore aips, VerifiedCopies copies, Damages damages) {
        this.files = files;
        this.aips = aips;
        this.copies = copies;
        this.damages = damages;
    }

    @Override
    public VerifiedFile open(ContentFileId id, Reader reader)
            throws IOException, NotAvailable, Damaged {
        return open(files.find(id, reader).filter(Readable::whole).orElseThrow(NotAvailable::new));
    }

    /** For a file that the reader may have, or to render pages that the reader may have. */
    VerifiedFile open(Readable readable) throws IOException, Damaged {
        return new Verified(lend(readable), readable.file());
    }

    VerifiedCopies.Lent lend(Readable readable) throws IOException, Damaged {
        ContentFile file = readable.file();
        try {
            return copies.lend(
                    file.sha512(),
                    file.sha256(),
                    file.size(),
                    readable.recordDamaged(),
                    () -> aips.open(readable.aip(), file));
        } catch (BadBytesException e) {
            if (damages.repaired(readable.aip(), file, e.damage(), e.detail())) {
                return lendRepaired(readable);
            }
            throw new Damaged(file.id());
        }
    }

    private VerifiedCopies.Lent lendRepaired(Readable readable) throws IOException, Damaged {
        ContentFile file = readable.file();
        try {
            return copies.lend(
                    file.sha512(),
                    file.sha256(),
                    file.size(),
                    true,
                    () -> aips.open(readable.aip(), file));
        } catch (BadBytesException e) {
            damages.report(readable.aip(), file, e.damage(), e.detail());
            throw new Damaged(file.id());
        }
    }

    private record Verified(VerifiedCopies.Lent lent, ContentFile file) implements VerifiedFile {
        @Override
        public Path path() {
            return lent.path();
        }

        @Override
        public void close() throws IOException {
            lent.close();
        }
    }
}
