package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.ingest.source.ZipUnpacking;

/** Pairs from their rows; what is kept, from the catalogue with the reader's rights. */
@Component
final class RecordedPairs implements DeliveryPairs {
    private static final int MOST_LISTED = 1_000;
    private static final int LONGEST_REASON = 500;

    private final DeliveryRegister register;
    private final PairRows rows;
    private final Catalogue catalogue;

    RecordedPairs(DeliveryRegister register, Catalogue catalogue) {
        this.register = register;
        this.rows = register.pairs();
        this.catalogue = catalogue;
    }

    private static void check(Reader reader) {
        if (!reader.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", reader.name()));
        }
    }

    @Override
    public Map<Kind, Count> counts(DeliveryId delivery, Reader reader) {
        check(reader);
        return rows.counts(delivery);
    }

    @Override
    public Slice<Pair> list(DeliveryId delivery, Kind kind, int offset, int limit, Reader reader) {
        check(reader);
        Count count = rows.counts(delivery).get(kind);
        return new Slice<>(
                rows.list(delivery, kind, offset, Math.min(limit, MOST_LISTED)),
                offset,
                count == null ? 0 : count.pairs());
    }

    @Override
    public Optional<Pair> find(DeliveryId delivery, String key, Reader reader) {
        check(reader);
        return rows.find(delivery, key);
    }

    @Override
    public Optional<Pair> nextUndecided(DeliveryId delivery, Reader reader) {
        check(reader);
        return rows.nextUndecided(delivery);
    }

    @Override
    public boolean open(DeliveryId delivery, Reader reader) {
        check(reader);
        return register.find(delivery).filter(rows::atRest).isPresent();
    }

    @Override
    public void decide(
            DeliveryId delivery, String key, Decision decision, String reason, Reader actor) {
        check(actor);
        // It goes into XML, where no control character can stand.
        String plain = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        Found found = rows.find(delivery, key).map(Pair::found).orElse(null);
        if (found == null
                || !found.decidable()
                || (found.kind() == Kind.SAME_CODE && decision == Decision.KEEP_BOTH)) {
            throw new RefusedException(Finding.blocks("PAIR_NOT_TO_DECIDE", key));
        }
        if (plain.isEmpty() || plain.codePointCount(0, plain.length()) > LONGEST_REASON) {
            throw new RefusedException(
                    Finding.blocks("PAIR_REASON", key, String.valueOf(LONGEST_REASON)));
        }
        if (!rows.decide(delivery, key, decision, plain, actor.name())) {
            throw new RefusedException(Finding.blocks("PAIR_NOT_NOW", key));
        }
    }

    @Override
    public void undo(DeliveryId delivery, String key, Reader actor) {
        check(actor);
        if (!rows.undo(delivery, key)) {
            throw new RefusedException(Finding.blocks("PAIR_NOT_NOW", key));
        }
    }

    @Override
    public Optional<Shown> look(DeliveryId delivery, String key, boolean other, Reader reader) {
        check(reader);
        Side side =
                rows.find(delivery, key)
                        .map(pair -> other ? pair.found().other() : pair.found().one())
                        .orElse(null);
        if (side == null) {
            return Optional.empty();
        }
        if (side.kept()) {
            return kept(side, reader);
        }
        // Once it is at its end nothing of it lies there: what was taken in is kept.
        boolean there =
                register.find(delivery)
                        .filter(row -> row.finishedAt() == null || rows.atRest(row))
                        .isPresent();
        if (there) {
            return Optional.of(new Shown(side, null, null, side.page(), pages(side)));
        }
        return kept(side, reader)
                .filter(shown -> shown.file() != null)
                .or(() -> Optional.of(new Shown(side, null, null, 0, 0)));
    }

    private static int pages(Side side) {
        return side.sha512().isEmpty() ? 0 : side.facts().pages();
    }

    /** The hồ sơ of this code, and in it the file of these bytes. */
    private Optional<Shown> kept(Side side, Reader reader) {
        AipId id = catalogue.resolve(side.record(), reader).orElse(null);
        if (id == null
                || !(catalogue.record(id, reader).orElse(null) instanceof RecordView.Full full)) {
            return Optional.empty();
        }
        if (side.sha512().isEmpty()) {
            Side told =
                    new Side(
                            side.kept(),
                            side.record(),
                            side.document(),
                            side.file(),
                            "",
                            1,
                            PairSearch.facts(full.description())
                                    .with(
                                            full.documents().stream()
                                                    .map(ArchivalDocument::description)));
            return Optional.of(new Shown(told, id, null, 0, 0));
        }
        for (ArchivalDocument document : full.documents()) {
            for (ContentFile file : document.files()) {
                int page = side.page() - file.pageOfWhole(1) + 1;
                boolean onIt = file.part() == null || (page >= 1 && page <= file.pages());
                boolean its =
                        side.document().isEmpty()
                                || side.document().equals(document.description().docCode());
                if (file.sha512().hex().equals(side.sha512()) && onIt && its) {
                    return Optional.of(shown(side, id, document, file, page));
                }
            }
        }
        return Optional.empty(); // it was replaced since, or this reader may not have it
    }

    private static Shown shown(
            Side side, AipId id, ArchivalDocument document, ContentFile file, int page) {
        Facts of = PairSearch.facts(document.description(), null);
        Facts facts =
                new Facts(
                        of.title(),
                        of.type(),
                        of.number(),
                        of.date(),
                        of.organ(),
                        file.pages(),
                        file.size(),
                        file.mimeType(),
                        List.of());
        Side told =
                new Side(
                        side.kept(),
                        side.record(),
                        document.description().docCode(),
                        side.file(),
                        side.sha512(),
                        side.page(),
                        facts);
        return new Shown(told, id, file.id(), page, file.pages());
    }

    @Override
    public InputStream open(DeliveryId delivery, String key, boolean other, Reader reader)
            throws IOException, NotAvailable {
        check(reader);
        Side side =
                rows.find(delivery, key)
                        .map(pair -> other ? pair.found().other() : pair.found().one())
                        .filter(each -> !each.kept() && !each.sha512().isEmpty())
                        .orElseThrow(NotAvailable::new);
        Path source =
                register.find(delivery).map(DeliveryRow::source).orElseThrow(NotAvailable::new);
        try {
            if (Files.isRegularFile(source)) {
                return ZipUnpacking.open(source, side.file());
            }
            Path root = source.toRealPath();
            Path file = root.resolve(side.file()).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotAvailable();
            }
            return Files.newInputStream(file);
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw new NotAvailable(); // moved, erased or changed since
        }
    }
}
