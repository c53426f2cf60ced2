package vn.tangthu.indexer.lucene;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.RecordView;

/** What the Lucene documents of a record have besides their words: rights, filters, keys. */
public final class RecordFields {
    private static final int MAX_FACET_YEARS = 100;

    private final IndexableRecord record;
    private final RecordView.Full full;
    private final Analysis analysis;
    private final BytesRef aip;
    private final String fonds;
    private final BytesRef fondsValue;
    private final BytesRef accessValue;
    private final BytesRef carrierValue;

    RecordFields(IndexableRecord record, Analysis analysis) {
        this.record = record;
        this.full = record.all();
        this.analysis = analysis;
        this.aip = Schema.bytes(full.id().value());
        this.fonds = full.fonds().id().toString();
        this.fondsValue = new BytesRef(fonds);
        this.accessValue = new BytesRef(record.access().name());
        this.carrierValue = new BytesRef(record.carrier().name());
    }

    Document ofDocument(ArchivalDocument document, String kind) {
        Document lucene = common(kind);
        Access access =
                record.publicDocuments().contains(document.id())
                        ? Access.PUBLIC
                        : record.agencyDocuments().contains(document.id())
                                ? Access.LISTED
                                : Access.HIDDEN;
        readers(lucene, access);
        DocumentDescription description = document.description();
        String organ = description.organName();
        if (organ != null && !organ.isBlank()) {
            BytesRef value = new BytesRef(agency(organ));
            lucene.add(new StringField(Schema.AGENCY, value, Field.Store.NO));
            lucene.add(new SortedDocValuesField(Schema.AGENCY, value));
        }
        if (description.typeName() != null) {
            BytesRef value = new BytesRef(description.typeName().code());
            lucene.add(new StringField(Schema.TYPE, value, Field.Store.NO));
            lucene.add(new SortedDocValuesField(Schema.TYPE, value));
        }
        languages(
                lucene,
                description.languages().isEmpty()
                        ? full.description().languages()
                        : description.languages());
        ArchivalDate issued = description.issuedDate();
        if (issued != null) {
            years(lucene, issued.year(), issued.year());
        } else {
            years(lucene, full.startYear(), full.endYear());
        }
        if (!document.files().isEmpty()) {
            lucene.add(new StringField(Schema.ONLINE, Facet.ONLINE, Field.Store.NO));
        }
        lucene.add(new StoredField(Schema.DOCUMENT_ID, Schema.bytes(document.id().value())));
        return lucene;
    }

    Document ofListed() {
        Document lucene = common(Schema.LISTED);
        lucene.add(new StringField(Schema.READERS, Schema.KNOWN, Field.Store.NO));
        lucene.add(new StringField(Schema.READERS, Schema.knownOf(fonds), Field.Store.NO));
        years(lucene, full.startYear(), full.endYear());
        return lucene;
    }

    Document ofRecord() {
        Document lucene = common(Schema.RECORD);
        readers(lucene, record.access());
        languages(lucene, full.description().languages());
        years(lucene, full.startYear(), full.endYear());
        lucene.add(new BinaryDocValuesField(Schema.ID, aip));
        Integer start = full.startYear() == null ? full.endYear() : full.startYear();
        if (start != null) {
            // Of what is not public only the year may show, in the order of hits too.
            ArchivalDate date = full.description().startDate();
            ArchivalDate day =
                    record.access() == Access.PUBLIC && date != null
                            ? date
                            : ArchivalDate.ofYear(start);
            lucene.add(new NumericDocValuesField(Schema.DAY, day.earliest().toEpochDay()));
        }
        return lucene;
    }

    void numberKeys(Document lucene, DocumentDescription description) {
        add(lucene, numberKeys(description, analysis));
    }

