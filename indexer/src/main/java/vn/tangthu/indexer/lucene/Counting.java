package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Facet;

/**
 * Counts the records that match and their facets, without scores. A record counts once for each
 * value that one of its matching documents has; blocks lie together, so the last record seen is all
 * that is remembered, and after the first match in a document and its pages the others have nothing
 * to add. Can order all records by date on the way.
 */
final class Counting implements Counted {
    /**
     * So many matching Lucene documents are counted one by one; where there are more, about so many
     * of them in every n-th stretch of the index, and the counts are estimates (ADR 0048). A figure
     * is wrong by about 100/√n per cent then, n being the counted records that make it up.
     */
    static final int COUNTED = 100_000;

    /** Lucene documents that lie together and are counted together. */
    private static final int STRETCH = 1_024;

    /** A share of the stretches is counted at a time. */
    private static final int SHARES = 32;

    private static final int MAX_YEAR = 10_000;

    /** All of a block have the same. */
    private static final Map<Facet.Kind, String> OF_RECORDS =
            Map.of(Facet.Kind.FONDS, Schema.FONDS, Facet.Kind.CARRIER, Schema.CARRIER);

    /** A document and its pages have the same. */
    private static final Map<Facet.Kind, String> OF_DOCUMENTS =
            Map.of(Facet.Kind.AGENCY, Schema.AGENCY, Facet.Kind.TYPE, Schema.TYPE);

    /** The same, several of them. */
    private static final Map<Facet.Kind, String> SEVERAL_OF_DOCUMENTS =
            Map.of(Facet.Kind.LANGUAGE, Schema.LANGUAGE);

    /** What opens at once, and the public face of what is listed. */
    private static final List<Term> ACCESS =
            List.of(new Term(Schema.ONLINE, Facet.ONLINE), new Term(Schema.KIND, Facet.ON_REQUEST));

    private final Parents parents;
    private final Set<Facet.Kind> facets;
    private final @Nullable PriorityQueue<Dated> dated;
    private final int keep;
    private final boolean newestFirst;
    private final Comparator<Dated> order;

    private final Map<Facet.Kind, Map<String, Long>> counts = new EnumMap<>(Facet.Kind.class);
    private final int[] years = new int[MAX_YEAR];
    private final int counted;
    private long records;
    private long seen;

    /** Lucene documents of the segments in which something can match; a share is walked. */
    private long walkable;

    /** Lucene documents of the stretches that were counted. */
    private long walked;

    private double scale = 1;

    /**
     * A record and its day for ordering; unknown days come last in both orders.
     *
     * @param doc the parent's number in the whole index
     */
    record Dated(int doc, long day) {}

    private Counting(Parents parents, Set<Facet.Kind> facets, int keep, boolean newestFirst) {
        this(parents, facets, keep, newestFirst, COUNTED);
    }

    private Counting(
            Parents parents, Set<Facet.Kind> facets, int keep, boolean newestFirst, int counted) {
        this.parents = parents;
        this.counted = counted;
        this.facets = facets;
        this.keep = keep;
        this.newestFirst = newestFirst;
        Comparator<Dated> byDay = Comparator.comparingLong(Dated::day);
        this.order = (newestFirst ? byDay.reversed() : byDay).thenComparingInt(Dated::doc);
        this.dated = keep > 0 ? new PriorityQueue<>(this.order.reversed()) : null;
    }

    static Counting total(Parents parents) {
        return new Counting(parents, Set.of(), 0, false);
    }

    /**
     * @param counted so many matching Lucene documents are counted one by one
     */
    static Counting withFacets(Parents parents, int counted) {
        return new Counting(parents, EnumSet.allOf(Facet.Kind.class), 0, false, counted);
    }

    /** What could be chosen beside the values of a facet that are. */
    static Counting beside(Parents parents, Facet.Kind kind) {
        return new Counting(parents, Set.of(Counted.by(kind)), 0, false);
    }

    static Counting ordered(Parents parents, int keep, boolean newestFirst) {
        return new Counting(parents, EnumSet.allOf(Facet.Kind.class), keep, newestFirst);
    }

