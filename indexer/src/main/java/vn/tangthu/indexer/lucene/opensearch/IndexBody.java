package vn.tangthu.indexer.lucene.opensearch;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.lucene.Schema;

/**
 * Settings and fields of an index: a record is a document, and its Lucene documents are the nested
 * parts of it, so that it is replaced, counted and found as one. Fields are those of {@link
 * Schema}, of the same kind.
 */
final class IndexBody {
    /** The field of the parts. */
    static final String PART = "part";

    /** Of the record itself. */
    static final String PAGES = "pages";

    /** Place of a part in its record. */
    static final String ORDER = "order";

    /** Parts that a record may have: the largest have 63 volumes. */
    private static final int MOST_PARTS = 200_000;

    /** Records that can be paged through, and some that rights may have taken away. */
    static final int MOST_HITS = 12_000;

    /** Between the forms of a word. */
    static final char FORMS = '|';

    /**
     * Before the folded form of a word that has no diacritics and could have some: the server
     * cannot be asked for all that it could be instead.
     */
    private static final char UNMARKED = '=';

    /**
     * In the mapping's own notes: of the schema, of what stands beside it here, and whose it is.
     */
    static final String SCHEMA = "schema";

    static final String LAYOUT = "layout";
    static final String ARCHIVE = "archive";

    /** Since 3 words without diacritics have a form of their own. */
    static final int PRESENT_LAYOUT = 3;

    /** Since 2 an index has its own cursor. One of 2 answers until it is filled anew. */
    static final int OLDEST_LAYOUT = 2;

    private IndexBody() {}

    static String part(String field) {
        return PART + "." + field;
    }

    /** Of a word that was written without diacritics, and could have some. */
    static String unmarked(String folded) {
        return UNMARKED + folded;
    }

    static ObjectNode of(SearchProperties properties, UUID archive) {
        ObjectNode body = QueryJson.object();
        body.set("settings", settings(properties));
        ObjectNode mappings = body.putObject("mappings");
        mappings.put("dynamic", "strict");
        // The catalogue and the cached texts are the source, an index is built from them again.
        mappings.putObject("_source").put("enabled", false);
        mappings.putObject("_meta")
                .put(SCHEMA, Schema.VERSION)
                .put(LAYOUT, PRESENT_LAYOUT)
                .put(ARCHIVE, archive.toString());
        ObjectNode fields = mappings.putObject("properties");
        for (String keyword : List.of(Schema.AIP, Schema.FONDS)) {
            fields.putObject(keyword).put("type", "keyword");
        }
        for (String number : List.of(Schema.DAY, PAGES)) {
            fields.putObject(number).put("type", "long").put("index", false);
        }
        stored(fields, ClusterCursor.FIELD);
        ObjectNode part = fields.putObject(PART);
        part.put("type", "nested").put("dynamic", "strict");
        parts(part.putObject("properties"));
        return body;
    }

    private static ObjectNode settings(SearchProperties properties) {
        ObjectNode settings = QueryJson.object();
        settings.put("number_of_shards", properties.shardsOrDefault());
        settings.put("number_of_replicas", properties.replicasOrDefault());
        // The feed says when what it sent is to be found.
        settings.put("refresh_interval", "-1");
        // What is acknowledged is on the disks of all copies that are in step.
        settings.put("translog.durability", "request");
        // Each copy indexes by itself: what one has on its disk and shows is known of all.
        settings.put("replication.type", "DOCUMENT");
        // So long a change that a node held back is known to be older than a deletion.
        settings.put("gc_deletes", "1h");
        settings.put("mapping.nested_objects.limit", MOST_PARTS);
        settings.put("max_result_window", MOST_HITS);
        // What is erased is to leave the files wherever it stands, however little it is.
        settings.put("merge.policy.expunge_deletes_allowed", 0);
        ObjectNode analysis = settings.putObject("analysis");
        analysis.putObject("tokenizer")
                .putObject("spaces")
                .put("type", "whitespace")
                .put("max_token_length", 20_000);
        analysis.putObject("filter")
                .putObject("forms")
                .put("type", "pattern_capture")
                .put("preserve_original", false)
                .putArray("patterns")
                .add("([^" + FORMS + "]+)");
        ObjectNode analyzers = analysis.putObject("analyzer");
        ObjectNode forms = analyzers.putObject("forms");
        forms.put("type", "custom").put("tokenizer", "spaces").putArray("filter").add("forms");
        analyzers.putObject("words").put("type", "custom").put("tokenizer", "spaces");
        return settings;
    }

    private static void parts(ObjectNode fields) {
        for (String keyword :
                List.of(
                        Schema.KIND,
                        Schema.AIP,
                        Schema.READERS,
                        Schema.PLACE,
                        Schema.KEY,
                        Schema.FONDS,
                        Schema.AGENCY,
                        Schema.TYPE,
                        Schema.LANGUAGE,
                        Schema.ACCESS,
                        Schema.CARRIER,
                        Schema.ONLINE)) {
            fields.putObject(keyword).put("type", "keyword");
        }
        for (String id : List.of(Schema.DOCUMENT_ID, Schema.FILE_ID)) {
            fields.putObject(id).put("type", "keyword").put("index", false);
        }
        for (String number : List.of(Schema.YEAR, Schema.FROM_YEAR, Schema.TO_YEAR, ORDER)) {
            fields.putObject(number).put("type", "integer");
        }
        fields.putObject(Schema.PAGE_NUMBER).put("type", "integer").put("index", false);
        analysed(fields, Schema.WORDS).put("position_increment_gap", 100);
        for (String presence : List.of(Schema.TITLE, Schema.NAME)) {
            analysed(fields, presence).put("index_options", "docs").put("norms", false);
        }
        stored(fields, Schema.TEXT);
    }

    private static void stored(ObjectNode fields, String name) {
        fields.putObject(name).put("type", "text").put("index", false).put("store", true);
    }

    private static ObjectNode analysed(ObjectNode fields, String name) {
        ObjectNode field = fields.putObject(name);
        return field.put("type", "text").put("analyzer", "forms").put("search_analyzer", "words");
    }
}
