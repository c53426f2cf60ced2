package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Retrieval.VerifiedFile;
import vn.tangthu.repository.SubmissionPackages;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.storage.StoreException;

/**
 * One verified copy after the other, so that a hồ sơ of any length needs the room of one file. An
 * AIP or SIP holds every document with its description, so only who may have all of them whole may
 * have it; a DIP holds those that its reader may have whole.
 */
@Component
final class ZippedPackages implements PackageExports {
    private final Catalogue catalogue;
    private final AipStore aips;
    private final SubmissionPackages submissions;
    private final Retrieval retrieval;
    private final Damages damages;

    ZippedPackages(
            Catalogue catalogue,
            AipStore aips,
            SubmissionPackages submissions,
            Retrieval retrieval,
            Damages damages) {
        this.catalogue = catalogue;
        this.aips = aips;
        this.submissions = submissions;
        this.retrieval = retrieval;
        this.damages = damages;
    }

    @Override
    public Packed hoso(AipId id, Form form, Reader reader)
            throws IOException, NotAvailable, Damaged {
        RecordView.Full record = record(id, reader);
        return guarded(
                id,
                () -> {
                    int version = shown(record);
                    Aip aip = aips.read(id, version);
                    mayHaveAll(aip, record);
                    return switch (form) {
                        case AIP_HOSO ->
                                packed(
                                        id,
                                        "urn_uuid_" + id.toString().toUpperCase(Locale.ROOT),
                                        (folder, out, progress) ->
                                                aip(folder, aip, version, out, reader, progress));
                        case SIP_HOSO -> described(submissions.sip(aip), aip, reader);
                        case EARK_SIP -> described(submissions.earkSip(aip), aip, reader);
                    };
                });
    }

    @Override
    public Packed dip(AipId id, Set<DocumentId> only, UseOfRecords use, Reader reader)
            throws IOException, NotAvailable, Damaged {
        RecordView.Full record = record(id, reader);
        return guarded(
                id,
                () -> {
                    Aip given = given(aips.read(id, shown(record)), record, only);
                    return described(submissions.dip(given, use), given, reader);
                });
    }

    private RecordView.Full record(AipId id, Reader reader) throws NotAvailable {
        if (!(catalogue.record(id, reader).orElseThrow(NotAvailable::new)
                instanceof RecordView.Full record)) {
            throw new NotAvailable();
        }
        return record;
    }

    /** What readers see: the head may be a version that is not acknowledged yet. */
    private static int shown(RecordView.Full record) {
        return record.versions().size();
    }

    private interface Step<T> {
        T take() throws IOException, NotAvailable, Damaged;
    }

    private interface Body {
        void write(String folder, OutputStream out, Progress progress)
                throws IOException, NotAvailable, Damaged;
    }

    private <T> T guarded(AipId id, Step<T> step) throws IOException, NotAvailable, Damaged {
        try {
            return step.take();
        } catch (StoreException.NotFound e) {
            throw damaged(id, Damage.MISSING, e);
        } catch (StoreException.DigestMismatch e) {
            throw damaged(id, Damage.CHANGED, e);
        } catch (AipStore.DamagedPackageException e) {
            throw damaged(id, Damage.INVENTORY_DAMAGED, e);
        } catch (BadBytesException e) {
            throw damaged(id, e.damage(), e);
        }
    }

    private Packed packed(AipId id, String folder, Body body) {
        return new Packed() {
            @Override
            public String fileName() {
                return folder + ".zip";
            }

            @Override
            public void writeTo(OutputStream out, Progress progress)
                    throws IOException, NotAvailable, Damaged {
                boolean unused =
                        guarded(
                                id,
                                () -> {
                                    body.write(folder, out, progress);
                                    return true;
                                });
            }
        };
    }

