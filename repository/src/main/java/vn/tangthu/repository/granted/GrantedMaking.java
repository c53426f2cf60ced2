package vn.tangthu.repository.granted;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.CopyPapers;
import vn.tangthu.repository.CopyPapers.Finished;
import vn.tangthu.repository.CopyPapers.NoStamp;
import vn.tangthu.repository.CopyPapers.NotSigned;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Redactions.Area;
import vn.tangthu.repository.Redactions.Box;
import vn.tangthu.repository.Redactions.Draft;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Retrieval.VerifiedFile;
import vn.tangthu.repository.granted.GrantedRules.Found;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreKey;

/**
 * Makes the copies that wait, one after the other, from bytes that were matched: the pictures of
 * images as they are, pages of PDFs drawn in a worker, so that nothing beside them in a foreign
 * file goes along. One page is held at a time; the rest lies in files of its own directory.
 */
@Component
class GrantedMaking {
    private static final Logger LOG = LoggerFactory.getLogger(GrantedMaking.class);

    /** Of a drawn page, pixels: 240 dpi on A4. */
    private static final int WIDTH = 2000;

    private static final int TOLD_EVERY = 10;

    /** So many files of its size lie there at once while a copy is bound, marked and signed. */
    private static final long FILES = 4;

    private static final Duration PAUSE = Duration.ofSeconds(30);

    /**
     * So much longer after each time an authority of time that is away is asked again: it may be
     * away for two hours and a half before a copy is certified without it.
     */
    private static final Duration STAMP_PAUSE = Duration.ofMinutes(15);

    /** Waits for a time stamp; they are no attempts, which other faults may have used up. */
    private static final int STAMP_WAITS = 4;

    /** What cannot be deleted is tried again. */
    private static final Duration LATER = Duration.ofHours(1);

    private final GrantedRows rows;
    private final GrantedRules rules;
    private final GrantedBytes bytes;
    private final GrantedLetters letters;
    private final CopyPapers papers;
    private final GrantedPackages packages;
    private final Retrieval retrieval;
    private final PageImages images;
    private final PageBinding binding;
    private final InkTurns ink;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** When it is looked next for bytes of which no row knows; by one thread. */
    private Instant looksAt = Instant.MIN;

