package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;

/**
 * The rival: what a program does with Lucene itself, the same schema and the same analysis, and
 * nothing else in mind. It asks the 20 best Lucene documents as {@link IndexSearcher#search(Query,
 * int)} gives them: no rights, no records, no widening.
 */
final class PlainLucene {
    static final int TOP = 20;
    private static final List<String> FACETS =
            List.of(Schema.FONDS, Schema.AGENCY, Schema.TYPE, Schema.ACCESS);

    private final Analyzer analyzer;

    PlainLucene(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** Writes every page, document and record as a Lucene document of its own. */
    void build(Path path, int count, IntFunction<IndexableRecord> records) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer);
        config.setRAMBufferSizeMB(48);
        Analysis analysis = new Analysis(analyzer);
        try (FSDirectory directory = FSDirectory.open(path);
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int n = 0; n < count; n++) {
                IndexableRecord record = records.apply(n);
                RecordFields fields = new RecordFields(record, analysis);
                String title = record.all().description().title();
                for (ArchivalDocument document : record.all().documents()) {
                    String above =
                            String.join(
                                    "\n",
                                    document.description().subject(),
                                    document.description().printedNumber(),
                                    document.description().organName(),
                                    title,
                                    record.all().arcFileCode(),
                                    record.all().fonds().title());
                    Document description = fields.ofDocument(document, Schema.DOCUMENT);
                    String subject = document.description().subject();
                    description.add(new Field(Schema.WORDS, above, Schema.ANALYSED));
                    description.add(new Field(Schema.TITLE, subject, Schema.PRESENCE));
                    fields.numberKeys(description, document.description());
                    writer.addDocument(description);
                    for (ContentFile file : document.files()) {
                        for (ExtractedText.Page page :
                                record.texts().of(file).orElseThrow().pages()) {
                            writer.addDocument(page(fields, document, file, page, above));
                        }
                    }
                }
                Document whole = fields.ofRecord();
                whole.add(new Field(Schema.WORDS, title, Schema.ANALYSED));
                whole.add(new Field(Schema.TITLE, title, Schema.PRESENCE));
                fields.codeKeys(whole, record.all().arcFileCode());
                writer.addDocument(whole);
            }
            writer.commit();
        }
    }

    private static Document page(
            RecordFields fields,
            ArchivalDocument document,
            ContentFile file,
            ExtractedText.Page page,
            String above) {
        Document lucene = fields.ofDocument(document, Schema.PAGE);
        lucene.add(new Field(Schema.WORDS, page.text(), Schema.ANALYSED));
        lucene.add(new Field(Schema.WORDS, above, Schema.ANALYSED));
        lucene.add(new StoredField(Schema.TEXT, page.text()));
        lucene.add(new StoredField(Schema.FILE_ID, Schema.bytes(file.id().value())));
        lucene.add(new StoredField(Schema.PAGE_NUMBER, page.number()));
        if (page.number() == 1) {
            lucene.add(new StringField(Schema.PLACE, Schema.FIRST_PAGE, Field.Store.NO));
        }
        return lucene;
    }

    /** All words as typed; those in quotation marks and those that a sign glues in order. */
    Query all(Question question) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Question.Group group : question.groups()) {
            if (group.loose() || group.typed().size() == 1) {
                group.typed().forEach(word -> all.add(new TermQuery(term(word)), Occur.MUST));
            } else {
                all.add(phrase(group.typed()), Occur.MUST);
            }
        }
        Query query = all.build();
        List<?> clauses = ((BooleanQuery) query).clauses();
        return clauses.size() == 1 ? ((BooleanQuery) query).clauses().getFirst().query() : query;
    }

    /** All words, each with up to one letter wrong. */
    Query fuzzy(Question question) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        question.words()
                .forEach(
                        word ->
                                all.add(
                                        new FuzzyQuery(new Term(Schema.WORDS, word.folded()), 1),
                                        Occur.MUST));
        return all.build();
    }

    private static Query phrase(List<Analysis.Word> words) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        words.forEach(word -> phrase.add(term(word)));
        return phrase.build();
    }

    private static Term term(Analysis.Word word) {
        return new Term(Schema.WORDS, word.exact() != null ? word.exact() : word.folded());
    }

    static Query key(String typed, Analysis analysis) {
        return new TermQuery(
                new Term(Schema.KEY, Schema.WHOLE + Analysis.key(analysis.words(typed))));
    }

    TopDocs top(IndexSearcher searcher, Query query) throws IOException {
        return searcher.search(query, TOP);
    }

    /** Values of four fields of all that matches, by the number of Lucene documents. */
    Map<String, Map<String, Integer>> facets(IndexSearcher searcher, Query query)
            throws IOException {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        Counts collector = new Counts(counts);
        searcher.search(new ConstantScoreQuery(query), collector);
        collector.flush();
        return counts;
    }

    private static final class Counts extends SimpleCollector {
        private final Map<String, Map<String, Integer>> counts;
        private final SortedDocValues[] values = new SortedDocValues[FACETS.size()];
        private int[][] seen = new int[0][];

        Counts(Map<String, Map<String, Integer>> counts) {
            this.counts = counts;
        }

        @Override
        protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
            flush();
            seen = new int[FACETS.size()][];
            for (int i = 0; i < values.length; i++) {
                values[i] = DocValues.getSorted(leaf.reader(), FACETS.get(i));
                seen[i] = new int[values[i].getValueCount()];
            }
        }

        void flush() throws IOException {
            for (int i = 0; i < seen.length; i++) {
                Map<String, Integer> all =
                        counts.computeIfAbsent(FACETS.get(i), f -> new HashMap<>());
                for (int ordinal = 0; ordinal < seen[i].length; ordinal++) {
                    if (seen[i][ordinal] > 0) {
                        String value = values[i].lookupOrd(ordinal).utf8ToString();
                        all.merge(value, seen[i][ordinal], Integer::sum);
                    }
                }
            }
            seen = new int[0][];
        }

        @Override
        public void collect(int doc) throws IOException {
            for (int i = 0; i < values.length; i++) {
                if (values[i].advanceExact(doc)) {
                    seen[i][values[i].ordValue()]++;
                }
            }
        }

        @Override
        public void setScorer(Scorable scorer) {}

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    /** The stored texts of what was found, analysed again, with the words marked. */
    List<String> highlights(IndexSearcher searcher, TopDocs top, Question question)
            throws IOException {
        Set<String> terms = new HashSet<>();
        question.words().forEach(word -> terms.add(term(word).text()));
        List<String> highlights = new ArrayList<>();
        for (ScoreDoc doc : top.scoreDocs) {
            String text =
                    searcher.storedFields().document(doc.doc, Set.of(Schema.TEXT)).get(Schema.TEXT);
            if (text != null) {
                highlights.add(highlight(text, terms));
            }
        }
        return highlights;
    }

    private String highlight(String text, Set<String> terms) throws IOException {
        List<int[]> marks = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(Schema.WORDS, text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (terms.contains(term.toString())) {
                    marks.add(new int[] {offset.startOffset(), offset.endOffset()});
                }
            }
            stream.end();
        }
        int from = 0;
        int most = 0;
        for (int i = 0; i < marks.size(); i++) {
            int j = i;
            while (j < marks.size() && marks.get(j)[1] < marks.get(i)[0] + 200) {
                j++;
            }
            if (j - i > most) {
                most = j - i;
                from = i;
            }
        }
        StringBuilder marked = new StringBuilder();
        int at = marks.isEmpty() ? 0 : Math.max(0, marks.get(from)[0] - 20);
        for (int i = from; i < from + most; i++) {
            marked.append(text, at, Math.max(at, marks.get(i)[0])).append("<b>");
            marked.append(text, marks.get(i)[0], marks.get(i)[1]).append("</b>");
            at = marks.get(i)[1];
        }
        return marked.toString();
    }
}
