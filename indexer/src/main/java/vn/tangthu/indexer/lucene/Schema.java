package vn.tangthu.indexer.lucene;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/**
 * The fields of the index; docs/index-schema.md describes them and a test compares the two. A
 * record is a block of Lucene documents: its pages and documents, what everybody may know of it if
 * it is listed, and last the record itself, the parent.
 */
final class Schema {
    /** To be raised with every change that makes an older index unfit. */
    static final int VERSION = 4;

    /** The first that has languages. */
    static final int WITH_LANGUAGES = 3;

    /** The first that says of all its records whether they are digitised. */
    static final int WITH_CARRIERS = 4;

    /**
     * The oldest whose indexes this code can still ask, and put records in, while one of the
     * present schema is built beside them. To be raised where a query asks for a field or a form of
     * words that older indexes lack.
     */
    static final int OLDEST = 2;

    /** What a Lucene document stands for: one of the kinds below. */
    static final String KIND = "kind";

    static final String PAGE = "page";
    static final String DOCUMENT = "document";
    static final String LISTED = "listed";
    static final String RECORD = "record";

    static final String AIP = "aip";
    static final String ID = "id";
    static final String READERS = "readers";
    static final String WORDS = "words";
    static final String TITLE = "title";
    static final String NAME = "name";
    static final String PLACE = "place";
    static final String KEY = "key";
    static final String FONDS = "fonds";
    static final String AGENCY = "agency";
    static final String TYPE = "type";
    static final String LANGUAGE = "language";
    static final String ACCESS = "access";
    static final String CARRIER = "carrier";
    static final String YEAR = "year";
    static final String FROM_YEAR = "fromYear";
    static final String TO_YEAR = "toYear";
    static final String ONLINE = "online";
    static final String DAY = "day";
    static final String TEXT = "text";
    static final String DOCUMENT_ID = "documentId";
    static final String DESCRIBES = "describes";
    static final String FILE_ID = "fileId";
    static final String PAGE_NUMBER = "pageNumber";

    static final List<String> FIELDS =
            List.of(
                    KIND,
                    AIP,
                    ID,
                    READERS,
                    WORDS,
                    TITLE,
                    NAME,
                    PLACE,
                    KEY,
                    FONDS,
                    AGENCY,
                    TYPE,
                    LANGUAGE,
                    ACCESS,
                    CARRIER,
                    YEAR,
                    FROM_YEAR,
                    TO_YEAR,
                    ONLINE,
                    DAY,
                    TEXT,
                    DOCUMENT_ID,
                    DESCRIBES,
                    FILE_ID,
                    PAGE_NUMBER);

    /** A {@link #KEY} that is the whole of a number or code starts with this. */
    static final char WHOLE = '=';

    /** The value of {@link #PLACE}. */
    static final String FIRST_PAGE = "first";

    /** Values of {@link #READERS}. */
    static final String EVERYBODY = "all";

    static final String ARCHIVIST = "archivist";
    static final String KNOWN = "listed";

    /** Analysed, with positions and no offsets: they do not speed up snippets at this size. */
    static final FieldType ANALYSED = new FieldType();

    /** Analysed, documents only, no norms. */
    static final FieldType PRESENCE = new FieldType();

    static {
        ANALYSED.setTokenized(true);
        ANALYSED.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        ANALYSED.freeze();
        PRESENCE.setTokenized(true);
        PRESENCE.setOmitNorms(true);
        PRESENCE.setIndexOptions(IndexOptions.DOCS);
        PRESENCE.freeze();
    }

    private Schema() {}

    /** The agency of the fonds may read it. */
    static String ofAgency(String fonds) {
        return "fonds:" + fonds;
    }

    /** A listed record's public face, for telling it from the whole that its agency sees. */
    static String knownOf(String fonds) {
        return "listed:" + fonds;
    }

    static BytesRef bytes(UUID id) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return new BytesRef(bytes);
    }

    static UUID uuid(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
