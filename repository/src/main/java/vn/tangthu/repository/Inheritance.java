package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose records a body has: its own, and by succession those of its predecessors. By rule, from the
 * register of bodies: records pass over when a body ends, to the one who follows it; of a body that
 * was parted, only what an archivist has decided. A body that still exists keeps its records,
 * whatever functions it gave away.
 *
 * <p>What this gives is the right of an agency to its fonds ({@link Reader#mayRead}): mode 01 and
 * 02, public and listed. Nothing here opens what is hidden, nor what was declared secret (03).
 */
public interface Inheritance {
    /**
     * What lies in the line of the body as it was on the day. Successions count from the day from
     * which they hold, not from the day of the instrument.
     */
    Estate of(BodyId body, LocalDate day);

    /**
     * What accounts of the body may read on the day. What it widens to is in the activity log, with
     * its ground, before this returns.
     */
    Reach reach(BodyId body, LocalDate day);

    /**
     * Decides whether a fonds of a parted body went to this one; may be decided again.
     *
     * @throws RefusedException {@code FONDS_NOT_PARTED} where there is nothing to decide
     */
    void decide(BodyId body, FondsId fonds, boolean included, String reason, Reader actor);

    /** Why a fonds is, or is not, the body's to read. */
    enum Ground {
        /** It made it. */
        OWN(true),
        /** Of a body that ended and that it alone followed. */
        SUCCEEDED(true),
        /** Of a body that was parted; decided for this one. */
        DECIDED(true),
        /** Of a body that was parted; nobody has decided to whom it went. */
        UNDECIDED(false),
        /** Of a body that was parted; decided against this one. */
        ELSEWHERE(false);

        private final boolean readable;

        Ground(boolean readable) {
            this.readable = readable;
        }

        public boolean readable() {
            return readable;
        }
    }

    /**
     * @param maker who made the fonds
     * @param by the succession by which the maker's records passed on; null for its own
     * @param reason of the archivist who decided, or null
     */
    record Item(
            FondsId fonds,
            Body.Line maker,
            Ground ground,
            @Nullable Succession by,
            @Nullable String reason) {}

    /**
     * @param predecessors whose line leads to the body, whether or not fonds of them are known
     * @param whole of these, those that ended and that it alone followed, over any number of such
     *     steps: what they had and had begun is its own; of one that was parted this is never so
     * @param cut more were found than are followed
     */
    record Estate(
            BodyId body,
            List<Item> items,
            List<Body.Line> predecessors,
            Set<BodyId> whole,
            boolean cut) {
        public Estate {
            whole = Set.copyOf(whole);
            items = List.copyOf(items);
            predecessors = List.copyOf(predecessors);
        }

        /** What the body may read. */
        public Set<FondsId> readable() {
            return items.stream()
                    .filter(item -> item.ground().readable())
                    .map(Item::fonds)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** Where the body's people look: all of its line but what went elsewhere. */
        public Set<FondsId> searched() {
            return items.stream()
                    .filter(item -> item.ground() != Ground.ELSEWHERE)
                    .map(Item::fonds)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    enum State {
        NOT_YET,
        LIVES,
        ENDED
    }

    /**
     * @param endedOn the first day on which the body was no more, or null
     * @param fonds what its accounts may read; of one that ended, what they might on its last day;
     *     none where it is not yet there
     */
    record Reach(State state, @Nullable LocalDate endedOn, Set<FondsId> fonds) {
        public Reach {
            fonds = Set.copyOf(fonds);
        }
    }
}
