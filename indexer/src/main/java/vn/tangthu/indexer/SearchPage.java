package vn.tangthu.indexer;

import java.util.List;

/**
 * An answer.
 *
 * @param hits records in order, each as the reader may see it now (re-checked against the database)
 * @param total records found; an estimate when {@code totalIsEstimate}, exact on a page that
 *     reaches the end of the list
 * @param facets over all that was found and that this reader may see, not only over this page; a
 *     facet that narrows counts as if it did not, so that the other values stand beside the chosen
 * @param relaxations ways on when little or nothing was found, each with how much it would find;
 *     other spellings of what was typed come first
 * @param widened whether misread and misspelt words were looked for too, because nothing stood
 *     there as typed
 * @param asTyped so many records stand first because they have the words together as typed, and
 *     behind them what only comes near; 0 where there are not both
 * @param more whether records follow behind this page, where the total is an estimate and does not
 *     tell; see {@link #goesOn}
 */
public record SearchPage(
        List<Hit> hits,
        long total,
        boolean totalIsEstimate,
        List<Facet> facets,
        List<Relaxation> relaxations,
        boolean widened,
        int asTyped,
        boolean more) {
    public SearchPage(
            List<Hit> hits,
            long total,
            boolean totalIsEstimate,
            List<Facet> facets,
            List<Relaxation> relaxations) {
        this(hits, total, totalIsEstimate, facets, relaxations, false, 0, false);
    }

    public SearchPage {
        hits = List.copyOf(hits);
        facets = List.copyOf(facets);
        relaxations = List.copyOf(relaxations);
    }

    /**
     * Whether records follow behind this page.
     *
     * @param request what this answers
     */
    public boolean goesOn(SearchRequest request) {
        return totalIsEstimate ? more : request.offset() + request.limit() < total;
    }

    /**
     * @param request what to ask instead; @param kind which change it is
     */
    public record Relaxation(Kind kind, SearchRequest request, long total) {
        public enum Kind {
            /** Another spelling, taken from what the asker may see. */
            DID_YOU_MEAN,
            WITHOUT_FILTERS,
            WITHOUT_YEARS,
            /** What was meant with its tones is asked for without. */
            WITHOUT_DIACRITICS,
            /** The words of a quoted phrase need not stand together. */
            WITHOUT_QUOTES,
            /** Nothing but the number that was typed. */
            NUMBER_ALONE,
            /** One of the words is left out. */
            WITHOUT_A_WORD,
            ANY_WORD
        }
    }
}
