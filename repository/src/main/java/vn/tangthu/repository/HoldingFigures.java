package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The holdings in figures: how much there is of what, counted as it is kept and never by a walk
 * over the records. For archivists and administrators; everybody else is refused, since hidden
 * records are counted.
 */
public interface HoldingFigures {
    /** What is told apart. */
    enum By {
        FONDS,
        /** Who handed it in. */
        SUBMITTER,
        /** The first year of the hồ sơ; keys {@code 0} where it is not known. */
        YEAR,
        /** Keys are {@link Maintenance} names, blank where not told. */
        MAINTENANCE,
        /** Keys are {@link Access} names; the strictest of fonds and hồ sơ. */
        ACCESS,
        /** Digitised or not: keys are {@link ConfidenceLevel} names, blank where not told. */
        ORIGIN
    }

    /** At most 1,000 lines, in the natural order of the fonds or the years, else largest first. */
    Figures by(By by, Reader reader);

    /**
     * What formats the files are in, as they were counted last: in the background, some minutes
     * after something changed. For the same readers.
     */
    Formats formats(Reader reader);

    /**
     * Hồ sơ with files in a format, in the order of their ids; for the same readers.
     *
     * @param puid as in {@link FormatLine}
     * @param after the last one of the page before, or null for the first
     * @param limit at most 200
     */
    List<InFormat> inFormat(@Nullable String puid, @Nullable AipId after, int limit, Reader reader);

    /**
     * @param lines most files first
     */
    record Formats(List<FormatLine> lines, Instant countedAt) {
        public Formats {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param files of it that are in the format
     */
    record InFormat(AipId aip, String arcFileCode, String title, long files) {}

    /**
     * Files of one format, each file once where documents share it.
     *
     * @param puid of the PRONOM registry; empty where no signature knows it, null where nobody
     *     looked
     * @param called name and version as the registry says; empty without a PUID
     */
    record FormatLine(@Nullable String puid, String called, long files, long bytes) {}

    /**
     * @param more lines that are left out
     */
    record Figures(List<Line> lines, int more) {
        public Figures {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param label of a fonds its title, otherwise the key
     */
    record Line(
            String key,
            String label,
            long records,
            long documents,
            long pages,
            Measures measures) {}

    /**
     * How large it is, and how much of that is not known.
     *
     * @param bytes of files, one that several documents share once
     * @param a4 pages as A4 (A3 two, A2 four, A1 eight, A0 sixteen), of those that were measured
     * @param unmeasured pages that were not
     * @param sheets tờ, of paper, as the descriptions tell them
     * @param sheetsUntold hồ sơ whose description does not
     */
    record Measures(long bytes, long a4, long unmeasured, long sheets, long sheetsUntold) {}
}
