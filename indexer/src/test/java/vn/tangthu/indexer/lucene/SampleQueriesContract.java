package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchPage.Relaxation;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;

/** What people type, and what must stand first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SampleQueriesContract {
    @TempDir private static Path home;
    private Fed indexed;
    private SampleHoldings holdings;

    /** The engine that must keep to it. */
    abstract EngineForTests engine(Path directory) throws IOException;

    @BeforeAll
    void index() throws IOException {
        FakeArchive archive = new FakeArchive();
        holdings = new SampleHoldings(archive);
        indexed = new Fed(engine(home), archive);
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    /** Page 0: the description itself is the place, whichever page follows. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                // numbers, as typed in many ways
                "5023/KH-UBND; H32.01.2025.7; 0",
                "5023/kh-ubnd; H32.01.2025.7; 0",
                "5023 kh ubnd; H32.01.2025.7; 0",
                "5023 / KH - UBND; H32.01.2025.7; 0",
                "5023/KHUBND; H32.01.2025.7; 0",
                "5023KH-UBND; H32.01.2025.7; 0",
                "05023/KH-UBND; H32.01.2025.7; 0",
                "Kế hoạch số 5023/KH-UBND; H32.01.2025.7; 0",
                "5023; H32.01.2025.7; 0",
                "5023 năm 2025; H32.01.2025.7; 0",
                "5023/2025; H32.01.2025.7; 0",
                "041 /KH-UBND; H32.01.2025.8; 0",
                "41/KH-UBND; H32.01.2025.8; 0",
                "41 KH UBND; H32.01.2025.8; 0",
                "41 kh-ubnd; H32.01.2025.8; 0",
                "kế hoạch 41/KH-UBND Đắk Lắk; H32.01.2025.8; 0",
                "214/QĐ-UB; H32.16.1998.12; 0",
                "214/qd-ub; H32.16.1998.12; 0",
                "214 QĐ UB; H32.16.1998.12; 0",
                "117/CVT<NN-NV; H32.01.2025.7; 0",
                "CVT<NN; H32.01.2025.7; 0",
                "CVT&LTNN; H32.01.2025.7; 0",
                "117/cvt<nn-nv; H32.01.2025.7; 0",
                "cvt<nn; H32.01.2025.7; 0",
                "214qd ub; H32.16.1998.12; 0",
                "214qđ; H32.16.1998.12; 0",
                "số214/QĐ-UB; H32.16.1998.12; 0",
                "so214 qd ub; H32.16.1998.12; 0",
                "0214/qd-ub; H32.16.1998.12; 0",
                "cvtltnn; H32.01.2025.7; 0",
                "9/TTr-CVTLT; H32.30.2010.2; 0",
                "1241/QĐ-UB; H32.01.1999.4; 0",
                "1241/1999/QĐ-UB; H32.01.1999.4; 0",
                "214/1998/QĐ-UB; H32.16.1998.12; 0",
                "Quyết định số 214/1998/qd-ub; H32.16.1998.12; 0",
                "5023/2025/KHUBND; H32.01.2025.7; 0",
                "214/1997/QĐ-UB; ; 0",
                "2141998/QĐ-UB; ; 0",
                // codes of records and documents
                "H32.16.1998.12; H32.16.1998.12; 0",
                "h32.16.1998.12; H32.16.1998.12; 0",
                "h32 16 1998 12; H32.16.1998.12; 0",
                "16.1998.12; H32.16.1998.12; 0",
                "H32.30.2010; H32.30.2010.2; 0",
                "H32.20.2003.5.0000002; H32.20.2003.5; 0",
                // dates
                "28/04/2025; H32.01.2025.7; 1",
                "28/4/2025; H32.01.2025.7; 1",
                "28-4-2025; H32.01.2025.7; 1",
                "ngày 28 tháng 4 năm 2025; H32.01.2025.7; 1",
                "17/3/1998; H32.16.1998.12; 0",
                "2025-04-28; H32.01.2025.7; 1",
                "28/4/25; H32.01.2025.7; 1",
                "28-04-25; H32.01.2025.7; 1",
                "ngày 28/4/25; H32.01.2025.7; 1",
                "28/IV/2025; H32.01.2025.7; 1",
                "28 4 2025; H32.01.2025.7; 1",
                "28 tháng 4 2025; H32.01.2025.7; 1",
                "ngày 28 tháng tư năm 2025; H32.01.2025.7; 1",
                "28 tháng 4/2025; H32.01.2025.7; 1",
                "17-3-98; H32.16.1998.12; 0",
                "xóm bóng tháng tám năm 2001; H32.01.2001.30; 0",
                "\"Khánh Hoà, ngày 28 tháng 4 năm 2025\"; H32.01.2025.7; 1",
                "\"Nha Trang, ngày 28 tháng 4 năm 2025\"; ; 0",
                // words with and without diacritics, split between description, date and page
                "quyết định giao đất diên khánh 1998; H32.16.1998.12; 0",
                "quyet dinh giao dat dien khanh 1998; H32.16.1998.12; 0",
                "giao đất Nguyễn Văn Lành; H32.16.1998.12; 0",
                "nguyen van lanh; H32.16.1998.12; 2",
                "thửa đất số 57 tờ bản đồ số 9; H32.16.1998.12; 2",
                "thôn Đông Dinh; H32.16.1998.12; 2",
                "thon dong dinh; H32.16.1998.12; 2",
                "cắm mốc bê tông; H32.16.1998.12; 1",
                "tranh chấp ranh giới; H32.16.1998.12; 2",
                "mốc giới thực địa diên khánh; H32.16.1998.12; 0",
                "niêm phong theo từng người phụ trách; H32.01.2025.7; 2",
                "bàn giao nguyên trạng 2025; H32.01.2025.7; 2",
                "máy quét khổ A3; H32.01.2025.8; 2",
                "47.456.800.000; H32.01.2025.8; 3",
                "47456800000; ; 0",
                "số hoá tài liệu; H32.01.2025.8; 1",
                "số hóa tài liệu Đắk Lắk; H32.01.2025.8; 0",
                "so hoa tai lieu huyen ket thuc hoat dong; H32.01.2025.8; 0",
                "Trần Thị Thủy; H32.20.2003.5; 1",
                "Trần Thị Thuỷ; H32.20.2003.5; 1",
                "tran thi thuy; H32.20.2003.5; 1",
                "đường Phạm Văn Đồng; H32.20.2003.5; 2",
                "lưới khống chế; H32.20.2003.5; 1",
                "giấy chứng nhận quyền sử dụng đất Nha Trang; H32.20.2003.5; 0",
                "tiêu hủy; H32.30.2010.2; 2",
                "tiêu huỷ bột giấy; H32.30.2010.2; 2",
                "ẩm mốc; H32.30.2010.2; -1",
                "M'Đrắk; H32.01.1976.1; 1",
                "mdrak; H32.01.1976.1; 1",
                "kinh tế mới 1977; H32.01.1976.1; 0",
                "mực đã phai; H32.01.1976.1; 1",
                "cầu Xóm Bóng; H32.01.2001.30; 0",
                "quy hoạch Cam Ranh; H32.01.1999.4; 1",
                "vịnh cam ranh; H32.01.1999.4; 1",
                "qủy hoặch cam ranh; H32.01.1999.4; 1",
                "xyzzy; ; 0",
                "Phạm Hoàn; H32.16.2004.3; 1",
                "\"đóng cọc khoan nhồi\"; H32.01.2001.30; 1",
                "“công nghiệp đóng tàu”; H32.01.1999.4; 2",
                "\"tàu đóng nghiệp công\"; ; 0"
            })
    void findsFirst(String query, String code, int page) {
        SearchPage found = indexed.search(query);
        if (code == null) {
            assertThat(found.hits()).isEmpty();
            return;
        }
        assertThat(found.hits()).as("hits of %s", query).isNotEmpty();
        Hit first = found.hits().getFirst();
        assertThat(first.record().arcFileCode()).as("first of %s", codes(found)).isEqualTo(code);
        if (page > 0) {
            assertThat(first.places().getFirst().page()).as("page").isEqualTo(page);
            assertThat(first.places().getFirst().snippet().pieces())
                    .anyMatch(Hit.Snippet.Piece::marked);
            assertThat(first.matched()).contains(Hit.Why.PAGE_TEXT);
        }
        String decomposed = Normalizer.normalize(query, Normalizer.Form.NFD);
        assertThat(codes(indexed.search(decomposed))).isEqualTo(codes(found));
        assertThat(codes(indexed.search("  " + query.toUpperCase(Locale.ROOT) + " ")))
                .isEqualTo(codes(found));
    }

    @Test
    void anExactNumberStandsFirstAndSaysWhy() {
        Hit hit = indexed.search("041/KH-UBND").hits().getFirst();
        assertThat(hit.places().getFirst().printedNumber()).isEqualTo("041/KH-UBND");
        assertThat(hit.why()).contains(Hit.Reason.of(Hit.Why.NUMBER, "041/KH-UBND"));
        assertThat(indexed.search("H32.16.1998.12").hits().getFirst().why())
                .contains(Hit.Reason.of(Hit.Why.CODE, "H32.16.1998.12"));
    }

    @Test
    void aDocumentThatIsNamedByItsDayIsShownWithTheHit() {
        Hit hit = indexed.search("17/3/1998").hits().getFirst();
        assertThat(hit.places()).map(Hit.Place::printedNumber).containsExactly("214/QĐ-UB");
        assertThat(hit.why()).containsExactly(Hit.Reason.of(Hit.Why.DATE, "17/03/1998"));
    }

    @Test
    void whatIsWrittenAsTypedStandsBeforeWhatOnlyFoldsToTheSame() {
        SearchPage found = indexed.search("đường");
        List<String> codes = codes(found);
        // "đường đi chung" and "đường Trần Phú" come before "dưỡng" or "dương" of others.
        assertThat(codes).contains("H32.16.2004.3", "H32.01.2001.30", "H32.20.2003.5");
        assertThat(codes.subList(0, 3))
                .containsExactlyInAnyOrder("H32.16.2004.3", "H32.01.2001.30", "H32.20.2003.5");
    }

    @Test
    void titlesComeVerbatimInPieces() {
        Hit hit = indexed.search("mố cầu xóm bóng").hits().getFirst();
        assertThat(hit.record().titleOrNull())
                .isEqualTo("Hồ sơ xây dựng cầu <script>alert(1)</script> & đường Trần Phú");
        assertThat(
                        hit.places().stream()
                                .filter(place -> place.page() == null)
                                .map(place -> place.snippet().text()))
                .containsExactly("Hợp đồng thi công <b>mố</b> cầu Xóm Bóng");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "((",
                "a AND (b OR",
                "*:*",
                "?*",
                "~1",
                "\\",
                "title:",
                "a^",
                "[1 TO",
                "{!}",
                "+-!",
                "đất~2",
                "\uD800",
                "\u0000",
                "||||",
                "'",
                "<",
                "&",
                "“",
                "-",
                "/",
                "//",
                "a/b/c/d/e/f",
                "1/1/1",
                "99/99/9999",
                "32/13/2025",
                "\"a\" \"b",
                ".",
                "0"
            })
    void nothingThatIsTypedIsAnError(String query) {
        assertThatCode(() -> indexed.search(query)).doesNotThrowAnyException();
        assertThatCode(() -> indexed.search(query + " giao đất")).doesNotThrowAnyException();
    }

    @Test
    void aBlankQueryListsNewestFirstAndFiltersNarrowIt() {
        SearchPage all = indexed.search(" ");
        assertThat(all.total()).isEqualTo(129);
        assertThat(codes(all)).startsWith("H32.01.2025.8", "H32.01.2025.7");
        SearchPage oldest = search("", Filters.NONE, Sort.OLDEST);
        assertThat(codes(oldest)).startsWith("H32.01.1976.1");
        Filters decisions =
                new Filters(
                        Set.of(holdings.landOffice),
                        Set.of("UBND thành phố Nha Trang"),
                        2003,
                        2003,
                        Set.of(DocumentType.DECISION),
                        true);
        assertThat(codes(search("", decisions, Sort.RELEVANCE))).containsExactly("H32.20.2003.5");
    }

    @Test
    void eachFacetValueCountsWhatTheFilterByItFinds() {
        SearchPage found = indexed.search("thủy lợi");
        assertThat(found.total()).isGreaterThan(5);
        for (Facet facet : found.facets()) {
            if (facet.kind() != Facet.Kind.LANGUAGE
                    && facet.kind() != Facet.Kind.PLACE
                    && facet.kind() != Facet.Kind.RESPONSIBLE
                    && facet.kind() != Facet.Kind.CARRIER
                    && facet.kind() != Facet.Kind.ACCESS) {
                assertThat(facet.values()).as("%s", facet.kind()).isNotEmpty();
            }
            for (Facet.Value value : facet.values()) {
                Filters filters = filters(facet.kind(), value.value());
                if (filters != null) {
                    assertThat(search("thủy lợi", filters, Sort.RELEVANCE).total())
                            .as("%s %s", facet.kind(), value.label())
                            .isEqualTo(value.count());
                }
            }
        }
    }

    private static Filters filters(Facet.Kind kind, String value) {
        return switch (kind) {
            case FONDS ->
                    new Filters(Set.of(FondsId.of(value)), Set.of(), null, null, Set.of(), false);
            case AGENCY -> new Filters(Set.of(), Set.of(value), null, null, Set.of(), false);
            case YEAR ->
                    new Filters(
                            Set.of(),
                            Set.of(),
                            Integer.valueOf(value),
                            Integer.valueOf(value),
                            Set.of(),
                            false);
            case TYPE ->
                    new Filters(
                            Set.of(),
                            Set.of(),
                            null,
                            null,
                            Set.of(CodeListEntry.byCode(DocumentType.class, value).orElseThrow()),
                            false);
            case LANGUAGE ->
                    Filters.NONE.withLanguages(
                            CodeListEntry.byCode(LanguageCode.class, value).stream()
                                    .collect(Collectors.toSet()));
            case PLACE -> Filters.NONE.withPlaces(Set.of(new BodyId(UUID.fromString(value))));
            case RESPONSIBLE ->
                    Filters.NONE.withResponsible(Set.of(new BodyId(UUID.fromString(value))));
            case CARRIER -> Filters.NONE.withCarriers(Set.of(Carrier.valueOf(value)));
            case ACCESS -> Filters.NONE.withOnlineOnly(true);
        };
    }

    @Test
    void pagesOfHitsFollowEachOtherWithoutGapsOrRepeats() {
        SearchPage whole =
                indexed.search.search(
                        new SearchRequest("hồ sơ", Filters.NONE, Sort.RELEVANCE, 0, 100),
                        Reader.ANONYMOUS);
        ArrayList<String> paged = new ArrayList<>();
        for (int offset = 0; offset < 100; offset += 10) {
            paged.addAll(
                    codes(
                            indexed.search.search(
                                    new SearchRequest(
                                            "hồ sơ", Filters.NONE, Sort.RELEVANCE, offset, 10),
                                    Reader.ANONYMOUS)));
        }
        assertThat(paged).doesNotHaveDuplicates().isEqualTo(codes(whole));
    }

    @Test
    void whenNothingIsFoundTheWaysOnFindWhatTheySay() {
        Filters years = new Filters(Set.of(), Set.of(), 1900, 1901, Set.of(), false);
        SearchPage none = search("cắm mốc xyzzy", years, Sort.RELEVANCE);
        assertThat(none.total()).isZero();
        assertThat(none.relaxations())
                .extracting(Relaxation::kind)
                .doesNotContain(Relaxation.Kind.WITHOUT_YEARS);
        SearchPage few = search("cắm mốc bê tông", years, Sort.RELEVANCE);
        assertThat(few.relaxations())
                .extracting(Relaxation::kind)
                .contains(Relaxation.Kind.WITHOUT_YEARS);
        SearchPage any = indexed.search("cắm mốc xyzzy");
        assertThat(any.relaxations())
                .extracting(Relaxation::kind)
                .containsExactly(Relaxation.Kind.WITHOUT_A_WORD, Relaxation.Kind.ANY_WORD);
        for (SearchPage page : List.of(few, any)) {
            for (Relaxation way : page.relaxations()) {
                SearchPage relaxed = indexed.search.search(way.request(), Reader.ANONYMOUS);
                assertThat(relaxed.total()).isEqualTo(way.total()).isPositive();
                assertThat(codes(relaxed)).startsWith("H32.16.1998.12");
            }
        }
    }

    private List<String> waysOn(String query, Filters filters, Relaxation.Kind kind) {
        SearchPage none = search(query, filters, Sort.RELEVANCE);
        assertThat(none.total()).as(query).isZero();
        List<String> ways = new ArrayList<>();
        for (Relaxation way : none.relaxations()) {
            SearchPage other = indexed.search.search(way.request(), Reader.ANONYMOUS);
            assertThat(other.total()).as("%s: %s", query, way).isEqualTo(way.total()).isPositive();
            if (way.kind() == kind) {
                ways.add(way.request().query());
            }
        }
        return ways;
    }

    @Test
    void whereNothingIsAsItWasTypedLessOfItIsOffered() {
        assertThat(waysOn("\"cắm mộc bê tông\"", Filters.NONE, Relaxation.Kind.WITHOUT_DIACRITICS))
                .containsExactly("\"cam moc be tong\"");
        assertThat(waysOn("\"bê tông mốc\"", Filters.NONE, Relaxation.Kind.WITHOUT_QUOTES))
                .containsExactly("bê tông mốc");
        assertThat(waysOn("xyzzy 214/QĐ-UB", Filters.NONE, Relaxation.Kind.NUMBER_ALONE))
                .containsExactly("214/QĐ-UB");
        assertThat(waysOn("cắm mốc 9999999", Filters.NONE, Relaxation.Kind.WITHOUT_A_WORD))
                .containsExactly("cắm mốc");
        // What was meant literally still is.
        assertThat(waysOn("=\"moc\" bê tông", Filters.NONE, Relaxation.Kind.ANY_WORD))
                .containsExactly("=\"moc\" | bê | tông");
    }

    private SearchPage search(String query, Filters filters, Sort sort) {
        return indexed.search.search(
                new SearchRequest(query, filters, sort, 0, 20), Reader.ANONYMOUS);
    }

    private static List<String> codes(SearchPage page) {
        return page.hits().stream().map(hit -> hit.record().arcFileCode()).toList();
    }
}
