package vn.tangthu.indexer;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;

/**
 * The index as the feed writes it. One generation answers searches; another can be built beside it
 * and take its place. Only one thread writes.
 */
public interface RecordIndex {
    /** The generation that answers searches. */
    Generation current();

    /** Starts an empty generation that answers nothing until {@link #swap}. */
    Generation begin() throws IOException;

    /**
     * The generation that was begun and committed, and that a stop or kill kept from being
     * finished; to be filled from its cursor on, or abandoned. Empty when there is none of this
     * schema. Given once.
     */
    Optional<Generation> begun();

    /**
     * Lets {@code fresh}, which is committed, answer from now on, durably; the former one is
     * deleted once the last search in it is done.
     */
    void swap(Generation fresh) throws IOException;

    /**
     * Opens the generation that answers at its last commit again, after its writer was closed by a
     * fault, a full disk for one. Searches go on meanwhile.
     *
     * @throws IOException when it cannot be opened now; {@link #damaged} tells whether it never can
     */
    void reopen() throws IOException;

    /** Whether something damaged was met since the last swap: time to build anew. */
    boolean damaged();

    /** Told what the feed met when it wrote, which may say that something is damaged. */
    default void failed(Exception met) {}

    /**
     * Whether the generation that answers is of an older schema, one that can still be asked: time
     * to build one of the present schema beside it.
     */
    boolean outdated();

    /**
     * Of these fonds, and no others, nothing is matched, counted or suggested from now on but for
     * archivists, whatever the index still says: somebody was shut out of them, and their records
     * are not all put anew yet. Inside a hồ sơ the catalogue alone decides, as always. Forgotten
     * when this ends.
     */
    void withhold(Set<FondsId> fonds);

    /**
     * One index on disk. What is put is searchable after {@link #refresh} and survives a kill after
     * {@link #commit}; a kill before takes the index back to the commit and its cursor, so that the
     * same changes are made again.
     */
    interface Generation {
        /** Where the journal was read up to at the last commit; empty for a new generation. */
        Optional<Cursor> cursor();

        /** Records that could not be indexed up to the last commit. */
        List<IndexStatus.Parked> parked();

        /**
         * Whether it takes anything in. A fault in the midst of writing closes it for good, and
         * what was not committed is lost.
         */
        boolean isOpen();

        /**
         * Puts the record in the place of what the index had of it; all of it or, after an
         * exception, nothing.
         */
        void put(IndexableRecord record) throws IOException;

        void remove(AipId id) throws IOException;

        /**
         * Records that were put since this was asked last and that the engine refused when they
         * came to it, with the reason; nothing of them is in the index. All that were put are known
         * after {@link #refresh}. None where {@link #put} itself throws.
         */
        default Map<AipId, String> refused() {
            return Map.of();
        }

        /**
         * Removes these records and rewrites the files that hold anything of them, and no others;
         * the old ones go with the next {@link #commit}. Takes as long as copying those files;
         * searches go on meanwhile.
         *
         * @throws IOException when something of them may still stand there
         */
        void expunge(Collection<AipId> ids) throws IOException;

        /**
         * Returns when the files that {@link #expunge} was to rewrite are gone, where another
         * program rewrites them. To be called from any thread; others may write meanwhile.
         *
         * @throws IOException when something of what was erased may still stand there
         */
        default void awaitExpunged() throws IOException {}

        void refresh() throws IOException;

        void commit(Cursor cursor, List<IndexStatus.Parked> parked) throws IOException;

        /**
         * The same of a generation that is being built.
         *
         * @param head of the journal when it was begun
         */
        void commit(Cursor cursor, List<IndexStatus.Parked> parked, long head) throws IOException;

        /**
         * The {@code head} of the last commit; empty for a generation that was committed since it
         * answers.
         */
        OptionalLong head();

        /**
         * Records of the fonds in the index, as of the last refresh, in the order of their ids as
         * they are written.
         *
         * @param after the one behind which they begin; null for the first
         * @param most at least 1, at most 10,000; fewer only if there are no more
         */
        List<AipId> recordsOf(FondsId fonds, @Nullable AipId after, int most) throws IOException;

        /** Records and pages as of the last refresh. */
        Size size() throws IOException;

        /** Closes and deletes a generation that will not be used. */
        void abandon() throws IOException;
    }

    /**
     * A place in the change journal.
     *
     * @param sequence all entries up to here are in the index, but for what the passes still have
     *     to do
     * @param passes one at most for each fonds, in the order in which they are made
     */
    record Cursor(UUID epoch, long sequence, List<Pass> passes) {
        public Cursor {
            passes = List.copyOf(passes);
        }

        public Cursor(UUID epoch, long sequence) {
            this(epoch, sequence, List.of());
        }

        /** Up to here everything is in the index. */
        public long complete() {
            return Math.min(
                    sequence,
                    passes.stream().mapToLong(pass -> pass.line() - 1).min().orElse(sequence));
        }
    }

    /**
     * A change of a fonds on its way through its records, each of which is put anew, piece by
     * piece, in the order of their ids.
     *
     * @param line of the journal that asked for it first
     * @param withheld whether somebody may see less of the fonds than before
     * @param after the last record that is done; null at the beginning
     */
    record Pass(FondsId fonds, long line, boolean withheld, @Nullable AipId after) {}

    record Size(long records, long pages) {}
}
