package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchPage.Relaxation;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** What is misread, misspelt or quoted, and that nothing hidden comes of it. */
class WideningTest {
    private static final Rights HIDDEN = new Rights(Access.HIDDEN, false, null);
    private static final String[] GIVEN = {
        "Lành", "Thủy", "Bình", "Khánh", "Phượng", "Toàn", "Huệ", "Sáu", "Trúc", "Đạt"
    };

    @TempDir private Path home;
    private final FakeArchive archive = new FakeArchive();
    private FondsId fonds;
    private @Nullable FondsId land;

    @BeforeEach
    void holdings() {
        fonds = archive.addFonds("H32.16", "Ủy ban nhân dân huyện", Rights.OPEN);
        for (int n = 0; n < 40; n++) {
            record(
                    "R." + n,
                    Rights.OPEN,
                    "Đơn của Nguyễn Văn " + GIVEN[n % 10] + ", thôn Đông Dinh, xã Suối Cát");
        }
        record("M.1", Rights.OPEN, "Người làm chứng: Hoàng Hữu Quyến ở xóm Trường Thạnh");
        record("M.2", Rights.OPEN, "Ngưòi làm chúng: Đoản Thị Phụug ở xóm lrường Ihạnh");
    }

    private void record(String code, Rights rights, String page) {
        archive.add(
                fonds,
                code,
                "Hồ sơ đất",
                "1998",
                null,
                null,
                rights,
                new FakeArchive.Doc("Giấy tờ").page(page));
    }

