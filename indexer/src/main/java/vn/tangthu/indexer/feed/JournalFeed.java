package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.RecordIndex.Cursor;
import vn.tangthu.indexer.RecordIndex.Generation;
import vn.tangthu.indexer.RecordIndex.Pass;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;

/**
 * Takes the journal into the index, step by step. Taking an entry in twice changes nothing: a
 * record is always read as it is now and put in the place of what the index had. So a kill at any
 * moment only makes the last few entries be taken in again, and the cursor that tells where is
 * committed together with the index.
 *
 * <p>A rebuild fills a second generation from the first entry on, while new entries still go to the
 * one that answers; then the two are swapped. A rebuild that is cut short goes on from its last
 * commit.
 *
 * <p>A change of a fonds is a change of all its records, which may take many minutes: it is noted
 * with the cursor as a pass, of which each step makes a piece behind what is new in the journal.
 */
final class JournalFeed {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFeed.class);

    private static final int ENTRIES = 64;
    private static final int BUILD_ENTRIES = 256;

    /** Records of a fonds that are put in one step: a second's work or so. */
    private static final int PIECE = 64;

    private static final long COMMIT_NANOS = 5_000_000_000L;
    private static final long BUILD_COMMIT_NANOS = 60_000_000_000L;

    private final RecordIndex index;
    private final ChangeJournal journal;
    private final ParkedRecords parked;
    private final RecordPutting putting;
    private final Passes passes;
    private final Passes passesOfBuild;

    /** Up to where the answering generation is searchable; of the journal's present epoch. */
    private volatile @Nullable Cursor level;

    private volatile @Nullable Instant lastCommit;
    private volatile @Nullable Build build;
    private volatile boolean rebuildAsked;

    /** Whether the index withholds any fonds. */
    private volatile boolean withholding;

    /** Of which an entry tells, not taken in yet, that somebody may see less; up to that entry. */
    private Set<FondsId> ahead = Set.of();

    private long aheadUpTo;

    /** Up to here an index that began empty, for want of one that could be used, is filled. */
    private volatile long emptyUpTo;

    private boolean dirty;
    private boolean behindEpoch;
    private long committedNanos = System.nanoTime();

    JournalFeed(RecordIndex index, ChangeJournal journal, RecordReading reading) {
        this(index, journal, reading, ParkedRecords.MOST, PIECE);
    }

    /**
     * @param mostParked records that cannot be indexed, from which on the feed stops
     * @param piece records of a fonds that are put in one step
     */
    JournalFeed(
            RecordIndex index,
            ChangeJournal journal,
            RecordReading reading,
            int mostParked,
            int piece) {
        this.index = index;
        this.journal = journal;
        this.parked = new ParkedRecords(mostParked);
        this.putting = new RecordPutting(journal, reading, parked, () -> dirty = true);
        this.passes = new Passes(piece);
        this.passesOfBuild = new Passes(piece);
        takeUpParked();
        // Searches come before the first step.
        Cursor committed = index.current().cursor().orElse(null);
        if (committed != null) {
            Cursor placed =
                    isOf(committed, journal.epoch()) ? committed : anew(committed, journal.epoch());
            lookAhead(placed.sequence());
            withhold(placed);
        }
    }

    /**
     * Whoever was told that a restriction acts was told by a feed that had taken it in. After a
     * kill the index stands a few seconds before that, and says again what it said then.
     */
    private void lookAhead(long sequence) {
        ahead = journal.narrowedAfter(sequence);
        aheadUpTo = journal.head();
    }

    private void withhold(Cursor at) {
        Set<FondsId> fonds = Passes.withheld(at.passes());
        if (at.sequence() < aheadUpTo) {
            fonds.addAll(ahead);
        } else {
            ahead = Set.of();
        }
        withholding = withholding || !fonds.isEmpty();
        index.withhold(fonds);
        withholding = !fonds.isEmpty();
    }

    private void takeUpParked() {
        for (IndexStatus.Parked record : index.current().parked()) {
            boolean unused = parked.note(AipId.of(record.aip()), record.reason());
        }
        if (parked.isFull()) {
            parked.retryNow();
        }
    }

    /** Everything up to here is searchable; 0 while nothing of the present epoch is. */
    long sequence() {
        Cursor cursor = level;
        return cursor == null ? 0 : cursor.complete();
    }

    /**
     * What of this epoch is searchable, as {@link vn.tangthu.indexer.IndexStatus#searchable}; 0
     * also while the index still follows another.
     */
    long sequence(UUID epoch) {
        Cursor cursor = level;
        return cursor == null || !cursor.epoch().equals(epoch) || withholding
                ? 0
                : cursor.complete();
    }

    /**
     * Up to here every restriction acts: each entry is searchable but for changes of fonds, and of
     * those that shut somebody out the fonds is withheld until they are.
     */
    long acting() {
        Cursor cursor = level;
        return cursor == null ? 0 : cursor.sequence();
    }

    /** Fonds whose records are being put anew. */
    List<Pass> passes() {
        Cursor cursor = level;
        return cursor == null ? List.of() : cursor.passes();
    }

    boolean rebuilding() {
        return build != null || rebuildAsked || level == null || sequence() < emptyUpTo;
    }

    void askRebuild() {
        rebuildAsked = true;
    }

    @Nullable Instant lastCommit() {
        return lastCommit;
    }

    List<IndexStatus.Parked> parked() {
        return parked.listed();
    }

    /**
     * Takes in some entries, if there are any.
     *
     * @return whether there may be more to do at once
     * @throws IOException when nothing could be taken in, or too many records cannot be indexed;
     *     the next step takes the same entries
     */
    synchronized boolean step() throws IOException {
        mend();
        place();
        boolean more = false;
        boolean full = parked.isFull();
        if (!full && level != null) {
            more = follow();
            more |= goThrough();
        }
        if (!full && build != null) {
            more |= fill();
        }
        if (!more) {
            more = retryParked();
        }
        commitWhenDue(!more);
        if (!more) {
            putting.stopWhenFull();
        }
        return more || full;
    }

    /**
     * Rewrites what still holds these records, and commits that.
     *
     * @throws IOException when it cannot be committed now, so that the old files stay
     */
    void expunge(Collection<AipId> ids) throws IOException {
        for (Generation generation : remove(ids)) {
            generation.awaitExpunged();
        }
    }

    /**
     * @return what held them
     */
    private synchronized List<Generation> remove(Collection<AipId> ids) throws IOException {
        place(); // a build that a stop cut short holds them too
        List<Generation> holding = new ArrayList<>(List.of(index.current()));
        Build filling = build;
        if (filling != null) {
            holding.add(filling.generation);
            filling.generation.expunge(ids);
            commit(filling);
        }
        index.current().expunge(ids);
        dirty = true;
        commitWhenDue(true);
        if (dirty) {
            throw new IOException("The index is being built anew; what was erased waits for it");
        }
        return holding;
    }

    /** Commits what is in the index now. */
    synchronized void commit() throws IOException {
        commitWhenDue(true);
        Build filling = build;
        if (filling != null && filling.generation.isOpen()) {
            commit(filling);
        }
    }

    /** What the engine refuses is known before the cursor passes it. */
    private void commit(Build filling) throws IOException {
        settle(filling.generation);
        filling.commit(parked.all());
    }

    private void settle(Generation generation) throws IOException {
        generation.refresh();
        generation.refused().forEach(putting::note);
    }

    /**
     * A writer that a fault closed is opened again where it was committed, and goes on from there:
     * after a full disk nobody waits for ten million pages to be indexed anew.
     */
    private void mend() throws IOException {
        Build filling = build;
        if (filling != null && !filling.generation.isOpen()) {
            build = null;
            rebuildAsked = true;
            filling.generation.abandon();
        }
        if (!index.current().isOpen() && !index.damaged()) {
            LOG.warn("The index was closed by a fault; it goes on from its last commit");
            index.reopen();
            takeUpParked(); // what was done since is not done there
            level = null;
            dirty = false;
        }
    }

    /** Finds out where the index stands, and whether another must be built. */
    private void place() throws IOException {
        UUID epoch = journal.epoch();
        Build filling = build;
        if (filling != null && !filling.epoch.equals(epoch)) {
            filling.generation.abandon();
            build = null;
            level = null;
        }
        Cursor at = level;
        if (at == null || !at.epoch().equals(epoch)) {
            commitWhenDue(true); // as far as it followed the epoch that is over
            Cursor committed = index.current().cursor().orElse(null);
            Cursor placed;
            if (committed == null) {
                placed = new Cursor(epoch, 0);
                emptyUpTo = journal.head();
                behindEpoch = false;
            } else if (isOf(committed, epoch)) {
                placed = committed;
                behindEpoch = false;
            } else {
                LOG.info("The catalogue is another: the index is built anew beside the old one");
                // New entries go to the old one too, without a commit: its cursor stays worthless.
                placed = anew(committed, epoch);
                behindEpoch = true;
            }
            if (committed != null) {
                lookAhead(placed.sequence());
            }
            withhold(placed);
            level = placed;
        }
        if (build == null) {
            build = goOn(epoch);
        }
        if (build == null && (rebuildAsked || behindEpoch || index.damaged() || index.outdated())) {
            build = new Build(index.begin(), epoch, journal.head());
            rebuildAsked = false;
        }
    }

    /** An older back-up of the catalogue knows less than the index, under its epoch. */
    private boolean isOf(Cursor committed, UUID epoch) {
        return committed.epoch().equals(epoch) && committed.sequence() <= journal.head();
    }

    /**
     * Where an index of another epoch follows this one: from its own changes on. The passes it has
     * were asked for in another journal, here by the first line.
     */
    private Cursor anew(Cursor committed, UUID epoch) {
        long began = Math.min(journal.began(), journal.head());
        return new Cursor(
                epoch,
                began,
                committed.passes().stream()
                        .map(pass -> new Pass(pass.fonds(), began, pass.withheld(), pass.after()))
                        .toList());
    }

    /** The build that a stop cut short, if it is of this catalogue. */
    private @Nullable Build goOn(UUID epoch) throws IOException {
        Optional<Generation> begun = index.begun();
        if (begun.isEmpty()) {
            return null;
        }
        Generation generation = begun.get();
        Build left = Build.resumed(generation, epoch, journal);
        if (left == null) {
            generation.abandon();
            return null;
        }
        for (IndexStatus.Parked record : generation.parked()) {
            putting.note(AipId.of(record.aip()), record.reason());
        }
        LOG.info("The index that was being built goes on from {} of {}", left.sequence, left.head);
        return left;
    }

    private boolean follow() throws IOException {
        Cursor at = level;
        if (at == null) {
            return false;
        }
        List<ChangeJournal.Entry> entries = journal.after(at.sequence(), ENTRIES);
        if (entries.isEmpty()) {
            return false;
        }
        List<Pass> asked = Passes.asked(at.passes(), entries);
        withhold(new Cursor(at.epoch(), at.sequence(), asked)); // before anybody is told
        Generation generation = index.current();
        try {
            take(generation, entries, null);
            settle(generation);
        } catch (IOException | IllegalStateException e) {
            if (!replaced(e)) {
                throw e;
            }
        }
        dirty = true;
        Cursor taken = new Cursor(at.epoch(), entries.getLast().sequence(), asked);
        if (!ahead.isEmpty()) {
            withhold(taken);
        }
        level = taken;
        return true;
    }

    /**
     * Whether what was to be taken in may be passed over. The same comes again, and a closed writer
     * is opened before; only something on disk that is broken is helped by nothing but a new index.
     */
    private boolean replaced(Exception e) {
        index.failed(e);
        boolean replaced = index.damaged() && build != null;
        if (replaced) {
            LOG.warn("The index that answers takes nothing in; another is being built", e);
        }
        return replaced;
    }

    /** A piece of the first pass that is to be made. */
    private boolean goThrough() throws IOException {
        Cursor at = level;
        if (at == null || at.passes().isEmpty()) {
            return false;
        }
        Generation generation = index.current();
        try {
            List<Pass> left =
                    passes.step(generation, at.passes(), ids -> putting.put(generation, ids, true));
            boolean through = left.size() < at.passes().size();
            if (through) {
                settle(generation); // before anybody is told
            }
            dirty = true;
            Cursor gone = new Cursor(at.epoch(), at.sequence(), left);
            level = gone;
            if (through) {
                withhold(gone);
            }
            return true;
        } catch (IOException | IllegalStateException e) {
            if (!replaced(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Takes entries into the new generation; swaps when it is level. */
    private boolean fill() throws IOException {
        Build filling = build;
        if (filling == null) {
            return false;
        }
        Generation generation = filling.generation;
        List<ChangeJournal.Entry> entries = journal.after(filling.sequence, BUILD_ENTRIES);
        if (!entries.isEmpty()) {
            take(generation, entries, filling);
            // Whatever is read now is newer than all entries up to the head at the start.
            List<ChangeJournal.Entry> later =
                    entries.stream().filter(entry -> entry.sequence() > filling.head).toList();
            List<Pass> asked = Passes.asked(filling.passes, later);
            filling.passes = asked;
            if (!asked.isEmpty()) {
                generation.refresh(); // a pass finds what was put before
            }
            filling.sequence = entries.getLast().sequence();
        }
        boolean passing = !filling.passes.isEmpty();
        if (passing) {
            filling.passes =
                    passesOfBuild.step(
                            generation, filling.passes, ids -> putting.put(generation, ids, true));
        }
        if (passing || !entries.isEmpty()) {
            generation.refused().forEach(putting::note);
            if (System.nanoTime() - filling.committedNanos > BUILD_COMMIT_NANOS) {
                commit(filling);
            }
            return true;
        }
        Cursor cursor = new Cursor(filling.epoch, filling.sequence);
        // Complete, but until it answers a kill leaves it a build that is gone on with.
        settle(generation);
        generation.commit(cursor, parked.all(), filling.head);
        index.swap(generation);
        LOG.info("The index was built anew, up to {}", filling.sequence);
        level = cursor;
        withhold(cursor);
        behindEpoch = false;
        build = null;
        dirty = true; // for a commit that says that it is no build any more
        lastCommit = Instant.now();
        return true;
    }

    private void take(
            Generation generation, List<ChangeJournal.Entry> entries, @Nullable Build filling)
            throws IOException {
        Set<AipId> ids = new LinkedHashSet<>();
        for (ChangeJournal.Entry entry : entries) {
            boolean settled = filling != null && entry.sequence() <= filling.head;
            if (!entry.kind().isOfFonds()
                    && (filling == null || !settled || !filling.seen.contains(entry.subject()))) {
                ids.add(new AipId(entry.subject()));
            }
        }
        put(generation, ids, filling);
    }

    /** What could not be put, since the database went away for one, is not done: it comes again. */
    private void put(Generation generation, Collection<AipId> ids, @Nullable Build filling)
            throws IOException {
        putting.put(generation, ids, true);
        if (filling != null) {
            for (AipId id : ids) {
                boolean unused = filling.seen.add(id.value());
            }
        }
    }

    /** Whether some were tried again, and more may be waiting for it. */
    private boolean retryParked() throws IOException {
        Collection<AipId> due = parked.due();
        if (due.isEmpty()) {
            return false;
        }
        Build filling = build;
        if (filling != null) {
            putting.put(filling.generation, due, false);
        }
        putting.put(index.current(), due, false);
        settle(index.current());
        dirty = true;
        return true;
    }

    private void commitWhenDue(boolean idle) throws IOException {
        Cursor at = level;
        boolean due = idle || System.nanoTime() - committedNanos > COMMIT_NANOS;
        if (!dirty || !due || at == null || behindEpoch || index.damaged()) {
            return;
        }
        settle(index.current());
        index.current().commit(at, parked.all());
        dirty = false;
        committedNanos = System.nanoTime();
        lastCommit = Instant.now();
    }
}
