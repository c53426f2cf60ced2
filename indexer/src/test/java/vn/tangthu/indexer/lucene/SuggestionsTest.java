package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Suggestions.Kind;
import vn.tangthu.indexer.Suggestions.Suggestion;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** What is offered while somebody types. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuggestionsTest {
    @TempDir private static Path home;
    private final FakeArchive archive = new FakeArchive();
    private Indexed indexed;
    private LuceneSuggestions suggestions;
    private FondsId fonds;
    private AipId record;

    @BeforeAll
    void index() throws IOException {
        fonds = archive.addFonds("F", "Phông huyện", Rights.OPEN);
        record =
                archive.add(
                        fonds,
                        "H32.16.1998",
                        "Hồ sơ giao đất xã Diên Khánh",
                        "1998",
                        "1998",
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Về việc thu hồi đất")
                                .organ("Ủy ban nhân dân huyện Diên Khánh")
                                .number("125", "QĐ-UBND")
                                .page("một trang"),
                        new FakeArchive.Doc("Về việc khác")
                                .organ("Sở Địa chính")
                                .number("1250", "KH-SĐC")
                                .page("trang nữa"));
        archive.add(fonds, "H32.17", "Hồ sơ dự án điện", null, null, null, Rights.OPEN);
        archive.add(
                fonds,
                "H33",
                "Thư ngỏ",
                null,
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Thư").organ("UBND xã Suối Tiên"));
        indexed = new Indexed(home, archive);
        VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
        suggestions =
                new LuceneSuggestions(
                        indexed.index,
                        archive,
                        analyzer,
                        new Spellings(new Analysis(analyzer), null));
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private List<String> texts(String typed) {
        return suggestions.of(typed, Reader.ANONYMOUS).stream().map(Suggestion::text).toList();
    }

    @Test
    void titlesComeByWholeAndHalfWordsInAnyOrderWithTonesOrWithout() {
        String title = "Hồ sơ giao đất xã Diên Khánh";
        for (String typed :
                List.of("giao dat di", "Giao Đất Diên Kh", "dien khanh ho so", "giao", "xã diên")) {
            assertThat(suggestions.of(typed, Reader.ANONYMOUS))
                    .as(typed)
                    .contains(new Suggestion(Kind.RECORD, title, "H32.16.1998", record));
        }
        // A word with its tone comes before those without: điện is not Diên.
        assertThat(texts("hồ sơ đi").getFirst()).isEqualTo("Hồ sơ dự án điện");
        assertThat(texts("giao thông")).isEmpty();
        // A finished word is whole.
        assertThat(texts("gia ")).isEmpty();
    }

    @Test
    void numbersComeByTheirBeginningsTheWholeOneFirstAndCodesLeadToTheirRecord() {
        assertThat(texts("125")).startsWith("125/QĐ-UBND", "1250/KH-SĐC");
        assertThat(texts("125/qd-u")).containsExactly("125/QĐ-UBND");
        assertThat(texts("quyết định 125 qd ub")).containsExactly("125/QĐ-UBND");
        assertThat(suggestions.of("H32.16", Reader.ANONYMOUS))
                .extracting(Suggestion::record)
                .contains(record);
    }

    @Test
    void bodiesComeByTheNameOnTheDocumentsAndOnlyIfTheNameHasIt() {
        assertThat(suggestions.of("ủy ban nhân dân huy", Reader.ANONYMOUS))
                .containsExactly(
                        new Suggestion(Kind.AGENCY, "Ủy ban nhân dân huyện Diên Khánh", "", null));
        assertThat(texts("dia chinh")).containsExactly("Sở Địa chính");
    }

    @Test
    void anAbbreviationSuggestsWhatIsWrittenInFullAndTheOtherWayRound() {
        String full = "Ủy ban nhân dân huyện Diên Khánh";
        assertThat(texts("ubnd huy")).containsExactly(full);
        assertThat(texts("UBND")).containsExactlyInAnyOrder(full, "UBND xã Suối Tiên");
        for (String typed : List.of("ủy ban", "uy ban nhan", "uy ban nhan dan")) {
            assertThat(texts(typed)).as(typed).contains(full, "UBND xã Suối Tiên");
        }
        assertThat(texts("ủy ban nhân dân xã suối t")).containsExactly("UBND xã Suối Tiên");
        assertThat(texts("giao dat ubnd")).as("both were typed").isEmpty();
    }

    @Test
    void tooLittleAndOddThingsAreAnsweredWithNothing() {
        for (String typed :
                List.of("", " ", "a", "  g", "…", "*", "%_", "\"", "🦆", "x".repeat(500))) {
            assertThat(suggestions.of(typed, Reader.ANONYMOUS)).as(typed).isEmpty();
        }
    }

    @Test
    void whatIsGoneIsNotSuggestedAnyMore() throws IOException {
        AipId gone = archive.add(fonds, "H99", "Chóng vánh thôi", null, null, null, Rights.OPEN);
        indexed.feed.catchUp();
        assertThat(texts("chong va")).containsExactly("Chóng vánh thôi");
        archive.rights(gone, new Rights(Access.HIDDEN, false, null));
        indexed.feed.catchUp();
        assertThat(texts("chong va")).isEmpty();
    }

    @Test
    void aTitleThatIsClosedIsNoWayToTheCodeBeforeTheIndexHasIt() throws IOException {
        Rights titled = new Rights(Access.LISTED, true, null);
        AipId id = archive.add(fonds, "H98.5", "Thầm lặng ghi", null, null, null, titled);
        indexed.feed.catchUp();
        assertThat(texts("tham la")).containsExactly("Thầm lặng ghi");
        assertThat(texts("H98")).containsExactly("Thầm lặng ghi");
        try {
            archive.quietly(id, Rights.LISTED);
            assertThat(texts("tham la")).isEmpty();
            assertThat(texts("H98")).as("what everybody may know").containsExactly("H98.5");
        } finally {
            archive.withdraw(id);
            indexed.feed.catchUp();
        }
    }

    /** Seventy words that begin so stand in closed titles more often than the one that is open. */
    @Test
    void closedTitlesTakeNoPlaceOfOpenOnes() throws IOException {
        StringBuilder words = new StringBuilder();
        for (char first = 'a'; first < 'h'; first++) {
            for (char second = 'a'; second < 'k'; second++) {
                words.append(" zu").append(first).append(second);
            }
        }
        Rights hidden = new Rights(Access.HIDDEN, false, null);
        List<AipId> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(archive.add(fonds, "H97." + i, "Kín" + words, null, null, null, hidden));
        }
        AipId open = archive.add(fonds, "H96", "Dự án zuyên", null, null, null, Rights.OPEN);
        indexed.feed.catchUp();
        try {
            assertThat(suggestions.of("zu", Reader.ANONYMOUS))
                    .containsExactly(new Suggestion(Kind.RECORD, "Dự án zuyên", "H96", open));
            assertThat(texts("zuab")).isEmpty();
            assertThat(texts("an zu")).containsExactly("Dự án zuyên");
        } finally {
            ids.add(open);
            ids.forEach(archive::withdraw);
            indexed.feed.catchUp();
        }
    }
}
