package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is written in several ways, as this archive has it: lines of its own, and which of those
 * that come with the software do not count here. Archivists and administrators change it; each
 * change stands in the activity log, with what was said before. Searches look at it again within
 * seconds, in every process; nothing is indexed anew.
 */
public interface SpellingTable {
    /** Lines of the archive. */
    int MOST_LINES = 5_000;

    /** Of a line. */
    int MOST_SPELLINGS = 10;

    /** Of a spelling, characters. */
    int LONGEST = 200;

    /** Of a spelling, words. */
    int MOST_WORDS = 12;

    /** Of a remark, characters. */
    int MOST_REMARK = 500;

    /**
     * A line.
     *
     * @param spellings of the same thing; what stands in two lines has the meanings of both, which
     *     are not mixed with each other
     * @param oneWay who types the first looks for the others too; who types one of them does not
     *     look for the first, which is short for other things as well
     * @param remark what the archive notes of it; may be empty
     */
    record Said(List<String> spellings, boolean oneWay, String remark) {
        public Said {
            spellings = List.copyOf(spellings);
        }

        /** In one line of text: {@code UBND = Ủy ban nhân dân}, {@code QĐ → quyết định}. */
        public String text() {
            return oneWay && !spellings.isEmpty()
                    ? spellings.getFirst()
                            + " → "
                            + String.join(" = ", spellings.subList(1, spellings.size()))
                    : String.join(" = ", spellings);
        }
    }

    /**
     * A line of the archive's own.
     *
     * @param version from 1, another after each change
     */
    record Line(int number, int version, Said said, Instant at, String by) {}

    /**
     * A line of the software that does not count here.
     *
     * @param shipped its {@link SpellingReading.Shipped#key}
     */
    record Off(String shipped, Instant at, String by) {}

    /**
     * All of it at one moment.
     *
     * @param mark as {@link #mark()}
     * @param lines in the order they were added
     * @param takenOver when the file of the home was, null where there was none
     */
    record State(long mark, List<Line> lines, List<Off> off, @Nullable Instant takenOver) {
        public State {
            lines = List.copyOf(lines);
            off = List.copyOf(off);
        }
    }

    /** Another number after each change. Cheap: one row. */
    long mark();

    State state();

    /**
     * Durable when this returns, as all changes are.
     *
     * @throws RefusedException with all findings at once, and for everybody who is neither
     *     archivist nor administrator
     */
    Line add(Said said, Reader actor);

    /**
     * @param version of the line that is changed
     * @throws RefusedException {@code SPELLING_CHANGED} when it was changed or removed since
     */
    Line change(int number, int version, Said said, Reader actor);

    /**
     * @throws RefusedException {@code SPELLING_CHANGED} when it was changed or removed since
     */
    void remove(int number, int version, Reader actor);

    /** A line of the software that counts here or does not; said twice it is as said once. */
    void count(String shipped, boolean counts, Reader actor);

    /** A line of the archive's own in the place of one of the software, which counts no more. */
    Line replace(String shipped, Said said, Reader actor);

    /**
     * Takes in what the archive wrote into a file before there was this table, once for ever.
     *
     * @param off keys of the software's lines that do not count
     * @return when it was taken over, now or before
     */
    Instant takeOver(List<Said> lines, Set<String> off);
}
