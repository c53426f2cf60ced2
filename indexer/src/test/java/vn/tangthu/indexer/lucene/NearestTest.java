package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** What is found of a misread name where all its words are far more usual than may be looked at. */
class NearestTest {
    private static final int RECORDS = 400;
    private static final int MISREAD = 390;
    private static final int NAMED = 265;

    /** As at ten million pages: none of the words may lead, and little of the rest is looked at. */
    private static final Nearest.Limits TIGHT = new Nearest.Limits(40, 20, 60, 40, 200, 50);

    @TempDir private Path home;
    private Indexed indexed;

    @BeforeEach
    void usualNames() throws IOException {
        FakeArchive archive = new FakeArchive();
        FondsId fonds = archive.addFonds("H32.16", "Phông thử", Rights.OPEN);
        for (int n = 0; n < RECORDS; n++) {
            archive.add(
                    fonds,
                    "R." + n,
                    "Hồ sơ đất",
                    null,
                    null,
                    null,
                    Rights.OPEN,
                    new FakeArchive.Doc("Giấy tờ")
                            .page("đơn của " + applicant(n) + " ở xóm, " + others(n)));
        }
        indexed = new Indexed(home, archive);
    }

    private static String applicant(int n) {
        return n == MISREAD ? "Nguyễn Vău Phưong" : "Nguyễn Văn Phương";
    }

    /** All of them have a like word for each of the one name, none side by side. */
    private static String others(int n) {
        if (n == NAMED) {
            return "cùng Trần Lân Hừng, xã Tân Toàn";
        }
        return switch (n % 3) {
            case 0 -> "Toàn, Trần, Tâng, Hừng, Lâng";
            case 1 -> "Toàn, Lân, Tâng, Hừng, Trang";
            default -> "Toàn, Trang, Tân, Hừng, Lâng";
        };
    }

    @Test
    void whatIsHiddenDoesNotUseUpWhatMayBeLookedAt(@TempDir Path other) throws IOException {
        FakeArchive archive = new FakeArchive();
        FondsId fonds = archive.addFonds("H32.17", "Phông khác", Rights.OPEN);
        FakeArchive.Doc volume = new FakeArchive.Doc("Sổ");
        for (int page = 0; page < 300; page++) {
            volume = volume.page("đơn của Nguyễn Văn Phương");
        }
        Rights hidden = new Rights(Access.HIDDEN, false, null);
        archive.add(fonds, "R.1", "Sổ kín", null, null, null, hidden, volume);
        for (int n = 2; n < 8; n++) {
            archive.add(
                    fonds,
                    "R." + n,
                    "Hồ sơ đất",
                    null,
                    null,
                    null,
                    Rights.OPEN,
                    new FakeArchive.Doc("Giấy tờ").page("đơn của Nguyễn Văn Phương"));
        }
        indexed.close();
        indexed = new Indexed(other, archive);
        Nearest.Limits few = new Nearest.Limits(1, 1, 60, 40, 40, 100_000);
        assertThat(near("Nguyễn Văn Phuơngg", few).docs()).hasSize(6);
    }

    @AfterEach
    void close() throws IOException {
        indexed.close();
    }

    /** The Lucene documents that come near, by number; and how many there are in all. */
    private record Near(int[] docs, int all) {}

    private Near near(String typed, Nearest.Limits limits) throws IOException {
        return indexed.index.searching(
                searcher -> {
                    Visible visible =
                            new Visible(
                                    searcher, indexed.index.parents(), Scope.of(Reader.ANONYMOUS));
                    Question question =
                            new Widening(visible)
                                    .within(
                                            indexed.search.read(typed),
                                            varied ->
                                                    new Nearest(visible, varied, limits)
                                                            .query(false));
                    Query nearest = question.nearest();
                    assertThat(nearest).as(typed).isNotNull();
                    ScoreDoc[] found = searcher.search(nearest, 2 * RECORDS).scoreDocs;
                    return new Near(
                            Arrays.stream(found).mapToInt(doc -> doc.doc).toArray(),
                            searcher.getIndexReader().maxDoc());
                });
    }

    @Test
    void aRareFormOfAUsualWordIsFoundWhereverItStands() throws IOException {
        int place = 3 * MISREAD + 1; // a document, its page and the record
        assertThat(near("Nguyễn Văn Phương", TIGHT).docs()).contains(place);
    }

    @Test
    void ofAUsualNameMisspeltSomeAreFoundEverywhere() throws IOException {
        Near near = near("Nguyễn Văn Phuơngg", TIGHT);
        assertThat(near.docs().length).isBetween(8, TIGHT.rated());
        assertThat(Arrays.stream(near.docs()).min().orElse(near.all())).isLessThan(near.all() / 8);
        assertThat(Arrays.stream(near.docs()).max().orElse(0)).isGreaterThan(7 * near.all() / 8);
    }

    @Test
    void whereLimitsAreNotReachedAllAreFound() throws IOException {
        Nearest.Limits wide = new Nearest.Limits(100_000, 30_000, 40_000, 25_000, 150_000, 100_000);
        assertThat(near("Nguyễn Văn Phuơngg", wide).docs()).hasSize(RECORDS);
    }

    @Test
    void whatHasMostOfTheWordsAsTheyWereTypedIsFoundAmongManyThatHaveSome() throws IOException {
        // Each of its words stands in a third of all pages; this one has three that are right.
        int place = 3 * NAMED + 1;
        assertThat(near("Trần Lân Hừngg Tân Toàng", TIGHT).docs()).contains(place);
        assertThat(near("tran lan hungg tan toang", TIGHT).docs()).contains(place);
    }
}
