package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.PackageFile;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Exports;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreException;

/**
 * Writes a package to a new directory beside the one asked for, and gives it its name when the last
 * file has matched. A package holds every document with its description, so only who may read all
 * of them may have it.
 */
@Component
final class VerifiedExports implements Exports {

    private final Catalogue catalogue;
    private final AipStore aips;
    private final Damages damages;

    VerifiedExports(Catalogue catalogue, AipStore aips, Damages damages) {
        this.catalogue = catalogue;
        this.aips = aips;
        this.damages = damages;
    }

    @Override
    public void export(AipId id, Path directory, Reader reader, Progress progress)
            throws IOException, NotAvailable, Damaged {
        if (!(catalogue.record(id, reader).orElseThrow(NotAvailable::new)
                instanceof RecordView.Full record)) {
            throw new NotAvailable();
        }
        Path target = directory.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null || !isEmptyOrAbsent(target)) {
            throw new RefusedException(Finding.blocks("DIRECTORY_NOT_EMPTY", directory.toString()));
        }
        List<PackageFile> files = filesOf(id, record);
        Files.createDirectories(parent);
        Path partial = parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            write(id, record, files, Files.createDirectory(partial), progress);
            Files.deleteIfExists(target);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            CacheDirectory.removeTree(partial);
        }
    }

    private List<PackageFile> filesOf(AipId id, RecordView.Full record)
            throws IOException, NotAvailable, Damaged {
        try {
            // What readers see: the head may be a version that is not acknowledged yet.
            int version = record.versions().size();
            Aip aip = aips.read(id, version);
            Set<DocumentId> visible = new HashSet<>();
            record.documents().forEach(document -> visible.add(document.id()));
            for (Aip.Document document : aip.documents()) {
                if (!visible.contains(document.id())) {
                    throw new NotAvailable();
                }
            }
            return aips.files(id, version);
        } catch (StoreException.NotFound e) {
            throw damaged(id, record, id.urn(), Damage.MISSING, e);
        } catch (StoreException.DigestMismatch e) {
            throw damaged(id, record, id.urn(), Damage.CHANGED, e);
        } catch (AipStore.DamagedPackageException e) {
            throw damaged(id, record, id.urn(), Damage.INVENTORY_DAMAGED, e);
        }
    }

    private void write(
            AipId id,
            RecordView.Full record,
            List<PackageFile> files,
            Path partial,
            Progress progress)
            throws IOException, Damaged {
        Map<String, ContentFile> recorded = new HashMap<>();
        for (ArchivalDocument document : record.documents()) {
            document.files().forEach(file -> recorded.put(file.path(), file));
        }
        int done = 0;
        for (PackageFile file : files) {
            if (progress.cancelled()) {
                throw new InterruptedIOException("Export cancelled");
            }
            Path path = partial.resolve(file.logicalPath()).normalize();
            if (!path.startsWith(partial)) {
                throw new IOException("A path leaves the package: " + file.logicalPath());
            }
            Files.createDirectories(path.resolveSibling("."));
            ContentFile known = recorded.get(file.logicalPath());
            Digest expected = known == null ? file.sha512() : known.sha512();
            try {
                VerifiedTransfer.copy(
                        () -> aips.open(file),
                        path,
                        known == null ? -1 : known.size(),
                        expected,
                        known == null ? null : known.sha256());
            } catch (BadBytesException e) {
                throw damaged(id, record, file.key().value(), e.damage(), e);
            }
            progress.at(Progress.Phase.EXPORT, ++done, files.size());
        }
    }

    private Damaged damaged(
            AipId id, RecordView.Full record, String key, Damage damage, IOException e)
            throws IOException {
        damages.report(id, key, damage, String.valueOf(e.getMessage()));
        // The exception names a content file; for damaged metadata, the package itself.
        for (ArchivalDocument document : record.documents()) {
            for (ContentFile file : document.files()) {
                if (key.endsWith("/" + file.path())) {
                    return new Damaged(file.id());
                }
            }
        }
        return new Damaged(new ContentFileId(id.value()));
    }

    private static boolean isEmptyOrAbsent(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }
}
