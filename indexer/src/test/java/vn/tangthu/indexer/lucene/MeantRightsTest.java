package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchPage.Relaxation;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/**
 * Every reader against every access of fonds, record and document: a name that is mistyped is found
 * and offered to exactly those who may see where it stands, and what is offered finds something for
 * them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeantRightsTest {
    private static final Rights HIDDEN = new Rights(Access.HIDDEN, false, null);
    private static final Rights TITLED = new Rights(Access.LISTED, true, null);
    private static final Rights[] ALL = {Rights.OPEN, Rights.LISTED, TITLED, HIDDEN};

    /** A name, and what of the reader decides about it. */
    private record Secret(String name, FondsId fonds, Access access) {}

    @TempDir private static Path home;
    private Indexed indexed;
    private final FakeArchive archive = new FakeArchive();
    private final List<Secret> secrets = new ArrayList<>();

    @BeforeAll
    void index() throws IOException {
        for (Rights ofFonds : ALL) {
            int number = secrets.size();
            FondsId fonds = archive.addFonds("F" + number, "Phông " + number, ofFonds);
            for (Rights ofRecord : ALL) {
                for (Rights ofDocument : ALL) {
                    Secret secret =
                            new Secret(
                                    name(secrets.size()),
                                    fonds,
                                    Access.strictest(
                                            Access.strictest(ofFonds.access(), ofRecord.access()),
                                            ofDocument.access()));
                    secrets.add(secret);
                    FakeArchive.Doc document = new FakeArchive.Doc("Giấy tờ").rights(ofDocument);
                    for (int page = 0; page < 4; page++) {
                        document.page("Đơn của ông Trần Quang " + secret.name());
                    }
                    archive.add(
                            fonds,
                            "K." + secrets.size(),
                            "Hồ sơ đất",
                            "1990",
                            null,
                            null,
                            ofRecord,
                            document);
                }
            }
        }
        indexed = new Indexed(home, archive);
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    /** Any two differ in three letters at least. */
    private static String name(int number) {
        char one = (char) ('a' + number / 8);
        char two = (char) ('b' + number % 8);
        return "" + one + one + one + 'x' + two + two + two;
    }

    static List<Reader> readers() {
        return RightsInSearchTest.readers();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aNameIsOfferedToExactlyThoseWhoMaySeeIt(Reader reader) {
        int offered = 0;
        for (Secret secret : secrets) {
            boolean may = reader.mayRead(secret.fonds(), secret.access());
            SearchPage found = search("Trần Quang " + secret.name().replace('x', 'k'), reader);
            List<String> meant =
                    found.relaxations().stream()
                            .filter(way -> way.kind() == Relaxation.Kind.DID_YOU_MEAN)
                            .map(way -> way.request().query())
                            .toList();
            assertThat(meant.contains("Trần Quang " + secret.name()))
                    .as("%s offered to %s", secret, reader)
                    .isEqualTo(may);
            assertThat(found.total()).isEqualTo(may ? 1 : 0);
            for (Relaxation way : found.relaxations()) {
                assertThat(way.total()).isPositive();
                assertThat(indexed.search.search(way.request(), reader).total())
                        .isEqualTo(way.total());
            }
            offered += meant.size();
        }
        long visible =
                secrets.stream()
                        .filter(secret -> reader.mayRead(secret.fonds(), secret.access()))
                        .count();
        assertThat(offered).isEqualTo((int) visible);
    }

    private SearchPage search(String query, Reader reader) {
        return indexed.search.search(SearchRequest.of(query), reader);
    }
}
