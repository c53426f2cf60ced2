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
public final class Schema {
    /** To be raised with every change that makes an older index unfit. */
    public static final int VERSION = 6;

    /** The first that has languages. */
    public static final int WITH_LANGUAGES = 3;

    /** The first that says of all its records whether they are digitised. */
    public static final int WITH_CARRIERS = 4;

    /**
     * The oldest whose indexes this code can still ask, and put records in, while one of the
     * present schema is built beside them. To be raised where a query asks for a field or a form of
     * words that older indexes lack.
     */
    public static final int OLDEST = 2;

    /** What a Lucene document stands for: one of the kinds below. */
    public static final String KIND = "kind";

    public static final String PAGE = "page";
    public static final String DOCUMENT = "document";
    public static final String LISTED = "listed";
    public static final String RECORD = "record";

    public static final String AIP = "aip";
    public static final String ID = "id";
    public static final String READERS = "readers";
    public static final String WORDS = "words";
    public static final String TITLE = "title";
    public static final String NAME = "name";
    public static final String PLACE = "place";
    public static final String KEY = "key";
    public static final String FONDS = "fonds";
    public static final String AGENCY = "agency";
    public static final String TYPE = "type";
    public static final String LANGUAGE = "language";
    public static final String ACCESS = "access";
    public static final String CARRIER = "carrier";
    public static final String YEAR = "year";
    public static final String FROM_YEAR = "fromYear";
    public static final String TO_YEAR = "toYear";
    public static final String ONLINE = "online";
    public static final String DAY = "day";
    public static final String TEXT = "text";
    public static final String DOCUMENT_ID = "documentId";
    public static final String DESCRIBES = "describes";
    public static final String FILE_ID = "fileId";
    public static final String PAGE_NUMBER = "pageNumber";

    public static final List<String> FIELDS =
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
    public static final char WHOLE = '=';

    /** The value of {@link #PLACE}. */
    public static final String FIRST_PAGE = "first";

    /** Values of {@link #READERS}. */
    public static final String EVERYBODY = "all";

    public static final String ARCHIVIST = "archivist";
    public static final String KNOWN = "listed";

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

    public static BytesRef bytes(UUID id) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return new BytesRef(bytes);
    }

    public static UUID uuid(BytesRef bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