    /**
     * The documents of which the reader may have every file whole.
     *
     * @param only of these; empty for all
     */
    private static Aip given(Aip aip, RecordView.Full record, Set<DocumentId> only)
            throws NotAvailable {
        Set<DocumentId> whole = new HashSet<>();
        for (ArchivalDocument document : record.documents()) {
            if ((only.isEmpty() || only.contains(document.id()))
                    && document.files().stream().allMatch(record::givesOut)) {
                whole.add(document.id());
            }
        }
        List<Aip.Document> given =
                aip.documents().stream().filter(one -> whole.contains(one.id())).toList();
        if (given.isEmpty()) {
            throw new NotAvailable();
        }
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                given,
                aip.origins(),
                aip.history());
    }

    private static void mayHaveAll(Aip aip, RecordView.Full record) throws NotAvailable {
        Set<DocumentId> visible = new HashSet<>();
        for (ArchivalDocument document : record.documents()) {
            visible.add(document.id());
            if (!document.files().stream().allMatch(record::givesOut)) {
                throw new NotAvailable();
            }
        }
        for (Aip.Document document : aip.documents()) {
            if (!visible.contains(document.id())) {
                throw new NotAvailable();
            }
        }
    }

    private Packed described(SubmissionPackages.Described described, Aip aip, Reader reader) {
        return packed(
                aip.id(),
                described.folder(),
                (folder, out, progress) -> {
                    Writing writing = new Writing(out, folder, aip.storedFiles().size(), progress);
                    for (ContentFile file : aip.storedFiles()) {
                        content(writing, file, reader);
                    }
                    for (Map.Entry<String, byte[]> file : described.metadata().entrySet()) {
                        writing.entry(file.getKey()).write(file.getValue());
                    }
                    writing.end();
                });
    }

    private void aip(
            String folder, Aip aip, int version, OutputStream out, Reader reader, Progress progress)
            throws IOException, NotAvailable, Damaged {
        Map<String, ContentFile> known = new HashMap<>();
        aip.storedFiles().forEach(file -> known.put(file.path(), file));
        Writing writing = new Writing(out, folder, known.size(), progress);
        for (ContentFile file : aip.storedFiles()) {
            content(writing, file, reader);
        }
        for (PackageFile file : aips.files(aip.id(), version)) {
            if (known.containsKey(file.logicalPath())) {
                continue;
            }
            Path room = Files.createTempDirectory("tangthu-export-");
            Path copy = room.resolve("file");
            try {
                VerifiedTransfer.copy(() -> aips.open(file), copy, -1, file.sha512(), null);
                var unused = Files.copy(copy, writing.entry(file.logicalPath()));
            } finally {
                CacheDirectory.removeTree(room);
            }
        }
        writing.end();
    }

    private void content(Writing writing, ContentFile file, Reader reader)
            throws IOException, NotAvailable, Damaged {
        try (VerifiedFile verified = retrieval.open(file.id(), reader)) {
            var unused = Files.copy(verified.path(), writing.entry(file.path()));
            writing.done();
        }
    }

    private Damaged damaged(AipId id, Damage damage, IOException e) throws IOException {
        damages.report(id, id.urn(), damage, String.valueOf(e.getMessage()));
        return new Damaged(new ContentFileId(id.value()));
    }

    /** A ZIP that begins when its first file is there. */
    private static final class Writing {
        private final ZipOutputStream zip;
        private final String folder;
        private final int files;
        private final Progress progress;
        private int done;

        Writing(OutputStream out, String folder, int files, Progress progress) {
            this.zip = new ZipOutputStream(out);
            this.zip.setLevel(Deflater.BEST_SPEED); // documents are compressed already
            this.folder = folder;
            this.files = files;
            this.progress = progress;
        }

        OutputStream entry(String path) throws IOException {
            if (progress.cancelled()) {
                throw new InterruptedIOException("Export cancelled");
            }
            zip.putNextEntry(new ZipEntry(folder + "/" + path));
            return zip;
        }

        void done() {
            progress.at(Progress.Phase.EXPORT, ++done, files);
        }

        void end() throws IOException {
            zip.finish();
        }
    }
}
