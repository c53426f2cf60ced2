package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** Counts beside the answers, against counts made by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacetsTest {
    private static final DocumentType[] TYPES = {
        DocumentType.DECISION, DocumentType.PLAN, DocumentType.REPORT
    };
    private static final int RECORDS = 60;
    private static final List<List<LanguageCode>> LANGUAGES =
            List.of(
                    List.of(LanguageCode.VIETNAMESE_FRENCH),
                    List.of(LanguageCode.VIETNAMESE),
                    List.of());
    private static final Body.Line PROVINCE = unit("tinh", BodyKind.PROVINCE, "Tỉnh Khánh Hòa", "");
    private static final Body.Line DISTRICT =
            unit("huyen", BodyKind.DISTRICT, "Huyện Diên Khánh", "Tỉnh Khánh Hòa");

    private static final Body.Line ONE_COMMUNE =
            unit("xa-1", BodyKind.COMMUNE, "Xã Diên Lạc", "Tỉnh Khánh Hòa");
    private static final Body.Line OTHER_COMMUNE =
            unit("xa-2", BodyKind.COMMUNE, "Xã Diên Điền", "Tỉnh Khánh Hòa");
    private static final Body.Line OFFICE =
            unit("phong", BodyKind.OTHER, "Ủy ban nhân dân xã Hai", "");

    @TempDir private static Path home;
    private final FakeArchive archive = new FakeArchive();
    private FondsId one;
    private FondsId other;
    private FondsId nobodySees;
    private Indexed indexed;

    @BeforeAll
    void index() throws IOException {
        one = archive.addFonds("F1", "Phông một", Rights.OPEN);
        other = archive.addFonds("F2", "Phông UBND xã Hai", Rights.OPEN);
        nobodySees = archive.addFonds("F3", "Phông kín", new Rights(Access.HIDDEN, false, null));
        archive.add(
                nobodySees,
                "K.KIN",
                "Hồ sơ thủy lợi",
                "1990",
                "1999",
                null,
                new Rights(Access.HIDDEN, false, null),
                new FakeArchive.Doc("Về thủy lợi").page("Đắp đập thủy lợi"));
        for (int n = 0; n < RECORDS; n++) {
            FakeArchive.Doc[] documents = new FakeArchive.Doc[3];
            for (int d = 0; d < documents.length; d++) {
                documents[d] =
                        new FakeArchive.Doc("Về thủy lợi")
                                .type(type(n, d))
                                .organ("Cơ quan " + n % 4)
                                .date(Integer.toString(year(n, d)))
                                .languages(LANGUAGES.get(d).toArray(LanguageCode[]::new))
                                .page("Đắp đập thủy lợi trang một")
                                .page("Đắp đập thủy lợi trang hai");
            }
            archive.add(
                    n % 3 == 0 ? other : one,
                    "K." + n,
                    "Hồ sơ thủy lợi",
                    "1990",
                    "1999",
                    null,
                    isHidden(n) ? new Rights(Access.HIDDEN, false, null) : Rights.OPEN,
                    documents);
        }
        indexed = new Indexed(home, archive, new Units(register()));
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private static Body.Line unit(String reference, BodyKind kind, String name, String within) {
        return new Body.Line(BodyId.of(reference), reference, kind, name, within, null, null);
    }

    /**
     * One fonds was made in the district, all of them in the province. That one was parted among
     * two communes, of which one followed whole in the other fonds.
     */
    private Bodies register() {
        return (Bodies)
                Proxy.newProxyInstance(
                        Bodies.class.getClassLoader(),
                        new Class<?>[] {Bodies.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "unitsOfFonds" ->
                                            Map.of(
                                                    one,
                                                    Set.of(PROVINCE.id(), DISTRICT.id()),
                                                    other,
                                                    Set.of(PROVINCE.id()));
                                    case "origins" ->
                                            Map.of(
                                                    one,
                                                    new Bodies.Origin(
                                                            List.of(DISTRICT),
                                                            new Bodies.Responsible(
                                                                    List.of(
                                                                            OTHER_COMMUNE,
                                                                            ONE_COMMUNE),
                                                                    true)),
                                                    other,
                                                    new Bodies.Origin(
                                                            List.of(OFFICE),
                                                            new Bodies.Responsible(
                                                                    List.of(ONE_COMMUNE), false)),
                                                    nobodySees,
                                                    new Bodies.Origin(
                                                            List.of(OFFICE),
                                                            new Bodies.Responsible(
                                                                    List.of(PROVINCE), false)));
                                    case "lines" ->
                                            Stream.of(
                                                            PROVINCE,
                                                            DISTRICT,
                                                            ONE_COMMUNE,
                                                            OTHER_COMMUNE)
                                                    .filter(
                                                            unit ->
                                                                    ((Collection<?>) arguments[0])
                                                                            .contains(unit.id()))
                                                    .toList();
                                    default -> throw new AssertionError(method);
                                });
    }

    @Test
    void aDocumentInTwoLanguagesCountsForBothAndOneWithoutForNone() {
        SearchPage page = ask(Filters.NONE);
        assertThat(facet(page, Facet.Kind.LANGUAGE)).isEmpty();
        SearchPage french = ask(Filters.NONE.withLanguages(Set.of(LanguageCode.FRENCH)));
        assertThat(french.total()).isEqualTo(54);
        // Chosen, it is shown although all have it, with the others beside it.
        assertThat(facet(french, Facet.Kind.LANGUAGE)).isEqualTo(Map.of("01", 54L, "03", 54L));
        SearchPage both = ask(Filters.NONE.withLanguages(Set.of(LanguageCode.VIETNAMESE_FRENCH)));
        assertThat(both.total()).as("one or the other").isEqualTo(54);
        assertThat(facet(french, Facet.Kind.TYPE))
                .isEqualTo(counted((n, d) -> d == 0, at -> type(at[0], at[1]).code()));
        Filters types =
                Filters.NONE
                        .withTypes(Set.of(DocumentType.PLAN))
                        .withLanguages(Set.of(LanguageCode.VIETNAMESE));
        assertThat(ask(types).total())
                .isEqualTo(
                        counted((n, d) -> d < 2 && type(n, d) == DocumentType.PLAN, at -> "all")
                                .get("all"));
        assertThat(ask(Filters.NONE.withLanguages(Set.of(LanguageCode.RUSSIAN))).total()).isZero();
    }

    @Test
    void placesAreThoseOfWhoMadeTheFondsCountedByHoSo() {
        Map<String, Long> byFonds = facet(ask(Filters.NONE), Facet.Kind.FONDS);
        long own = Objects.requireNonNull(byFonds.get(one.toString()));
        Map<String, Long> places =
                Map.of(PROVINCE.id().toString(), 54L, DISTRICT.id().toString(), own);
        SearchPage page = ask(Filters.NONE);
        assertThat(facet(page, Facet.Kind.PLACE)).isEqualTo(places);
        assertThat(page.facets().stream().filter(f -> f.kind() == Facet.Kind.PLACE))
                .flatExtracting(Facet::values)
                .extracting(Facet.Value::label)
                .containsExactly("Tỉnh Khánh Hòa", "Huyện Diên Khánh (Tỉnh Khánh Hòa)");
        SearchPage district = ask(Filters.NONE.withPlaces(Set.of(DISTRICT.id())));
        assertThat(district.total()).isEqualTo(own);
        assertThat(facet(district, Facet.Kind.PLACE)).isEqualTo(places);
        assertThat(facet(district, Facet.Kind.FONDS)).isEqualTo(Map.of(one.toString(), own));
        assertThat(ask(Filters.NONE.withPlaces(Set.of(BodyId.of("nowhere")))).total()).isZero();
    }

    @Test
    void whoAnswersTodayIsCountedByFondsAndForAPartedOneEach() {
        SearchPage page = ask(Filters.NONE);
        long own = Objects.requireNonNull(facet(page, Facet.Kind.FONDS).get(one.toString()));
        Map<String, Long> answering =
                Map.of(ONE_COMMUNE.id().toString(), 54L, OTHER_COMMUNE.id().toString(), own);
        assertThat(facet(page, Facet.Kind.RESPONSIBLE))
                .as("nothing of the fonds that nobody sees")
                .isEqualTo(answering);
        assertThat(page.facets().stream().filter(f -> f.kind() == Facet.Kind.RESPONSIBLE))
                .flatExtracting(Facet::values)
                .containsExactly(
                        new Facet.Value(
                                ONE_COMMUNE.id().toString(),
                                "Xã Diên Lạc (Tỉnh Khánh Hòa)",
                                54,
                                true),
                        new Facet.Value(
                                OTHER_COMMUNE.id().toString(),
                                "Xã Diên Điền (Tỉnh Khánh Hòa)",
                                own,
                                true));

        SearchPage some = ask(Filters.NONE.withResponsible(Set.of(OTHER_COMMUNE.id())));
        assertThat(some.total()).isEqualTo(own);
        assertThat(facet(some, Facet.Kind.FONDS)).isEqualTo(Map.of(one.toString(), own));
        assertThat(facet(some, Facet.Kind.RESPONSIBLE))
                .as("what could be chosen beside it")
                .isEqualTo(answering);
        assertThat(ask(Filters.NONE.withResponsible(Set.of(ONE_COMMUNE.id()))).total())
                .isEqualTo(54);
        assertThat(ask(Filters.NONE.withResponsible(Set.of(PROVINCE.id()))).total()).isZero();
        SearchPage whole = ask(Filters.NONE.withFonds(Set.of(other)));
        assertThat(whole.facets().stream().filter(f -> f.kind() == Facet.Kind.RESPONSIBLE))
                .flatExtracting(Facet::values)
                .as("of this fonds nothing went elsewhere")
                .extracting(Facet.Value::partly)
                .containsExactly(false);
    }

    @Test
    void aFondsIsToldWithWhoMadeItWhereItsTitleHasAnotherName() {
        assertThat(
                        ask(Filters.NONE).facets().stream()
                                .filter(f -> f.kind() == Facet.Kind.FONDS)
                                .flatMap(f -> f.values().stream()))
                .extracting(Facet.Value::label)
                .containsExactlyInAnyOrder("Phông một (Huyện Diên Khánh)", "Phông UBND xã Hai");
    }

    private static boolean isHidden(int n) {
        return n % 10 == 9;
    }

    private static int year(int n, int d) {
        return 1990 + (n + d) % 10;
    }

    private static DocumentType type(int n, int d) {
        return TYPES[(n / 2 + d * d) % TYPES.length];
    }

    private interface Kept {
        boolean test(int record, int document);
    }

    /** Records in which a document fits, by a value of the documents that fit. */
    private static Map<String, Long> counted(Kept kept, Function<int[], String> value) {
        Map<String, Long> counts = new TreeMap<>();
        for (int n = 0; n < RECORDS; n++) {
            Set<String> values = new TreeSet<>();
            for (int d = 0; d < 3; d++) {
                if (!isHidden(n) && kept.test(n, d)) {
                    values.add(value.apply(new int[] {n, d}));
                }
            }
            values.forEach(each -> counts.merge(each, 1L, Long::sum));
        }
        return counts;
    }

    private SearchPage ask(Filters filters) {
        return ask("dap dap thuy loi", filters);
    }

    private SearchPage ask(String query, Filters filters) {
        return indexed.search.search(
                new SearchRequest(query, filters, Sort.RELEVANCE, 0, 20), Reader.ANONYMOUS);
    }

    private static Map<String, Long> facet(SearchPage page, Facet.Kind kind) {
        Map<String, Long> counts = new TreeMap<>();
        page.facets().stream()
                .filter(facet -> facet.kind() == kind)
                .flatMap(facet -> facet.values().stream())
                .forEach(value -> counts.put(value.value(), value.count()));
        return counts;
    }

    @Test
    void eachRecordCountsOnceForEachValueOfItsDocuments() {
        SearchPage page = ask(Filters.NONE);
        assertThat(page.total()).isEqualTo(54);
        assertThat(facet(page, Facet.Kind.TYPE))
                .isEqualTo(counted((n, d) -> true, at -> type(at[0], at[1]).code()));
        assertThat(facet(page, Facet.Kind.YEAR))
                .isEqualTo(counted((n, d) -> true, at -> "" + year(at[0], at[1])));
        assertThat(facet(page, Facet.Kind.AGENCY))
                .isEqualTo(counted((n, d) -> true, at -> "Cơ quan " + at[0] % 4));
        assertThat(facet(page, Facet.Kind.FONDS))
                .isEqualTo(counted((n, d) -> true, at -> (at[0] % 3 == 0 ? other : one) + ""));
        assertThat(facet(page, Facet.Kind.ACCESS)).as("all open at once: no choice").isEmpty();
    }

    @Test
    void aPhraseIsCountedLikeItsWordsAlthoughFewerPagesAreLookedAt() {
        SearchPage words = ask(Filters.NONE);
        SearchPage phrase = ask("\"đắp đập thủy lợi\"", Filters.NONE);
        assertThat(phrase.total()).isEqualTo(words.total());
        for (Facet.Kind kind : Facet.Kind.values()) {
            assertThat(facet(phrase, kind)).isEqualTo(facet(words, kind));
        }
        Filters year = new Filters(Set.of(), Set.of(), 1998, 1998, Set.of(), false);
        assertThat(ask("\"đập thủy lợi\"", year).facets()).isEqualTo(ask(year).facets());
    }

    @Test
    void onlyRightsAreRememberedBetweenSearches() {
        assertThat(Searchers.isRights(Scope.of(Reader.ANONYMOUS))).isTrue();
        assertThat(
                        Searchers.isRights(
                                Scope.of(
                                        new Reader(
                                                null, "agency", Set.of(Role.AGENCY), Set.of(one)))))
                .isTrue();
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        Question phrase = new QuestionReader(analysis, Spellings.none(analysis)).read("đắp đập");
        assertThat(Searchers.isRights(phrase.matching(false))).isFalse();
    }

    @Test
    void aYearThatIsChosenNarrowsTheOtherFacetsAndNotTheYears() {
        SearchPage page = ask(new Filters(Set.of(), Set.of(), 1998, 1998, Set.of(), false));
        assertThat(facet(page, Facet.Kind.YEAR))
                .isEqualTo(counted((n, d) -> true, at -> "" + year(at[0], at[1])))
                .hasSize(10)
                .containsEntry("1998", page.total());
        assertThat(facet(page, Facet.Kind.TYPE))
                .isEqualTo(counted((n, d) -> year(n, d) == 1998, at -> type(at[0], at[1]).code()));
    }

    /** Unlike a filter by fonds, which its own facet leaves out. */
    @Test
    void whatIsLookedWithinBoundsHitsCountsAndTheFacetOfFonds() {
        SearchRequest everywhere =
                new SearchRequest("dap dap thuy loi", Filters.NONE, Sort.RELEVANCE, 0, 100);
        SearchPage page = indexed.search.search(everywhere.within(Set.of(one)), Reader.ANONYMOUS);
        Map<String, Long> kept = counted((n, d) -> n % 3 != 0, at -> one.toString());
        assertThat(page.total()).isEqualTo(kept.get(one.toString())).isLessThan(54);
        assertThat(page.hits())
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.record().fonds().id()).isEqualTo(one));
        assertThat(facet(page, Facet.Kind.FONDS)).isEqualTo(kept);
        SearchPage none =
                indexed.search.search(
                        everywhere.within(Set.of(new FondsId(new UUID(1, 1)))), Reader.ANONYMOUS);
        assertThat(none.total()).isZero();
        assertThat(none.relaxations()).allSatisfy(way -> assertThat(way.total()).isZero());
        assertThat(indexed.search.search(everywhere.within(Set.of()), Reader.ANONYMOUS).total())
                .isEqualTo(54);
    }

    @Test
    void valuesOfOneFacetAreAlternatives() {
        Filters filters =
                new Filters(
                        Set.of(one),
                        Set.of("Cơ quan 0", "Cơ quan 1"),
                        null,
                        null,
                        Set.of(DocumentType.PLAN, DocumentType.REPORT),
                        true);
        Kept fonds = (n, d) -> n % 3 != 0;
        Kept agencies = (n, d) -> n % 4 < 2;
        Kept types = (n, d) -> type(n, d) != DocumentType.DECISION;
        SearchPage page = ask(filters);
        assertThat(page.total())
                .isEqualTo(
                        counted(
                                        (n, d) ->
                                                fonds.test(n, d)
                                                        && agencies.test(n, d)
                                                        && types.test(n, d),
                                        at -> "all")
                                .get("all"));
        assertThat(facet(page, Facet.Kind.ACCESS))
                .as("what is chosen can be taken back")
                .isEqualTo(Map.of(Facet.ONLINE, page.total()));
        assertThat(facet(page, Facet.Kind.TYPE))
                .isEqualTo(
                        counted(
                                (n, d) -> fonds.test(n, d) && agencies.test(n, d),
                                at -> type(at[0], at[1]).code()));
        assertThat(facet(page, Facet.Kind.AGENCY))
                .isEqualTo(
                        counted(
                                (n, d) -> fonds.test(n, d) && types.test(n, d),
                                at -> "Cơ quan " + at[0] % 4));
        assertThat(facet(page, Facet.Kind.FONDS))
                .isEqualTo(
                        counted(
                                (n, d) -> agencies.test(n, d) && types.test(n, d),
                                at -> (at[0] % 3 == 0 ? other : one) + ""));
    }
}
