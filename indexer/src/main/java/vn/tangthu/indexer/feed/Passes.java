package vn.tangthu.indexer.feed;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.RecordIndex.Generation;
import vn.tangthu.indexer.RecordIndex.Pass;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;

/**
 * Goes through the records of fonds that were changed, a piece at a time, so that other changes
 * need not wait for the end. The order of these and other changes does not matter: a record is put
 * as the catalogue has it at that moment, whichever change it is put for.
 *
 * <p>Where a pass stands is kept by whoever makes it, with the cursor; here are only the ids that
 * were looked up ahead. One that came into the index since is as it should be, one that left it is
 * taken out again.
 */
final class Passes {
    /** Of what is asked of the engine at once; so many ids are some hundred KiB. */
    private static final int AHEAD = 10_000;

    private final int piece;

    private @Nullable Generation of;
    private @Nullable Pass at;
    private List<AipId> ahead = List.of();

    /** Whether no more records come behind those ahead. */
    private boolean last;

    /**
     * @param piece records that are put in one step, from 1 on: the time that a restriction waits
     *     for it
     */
    Passes(int piece) {
        this.piece = piece;
    }

    /**
     * The passes that are to be made after these entries. A fonds that is gone through already is
     * begun again: what was put before may have been read before the change.
     */
    static List<Pass> asked(List<Pass> before, Collection<ChangeJournal.Entry> entries) {
        List<Pass> passes = new ArrayList<>(before);
        for (ChangeJournal.Entry entry : entries) {
            boolean withheld = entry.kind() == ChangeJournal.Kind.FONDS_RESTRICTED;
            if (!withheld && entry.kind() != ChangeJournal.Kind.FONDS_CHANGED) {
                continue;
            }
            FondsId fonds = new FondsId(entry.subject());
            int known = 0;
            while (known < passes.size() && !passes.get(known).fonds().equals(fonds)) {
                known++;
            }
            if (known == passes.size()) {
                passes.add(new Pass(fonds, entry.sequence(), withheld, null));
            } else {
                Pass pass = passes.get(known);
                boolean still = withheld || pass.withheld();
                passes.set(known, new Pass(fonds, pass.line(), still, null));
            }
        }
        return passes;
    }

    /** Those of which searches may tell nothing until they are through. */
    static Set<FondsId> withheld(List<Pass> passes) {
        Set<FondsId> fonds = new HashSet<>();
        for (Pass pass : passes) {
            if (pass.withheld()) {
                boolean unused = fonds.add(pass.fonds());
            }
        }
        return fonds;
    }

    /** Puts these records, or throws. */
    interface Putting {
        void put(List<AipId> ids) throws IOException;
    }

    /**
     * Makes one step of the first pass.
     *
     * @param passes at least one
     * @return what is left of them; that the first is through is so once the generation was
     *     refreshed
     */
    List<Pass> step(Generation generation, List<Pass> passes, Putting putting) throws IOException {
        Pass pass = passes.getFirst();
        if (of != generation || !pass.equals(at) || ahead.isEmpty()) {
            ahead = generation.recordsOf(pass.fonds(), pass.after(), AHEAD);
            last = ahead.size() < AHEAD;
            of = generation;
        }
        int end = Math.min(piece, ahead.size());
        List<AipId> ids = ahead.subList(0, end);
        putting.put(ids);
        boolean through = last && end == ahead.size();
        List<Pass> left = new ArrayList<>(passes.subList(1, passes.size()));
        if (through) {
            forget();
        } else {
            at = new Pass(pass.fonds(), pass.line(), pass.withheld(), ids.getLast());
            left.addFirst(at);
            ahead = ahead.subList(end, ahead.size());
        }
        return left;
    }

    private void forget() {
        of = null;
        at = null;
        ahead = List.of();
    }

    /**
     * About how many of a hundred records are done: ids are drawn at random, so the place of the
     * last one among all ids tells it.
     */
    static int percent(Pass pass) {
        AipId after = pass.after();
        return after == null
                ? 0
                : (int) ((after.value().getMostSignificantBits() >>> 32) * 100 >>> 32);
    }
}
