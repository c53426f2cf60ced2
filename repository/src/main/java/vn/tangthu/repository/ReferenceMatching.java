package vn.tangthu.repository;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agency would get of a list of references, told before it sends an order. Whoever asks
 * learns of each line what the {@link Catalogue} would tell: hidden and missing look the same, and
 * the number of a document is looked for only among those that the reader may read, so that a list
 * of guessed numbers finds out nothing about what is only listed.
 */
public interface ReferenceMatching {
    /** The most lines that are looked at at once, and the most of an order. */
    int MOST = 5_000;

    /**
     * In the order asked for, one for each. Codes and numbers meet as in search: case, diacritics,
     * what stands between their parts and zeros before a number do not matter.
     *
     * @param some at most {@link #MOST}
     * @param body for which somebody asks; what another body answers for is told as its
     */
    List<Match> match(List<AskedReference> some, @Nullable BodyId body, Reader reader);

    /**
     * All hồ sơ of a fonds with a year in the period, in the order of their codes, those on paper
     * after the others; undated ones are left out.
     *
     * @param fonds its code
     * @return empty when the reader may not know of such a fonds; more than {@link #MOST} lines by
     *     one when there are too many
     */
    Optional<List<Match>> ofFonds(
            String fonds, int fromYear, int toYear, @Nullable BodyId body, Reader reader);

    /** What became of a line. */
    enum Outcome {
        /** The reader may have it. */
        MATCHED,
        /** It may be asked for, and is given only by two persons' decision. */
        RESTRICTED,
        /** Restricted, and another body answers for it today. */
        ELSEWHERE,
        /** On paper only: not to be ordered here, but asked for by a request. */
        ON_PAPER,
        /** More than one: the code of the hồ sơ or the year is to be added. */
        SEVERAL,
        /** What another line has already. */
        REPEATED,
        /** Nothing that the reader may know of. */
        NOT_FOUND;

        /** Whether it can be part of an order. */
        public boolean canBeOrdered() {
            return this == MATCHED || this == RESTRICTED;
        }
    }

    /**
     * @param found null unless something was
     * @param answering who answers for it today, where anybody is known
     * @param partly whether its records went partly to one and partly to another
     */
    record Match(
            AskedReference asked,
            Outcome outcome,
            @Nullable Found found,
            List<Body.Line> answering,
            boolean partly) {
        public Match {
            answering = List.copyOf(answering);
        }
    }

    /**
     * @param document null for the whole hồ sơ
     * @param code of the hồ sơ
     * @param title of the hồ sơ or the document; null where this reader may not see it
     */
    record Found(
            AipId record,
            @Nullable DocumentId document,
            FondsId fonds,
            String code,
            @Nullable String title,
            @Nullable Integer startYear,
            @Nullable Integer endYear) {}
}