    /**
     * Counts what matches. Where it costs much to know whether a Lucene document does, as with a
     * phrase, only those are looked at that would count.
     */
    void count(IndexSearcher searcher, Query query) throws IOException {
        Weight weight =
                searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        // In the order of dates each is looked at in any case.
        if (dated != null || most(weight, leaves) <= counted) {
            count(weight, leaves, 0, SHARES);
            return;
        }
        count(weight, leaves, 0, 1);
        int shares = (int) Math.clamp(counted / Math.max(1, seen), 1, SHARES);
        count(weight, leaves, 1, shares);
        scale = shares == SHARES ? 1 : (double) walkable / Math.max(1, walked);
    }

    /** What Lucene expects to look at, which is no less than what matches. */
    private static long most(Weight weight, List<LeafReaderContext> leaves) throws IOException {
        long most = 0;
        for (LeafReaderContext context : leaves) {
            ScorerSupplier supplier = weight.scorerSupplier(context);
            most += supplier == null ? 0 : supplier.cost();
        }
        return most;
    }

    private void count(Weight weight, List<LeafReaderContext> leaves, int from, int to)
            throws IOException {
        if (from == to) {
            return;
        }
        for (LeafReaderContext context : leaves) {
            ScorerSupplier supplier = weight.scorerSupplier(context);
            if (supplier == null) {
                continue; // nothing of it is in the counts, so it has no part in the scale either
            }
            walkable += from == 0 ? context.reader().maxDoc() : 0;
            Leaf leaf = new Leaf(context);
            Bits live = context.reader().getLiveDocs();
            Scorer scorer = supplier.get(Long.MAX_VALUE);
            TwoPhaseIterator costly = scorer.twoPhaseIterator();
            BulkScorer cheap = costly == null ? weight.bulkScorer(context) : null;
            int end = context.reader().maxDoc();
            for (int start = 0, stretch = 0; start < end; stretch++) {
                int next = from == 0 && to == SHARES ? end : leaf.afterRecordOf(start + STRETCH);
                // An odd step spreads the shares over the segment, each segment from elsewhere.
                int share = Math.floorMod(stretch * 11 + context.ord * 7, SHARES);
                if (share >= from && share < to) {
                    walked += next - start;
                    if (costly != null) {
                        leaf.collectAll(costly, live, start, next);
                    } else if (cheap != null) {
                        cheap.score(leaf, live, start, next);
                    }
                }
                start = next;
            }
            leaf.finish();
        }
    }

    @Override
    public long records() {
        return estimated(records);
    }

    boolean isEstimate() {
        return scale > 1;
    }

    /** An estimate has two figures that mean something. */
    private long estimated(long count) {
        if (scale == 1) {
            return count;
        }
        long figure = Math.round(count * scale);
        long unit = 1;
        while (figure / unit >= 100) {
            unit *= 10;
        }
        return (figure + unit / 2) / unit * unit;
    }

    /** The first {@code keep} records by date. */
    List<Dated> byDate() {
        List<Dated> sorted = new ArrayList<>(dated == null ? List.of() : dated);
        Collections.sort(sorted, order);
        return sorted;
    }

    @Override
    public Map<String, Long> counts(Facet.Kind kind) {
        if (kind == Facet.Kind.YEAR) {
            Map<String, Long> byYear = new HashMap<>();
            for (int year = 0; year < MAX_YEAR; year++) {
                if (years[year] > 0) {
                    byYear.put(Integer.toString(year), estimated(years[year]));
                }
            }
            return byYear;
        }
        Map<String, Long> of = counts.getOrDefault(kind, Map.of());
        if (!isEstimate()) {
            return of;
        }
        Map<String, Long> estimates = new HashMap<>();
        of.forEach((value, count) -> estimates.put(value, estimated(count)));
        return estimates;
    }

    private final class Leaf implements LeafCollector {
        private final int base;
        private final BitSet ends;
        private final BitSet heads;
        private final List<Tally.Ordinals> ofRecords = new ArrayList<>();
        private final List<Tally.Ordinals> ofDocuments = new ArrayList<>();
        private final List<Tally.Several> several = new ArrayList<>();
        private final List<Tally.Marked> marked = new ArrayList<>();
        private final @Nullable SortedNumericDocValues year;
        private final int[] yearLast;
        private final @Nullable NumericDocValues day;
        private int recordEnd = -1;
        private int record;

        /** What comes before has been counted. */
        private int next;

