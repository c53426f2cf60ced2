package vn.tangthu.indexer.lucene.opensearch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.RecordBlock;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Unmarked;

/**
 * A record's Lucene documents as one document of OpenSearch. Words are analysed here and go as they
 * stand in Lucene's index: parted by spaces, the forms of one place with a sign between them.
 */
final class RecordJson {
    /**
     * The server takes 100 MiB in one request unless told otherwise; and what is made of a record
     * stands in this machine's memory up to three times while it is made.
     */
    static final int MOST_BYTES = mostBytes(Runtime.getRuntime().maxMemory());

    static int mostBytes(long heap) {
        return (int) Math.min(95L << 20, heap / 8);
    }

    private RecordJson() {}

    /**
     * @throws IllegalArgumentException when it is larger than the server takes
     */
    static byte[] of(IndexableRecord record, Analysis analysis) throws IOException {
        Bounded out = new Bounded();
        RecordBlock block = new RecordBlock(record, analysis);
        try (JsonGenerator json = Cluster.JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart(IndexBody.PART);
            Number day = null;
            int order = 0;
            for (Iterable<? extends IndexableField> part : block) {
                Map<String, Set<Object>> values = values(part, analysis);
                Set<Object> days = values.remove(Schema.DAY);
                if (days != null) {
                    day = (Number) days.iterator().next();
                }
                json.writeStartObject();
                json.writeStringProperty(Schema.AIP, record.all().id().toString());
                json.writeNumberProperty(IndexBody.ORDER, order++);
                write(json, values);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringProperty(Schema.AIP, record.all().id().toString());
            json.writeStringProperty(Schema.FONDS, record.all().fonds().id().toString());
            json.writeNumberProperty(IndexBody.PAGES, block.pages());
            if (day != null) {
                json.writeNumberProperty(Schema.DAY, day.longValue());
            }
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Map<String, Set<Object>> values) {
        values.forEach(
                (name, all) -> {
                    json.writeArrayPropertyStart(name);
                    for (Object value : all) {
                        if (value instanceof Number number) {
                            json.writeNumber(number.longValue());
                        } else {
                            json.writeString(value.toString());
                        }
                    }
                    json.writeEndArray();
                });
    }

    /** What is both a term and a doc value in Lucene is one value here, indexed as both. */
    private static Map<String, Set<Object>> values(
            Iterable<? extends IndexableField> part, Analysis analysis) throws IOException {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        int texts = 0;
        for (IndexableField field : part) {
            Object value =
                    switch (field.name()) {
                        case Schema.AIP, Schema.ID, Schema.DESCRIBES -> null;
                        case Schema.WORDS, Schema.TITLE, Schema.NAME ->
                                new Words(texts++, words(field, analysis));
                        case Schema.DOCUMENT_ID, Schema.FILE_ID ->
                                Schema.uuid(bytes(field)).toString();
                        case Schema.YEAR,
                                Schema.FROM_YEAR,
                                Schema.TO_YEAR,
                                Schema.DAY,
                                Schema.PAGE_NUMBER ->
                                field.numericValue();
                        case Schema.KIND,
                                Schema.READERS,
                                Schema.PLACE,
                                Schema.KEY,
                                Schema.FONDS,
                                Schema.AGENCY,
                                Schema.TYPE,
                                Schema.LANGUAGE,
                                Schema.ACCESS,
                                Schema.CARRIER,
                                Schema.ONLINE,
                                Schema.TEXT ->
                                text(field);
                        default -> throw new IllegalStateException("A field not known: " + field);
                    };
            if (value != null) {
                values.computeIfAbsent(field.name(), name -> new LinkedHashSet<>()).add(value);
            }
        }
        return values;
    }

    /** Two texts of a part that are the same are two, with a gap between. */
    private record Words(int number, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    private static String text(IndexableField field) {
        String text = field.stringValue();
        return text == null ? bytes(field).utf8ToString() : text;
    }

    private static BytesRef bytes(IndexableField field) {
        BytesRef bytes = field.binaryValue();
        if (bytes == null) {
            throw new IllegalStateException("A field without its value: " + field.name());
        }
        return bytes;
    }

    private static String words(IndexableField field, Analysis analysis) throws IOException {
        // Titles and names are asked only whether they have a word.
        Line line = new Line(field.name().equals(Schema.WORDS));
        @Nullable TokenStream made = field instanceof Field own ? own.tokenStreamValue() : null;
        if (made == null) {
            for (Analysis.Word word : analysis.words(text(field))) {
                line.next(word.folded());
                if (word.exact() != null) {
                    line.also(word.exact());
                }
            }
            return line.end();
        }
        CharTermAttribute term = made.getAttribute(CharTermAttribute.class);
        PositionIncrementAttribute step = made.getAttribute(PositionIncrementAttribute.class);
        made.reset();
        while (made.incrementToken()) {
            if (step.getPositionIncrement() == 0) {
                line.also(term.toString());
            } else {
                line.next(term.toString());
            }
        }
        made.end();
        made.close();
        return line.end();
    }

    /** Words, each with its forms. */
    private static final class Line {
        private final StringBuilder words = new StringBuilder();
        private final boolean tellsUnmarked;

        /** The last word, as long as it has one form. */
        private @Nullable String single;

        /**
         * @param tellsUnmarked whether a word that could have diacritics and has none says so
         */
        Line(boolean tellsUnmarked) {
            this.tellsUnmarked = tellsUnmarked;
        }

        void next(String folded) {
            close();
            words.append(words.isEmpty() ? "" : " ").append(folded);
            single = folded;
        }

        void also(String form) {
            words.append(IndexBody.FORMS).append(form);
            single = null;
        }

        private void close() {
            if (tellsUnmarked && single != null && Unmarked.may(single)) {
                words.append(IndexBody.FORMS).append(IndexBody.unmarked(single));
            }
        }

        String end() {
            close();
            return words.toString();
        }
    }

    /** Stops where the server would refuse, before the memory is full of it. */
    private static final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (count + length > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "Hồ sơ quá lớn cho một yêu cầu OpenSearch / The record is larger than one"
                                + " request to OpenSearch may be: "
                                + (MOST_BYTES >> 20)
                                + " MiB");
            }
            super.write(bytes, from, length);
        }
    }
}
