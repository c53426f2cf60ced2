package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.RecordView;

/**
 * A record as a block of Lucene documents, made one after the other while the writer asks for them,
 * so that only one file's text is in memory. What stands above a page (the description of its
 * document and record) is indexed with the page, after a gap, so that the words of a query may be
 * split between them.
 */
public final class RecordBlock implements Iterable<Iterable<? extends IndexableField>> {
    /** A longer page, as of a file without pages, becomes several Lucene documents. */
    private static final int PAGE_PIECE = 30_000;

    private final IndexableRecord record;
    private final Analysis analysis;
    private final RecordFields fields;
    private final String above;
    private int pages;

    public RecordBlock(IndexableRecord record, Analysis analysis) {
        this.record = record;
        this.analysis = analysis;
        this.fields = new RecordFields(record, analysis);
        this.above = ofRecord(record.all());
    }

    public int pages() {
        return pages;
    }

    @Override
    public Iterator<Iterable<? extends IndexableField>> iterator() {
        return new Iterator<>() {
            private final Deque<Document> ready = new ArrayDeque<>();
            private final Iterator<ArchivalDocument> documents =
                    record.all().documents().iterator();
            private @Nullable ArchivalDocument document;
            private @Nullable TokenStream context;
            private Iterator<ContentFile> files = List.<ContentFile>of().iterator();
            private boolean done;

            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && !done) {
                    advance();
                }
                return !ready.isEmpty();
            }

            @Override
            public Document next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }

            private void advance() {
                ArchivalDocument of = document;
                if (of != null && context != null && files.hasNext()) {
                    pagesOf(of, files.next(), context, ready);
                } else if (documents.hasNext()) {
                    of = documents.next();
                    document = of;
                    files = of.files().iterator();
                    context = analysis.replay(describe(of.description()) + "\n" + above);
                    ready.add(document(of));
                } else {
                    done = true;
                    RecordView.Listed listed = record.listed();
                    if (listed != null) {
                        ready.add(listed(listed));
                    }
                    ready.add(record());
                }
            }
        };
    }

    private void pagesOf(
            ArchivalDocument document,
            ContentFile file,
            TokenStream context,
            Deque<Document> ready) {
        Optional<ExtractedText> text;
        try {
            text = record.texts().of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (ExtractedText.Page page : text.map(ExtractedText::pages).orElse(List.of())) {
            pages++;
            // Where every page is a file of its own only one of them is the first.
            boolean first = page.number() == 1 && file.equals(document.files().getFirst());
            for (String piece : pieces(page.text())) {
                Document lucene = fields.ofDocument(document, Schema.PAGE);
                lucene.add(new Field(Schema.WORDS, piece, Schema.ANALYSED));
                lucene.add(new Field(Schema.WORDS, context, Schema.ANALYSED));
                lucene.add(new StoredField(Schema.TEXT, piece));
                lucene.add(new StoredField(Schema.FILE_ID, Schema.bytes(file.id().value())));
                lucene.add(new StoredField(Schema.PAGE_NUMBER, page.number()));
                if (first) {
                    lucene.add(new StringField(Schema.PLACE, Schema.FIRST_PAGE, Field.Store.NO));
                    first = false;
                }
                ready.add(lucene);
            }
        }
    }

    private static List<String> pieces(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (text.length() <= PAGE_PIECE) {
            return List.of(text);
        }
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PAGE_PIECE);
            if (to < text.length()) {
                int space = Math.max(text.lastIndexOf(' ', to), text.lastIndexOf('\n', to));
                if (space > from + PAGE_PIECE / 2) {
                    to = space + 1;
                }
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private Document document(ArchivalDocument document) {
        DocumentDescription description = document.description();
        Document lucene = fields.ofDocument(document, Schema.DOCUMENT);
        lucene.add(new Field(Schema.WORDS, describe(description), Schema.ANALYSED));
        lucene.add(new Field(Schema.WORDS, above, Schema.ANALYSED));
        lucene.add(new Field(Schema.TITLE, description.subject(), Schema.PRESENCE));
        name(lucene, description.organName());
        name(lucene, description.autograph());
        name(lucene, description.keyword());
        lucene.add(new BinaryDocValuesField(Schema.DESCRIBES, Schema.bytes(document.id().value())));
        fields.numberKeys(lucene, description);
        fields.codeKeys(lucene, description.docCode());
        if (description.docId() != null) {
            fields.codeKeys(lucene, description.docId());
        }
        return lucene;
    }

    private Document listed(RecordView.Listed listed) {
        Document lucene = fields.ofListed();
        StringBuilder words = new StringBuilder(listed.arcFileCode());
        line(words, listed.fonds().code());
        line(words, listed.fonds().title());
        years(words, listed.startYear(), listed.endYear());
        line(words, listed.titleOrNull());
        lucene.add(new Field(Schema.WORDS, words.toString(), Schema.ANALYSED));
        if (listed.titleOrNull() != null) {
            lucene.add(new Field(Schema.TITLE, listed.titleOrNull(), Schema.PRESENCE));
        }
        fields.codeKeys(lucene, listed.arcFileCode());
        return lucene;
    }

    private Document record() {
        FileDescription description = record.all().description();
        Document lucene = fields.ofRecord();
        lucene.add(new Field(Schema.WORDS, above, Schema.ANALYSED));
        lucene.add(new Field(Schema.TITLE, description.title(), Schema.PRESENCE));
        name(lucene, description.keyword());
        fields.codeKeys(lucene, description.arcFileCode());
        if (description.paperFileCode() != null) {
            fields.codeKeys(lucene, description.paperFileCode());
        }
        return lucene;
    }

    private static void name(Document lucene, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            lucene.add(new Field(Schema.NAME, text, Schema.PRESENCE));
        }
    }

    private static String ofRecord(RecordView.Full full) {
        FileDescription description = full.description();
        StringBuilder words = new StringBuilder(description.title());
        line(words, description.keyword());
        line(words, description.description());
        line(words, description.inforSign());
        line(words, description.arcFileCode());
        line(words, description.paperFileCode());
        line(words, full.fonds().code());
        line(words, full.fonds().title());
        if (full.series() != null) {
            line(words, full.series().title());
        }
        years(words, full.startYear(), full.endYear());
        return words.toString();
    }

    private static String describe(DocumentDescription description) {
        StringBuilder words = new StringBuilder(description.subject());
        if (description.typeName() != null) {
            line(words, description.typeName().vietnamese());
        }
        line(words, description.printedNumber());
        ArchivalDate issued = description.issuedDate();
        line(words, issued == null ? null : issued.toString());
        line(words, description.organName());
        line(words, description.keyword());
        line(words, description.description());
        line(words, description.autograph());
        line(words, description.inforSign());
        line(words, description.docCode());
        line(words, description.docId());
        return words.toString();
    }

    private static void years(StringBuilder words, @Nullable Integer from, @Nullable Integer to) {
        Years years = Years.of(from, to);
        if (years != null) {
            years.named().forEach(year -> line(words, Integer.toString(year)));
        }
    }

    private static void line(StringBuilder words, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            words.append('\n').append(text);
        }
    }
}
