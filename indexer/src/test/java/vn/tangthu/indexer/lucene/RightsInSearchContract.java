package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Found;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/**
 * Every reader against every access of fonds, record and document: a word that stands in one place
 * only must be found, counted, faceted and offered to exactly those who may see that place.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RightsInSearchContract {
    private static final Rights HIDDEN = new Rights(Access.HIDDEN, false, null);
    private static final Rights TITLED = new Rights(Access.LISTED, true, null);

    /** A word that stands in one place, and what of the reader decides about it. */
    private record Secret(
            String word, AipId record, FondsId fonds, Access access, boolean openToAll) {
        boolean isFor(Reader reader) {
            return reader.mayRead(fonds, access) || openToAll && access != Access.HIDDEN;
        }
    }

    @TempDir private static Path home;
    private Fed indexed;
    private final FakeArchive archive = new FakeArchive();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<FondsId> fonds = new ArrayList<>();
    private int words;
    private AipId anyPublic;

    /** The engine that must keep to it. */
    abstract EngineForTests engine(Path directory) throws IOException;

    /** Each reader asks for every so many of the words, another reader for others. */
    int every() {
        return 1;
    }

    private List<Secret> asked(Reader reader) {
        List<Secret> some = new ArrayList<>();
        int first = Math.floorMod(reader.name().hashCode(), every());
        for (int i = first; i < secrets.size(); i += every()) {
            some.add(secrets.get(i));
        }
        return some;
    }

    @BeforeAll
    void index() throws IOException {
        Rights[] all = {Rights.OPEN, Rights.LISTED, TITLED, HIDDEN};
        for (Rights ofFonds : all) {
            FondsId id = archive.addFonds("F" + fonds.size(), "Phông " + word(), ofFonds);
            fonds.add(id);
            for (Rights ofRecord : all) {
                add(id, ofFonds, ofRecord, all);
            }
        }
        anyPublic = secrets.getFirst().record();
        indexed = new Fed(engine(home), archive);
        assertThat(indexed.feed).isNotNull();
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private String word() {
        return "zq" + Integer.toString(36 * 36 * 10 + words++, 36) + "x";
    }

    private void add(FondsId in, Rights ofFonds, Rights ofRecord, Rights[] ofDocuments) {
        Access access = Access.strictest(ofFonds.access(), ofRecord.access());
        boolean titlePublic =
                (ofFonds.access() == Access.PUBLIC || ofFonds.titlePublic())
                        && (ofRecord.access() == Access.PUBLIC || ofRecord.titlePublic());
        String code = word();
        String title = word();
        String note = word();
        List<FakeArchive.Doc> documents = new ArrayList<>();
        List<List<String>> inDocument = new ArrayList<>();
        for (Rights ofDocument : ofDocuments) {
            List<String> own =
                    List.of(
                            word(),
                            word(),
                            word(),
                            word(),
                            "9" + (4000 + words++) + "/QK-" + words);
            inDocument.add(own);
            documents.add(
                    new FakeArchive.Doc("Về " + own.get(0))
                            .organ("UBND cơ quan " + own.get(1))
                            .languages(language(access, ofDocument))
                            .keyword(own.get(2))
                            .type(DocumentType.PLAN)
                            .number(own.get(4).split("/")[0], own.get(4).split("/")[1])
                            .date("1" + (100 + words % 800))
                            .rights(ofDocument)
                            .page("Trang có chữ chung và " + own.get(3)));
        }
        AipId id =
                archive.add(
                        in,
                        "K." + code,
                        "Hồ sơ chung " + title,
                        "1990",
                        "1991",
                        note,
                        ofRecord,
                        documents.toArray(FakeArchive.Doc[]::new));
        secrets.add(new Secret(code, id, in, access, true));
        secrets.add(new Secret(title, id, in, access, titlePublic));
        secrets.add(new Secret(note, id, in, access, false));
        for (int i = 0; i < ofDocuments.length; i++) {
            Access strictest = Access.strictest(access, ofDocuments[i].access());
            for (String word : inDocument.get(i)) {
                secrets.add(new Secret(word, id, in, strictest, false));
            }
        }
    }

    /** A language of its own for each way of being closed. */
    private static LanguageCode language(Access ofRecord, Rights ofDocument) {
        return switch (Access.strictest(ofRecord, ofDocument.access())) {
            case PUBLIC -> LanguageCode.VIETNAMESE;
            case LISTED -> LanguageCode.FRENCH;
            case HIDDEN -> LanguageCode.HAN_NOM;
        };
    }

    /** Neither a language nor a place is counted, or narrows, for the sake of what is closed. */
    @ParameterizedTest
    @MethodSource("readers")
    void languagesAndPlacesAreThoseOfWhatTheReaderMaySee(Reader reader) {
        Set<String> seen = new LinkedHashSet<>();
        for (Access access : Access.values()) {
            LanguageCode language = language(access, Rights.OPEN);
            boolean may =
                    secrets.stream()
                            .anyMatch(
                                    s -> !s.openToAll() && s.access() == access && s.isFor(reader));
            Filters only = Filters.NONE.withLanguages(Set.of(language));
            SearchPage narrowed = search("chung", only, reader);
            assertThat(narrowed.total() > 0).as("%s of %s", language, reader).isEqualTo(may);
            narrowed.hits().forEach(hit -> told(hit, reader));
            if (may) {
                seen.add(language.code());
            }
        }
        for (Facet facet : search("chung", Filters.NONE, reader).facets()) {
            List<String> values = facet.values().stream().map(Facet.Value::value).toList();
            if (facet.kind() == Facet.Kind.LANGUAGE) {
                assertThat(seen).containsAll(values);
                if (seen.size() > 1) {
                    assertThat(values).hasSameElementsAs(seen);
                }
            }
            if (facet.kind() == Facet.Kind.PLACE || facet.kind() == Facet.Kind.RESPONSIBLE) {
                assertThat(values).as("only where a register knows some").isEmpty();
            }
        }
    }

    static List<Reader> readers() {
        List<Reader> readers = new ArrayList<>(List.of(Reader.ANONYMOUS, Reader.OPERATOR));
        for (Role role : Role.values()) {
            readers.add(
                    new Reader(
                            new AccountId(UUID.randomUUID()), role.name(), Set.of(role), Set.of()));
        }
        for (int i = 0; i < 4; i++) {
            FondsId own =
                    new FondsId(UUID.nameUUIDFromBytes(("F" + i).getBytes(StandardCharsets.UTF_8)));
            readers.add(new Reader(null, "agency " + i, Set.of(Role.AGENCY), Set.of(own)));
            // Fonds without the role are no right.
            readers.add(new Reader(null, "citizen " + i, Set.of(Role.CITIZEN), Set.of(own)));
        }
        return readers;
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aWordIsFoundByExactlyThoseWhoMaySeeWhereItStands(Reader reader) {
        for (Secret secret : asked(reader)) {
            SearchPage found = search(secret.word(), Filters.NONE, reader);
            boolean may = secret.isFor(reader);
            assertThat(found.total()).as("%s of %s", secret, reader).isEqualTo(may ? 1 : 0);
            assertThat(found.hits()).hasSize(may ? 1 : 0);
            if (!may) {
                assertThat(found.facets()).allSatisfy(f -> assertThat(f.values()).isEmpty());
                assertThat(found.relaxations()).isEmpty();
                // Offered to nobody together with other words either.
                SearchPage two = search(secret.word() + " xyzzy", Filters.NONE, reader);
                assertThat(two.total()).isZero();
                assertThat(two.relaxations()).as("%s", secret).isEmpty();
                SearchPage filtered =
                        search(
                                secret.word(),
                                new Filters(
                                        Set.of(secret.fonds()), Set.of(), 1, 2, Set.of(), false),
                                reader);
                assertThat(filtered.relaxations()).isEmpty();
            } else {
                assertThat(found.hits().getFirst().id()).isEqualTo(secret.record());
                told(found.hits().getFirst(), reader);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("readers")
    void aSharedWordCountsAndShowsOnlyWhatTheReaderMaySee(Reader reader) {
        for (String query : List.of("chung", "chữ chung", "", "hồ sơ | trang")) {
            for (Sort sort : Sort.values()) {
                SearchPage found =
                        indexed.search.search(
                                new SearchRequest(query, Filters.NONE, sort, 0, 100), reader);
                assertThat(found.total()).isEqualTo(found.hits().size());
                found.hits().forEach(hit -> told(hit, reader));
                for (Facet facet : found.facets()) {
                    for (Facet.Value value : facet.values()) {
                        if (facet.kind() == Facet.Kind.AGENCY) {
                            told(value.label(), reader);
                        }
                        assertThat(value.count()).isBetween(1L, found.total());
                    }
                }
            }
        }
    }

    /** Nothing in the hit is a word that this reader may not see. */
    private void told(Hit hit, Reader reader) {
        told(String.valueOf(hit.record().titleOrNull()), reader);
        if (hit.record() instanceof RecordView.Listed) {
            assertThat(hit.places()).isEmpty();
        }
        for (Hit.Place place : hit.places()) {
            told(place.documentTitle() + " " + place.printedNumber(), reader);
            told(place.snippet().text(), reader);
        }
    }

    private void told(String text, Reader reader) {
        for (Secret secret : secrets) {
            if (text.contains(secret.word())) {
                assertThat(secret.isFor(reader)).as("%s shows %s", text, secret).isTrue();
            }
        }
    }

    @Test
    void filtersTellNothingAboutWhatMayNotBeSeen() {
        for (Secret secret : asked(Reader.ANONYMOUS)) {
            SearchPage found =
                    search(
                            "",
                            new Filters(
                                    Set.of(),
                                    Set.of("Cơ quan " + secret.word()),
                                    null,
                                    null,
                                    Set.of(),
                                    false),
                            Reader.ANONYMOUS);
            assertThat(found.total()).isLessThanOrEqualTo(secret.isFor(Reader.ANONYMOUS) ? 1 : 0);
        }
    }

    @Test
    void onlineOnlyLeavesWhatTheReaderCanOpenHere() {
        Filters online = new Filters(Set.of(), Set.of(), null, null, Set.of(), true);
        SearchPage found = search("hồ sơ", online, Reader.ANONYMOUS);
        assertThat(found.hits())
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.record()).isInstanceOf(RecordView.Full.class));
    }

    @Test
    void whatOpensAtOnceIsCountedForEachReaderAsItsFilterFindsIt() {
        Filters online = Filters.NONE.withOnlineOnly(true);
        for (Reader reader : List.of(Reader.ANONYMOUS, Reader.OPERATOR)) {
            SearchPage all = search("", Filters.NONE, reader);
            SearchPage narrowed = search("", online, reader);
            assertThat(narrowed.total()).isPositive();
            assertThat(online(narrowed)).as("beside its own filter").isEqualTo(narrowed.total());
            if (reader.equals(Reader.ANONYMOUS)) {
                assertThat(narrowed.total()).as("some are listed").isLessThan(all.total());
                assertThat(online(all)).isEqualTo(narrowed.total());
            }
        }
    }

    @Test
    void whatIsOnlyListedIsCountedForEachReaderAsItsFilterFindsIt() {
        Filters listed = Filters.NONE.withOnRequest(true);
        FondsId own = fonds.get(1);
        Reader agency = new Reader(null, "cơ quan", Set.of(Role.AGENCY), Set.of(own));
        for (Reader reader : List.of(Reader.ANONYMOUS, agency)) {
            SearchPage all = search("", Filters.NONE, reader);
            SearchPage found = search("", listed, reader);
            assertThat(found.total()).isPositive().isLessThan(all.total());
            assertThat(onRequest(all)).isEqualTo(found.total());
            assertThat(onRequest(found)).as("beside its own filter").isEqualTo(found.total());
            assertThat(found.hits())
                    .hasSize((int) found.total())
                    .allSatisfy(
                            hit -> assertThat(hit.record()).isInstanceOf(RecordView.Listed.class));
            assertThat(all.hits())
                    .filteredOn(hit -> hit.record() instanceof RecordView.Listed)
                    .hasSize((int) found.total());
            Filters either = listed.withOnlineOnly(true);
            assertThat(search("", either, reader).total())
                    .isEqualTo(found.total() + online(all))
                    .isEqualTo(all.total());
        }
        // What an agency may read of its own is not on request for it.
        assertThat(search("", listed, agency).total())
                .isLessThan(search("", listed, Reader.ANONYMOUS).total());
        assertThat(search("", listed, agency).hits())
                .noneMatch(hit -> hit.record().fonds().id().equals(own));
        // Nothing is for who may read all.
        assertThat(search("", listed, Reader.OPERATOR).total()).isZero();
        assertThat(onRequest(search("", Filters.NONE, Reader.OPERATOR))).isZero();
    }

    /** Of the facet of what opens at once. */
    private static long online(SearchPage page) {
        return ofAccess(page, Facet.ONLINE);
    }

    /** Of what is only listed. */
    private static long onRequest(SearchPage page) {
        return ofAccess(page, Facet.ON_REQUEST);
    }

    private static long ofAccess(SearchPage page, String access) {
        return page.facets().stream()
                .filter(facet -> facet.kind() == Facet.Kind.ACCESS)
                .flatMap(facet -> facet.values().stream())
                .filter(value -> value.value().equals(access))
                .mapToLong(Facet.Value::count)
                .sum();
    }

    @Test
    void aRestrictionActsBeforeTheIndexHasIt() throws IOException {
        Secret title =
                secrets.stream()
                        .filter(s -> s.record().equals(anyPublic) && s.isFor(Reader.ANONYMOUS))
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        try {
            for (Rights rights : List.of(Rights.LISTED, HIDDEN)) {
                archive.quietly(anyPublic, rights);
                assertThat(search(title.word(), Filters.NONE, Reader.ANONYMOUS).hits()).isEmpty();
                assertThat(search("chung", Filters.NONE, Reader.ANONYMOUS).hits())
                        .extracting(Hit::id)
                        .doesNotContain(anyPublic);
                assertThat(search(title.word(), Filters.NONE, Reader.OPERATOR).hits()).hasSize(1);
            }
            archive.rights(anyPublic, HIDDEN);
            indexed.feed.catchUp();
            assertThat(search(title.word(), Filters.NONE, Reader.ANONYMOUS).total()).isZero();
        } finally {
            archive.rights(anyPublic, Rights.OPEN);
            indexed.feed.catchUp();
        }
        assertThat(search(title.word(), Filters.NONE, Reader.ANONYMOUS).total()).isEqualTo(1);
    }

    @Test
    void aFondsThatIsRestrictedTakesItsRecordsAlong() throws IOException {
        archive.fondsRights(fonds.getFirst(), HIDDEN);
        indexed.feed.catchUp();
        try {
            assertThat(search("", inFonds(), Reader.ANONYMOUS).total()).isZero();
            assertThat(search("", inFonds(), Reader.OPERATOR).total()).isEqualTo(4);
        } finally {
            archive.fondsRights(fonds.getFirst(), Rights.OPEN);
            indexed.feed.catchUp();
        }
        assertThat(search("", inFonds(), Reader.ANONYMOUS).total()).isEqualTo(3);
    }

    private Filters inFonds() {
        return new Filters(Set.of(fonds.getFirst()), Set.of(), null, null, Set.of(), false);
    }

    @ParameterizedTest
    @MethodSource("readers")
    void textsOfPagesAreForThoseWhoSeeTheDocument(Reader reader) throws IOException {
        AnalysedPageTexts texts = texts(archive);
        for (AipId record : new LinkedHashSet<>(secrets.stream().map(Secret::record).toList())) {
            for (FakeArchive.KeptDocument document : archive.documents(record)) {
                var file = document.files().getFirst().id();
                boolean visible =
                        archive.record(record, reader).orElse(null) instanceof RecordView.Full full
                                && full.documents().stream()
                                        .anyMatch(d -> d.id().equals(document.id()));
                assertThat(texts.text(file, reader).isPresent()).isEqualTo(visible);
                assertThat(texts.page(file, 1, reader).isPresent()).isEqualTo(visible);
                assertThat(texts.find(file, "chung", 5, reader)).hasSize(visible ? 1 : 0);
            }
        }
    }

    /** The other doors: suggestions from whole and half words, and the places inside a record. */
    @ParameterizedTest
    @MethodSource("readers")
    void nothingIsSuggestedOrFoundInsideThatTheReaderMayNotSee(Reader reader) throws IOException {
        Suggestions suggestions = indexed.engine.suggestions(archive);
        InsideRecord inside = indexed.engine.inside(archive);
        int suggested = 0;
        int placed = 0;
        for (Secret secret : asked(reader)) {
            String half = secret.word().substring(0, secret.word().length() - 1);
            for (String typed :
                    List.of(
                            secret.word(),
                            half,
                            "Cơ quan " + half,
                            "Ủy ban nhân dân cơ quan " + half,
                            "Về " + half)) {
                for (Suggestions.Suggestion one : suggestions.of(typed, reader)) {
                    told(one.text() + " " + one.about(), reader);
                    suggested++;
                }
            }
            boolean may = secret.isFor(reader);
            if (!may) {
                assertThat(suggestions.of(secret.word(), reader)).as("%s", secret).isEmpty();
            }
            InsideRecord.Found found =
                    inside.find(secret.record(), null, secret.word(), null, false, 9, reader);
            found.hits().forEach(hit -> told(hit.line().text(), reader));
            if (!may) {
                assertThat(found).as("%s of %s", secret, reader).isEqualTo(Found.NOTHING);
            }
            placed += found.hits().size();
        }
        // Of all records at once, a search that was kept finds what the search itself finds.
        FindAmong among = indexed.engine.among(archive);
        Set<AipId> all = new LinkedHashSet<>(secrets.stream().map(Secret::record).toList());
        for (Secret secret : asked(reader)) {
            assertThat(among.among(SearchRequest.of(secret.word()), all, reader).keySet())
                    .as("%s of %s", secret, reader)
                    .isEqualTo(secret.isFor(reader) ? Set.of(secret.record()) : Set.of());
        }
        assertThat(among.among(SearchRequest.of(secrets.getFirst().word()), List.of(), reader))
                .isEmpty();
        // Of few words that are asked for, only who sees all surely sees some.
        if (every() == 1 || reader.equals(Reader.OPERATOR)) {
            assertThat(suggested).isGreaterThan(20 / every());
            assertThat(placed).isPositive();
        }
    }

    @Test
    void aRestrictionSilencesSuggestionsBeforeTheIndexHasIt() {
        Suggestions suggestions = indexed.engine.suggestions(archive);
        Secret title =
                secrets.stream()
                        .filter(s -> s.record().equals(anyPublic) && s.isFor(Reader.ANONYMOUS))
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        assertThat(suggestions.of("hồ sơ chung " + title.word(), Reader.ANONYMOUS)).hasSize(1);
        try {
            for (Rights rights : List.of(Rights.LISTED, TITLED, HIDDEN)) {
                archive.quietly(anyPublic, rights);
                assertThat(suggestions.of("hồ sơ chung " + title.word(), Reader.ANONYMOUS))
                        .as("%s", rights)
                        .isEmpty();
            }
        } finally {
            archive.quietly(anyPublic, Rights.OPEN);
        }
    }

    @Test
    void aSearchThatWasKeptTellsNothingOfWhatWasClosedBeforeTheIndexHasIt() {
        FindAmong among = indexed.engine.among(archive);
        List<Secret> seen =
                secrets.stream()
                        .filter(s -> s.record().equals(anyPublic) && s.isFor(Reader.ANONYMOUS))
                        .toList();
        assertThat(seen).hasSizeGreaterThan(4);
        Set<AipId> one = Set.of(anyPublic);
        try {
            for (Secret secret : seen) {
                SearchRequest asked = SearchRequest.of(secret.word());
                archive.quietly(anyPublic, Rights.OPEN);
                assertThat(among.among(asked, one, Reader.ANONYMOUS).keySet()).isEqualTo(one);
                for (Rights rights : List.of(Rights.LISTED, HIDDEN)) {
                    archive.quietly(anyPublic, rights);
                    assertThat(among.among(asked, one, Reader.ANONYMOUS))
                            .as("%s", secret)
                            .isEmpty();
                    assertThat(among.among(asked, one, Reader.OPERATOR).keySet()).isEqualTo(one);
                }
            }
        } finally {
            archive.quietly(anyPublic, Rights.OPEN);
        }
    }

    @Test
    void aSearchThatWasKeptTellsWhetherItTakesTheTextToFindARecord() throws IOException {
        AipId id =
                archive.add(
                        archive.addFonds("CHU", "Phông đọc chữ", Rights.OPEN),
                        "K.chu",
                        "Đắp kè sông Dinh",
                        null,
                        null,
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Tờ trình khởi công")
                                .page("Kinh phí xây lắp, gói thầu số chín"));
        indexed.feed.catchUp();
        FindAmong among = indexed.engine.among(archive);
        for (String described : List.of("kè sông Dinh", "khởi công", "K.chu", "kè khởi công")) {
            assertThat(
                            among.among(SearchRequest.of(described), Set.of(id), Reader.ANONYMOUS)
                                    .get(id))
                    .as(described)
                    .extracting(FindAmong.Match::by)
                    .isEqualTo(FindAmong.By.DESCRIPTION);
        }
        for (String read : List.of("gói thầu", "kè gói thầu", "khởi công kinh phí")) {
            assertThat(among.among(SearchRequest.of(read), Set.of(id), Reader.ANONYMOUS).get(id))
                    .as(read)
                    .extracting(FindAmong.Match::by)
                    .isEqualTo(FindAmong.By.TEXT);
        }
    }

    @Test
    void findsInAPageMarkTheWordsOfTheQueryWithTheirLine() throws IOException {
        AipId id =
                archive.add(
                        fonds.getFirst(),
                        "K.tim",
                        "Tìm trong trang",
                        null,
                        null,
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Biên bản")
                                .page("Trang bìa")
                                .page(
                                        "Số: 041/BB-UBND,\nvề giao đất ở Diên Khánh\nkhông dấu: giao dat"));
        AnalysedPageTexts texts = texts(archive);
        var file = archive.documents(id).getFirst().files().getFirst().id();
        var hits = texts.find(file, "giao đất", 10, Reader.ANONYMOUS);
        assertThat(hits).hasSize(1);
        assertThat(hits.getFirst().page()).isEqualTo(2);
        assertThat(hits.getFirst().line()).isEqualTo("về giao đất ở Diên Khánh");
        assertThat(hits.getFirst().words()).extracting(w -> w.text()).contains("giao", "đất");
        assertThat(texts.find(file, "41/BB-UBND", 10, Reader.ANONYMOUS).getFirst().words())
                .extracting(w -> w.text())
                .containsExactly("041/BB-UBND,");
        assertThat(texts.find(file, "không có ở đây đâu", 0, Reader.ANONYMOUS)).isEmpty();
    }

    private SearchPage search(String query, Filters filters, @Nullable Reader reader) {
        return indexed.search.search(
                new SearchRequest(query, filters, Sort.RELEVANCE, 0, 100),
                reader == null ? Reader.ANONYMOUS : reader);
    }

    private static AnalysedPageTexts texts(FakeArchive archive) {
        VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
        return new AnalysedPageTexts(
                archive, archive, analyzer, new Spellings(new Analysis(analyzer), null));
    }
}
