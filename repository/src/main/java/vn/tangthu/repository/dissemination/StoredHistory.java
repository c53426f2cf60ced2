package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Retrieval.VerifiedFile;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.dissemination.ReadableFiles.Readable;

/**
 * Versions out of packages. What a reader may not see of the hồ sơ as it is now is not shown of an
 * earlier version either, and what is withdrawn is judged by the rights it was withdrawn with.
 */
@Component
final class StoredHistory implements RecordHistory {
    private final Catalogue catalogue;
    private final Withdrawals withdrawals;
    private final AipStore store;
    private final VerifyingRetrieval retrieval;
    private final CachedPageImages images;

    StoredHistory(
            Catalogue catalogue,
            Withdrawals withdrawals,
            AipStore store,
            VerifyingRetrieval retrieval,
            CachedPageImages images) {
        this.catalogue = catalogue;
        this.withdrawals = withdrawals;
        this.store = store;
        this.retrieval = retrieval;
        this.images = images;
    }

    @Override
    public Optional<Aip> newest(AipId id, Reader reader) throws IOException {
        Optional<Integer> newest = newestNumber(id, reader);
        return newest.isEmpty() ? Optional.empty() : version(id, newest.get(), reader);
    }

    @Override
    public Optional<Aip> version(AipId id, int version, Reader reader) throws IOException {
        Optional<Integer> newest = newestNumber(id, reader);
        if (newest.isEmpty() || version < 1 || version > newest.get()) {
            return Optional.empty();
        }
        Aip aip = store.read(id, version);
        if (reader.is(Role.ARCHIVIST)) {
            return Optional.of(aip);
        }
        Aip now = version == newest.get() ? aip : store.read(id, newest.get());
        return mayRead(now, reader) ? Optional.of(shown(aip, now, reader)) : Optional.empty();
    }

    /** The version that is acknowledged: a later one in the store is on its way. */
    private Optional<Integer> newestNumber(AipId id, Reader reader) {
        if (!Withdrawals.mayKnow(reader)) {
            return Optional.empty();
        }
        if (catalogue.record(id, reader).orElse(null) instanceof RecordView.Full full) {
            return Optional.of(full.versions().getLast().number());
        }
        return withdrawals.find(id, reader).map(Withdrawals.Withdrawn::version);
    }

    private boolean mayRead(Aip now, Reader reader) {
        return catalogue
                .fonds(now.fonds(), reader)
                .map(
                        fonds ->
                                reader.mayRead(
                                        fonds.id(),
                                        Access.strictest(
                                                fonds.rights().access(), now.rights().access())))
                .orElse(false);
    }

    private static Aip shown(Aip aip, Aip now, Reader reader) {
        Set<DocumentId> closed =
                now.documents().stream()
                        .filter(d -> !reader.mayRead(now.fonds(), d.rights().access()))
                        .map(Aip.Document::id)
                        .collect(Collectors.toSet());
        List<Aip.Document> documents =
                aip.documents().stream()
                        .filter(d -> !closed.contains(d.id()))
                        .filter(d -> reader.mayRead(now.fonds(), d.rights().access()))
                        .toList();
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                documents,
                aip.origins(),
                aip.history());
    }

    @Override
    public VerifiedFile open(AipId id, int version, ContentFileId file, Reader reader)
            throws IOException, NotAvailable, Damaged {
        return retrieval.open(readable(id, version, file, reader, true));
    }

    @Override
    public Rendered image(
            AipId id, int version, ContentFileId file, int page, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        return images.image(readable(id, version, file, reader, false), page, width);
    }

    private Readable readable(
            AipId id, int version, ContentFileId file, Reader reader, boolean anew)
            throws IOException, NotAvailable {
        Aip aip = version(id, version, reader).orElseThrow(NotAvailable::new);
        for (Aip.Document document : aip.documents()) {
            for (ContentFile one : document.files()) {
                // A part's file holds the pages of other documents, perhaps closed ones.
                boolean whole = reader.is(Role.ARCHIVIST) || one.part() == null;
                if (one.id().equals(file) && whole) {
                    return new Readable(id, one, anew, true);
                }
            }
        }
        throw new NotAvailable();
    }
}
