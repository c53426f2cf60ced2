package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Rights;

class IndexSchemaTest {
    private static final Path PAGE = Path.of("..", "docs", "index-schema.md");

    @TempDir private Path home;

    @Test
    void thePageNamesTheFieldsAndTheVersionOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        String fields = page.substring(page.indexOf("| field |"), page.indexOf("Commit user data"));
        TreeSet<String> named = new TreeSet<>();
        Matcher rows = Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(fields);
        while (rows.find()) {
            named.add(rows.group(1));
        }
        assertThat(named).isEqualTo(new TreeSet<>(Schema.FIELDS));
        assertThat(page).contains("Version " + Schema.VERSION + ".");
    }

    @Test
    void anIndexOfAnOlderSchemaIsBuiltAnewByItself() throws IOException {
        FakeArchive archive = new FakeArchive();
        SampleHoldings holdings = new SampleHoldings(archive);
        assertThat(holdings).isNotNull();
        long all;
        try (Indexed indexed = new Indexed(home, archive)) {
            all = indexed.search("").total();
        }
        Path index = home.resolve("index");
        Path generation = index.resolve(Files.readString(index.resolve("current")).strip());
        try (FSDirectory directory = FSDirectory.open(generation);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(each -> data.put(each.getKey(), each.getValue()));
            assertThat(data).containsEntry("schema", Integer.toString(Schema.VERSION));
            data.put("schema", Integer.toString(Schema.OLDEST - 1));
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
        try (IndexForTests older = new IndexForTests(home)) {
            assertThat(older.index().current().cursor()).isEmpty();
        }
        assertThat(generation).doesNotExist();
        try (Indexed indexed = new Indexed(home, archive)) {
            assertThat(indexed.search("").total()).isEqualTo(all).isPositive();
        }
    }

    @Test
    void anIndexHasTheFieldsOfTheSchemaAndNoOther() throws IOException {
        FakeArchive archive = new FakeArchive();
        SampleHoldings holdings = new SampleHoldings(archive);
        archive.add(
                holdings.province,
                "L.1",
                "Giữ kín",
                "1990",
                null,
                null,
                Rights.LISTED,
                new FakeArchive.Doc("Kín").languages(LanguageCode.VIETNAMESE));
        TreeSet<String> written = new TreeSet<>();
        try (Indexed indexed = new Indexed(home, archive)) {
            indexed.index.searching(
                    searcher -> {
                        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                            for (FieldInfo field : leaf.reader().getFieldInfos()) {
                                written.add(field.name);
                            }
                        }
                        return written;
                    });
        }
        assertThat(written).isEqualTo(new TreeSet<>(Schema.FIELDS));
    }
}
