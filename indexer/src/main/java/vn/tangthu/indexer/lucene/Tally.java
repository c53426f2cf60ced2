package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Facet;

/** What {@link Counting} counts of one segment: by the numbers of values, each record once. */
final class Tally {
    private Tally() {}

    private interface Names {
        BytesRef of(int ordinal) throws IOException;
    }

    /** Counts of one segment by ordinal; a record counts once. */
    private static final class Once {
        private final Facet.Kind kind;
        private final int[] count;
        private final int[] last;

        Once(Facet.Kind kind, int values) {
            this.kind = kind;
            this.count = new int[values];
            this.last = new int[values];
        }

        void count(int ordinal, int record) {
            if (last[ordinal] != record) {
                last[ordinal] = record;
                count[ordinal]++;
            }
        }

        void addTo(Map<Facet.Kind, Map<String, Long>> counts, Names names) throws IOException {
            Map<String, Long> all = counts.computeIfAbsent(kind, k -> new HashMap<>());
            for (int ordinal = 0; ordinal < count.length; ordinal++) {
                if (count[ordinal] > 0) {
                    all.merge(names.of(ordinal).utf8ToString(), (long) count[ordinal], Long::sum);
                }
            }
        }
    }

    /** Of documents that have a term, which is the value. They are asked for in ascending order. */
    static final class Marked {
        private final Facet.Kind kind;
        private final Term term;
        private final @Nullable PostingsEnum documents;
        private int last;
        private long count;

        /**
         * @param term of a field that is indexed without its doc values
         */
        Marked(Facet.Kind kind, LeafReader reader, Term term) throws IOException {
            this.kind = kind;
            this.term = term;
            this.documents = reader.postings(term, PostingsEnum.NONE);
        }

        /**
         * @param record from 1
         */
        void count(int doc, int record) throws IOException {
            if (documents == null || last == record) {
                return;
            }
            int at = documents.docID();
            if ((at < doc ? documents.advance(doc) : at) == doc) {
                last = record;
                count++;
            }
        }

        void addTo(Map<Facet.Kind, Map<String, Long>> counts) {
            if (count > 0) {
                counts.computeIfAbsent(kind, k -> new HashMap<>())
                        .merge(term.text(), count, Long::sum);
                count = 0;
            }
        }
    }

    /** Of a field with one value. */
    static final class Ordinals {
        private final SortedDocValues values;
        private final Once once;

        Ordinals(Facet.Kind kind, SortedDocValues values) {
            this.values = values;
            this.once = new Once(kind, values.getValueCount());
        }

        void count(int doc, int record) throws IOException {
            if (values.advanceExact(doc)) {
                once.count(values.ordValue(), record);
            }
        }

        void addTo(Map<Facet.Kind, Map<String, Long>> counts) throws IOException {
            once.addTo(counts, values::lookupOrd);
        }
    }

    /** Of a field with a few values, of which there are few in all. */
    static final class Several {
        private final SortedSetDocValues values;
        private final Once once;

        Several(Facet.Kind kind, SortedSetDocValues values) {
            this.values = values;
            this.once = new Once(kind, Math.toIntExact(values.getValueCount()));
        }

        void count(int doc, int record) throws IOException {
            if (values.advanceExact(doc)) {
                for (int i = values.docValueCount(); i > 0; i--) {
                    once.count((int) values.nextOrd(), record);
                }
            }
        }

        void addTo(Map<Facet.Kind, Map<String, Long>> counts) throws IOException {
            once.addTo(counts, values::lookupOrd);
        }
    }
}