    /** A number by its whole, its beginnings, the number with its year, its date. */
    static Set<String> numberKeys(DocumentDescription description, Analysis analysis) {
        Set<String> keys = new HashSet<>();
        List<Analysis.Word> words = analysis.words(description.printedNumber());
        if (!words.isEmpty()) {
            String number = words.getFirst().folded();
            List<Analysis.Word> notation = words.subList(1, words.size());
            String run = Analysis.key(notation).replace(".", "");
            // 5023/KH-UBND, 5023/KHUBND, 5023KHUBND, 5023KH-UBND
            for (String whole :
                    List.of(
                            Analysis.key(words),
                            number + "." + run,
                            number + run,
                            number + Analysis.key(notation))) {
                keys.add(Schema.WHOLE + whole);
                keys.add(whole);
            }
            for (int end = 1; end <= words.size(); end++) {
                String begun = Analysis.key(words.subList(0, end));
                keys.add(begun);
                if (end > 1 && !words.get(1).isNumber()) {
                    keys.add(begun.replaceFirst("\\.", "")); // 125qd ubnd
                }
            }
            ArchivalDate issued = description.issuedDate();
            if (issued != null && words.getFirst().isNumber()) {
                keys.add(number + "." + issued.year());
            }
        }
        return keys;
    }

    /** A dotted code by its whole and its beginnings, with and without the archive's own prefix. */
    void codeKeys(Document lucene, String code) {
        List<Analysis.Word> words = analysis.words(code);
        Set<String> keys = new HashSet<>();
        for (int start = 0; start < Math.min(2, words.size()); start++) {
            if (start == 0 || words.size() - start > 1) {
                keys.add(Schema.WHOLE + Analysis.key(words.subList(start, words.size())));
            }
            for (int end = start + 1; end <= words.size(); end++) {
                keys.add(Analysis.key(words.subList(start, end)));
            }
        }
        add(lucene, keys);
    }

    private static void add(Document lucene, Set<String> keys) {
        for (String key : keys) {
            lucene.add(new StringField(Schema.KEY, key, Field.Store.NO));
        }
    }

    /** The name of an issuing body as filter and facet know it. */
    public static String agency(String organ) {
        String name =
                Normalizer.normalize(organ.strip(), Normalizer.Form.NFC).replaceAll("\\s+", " ");
        return name.length() > 300 ? name.substring(0, 300) : name;
    }

    private Document common(String kind) {
        Document lucene = new Document();
        lucene.add(new StringField(Schema.KIND, kind, Field.Store.NO));
        lucene.add(new StringField(Schema.AIP, aip, Field.Store.NO));
        lucene.add(new StringField(Schema.FONDS, fonds, Field.Store.NO));
        lucene.add(new SortedDocValuesField(Schema.FONDS, fondsValue));
        lucene.add(new SortedDocValuesField(Schema.ACCESS, accessValue));
        lucene.add(new SortedDocValuesField(Schema.CARRIER, carrierValue));
        // On all: Lucene takes a field as term and doc value, or never as both.
        lucene.add(new StringField(Schema.CARRIER, carrierValue, Field.Store.NO));
        return lucene;
    }

    private void readers(Document lucene, Access access) {
        lucene.add(new StringField(Schema.READERS, Schema.ARCHIVIST, Field.Store.NO));
        if (access == Access.PUBLIC) {
            lucene.add(new StringField(Schema.READERS, Schema.EVERYBODY, Field.Store.NO));
        } else if (access == Access.LISTED) {
            lucene.add(new StringField(Schema.READERS, Schema.ofAgency(fonds), Field.Store.NO));
        }
    }

    private static void languages(Document lucene, List<LanguageCode> languages) {
        languages.stream()
                .flatMap(language -> language.parts().stream())
                .distinct()
                .forEach(
                        language -> {
                            BytesRef value = new BytesRef(language.code());
                            lucene.add(new StringField(Schema.LANGUAGE, value, Field.Store.NO));
                            lucene.add(new SortedSetDocValuesField(Schema.LANGUAGE, value));
                        });
    }

    private static void years(Document lucene, @Nullable Integer from, @Nullable Integer to) {
        Years years = Years.of(from, to);
        if (years == null) {
            return;
        }
        int first = years.first();
        int last = years.last();
        lucene.add(new IntPoint(Schema.FROM_YEAR, first));
        lucene.add(new IntPoint(Schema.TO_YEAR, last));
        for (int year = first; year <= last && year - first < MAX_FACET_YEARS; year++) {
            lucene.add(new SortedNumericDocValuesField(Schema.YEAR, year));
        }
    }
}