    GrantedMaking(
            GrantedRows rows,
            GrantedRules rules,
            GrantedBytes bytes,
            GrantedLetters letters,
            @Lazy CopyPapers papers, // the portal has it; a verb without the web makes no copies
            GrantedPackages packages,
            Retrieval retrieval,
            PageImages images,
            PageBinding binding,
            InkTurns ink,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.rules = rules;
        this.bytes = bytes;
        this.letters = letters;
        this.papers = papers;
        this.packages = packages;
        this.retrieval = retrieval;
        this.images = images;
        this.binding = binding;
        this.ink = ink;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Which page, by numbers only: the register outlives what it was copied of. */
    private static final class PageUnreadable extends Exception {
        private static final long serialVersionUID = 1L;

        PageUnreadable(int document, int file, int page, NotRenderable why) {
            super("văn bản " + document + ", tệp " + file + ", trang " + page, why);
        }
    }

    /** Somebody withdrew it meanwhile. */
    private static final class Withdrawn extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Makes what waits, until nothing does; between two of them what has expired goes. */
    void makeDue() throws IOException {
        for (Optional<GrantedRows.Row> next = take(); next.isPresent(); next = take()) {
            make(next.get());
            sweep();
        }
    }

    private Optional<GrantedRows.Row> take() {
        return rows.take(clock.instant(), PAUSE);
    }

    private void make(GrantedRows.Row row) throws IOException {
        Copy copy = row.copy();
        if (copy.attempts() > GrantedCopies.ATTEMPTS) {
            failed(copy, GrantedRules.problem("COPY_NOT_MADE", "" + GrantedCopies.ATTEMPTS), true);
            return;
        }
        Path work = bytes.workplace();
        try {
            boolean unused = bytes.erase(copy.id()); // what a kill left of an earlier attempt
            Found found = rules.still(row).orElseThrow(NotAvailable::new);
            bytes.room(FILES * GrantedRules.bytes(copy, found));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Path finished = work.resolve("copy");
            if (copy.kind() == Kind.DIP) {
                GrantedPackages.Packed packed =
                        packages.make(
                                copy,
                                found,
                                work,
                                finished,
                                now,
                                done -> rows.progress(copy.id(), done));
                store(row, finished, now, packed.finished(), packed.inside());
            } else {
                Path bound = work.resolve("bound.pdf");
                bind(copy, found, bound);
                store(row, finished, now, marked(row, found, bound, finished, now), null);
            }
        } catch (GrantedPackages.Stopped e) {
            LOG.info("Package {} was withdrawn while it was made", copy.number());
        } catch (NotAvailable e) {
            Finding why =
                    rules.isOtherwise(row)
                            ? GrantedRules.changed(copy.redaction() != null, copy.recordCode())
                            : GrantedRules.problem("COPY_WITHHELD", copy.recordCode());
            failed(copy, why, true);
        } catch (Damaged e) {
            failed(copy, GrantedRules.problem("COPY_FILE_DAMAGED", copy.recordCode()), true);
        } catch (PageUnreadable e) {
            LOG.warn("Copy {} would lack a page", copy.number(), e);
            String place = String.valueOf(e.getMessage());
            failed(copy, GrantedRules.problem("COPY_PAGE_UNREADABLE", place), true);
        } catch (NotSigned e) {
            LOG.error("Copy {} is not certified", copy.number(), e);
            failed(copy, GrantedRules.problem("COPY_NOT_SIGNED", told(e)), last(copy));
        } catch (NoStamp e) {
            LOG.warn("Copy {} waits for its time stamp", copy.number(), e);
            rows.noStamp(
                    copy.id(),
                    GrantedRules.problem("COPY_NO_STAMP", told(e)),
                    clock.instant().plus(STAMP_PAUSE.multipliedBy(row.stampWaits() + 1L)));
        } catch (Withdrawn e) {
            LOG.info("Copy {} was withdrawn while it was made", copy.number());
        } catch (IOException | RuntimeException e) {
            LOG.error("Copy {} is not made", copy.number(), e);
            failed(copy, GrantedRules.problem("COPY_NOT_MADE", told(e)), last(copy));
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private static boolean last(Copy copy) {
        return copy.attempts() >= GrantedCopies.ATTEMPTS;
    }

    /** What kind of fault it was: its words, which may have names and paths, are in the log. */
    private static String told(Exception e) {
        Throwable root = e;
        for (Throwable why = e.getCause(); why != null; why = why.getCause()) {
            root = why;
        }
        return root.getClass().getSimpleName();
    }

    private void failed(Copy copy, Finding problem, boolean forGood) {
        transactions.executeWithoutResult(
                status -> {
                    rows.failed(copy.id(), problem, forGood);
                    if (forGood) {
                        activity.record(
                                Reader.OPERATOR, "COPY_FAILED", copy.number(), problem.code());
                    }
                });
    }

    private void bind(Copy copy, Found found, Path to)
            throws IOException, NotAvailable, Damaged, Withdrawn, PageUnreadable {
        int done = 0;
        Draft draft = copy.redaction() == null ? null : rules.draft(copy.request(), found);
        if (draft != null && !GrantedRules.isAsOrdered(copy, draft)) {
            throw new NotAvailable();
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16);
                PageBinding.Bound bound = binding.begin(out, "Bản sao " + copy.number())) {
            for (int i = 0; i < found.documents().size(); i++) {
                ArchivalDocument document = found.documents().get(i);
                if (document.pages() != copy.parts().get(i).pages()) {
                    // Another version has other pages: what was approved is not there any more.
                    throw new NotAvailable();
                }
                if (draft != null) {
                    done = cover(copy, document, i, draft, bound, done);
                    continue;
                }
                for (int file = 0; file < document.files().size(); file++) {
                    done = bind(copy, document, i, file, bound, done);
                }
            }
            bound.finish();
        }
    }

    /** Every page is drawn and coded anew, those without a box as well: nothing else goes along. */
    private int cover(
            Copy copy,
            ArchivalDocument document,
            int place,
            Draft draft,
            PageBinding.Bound bound,
            int before)
            throws IOException, NotAvailable, Damaged, Withdrawn, PageUnreadable {
        int done = before;
        int page = 0;
        for (int i = 0; i < document.files().size(); i++) {
            ContentFile file = document.files().get(i);
            for (int ofFile = 1; ofFile <= file.pages(); ofFile++) {
                page++;
                try {
                    Rendered drawn = images.image(file.id(), ofFile, WIDTH, Reader.OPERATOR);
                    bound.add(ink.coverInTurn(drawn, areas(draft, document, page)));
                } catch (NotRenderable e) {
                    throw new PageUnreadable(place + 1, i + 1, ofFile, e);
                }
                done = told(copy, done + 1);
            }
        }
        return done;
    }

    private static List<Area> areas(Draft draft, ArchivalDocument document, int page) {
        return draft.on(document.id(), page).stream().map(Box::area).toList();
    }

    private int told(Copy copy, int done) throws IOException, Withdrawn {
        if (done % TOLD_EVERY == 0) {
            bytes.room(0); // pages may be larger than they were taken for
            if (!rows.progress(copy.id(), done)) {
                throw new Withdrawn();
            }
        }
        return done;
    }

    private int bind(
            Copy copy,
            ArchivalDocument document,
            int place,
            int fileOfDocument,
            PageBinding.Bound bound,
            int before)
            throws IOException, NotAvailable, Damaged, Withdrawn, PageUnreadable {
        ContentFile file = document.files().get(fileOfDocument);
        int done = before;
        boolean asItIs = GrantedRules.isBoundAsItIs(file);
        for (int page = 1; page <= file.pages(); page++) {
            try {
                if (asItIs) {
                    try (VerifiedFile verified = retrieval.open(file.id(), Reader.OPERATOR)) {
                        bound.add(verified.path(), page);
                    }
                } else {
                    bound.add(images.image(file.id(), page, WIDTH, Reader.OPERATOR));
                }
            } catch (NotRenderable e) {
                throw new PageUnreadable(place + 1, fileOfDocument + 1, page, e);
            }
            done = told(copy, done + 1);
        }
        return done;
    }

    /** After the last wait for a time stamp it is signed without: rather none than no copy. */
    private Finished marked(
            GrantedRows.Row row, Found found, Path bound, Path finished, Instant now)
            throws IOException, NotSigned, NoStamp {
        Copy copy = row.copy();
        List<CopyPapers.Original> originals =
                copy.kind() == Kind.PAPER ? GrantedPackages.originals(copy, found) : List.of();
        Finished signed =
                papers.finish(
                        bound,
                        finished,
                        new CopyPapers.Facts(
                                copy.kind(),
                                copy.number(),
                                copy.code(),
                                copy.recordCode(),
                                copy.request(),
                                now,
                                copy.parts().size(),
                                copy.pages(),
                                rules.covered(copy),
                                originals),
                        row.stampWaits() < STAMP_WAITS);
        Files.delete(bound);
        return signed;
    }

    /** Rights are asked once more when it is there: only then it can leave. */
    private void store(
            GrantedRows.Row row,
            Path finished,
            Instant now,
            Finished signed,
            GrantedCopies.@Nullable Inside inside)
            throws IOException, NotAvailable, Withdrawn {
        Copy copy = row.copy();
        Digest digest = GrantedBytes.digest(finished);
        StoreKey key = bytes.put(copy.id(), copy.attempts(), finished, digest);
        Optional<Found> still = rules.still(row);
        long size = Files.size(finished);
        boolean made =
                still.isPresent()
                        && Boolean.TRUE.equals(
                                transactions.execute(
                                        status ->
                                                entered(
                                                        copy,
                                                        now,
                                                        still.get().version(),
                                                        key,
                                                        size,
                                                        digest,
                                                        signed,
                                                        inside)));
        if (!made) {
            boolean unused = bytes.erase(copy.id());
            if (still.isEmpty()) {
                throw new NotAvailable();
            }
            throw new Withdrawn();
        }
    }

    private boolean entered(
            Copy copy,
            Instant now,
            int version,
            StoreKey key,
            long size,
            Digest digest,
            Finished signed,
            GrantedCopies.@Nullable Inside inside) {
        Instant expires = now.plus(GrantedCopies.DAYS, ChronoUnit.DAYS);
        if (!rows.ready(
                copy.id(), now, expires, version, key.value(), size, digest, signed, inside)) {
            return false;
        }
        activity.record(
                Reader.OPERATOR,
                "COPY_MADE",
                copy.number(),
                copy.request() + " " + signed.level() + " sha512:" + digest.hex());
        letters.ready(copy, expires);
        return true;
    }

    /**
     * Deletes what nobody can fetch any more: what has expired, what the store may still hold, and,
     * once an hour and first at start, what it lists and no row has (as what a process that was
     * killed stored after a withdrawal, or before the database was put back). One that cannot be
     * deleted holds up nothing.
     */
    void sweep() {
        Instant now = clock.instant();
        for (GrantedRows.Row row : rows.expired(now)) {
            Copy copy = row.copy();
            try {
                expire(copy);
            } catch (IOException | RuntimeException e) {
                LOG.error("Copy {} has expired and is not deleted", copy.number(), e);
                rows.later(copy.id(), now.plus(LATER));
            }
        }
        for (GrantedRows.Row row : rows.held(now)) {
            erase(row.copy().id(), now);
        }
        if (!now.isBefore(looksAt)) {
            looksAt = now.plus(LATER);
            try {
                bytes.leftOver().forEach(id -> erase(id, now));
            } catch (IOException | RuntimeException e) {
                LOG.error("The store does not tell which copies it has", e);
            }
        }
    }

    private void erase(UUID id, Instant now) {
        boolean gone = false;
        try {
            gone = bytes.erase(id);
        } catch (IOException | RuntimeException e) {
            LOG.error("Copy {} is over and its bytes are not deleted", id, e);
        }
        if (!gone) {
            rows.later(id, now.plus(LATER));
        }
    }

    /** First the bytes, then the word that they are gone: after a kill it is done again. */
    private void expire(Copy copy) throws IOException {
        boolean gone = bytes.erase(copy.id());
        transactions.executeWithoutResult(
                status -> {
                    if (rows.expired(copy.id())) {
                        activity.record(
                                Reader.OPERATOR, "COPY_EXPIRED", copy.number(), copy.request());
                    }
                });
        if (!gone) {
            rows.later(copy.id(), clock.instant().plus(LATER));
        }
    }
}
