package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** What comes first, and that what is counted is listed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RankingContract {
    @TempDir private static Path home;
    private final FakeArchive archive = new FakeArchive();
    private FondsId district;
    private FondsId province;
    private Fed indexed;

    /** The engine that must keep to it. */
    abstract EngineForTests engine(Path directory) throws IOException;

    @BeforeAll
    void index() throws IOException {
        district = archive.addFonds("H.16", "Phông huyện", Rights.OPEN);
        province = archive.addFonds("H.01", "Phông tỉnh", Rights.OPEN);
        // The name but for its tone, and the words of it as they were typed, scattered.
        add(
                district,
                "A",
                "1990",
                DocumentType.DECISION,
                "Cấp phép cho ông Nguyễn Văn Hùng ở thôn Đoài");
        add(
                province,
                "B",
                "1998",
                DocumentType.REPORT,
                "Ông Hưng, thôn Đoài; tập văn bản của bà; phố Nguyễn");
        for (String year : List.of("1995", "2003", "1988", "", "1999")) {
            // As many words in each, or they would not be worth the same.
            String code = year.isEmpty() ? "E.0.0" : "E." + year;
            add(district, code, year, DocumentType.PLAN, "Đắp đập hồ chứa Suối Trầu");
        }
        for (String name : List.of("Thành", "Thạnh", "Thanh")) {
            add(district, "X." + name, "1981", DocumentType.PLAN, "Chia lại xã Đông " + name);
        }
        for (String name : List.of("Ân", "Ấn", "An")) {
            add(district, "P." + name, "1982", DocumentType.PLAN, "Mời ông Phan Đình " + name);
        }
        add(district, "P.con", "1983", DocumentType.PLAN, "Mời ông Phan Đình Ân cùng con là An");
        number("N.in", "125", "1998/QĐ-UB", "12/03/1998");
        number("N.2001", "125", "QĐ-UB", "05/06/2001");
        number("N.1998", "125", "QĐ-UB", "14/09/1998");
        number("N.report", "125", "1998/BC-UB", "14/09/1998");
        number("N.other", "1125", "1998/QĐ-UB", "14/09/1998");
        for (int i = 0; i < Ranking.WINDOW + 40; i++) {
            String scattered = "Bỉnh gặp Khuynh với Thạch bên Bỉnh và Khuynh lẫn Thạch";
            add(province, "S." + i, "1970", DocumentType.REPORT, scattered);
            if (i % 50 == 25) {
                String around = "mùa gặt năm ấy trời mưa dầm nên lúa chín muộn. ".repeat(20);
                String page = around + "Ông Khuynh Thạch Bỉnh. " + around;
                add(province, "T." + i, "1970", DocumentType.REPORT, page);
            }
        }
        for (int of = 1; of <= 3; of++) {
            FakeArchive.Doc images = new FakeArchive.Doc("Giấy tờ").type(DocumentType.REPORT);
            for (int page = 1; page <= 3; page++) {
                images.file().page(page == of ? "Ông Tạ Khiết Lũy" : "Bà ngồi nghe kể");
            }
            archive.add(
                    province, "I." + of, "Hồ sơ", "1960", "196" + of, null, Rights.OPEN, images);
        }
        FakeArchive.Doc volume = new FakeArchive.Doc("Sổ").type(DocumentType.REPORT);
        for (int i = 0; i < Showing.MAX_CLOSE + 10; i++) {
            volume.page("Quế gặp Thiện với Hữu bên Quế và Thiện lẫn Hữu");
        }
        volume.page("mùa gặt năm ấy trời mưa. ".repeat(40) + "Bà Thiện Hữu Quế đã đến.");
        archive.add(province, "V", "Hồ sơ", "1971", "1971", null, Rights.OPEN, volume);
        indexed = new Fed(engine(home), archive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"khuynh thach binh", "Khuynh Thạch Bỉnh"})
    void whatHasTheWordsSideBySideComesBeforeThreeHundredThatHaveThemMoreOften(String query) {
        assertThat(codes(ask(query, Filters.NONE, Sort.RELEVANCE)).subList(0, 7))
                .containsExactlyInAnyOrder(
                        "T.25", "T.75", "T.125", "T.175", "T.225", "T.275", "T.325");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thien huu que", "Thiện Hữu Quế"})
    void thePageThatHasTheWordsSideBySideIsTheFirstOfItsVolume(String query) {
        var hit = ask(query, Filters.NONE, Sort.RELEVANCE).hits().getFirst();
        assertThat(hit.record().arcFileCode()).isEqualTo("V");
        assertThat(hit.places().getFirst().page()).isEqualTo(Showing.MAX_CLOSE + 11);
    }

    private void add(FondsId fonds, String code, String year, DocumentType type, String page) {
        archive.add(
                fonds,
                code,
                "Hồ sơ",
                year.isEmpty() ? null : year,
                year.isEmpty() ? null : year,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Giấy tờ").type(type).page(page));
    }

    private void number(String code, String number, String notation, String date) {
        archive.add(
                district,
                code,
                "Hồ sơ",
                date.substring(6),
                date.substring(6),
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Giấy tờ")
                        .number(number, notation)
                        .date(date)
                        .page("Trang một"));
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private SearchPage ask(String query, Filters filters, Sort sort) {
        return indexed.search.search(
                new SearchRequest(query, filters, sort, 0, 20), Reader.ANONYMOUS);
    }

    static List<String> codes(SearchPage page) {
        return page.hits().stream().map(hit -> hit.record().arcFileCode()).toList();
    }

    @Test
    void whatAWidenedQuestionCountsItAlsoLists() {
        SearchPage all = ask("Nguyễn Văn Hưng", Filters.NONE, Sort.RELEVANCE);
        assertThat(all.total()).isEqualTo(2);
        assertThat(codes(all)).containsExactly("A", "B");
        for (Filters filters :
                List.of(
                        Filters.NONE.withYears(1998, 1998),
                        Filters.NONE.withTypes(Set.of(DocumentType.REPORT)),
                        Filters.NONE.withFonds(Set.of(province)))) {
            SearchPage narrowed = ask("Nguyễn Văn Hưng", filters, Sort.RELEVANCE);
            assertThat(narrowed.total()).as("%s", filters).isEqualTo(1);
            assertThat(codes(narrowed)).as("%s", filters).containsExactly("B");
        }
        SearchRequest within =
                new SearchRequest("Nguyễn Văn Hưng", Filters.NONE, Sort.RELEVANCE, 0, 20);
        SearchPage own = indexed.search.search(within.within(Set.of(province)), Reader.ANONYMOUS);
        assertThat(own.total()).isEqualTo(1);
        assertThat(codes(own)).containsExactly("B");
    }

    @Test
    void eachValueOfAFacetThatIsCountedFindsAsManyRows() {
        SearchPage all = ask("Nguyễn Văn Hưng", Filters.NONE, Sort.RELEVANCE);
        Facet years =
                all.facets().stream()
                        .filter(facet -> facet.kind() == Facet.Kind.YEAR)
                        .findFirst()
                        .orElseThrow();
        assertThat(years.values()).hasSize(2);
        for (Facet.Value value : years.values()) {
            int year = Integer.parseInt(value.value());
            SearchPage narrowed =
                    ask("Nguyễn Văn Hưng", Filters.NONE.withYears(year, year), Sort.RELEVANCE);
            assertThat(narrowed.hits()).hasSize((int) value.count());
        }
    }

    @Test
    void ofEqualWorthTheNewerComesFirstOrTheOlderAsTheReaderChooses() {
        assertThat(codes(ask("hồ chứa Suối Trầu", Filters.NONE, Sort.RELEVANCE)))
                .containsExactly("E.2003", "E.1999", "E.1995", "E.1988", "E.0.0");
        assertThat(codes(ask("hồ chứa Suối Trầu", Filters.NONE, Sort.RELEVANCE_OLDEST)))
                .containsExactly("E.1988", "E.1995", "E.1999", "E.2003", "E.0.0");
        // What answers better comes first all the same.
        assertThat(codes(ask("Nguyễn Văn Hưng", Filters.NONE, Sort.RELEVANCE)))
                .isEqualTo(codes(ask("Nguyễn Văn Hưng", Filters.NONE, Sort.RELEVANCE_OLDEST)));
        assertThat(codes(ask("giấy tờ huyện", Filters.NONE, Sort.RELEVANCE_OLDEST)))
                .endsWith("N.2001", "E.2003", "E.0.0");
    }

    @Test
    void ofHomonymsTheOneWithTheTonesThatWereTypedComesFirst() {
        for (String name : List.of("Thành", "Thạnh")) {
            assertThat(codes(ask("Đông " + name, Filters.NONE, Sort.RELEVANCE)))
                    .startsWith("X." + name)
                    .hasSize(3);
        }
        assertThat(codes(ask("dong thanh", Filters.NONE, Sort.RELEVANCE))).hasSize(3);
        List<String> unmarked = codes(ask("Đông Thanh", Filters.NONE, Sort.RELEVANCE));
        assertThat(unmarked).hasSize(3);
        assertThat(unmarked).startsWith("X.Thanh");
        assertThat(codes(ask("Phan Đình An", Filters.NONE, Sort.RELEVANCE)))
                .startsWith("P.An")
                .hasSize(4);
        // Where it is looked for misread words too.
        assertThat(codes(ask("An Phan Đình", Filters.NONE, Sort.RELEVANCE)).subList(0, 2))
                .containsExactlyInAnyOrder("P.An", "P.con");
    }

    @Test
    void inQuotationMarksWithTonesAWordWithoutIsMeantWithout() {
        assertThat(codes(ask("\"Phan Đình Ân\"", Filters.NONE, Sort.RELEVANCE)))
                .containsExactlyInAnyOrder("P.Ân", "P.con");
        assertThat(codes(ask("\"phan dinh an\"", Filters.NONE, Sort.RELEVANCE))).hasSize(4);
        SearchPage exact = ask("\"Phan Đình An\"", Filters.NONE, Sort.RELEVANCE);
        assertThat(exact.total()).isEqualTo(1);
        assertThat(codes(exact)).containsExactly("P.An");
        assertThat(exact.hits().getFirst().places().getFirst().snippet().pieces())
                .anyMatch(piece -> piece.marked() && piece.text().equals("Phan Đình An"));
    }

    @Test
    void afterAnEqualsSignWordsWithoutDiacriticsAreMeantWithout() {
        assertThat(codes(ask("\"dinh an\"", Filters.NONE, Sort.RELEVANCE))).hasSize(4);
        assertThat(ask("=\"dinh an\"", Filters.NONE, Sort.RELEVANCE).total()).isZero();
        SearchPage exact = ask("=\"Thanh\"", Filters.NONE, Sort.RELEVANCE);
        assertThat(codes(exact)).containsExactly("X.Thanh");
        assertThat(exact.hits().getFirst().places().getFirst().snippet().pieces())
                .anyMatch(piece -> piece.marked() && piece.text().equals("Thanh"));
        assertThat(codes(ask("Đông =\"Thanh\"", Filters.NONE, Sort.RELEVANCE)))
                .containsExactly("X.Thanh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "125/QĐ-UB; N.2001 N.1998 N.in",
                "125/qd-ub; N.2001 N.1998 N.in",
                "số 125/QĐ-UB; N.2001 N.1998 N.in",
                "125/QĐUB; N.2001 N.1998 N.in",
                "0125 / QĐ - UB; N.2001 N.1998 N.in",
                "125/QĐ; N.2001 N.1998 N.in",
                "125/1998/QĐ-UB; N.in N.1998",
                "125/1998/qd-ub; N.in N.1998",
                "125/2001/QĐ-UB; N.2001",
                "125/1998/QĐUB; N.in N.1998",
                "1125/QĐ-UB; N.other"
            })
    void aNumberIsFoundWithItsYearInsideAndWithoutTheExactOneFirst(String query, String codes) {
        SearchPage found = ask(query, Filters.NONE, Sort.RELEVANCE);
        List<String> expected = List.of(codes.split(" "));
        assertThat(codes(found)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(codes(found)).startsWith(expected.getFirst());
    }

    @Test
    void aNumberThatWasFoundByItsYearInsideSaysSo() {
        SearchPage found = ask("125/QĐ-UB", Filters.NONE, Sort.RELEVANCE);
        assertThat(found.hits())
                .allSatisfy(hit -> assertThat(hit.matched()).containsExactly(Hit.Why.NUMBER));
    }
}