        Leaf(LeafReaderContext context) throws IOException {
            base = context.docBase;
            Parents.Blocks blocks = parents.blocks(context.reader());
            ends = blocks.ends();
            heads = blocks.heads();
            open(context, OF_RECORDS, ofRecords);
            open(context, OF_DOCUMENTS, ofDocuments);
            for (Map.Entry<Facet.Kind, String> field : SEVERAL_OF_DOCUMENTS.entrySet()) {
                if (facets.contains(field.getKey())) {
                    several.add(
                            new Tally.Several(
                                    field.getKey(),
                                    DocValues.getSortedSet(context.reader(), field.getValue())));
                }
            }
            if (facets.contains(Facet.Kind.ACCESS)) {
                for (Term term : ACCESS) {
                    marked.add(new Tally.Marked(Facet.Kind.ACCESS, context.reader(), term));
                }
            }
            boolean years = facets.contains(Facet.Kind.YEAR);
            year = years ? DocValues.getSortedNumeric(context.reader(), Schema.YEAR) : null;
            yearLast = years ? new int[MAX_YEAR] : new int[0];
            day = dated == null ? null : DocValues.getNumeric(context.reader(), Schema.DAY);
        }

        private void open(
                LeafReaderContext context, Map<Facet.Kind, String> fields, List<Tally.Ordinals> to)
                throws IOException {
            for (Map.Entry<Facet.Kind, String> field : fields.entrySet()) {
                if (facets.contains(field.getKey())) {
                    to.add(
                            new Tally.Ordinals(
                                    field.getKey(),
                                    DocValues.getSorted(context.reader(), field.getValue())));
                }
            }
        }

        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public void collect(int doc) throws IOException {
            seen++;
            if (doc < next) {
                return;
            }
            if (doc > recordEnd) {
                record++;
                records++;
                recordEnd = ends.nextSetBit(doc);
                order(recordEnd);
                for (Tally.Ordinals field : ofRecords) {
                    field.count(doc, record);
                }
            }
            if (ofDocuments.isEmpty() && several.isEmpty() && marked.isEmpty() && year == null) {
                next = recordEnd + 1;
                return;
            }
            next = doc == recordEnd ? doc + 1 : heads.nextSetBit(doc + 1);
            for (Tally.Ordinals field : ofDocuments) {
                field.count(doc, record);
            }
            for (Tally.Several field : several) {
                field.count(doc, record);
            }
            for (Tally.Marked field : marked) {
                field.count(doc, record);
            }
            if (year != null && year.advanceExact(doc)) {
                for (int i = year.docValueCount(); i > 0; i--) {
                    int value = (int) year.nextValue();
                    if (value > 0 && value < MAX_YEAR && yearLast[value] != record) {
                        yearLast[value] = record;
                        years[value]++;
                    }
                }
            }
        }

        /**
         * The first Lucene document behind the record that the one before {@code doc} belongs to.
         */
        int afterRecordOf(int doc) {
            return doc > ends.length() ? ends.length() : ends.nextSetBit(doc - 1) + 1;
        }

        void collectAll(TwoPhaseIterator matching, @Nullable Bits live, int from, int to)
                throws IOException {
            DocIdSetIterator candidates = matching.approximation();
            int doc = candidates.docID() < from ? candidates.advance(from) : candidates.docID();
            while (doc < to) {
                if ((live == null || live.get(doc)) && matching.matches()) {
                    collect(doc);
                }
                doc = next > doc + 1 ? candidates.advance(next) : candidates.nextDoc();
            }
        }

        private void order(int parent) throws IOException {
            if (dated == null || day == null) {
                return;
            }
            long unknown = newestFirst ? Long.MIN_VALUE : Long.MAX_VALUE;
            dated.add(
                    new Dated(base + parent, day.advanceExact(parent) ? day.longValue() : unknown));
            if (dated.size() > keep) {
                dated.remove();
            }
        }

        @Override
        public void finish() throws IOException {
            for (Tally.Ordinals field : ofRecords) {
                field.addTo(counts);
            }
            for (Tally.Ordinals field : ofDocuments) {
                field.addTo(counts);
            }
            for (Tally.Several field : several) {
                field.addTo(counts);
            }
            for (Tally.Marked field : marked) {
                field.addTo(counts);
            }
            ofRecords.clear();
            ofDocuments.clear();
            several.clear();
            marked.clear();
        }
    }
}