    /** In a fonds whose title has none of the words of an office. */
    private void land(String code, String page) {
        if (land == null) {
            land = archive.addFonds("H32.17", "Phòng Địa chính", Rights.OPEN);
        }
        archive.add(
                land,
                code,
                "Hồ sơ đất",
                "1998",
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Giấy tờ").page(page));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Đoàn Thị Phụng xóm Trường Thạnh; M.2", // the page is misread
                "doan thi phung truong thanh; M.2",
                "Hoảng Hứu Quvến; M.1", // what is typed is misread
                "Hoàng HữuQuyến; M.1",
                "Hoàng Hữu TrườngThạnh; M.1",
                "Ho àng Hữu Quyến; M.1",
                "Hoàng Hữu Quyếnn; M.1"
            })
    void whatIsMisreadIsFound(String query, String code) throws IOException {
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage found = indexed.search(query);
            assertThat(found.widened()).isTrue();
            assertThat(codes(found)).startsWith(code);
            Hit hit = found.hits().getFirst();
            assertThat(hit.places().getFirst().page()).isEqualTo(1);
            assertThat(hit.places().getFirst().snippet().pieces())
                    .anyMatch(Hit.Snippet.Piece::marked);
        }
    }

    /** What one page has as it was typed hides no other that was misread; it comes first. */
    @Test
    void whereFewHaveItAsTypedTheMisreadComeBehind() throws IOException {
        record("D.1", Rights.OPEN, "Người làm chứng: Nguyễn Văn Hùng ở xã Diên An");
        record("D.2", Rights.OPEN, "Ngưòi làm chúng: Nguyễn Vàn Hùug ở xã Dièn Au");
        try (Indexed indexed = new Indexed(home, archive)) {
            for (String query : List.of("nguyen van hung dien an", "Nguyễn Văn Hùng Diên An")) {
                SearchPage found = indexed.search(query);
                assertThat(codes(found)).as(query).containsExactly("D.1", "D.2");
                assertThat(found.total()).isEqualTo(2);
                assertThat(found.asTyped()).isEqualTo(1);
                assertThat(found.widened()).isFalse();
                assertThat(meant(found)).isEmpty();
            }
        }
    }

    /** How many have it as typed is counted in what the reader may see, and without filters. */
    @Test
    void whatIsHiddenOrFilteredAwaySwitchesNothing() throws IOException {
        record("D.1", Rights.OPEN, "Người làm chứng: Nguyễn Văn Hùng ở xã Diên An");
        record("D.2", Rights.OPEN, "Ngưòi làm chúng: Nguyễn Vàn Hùug ở xã Dièn Au");
        for (int n = 0; n < 5; n++) {
            record("E." + n, Rights.OPEN, "Ông Lê Hùng và bà Mai An");
        }
        for (int n = 0; n < 2 * Widening.ENOUGH; n++) {
            record("S." + n, HIDDEN, "Người làm chứng: Nguyễn Văn Hùng ở xã Diên An");
        }
        archive.add(
                fonds,
                "D.3",
                "Hồ sơ đất",
                "2005",
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Giấy tờ").page("Nguyễn Văn Hùug, xã Diên Au"));
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchRequest all = SearchRequest.of("nguyen van hung dien an");
            assertThat(codes(indexed.search.search(all, Reader.ANONYMOUS)))
                    .startsWith("D.1")
                    .containsExactlyInAnyOrder("D.1", "D.2", "D.3");
            SearchPage late =
                    indexed.search.search(
                            new SearchRequest(
                                    all.query(),
                                    SearchRequest.Filters.NONE.withYears(2005, 2005),
                                    SearchRequest.Sort.RELEVANCE,
                                    0,
                                    20),
                            Reader.ANONYMOUS);
            assertThat(codes(late)).containsExactly("D.3");
            assertThat(late.total()).isEqualTo(1);
            assertThat(late.asTyped()).isZero();
            assertThat(late.widened()).isTrue();
            // Who sees that many as typed is given those alone, as ever.
            SearchPage known = indexed.search.search(all, Reader.OPERATOR);
            assertThat(known.total()).isEqualTo(2 * Widening.ENOUGH + 1);
            assertThat(codes(known)).doesNotContain("D.2", "D.3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Ủy ban nhân dân xã Suối Trầu; U.1", // LIy for Ủy, in what the table knows
                "uy ban nhan dan xa suoi trau; U.1",
                "UBND xã Suối Trầu; U.1",
                "quyền sử dụng đất bà Ngô Thị Mười; U.2",
                "HĐND phường Vĩnh Hải; U.3",
                "Phạm Gia Khánh-Hòa; U.4"
            })
    void aPhraseOfTheTableMayBeMisreadToo(String query, String code) throws IOException {
        land("U.0", "UBND huyện; Ủy ban nhân dân tỉnh; HĐND tỉnh; Khánh Hòa");
        land("U.1", "LIy ban nhân dân xã Suối Trầu cấp đất");
        land("U.2", "giấy về quyền sứ dụug đất của bà Ngô Thị Mười");
        land("U.3", "Hội đồug nhân dân phường Vĩnh Hải họp");
        land("U.4", "ông Phạm Gia Kháuh Hòa");
        try (Indexed indexed = new Indexed(home, archive)) {
            assertThat(codes(indexed.search(query))).first().isEqualTo(code);
        }
    }

    /** An abbreviation is as good as the words, also where another word is misread. */
    @Test
    void theOtherSpellingIsKeptWhileMisreadWordsAreLookedFor() throws IOException {
        land("U.1", "UBND xã Suối Trấn cấp đất cho bà Mười");
        land("U.2", "Trần Trẫu, ủy viên; ban ngành; nhân dân các xã bên suối");
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage found = indexed.search("Ủy ban nhân dân xã Suối Trầnn");
            assertThat(codes(found)).startsWith("U.1");
            assertThat(found.hits().getFirst().places().getFirst().snippet().pieces())
                    .filteredOn(Hit.Snippet.Piece::marked)
                    .extracting(Hit.Snippet.Piece::text)
                    .startsWith("UBND", "xã", "Suối");
        }
    }

    @Test
    void whatStandsThereOftenIsLeftAsItWasTyped() throws IOException {
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage found = indexed.search("thôn đông dinh");
            assertThat(found.widened()).isFalse();
            assertThat(found.total()).isEqualTo(40);
            assertThat(meant(found)).isEmpty();
        }
    }

    @Test
    void theUsualSpellingIsOfferedWithWhatItFinds() throws IOException {
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage found = indexed.search("Nguyễn Văn Pượng");
            assertThat(meant(found)).startsWith("Nguyễn Văn Phượng");
            Relaxation way = found.relaxations().getFirst();
            assertThat(indexed.search.search(way.request(), Reader.ANONYMOUS).total())
                    .isEqualTo(way.total())
                    .isEqualTo(4);
        }
    }

    @Test
    void neitherAFilterThatLeavesNothingNorTheOrderOfDatesHidesTheUsualSpelling()
            throws IOException {
        try (Indexed indexed = new Indexed(home, archive)) {
            String typed = "Nguyễn Văn Pượng";
            List<String> open = meant(indexed.search(typed));
            Filters never = Filters.NONE.withYears(1700, 1701);
            for (SearchRequest request :
                    List.of(
                            new SearchRequest(typed, never, Sort.RELEVANCE, 0, 20),
                            new SearchRequest(typed, never, Sort.NEWEST, 0, 20),
                            new SearchRequest(typed, Filters.NONE, Sort.NEWEST, 0, 20))) {
                SearchPage page = indexed.search.search(request, Reader.ANONYMOUS);
                assertThat(meant(page)).as("%s", request).isEqualTo(open).isNotEmpty();
            }
        }
    }

    /** With tones a word without them is one, and here nobody has it. */
    @Test
    void aToneThatWasForgottenAmongOthersIsOffered() throws IOException {
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage found = indexed.search("Nguyễn Văn Lanh");
            assertThat(found.total()).isEqualTo(4);
            assertThat(meant(found)).startsWith("Nguyễn Văn Lành");
            assertThat(meant(indexed.search("nguyen van lanh"))).isEmpty();
            assertThat(meant(indexed.search("Nguyễn Văn Lành"))).isEmpty();
        }
    }

    @Test
    void aMisreadPageCorrectsNobody() throws IOException {
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage found = indexed.search("Đoàn Thị Phụng");
            assertThat(codes(found)).containsExactly("M.2");
            assertThat(meant(found)).isEmpty();
        }
    }

    @Test
    void aHiddenNameIsNeverOfferedAndChangesNoAnswer() throws IOException {
        List<String> queries =
                List.of(
                        "Nguyễn Văn Khuyểnn",
                        "Nguyễn Văn Khuyể",
                        "nguyen van khuven",
                        "Nguyễn Văn Pượng",
                        "Hoàng Hữu Quyếnn",
                        "Đoàn Thị Phụng",
                        "khuyenn");
        List<String> before;
        try (Indexed indexed = new Indexed(home.resolve("before"), archive)) {
            before = queries.stream().map(query -> told(indexed, query)).toList();
        }
        for (int n = 0; n < 60; n++) {
            record("S." + n, HIDDEN, "Đơn mật của Nguyễn Văn Khuyển, Hoàng Hữu Pượng");
        }
        try (Indexed indexed = new Indexed(home.resolve("after"), archive)) {
            assertThat(queries.stream().map(query -> told(indexed, query)).toList())
                    .isEqualTo(before)
                    .noneMatch(told -> told.matches(".*\\[.*(Khuyển|mật).*"));
            SearchPage known =
                    indexed.search.search(SearchRequest.of("Nguyễn Văn Khuyểnn"), Reader.OPERATOR);
            assertThat(meant(known)).startsWith("Nguyễn Văn Khuyển");
        }
    }

    /**
     * A name that the reader may read is found misspelt however many hidden pages have names that
     * come as near: of those only the most usual are looked for, and the hidden ones take no place.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 60})
    void whatIsHiddenTakesNoPlaceOfWhatComesNear(int hidden) throws IOException {
        record("N.1", Rights.OPEN, "Đơn của ông Lê Khương, xóm Bãi");
        for (char first = 'a'; first <= 'z'; first++) {
            for (char last = 'a'; last <= 'z' && first != 'k'; last += 5) {
                String near = first + "huon" + last;
                for (int n = 0; n < hidden; n++) {
                    record("S." + near + n, HIDDEN, "Đơn của " + near + " và " + first + "huong");
                }
            }
        }
        for (char other = 'a'; other <= 'z'; other++) {
            for (int n = 0; n <= hidden; n++) {
                record("T." + other + n, HIDDEN, "khuon" + other + " khu" + other + "ng");
            }
        }
        try (Indexed indexed = new Indexed(home, archive)) {
            assertThat(codes(indexed.search("Lê Khuonq"))).startsWith("N.1");
        }
    }

    /** Of words of two letters only the far rarer are taken, by what the reader may see of both. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void howOftenWhatIsHiddenHasAShortWordChangesNoAnswer(int hidden) throws IOException {
        for (int n = 0; n < 400; n++) {
            land("G." + n, "thửa đất ở Gò " + GIVEN[n % 10]);
        }
        land("G.m", "thửa đất ở Gh Lành bà Mẫn");
        List<String> queries = List.of("Gò Lành bà Mẫn", "go lanh man", "Gh Lành Mẫn");
        List<String> before;
        try (Indexed indexed = new Indexed(home.resolve("before"), archive)) {
            before = queries.stream().map(query -> told(indexed, query)).toList();
        }
        assertThat(before.getFirst()).contains("G.m");
        for (int n = 0; n < hidden; n++) {
            record("S." + n, HIDDEN, "gh gb gp gq gz go lành mẫn");
        }
        try (Indexed indexed = new Indexed(home.resolve("after"), archive)) {
            assertThat(queries.stream().map(query -> told(indexed, query)).toList())
                    .isEqualTo(before);
        }
    }

    @Test
    void quotedWordsAreMeantAsTheyStand() throws IOException {
        record("T.1", Rights.OPEN, "Bà Mai Thị Lãnh ở đây");
        record("T.2", Rights.OPEN, "Ông Mai Thị Lạnh ở đây");
        try (Indexed indexed = new Indexed(home, archive)) {
            assertThat(codes(indexed.search("\"Mai Thị Lãnh\""))).containsExactly("T.1");
            assertThat(codes(indexed.search("\"mai thi lanh\"")))
                    .containsExactlyInAnyOrder("T.1", "T.2");
            assertThat(codes(indexed.search("Mai Thị Lãnh"))).containsExactly("T.1", "T.2");
            assertThat(indexed.search("\"Mai Thị Lãn\"").hits()).isEmpty();
        }
    }

    private static String told(Indexed indexed, String query) {
        SearchPage page = indexed.search(query);
        return query + " " + page.total() + codes(page) + meant(page) + page.widened();
    }

    private static List<String> codes(SearchPage page) {
        return page.hits().stream().map(hit -> hit.record().arcFileCode()).toList();
    }

    private static List<String> meant(SearchPage page) {
        return page.relaxations().stream()
                .filter(way -> way.kind() == Relaxation.Kind.DID_YOU_MEAN)
                .map(way -> way.request().query())
                .toList();
    }
}
