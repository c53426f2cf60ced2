package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.portal.cli.Agencies.Who;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuspectImages;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * Who sees what, at every exit of the whole application: kinds of rights by addresses for the
 * anonymous, kinds of rights by readers at the ports. What is hidden must answer as what was never
 * there, to the last header.
 */
@Breaks(Breakage.RIGHTS)
class RightsMatrixTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";

    @TempDir static Path work;

    private static RunningArchive archive;
    private static FondsId fonds;
    private static final Map<Kind, Sample> SAMPLES = new EnumMap<>(Kind.class);
    private static String tagOfFile;
    private static String tagOfImage;

    /** A way in which a record or its first document is withheld, or not. */
    enum Kind {
        OPEN,
        LISTED,
        LISTED_WITH_TITLE,
        HIDDEN,
        HIDDEN_DOCUMENT,
        LISTED_DOCUMENT,
        HIDDEN_A_MOMENT_AGO,
        WITHDRAWN,
        /** A stamp was read in it. */
        SUSPECTED;

        /** For archivists too. */
        boolean gone() {
            return this == WITHDRAWN || this == SUSPECTED;
        }

        boolean recordHidden() {
            return this == HIDDEN || this == HIDDEN_A_MOMENT_AGO || gone();
        }

        boolean recordListed() {
            return this == LISTED || this == LISTED_WITH_TITLE;
        }

        /** What the first document is to be like, all in all. */
        Access document() {
            return switch (this) {
                case OPEN -> Access.PUBLIC;
                case LISTED, LISTED_WITH_TITLE, LISTED_DOCUMENT -> Access.LISTED;
                case HIDDEN, HIDDEN_DOCUMENT, HIDDEN_A_MOMENT_AGO, WITHDRAWN, SUSPECTED ->
                        Access.HIDDEN;
            };
        }
    }

    /** A record as it was when it was open, and the document in it that the test is about. */
    record Sample(RecordView.Full record, ArchivalDocument document, String sentence) {
        String id() {
            return record.id().toString();
        }

        ContentFileId file() {
            return document.files().getFirst().id();
        }

        String title() {
            return record.description().title();
        }
    }

    @BeforeAll
    static void withhold() throws Exception {
        archive = new RunningArchive(work.resolve("home"), "--tangthu.portal.throttle-scale=1000");
        archive.writeDelivery(work.resolve("delivery"), FONDS, 7, 30, 0);
        archive.createFonds(FONDS);
        assertThat(archive.verb(work, "ingest", "delivery", "--json").status()).isZero();
        archive.port(IndexStatus.class).awaitCaughtUp(false, Progress.NONE);
        Catalogue catalogue = archive.port(Catalogue.class);
        fonds = catalogue.fondsByCode(FONDS.code(), Reader.OPERATOR).orElseThrow().id();
        List<RecordView.Full> open = new ArrayList<>();
        for (var series : catalogue.series(fonds, 0, 100, Reader.OPERATOR).items()) {
            for (var row : catalogue.records(series.id(), 0, 1000, Reader.OPERATOR).items()) {
                if (catalogue.record(row.id(), Reader.OPERATOR).orElseThrow()
                                instanceof RecordView.Full full
                        && full.documents().size() > 1
                        && full.documents().stream()
                                .allMatch(each -> each.rights().access() == Access.PUBLIC)) {
                    open.add(full);
                }
            }
        }
        assertThat(open).hasSizeGreaterThanOrEqualTo(Kind.values().length);
        for (Kind kind : Kind.values()) {
            RecordView.Full full = open.get(kind.ordinal());
            ArchivalDocument document = full.documents().getFirst();
            String text =
                    archive.port(PageTexts.class)
                            .page(document.files().getFirst().id(), 1, Reader.ANONYMOUS)
                            .orElseThrow()
                            .text();
            String sentence =
                    text.lines().filter(line -> line.length() > 40).findFirst().orElse("");
            assertThat(sentence).isNotBlank();
            SAMPLES.put(kind, new Sample(full, document, sentence));
        }
        restrict(Kind.LISTED, Rights.LISTED);
        restrict(Kind.LISTED_WITH_TITLE, new Rights(Access.LISTED, true, null));
        restrict(Kind.HIDDEN, new Rights(Access.HIDDEN, false, null));
        restrictDocument(Kind.HIDDEN_DOCUMENT, Access.HIDDEN);
        restrictDocument(Kind.LISTED_DOCUMENT, Access.LISTED);
        // Everything that keeps something is filled before the restriction.
        Sample late = sample(Kind.HIDDEN_A_MOMENT_AGO);
        for (String path : paths(late)) {
            archive.get(path);
        }
        tagOfFile = archive.get("/tep/" + late.file()).headers().firstValue("ETag").orElseThrow();
        tagOfImage =
                archive.get("/tep/" + late.file() + "/trang/1/480.jpg")
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
        restrict(Kind.HIDDEN_A_MOMENT_AGO, new Rights(Access.HIDDEN, false, null));
        for (String path : paths(sample(Kind.WITHDRAWN))) {
            archive.get(path);
        }
        archive.port(Withdrawals.class)
                .withdraw(sample(Kind.WITHDRAWN).record().id(), "thử", Reader.OPERATOR);
        Sample suspected = sample(Kind.SUSPECTED);
        for (String path : paths(suspected)) {
            archive.get(path);
        }
        archive.port(SuspectedSecrets.class)
                .suspect(
                        suspected.document().files().getFirst().sha512(),
                        1,
                        SuspectedSecrets.Level.SECRET);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static Sample sample(Kind kind) {
        return Objects.requireNonNull(SAMPLES.get(kind));
    }

    private static void restrict(Kind kind, Rights rights) {
        archive.port(Holdings.class)
                .restrict(sample(kind).record().id(), rights, "thử", Reader.OPERATOR);
    }

    private static void restrictDocument(Kind kind, Access access) {
        Sample sample = sample(kind);
        archive.port(Holdings.class)
                .restrictDocument(
                        sample.record().id(),
                        sample.document().id(),
                        new Rights(access, false, null),
                        "thử",
                        Reader.OPERATOR);
    }

    /** Addresses of the record itself. */
    private static List<String> recordPaths(String id) {
        return List.of(
                "/ho-so/" + id, "/ho-so/" + id + "?q=a", "/yeu-cau?ho-so=" + id, "/ma/" + id);
    }

    /** Addresses of what is inside: closed as soon as document or record is withheld. */
    private static List<String> insidePaths(String id, int ordinal, String document, String file) {
        String viewer = "/ho-so/" + id + "/tai-lieu/" + ordinal;
        return List.of(
                viewer,
                viewer + "?q=quyet",
                viewer + "?xem=van-ban&trang=1",
                "/tep/" + file,
                "/tep/" + file + "/alto.xml",
                "/tep/" + file + "/trang/1/160.jpg",
                "/tep/" + file + "/trang/1/480.jpg",
                "/tep/" + file + "/trang/1/7.jpg",
                "/tep/ho-so/" + id + "/" + document + ".zip",
                "/app-tep/tai/" + file,
                "/app-tep/alto/" + file,
                "/app-tep/zip/" + id + "/" + document,
                "/app-tep/pdf/" + id + "/" + document,
                "/app-tep/trang/" + file + "/1/480",
                "/app-tep/goi/" + id + "/aip",
                "/app-tep/goi/" + id + "/dip",
                "/app-tep/phien-ban/" + id + "/1/" + file,
                "/app-tep/phien-ban/" + id + "/1/" + file + "/trang/1/480");
    }

    private static List<String> paths(Sample sample) {
        List<String> paths = new ArrayList<>(recordPaths(sample.id()));
        paths.addAll(
                insidePaths(
                        sample.id(),
                        sample.document().description().docOrdinal(),
                        sample.document().id().toString(),
                        sample.file().toString()));
        return paths;
    }

    /** Status, headers and body, with the ids that were asked for taken out. */
    private static String answer(String path, String... headers) throws Exception {
        return answer(archive.get(path, headers));
    }

    static String answer(HttpResponse<byte[]> response) {
        Map<String, List<String>> sent = new TreeMap<>(response.headers().map());
        sent.remove("date");
        sent.remove("connection"); // every hundredth answer of a connection closes it
        sent.remove("set-cookie"); // a new token or session each time
        boolean cookie = response.headers().firstValue("set-cookie").isPresent();
        return (response.statusCode()
                        + " "
                        + sent
                        + (cookie ? " cookie " : " ")
                        + new String(response.body(), StandardCharsets.UTF_8))
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "TOKEN")
                .replaceAll("content-length=\\[\\d+]", "LENGTH")
                .replaceAll("/tai-lieu/\\d+", "/tai-lieu/N");
    }

    private static String body(String path) throws Exception {
        return new String(archive.get(path).body(), StandardCharsets.UTF_8);
    }

    /** The API takes deliveries in and lets nothing out: without a token all of it is one wall. */
    @Test
    void theApiTellsNobodyWhatThereIs() throws Exception {
        List<byte[]> answers = new ArrayList<>();
        for (Sample sample : SAMPLES.values()) {
            answers.add(archive.get("/api/deliveries/" + sample.id()).body());
            answers.add(archive.get("/api/records/" + sample.id()).body());
            answers.add(archive.get("/api/deliveries/" + sample.file()).body());
        }
        HttpResponse<byte[]> missing = archive.get("/api/deliveries/" + MISSING);
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(answers).allSatisfy(body -> assertThat(body).isEqualTo(missing.body()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsWithheldAnswersAsWhatWasNeverThere(Kind kind) throws Exception {
        Sample sample = sample(kind);
        List<String> mine = paths(sample);
        List<String> missing = new ArrayList<>(recordPaths(MISSING));
        missing.addAll(insidePaths(MISSING, 1, MISSING, MISSING));
        int inside = recordPaths(MISSING).size();
        for (int i = 0; i < mine.size(); i++) {
            boolean closed = i < inside ? kind.recordHidden() : kind != Kind.OPEN;
            boolean login = mine.get(i).startsWith("/app-tep");
            boolean noSuchWidth = mine.get(i).endsWith("/7.jpg");
            String expected = answer(missing.get(i));
            if (closed || login || noSuchWidth) {
                assertThat(answer(mine.get(i))).as(kind + " " + mine.get(i)).isEqualTo(expected);
                assertThat(answer(archive.head(mine.get(i))))
                        .as("HEAD, " + kind + " " + mine.get(i))
                        .isEqualTo(answer(archive.head(missing.get(i))));
                assertThat(answer(mine.get(i), "Range", "bytes=0-3"))
                        .as("Range, " + kind + " " + mine.get(i))
                        .isEqualTo(answer(missing.get(i), "Range", "bytes=0-3"));
            } else {
                assertThat(answer(mine.get(i))).as(kind + " " + mine.get(i)).isNotEqualTo(expected);
            }
        }
        if (kind.recordHidden() || kind.recordListed()) {
            for (String page : List.of("/nguyen-ven", "/tim?q=quyet")) {
                assertThat(answer("/ho-so/" + sample.id() + page))
                        .isEqualTo(answer("/ho-so/" + MISSING + page));
            }
        }
        String code = sample.record().arcFileCode();
        int status = archive.get("/ma/" + code).statusCode();
        assertThat(status).isEqualTo(kind.recordHidden() ? 404 : 302);
    }

    @Test
    void whatABrowserStillHasIsNotConfirmedAfterARestriction() throws Exception {
        Sample late = sample(Kind.HIDDEN_A_MOMENT_AGO);
        String file = "/tep/" + late.file();
        String image = file + "/trang/1/480.jpg";
        for (String tag : List.of(tagOfFile, tagOfImage, "*")) {
            assertThat(answer(file, "If-None-Match", tag))
                    .isEqualTo(answer("/tep/" + MISSING, "If-None-Match", tag));
            assertThat(answer(image, "If-None-Match", tag))
                    .isEqualTo(
                            answer("/tep/" + MISSING + "/trang/1/480.jpg", "If-None-Match", tag));
        }
        Sample open = sample(Kind.OPEN);
        for (String path :
                List.of("/tep/" + open.file(), "/tep/" + open.file() + "/trang/1/480.jpg"))
            assertThat(archive.get(path).headers().firstValue("Cache-Control"))
                    .as("asked again each time: " + path)
                    .contains("private, no-cache");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pagesListsAndSitemapsNameNothingThatIsWithheld(Kind kind) throws Exception {
        Sample sample = sample(kind);
        List<String> lists = new ArrayList<>(List.of("/", "/phong", "/phong/" + fonds));
        for (var series :
                archive.port(Catalogue.class).series(fonds, 0, 100, Reader.ANONYMOUS).items()) {
            lists.add("/phong/" + fonds + "/muc-luc/" + series.id());
        }
        StringBuilder all = new StringBuilder();
        for (String path : lists) {
            all.append(body(path));
        }
        String sitemaps = body("/sitemap.xml") + body("/sitemap/tu-dau.xml");
        String page = body("/ho-so/" + sample.id());
        assertThat(all.toString().contains(sample.id())).isEqualTo(!kind.recordHidden());
        assertThat(sitemaps.contains(sample.id()))
                .isEqualTo(!kind.recordHidden() && !kind.recordListed());
        if (kind == Kind.LISTED) {
            assertThat(all + page).doesNotContain(sample.title());
        }
        if (kind.document() != Access.PUBLIC) {
            String number = sample.document().description().printedNumber();
            assertThat(page + body("/yeu-cau?ho-so=" + sample.id()))
                    .doesNotContain(sample.document().id().toString())
                    .doesNotContain(sample.file().toString())
                    .doesNotContain(number);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSearchMatchesCountsAndSuggestsNothingThatIsWithheld(Kind kind) throws Exception {
        Sample sample = sample(kind);
        String number = sample.document().description().printedNumber();
        for (Reader reader :
                List.of(Reader.ANONYMOUS, citizen(), agency(new FondsId(UUID.randomUUID())))) {
            boolean byNumber = finds(number, sample.record().id(), reader);
            boolean byText = finds('"' + sample.sentence() + '"', sample.record().id(), reader);
            assertThat(byNumber).as(kind + " " + number).isEqualTo(kind == Kind.OPEN);
            if (kind.recordHidden() || kind.recordListed()) {
                assertThat(byText).as(kind + " " + sample.sentence()).isFalse();
                boolean byTitle = finds('"' + sample.title() + '"', sample.record().id(), reader);
                assertThat(byTitle).isEqualTo(kind == Kind.LISTED_WITH_TITLE);
            }
            assertThat(finds(sample.record().arcFileCode(), sample.record().id(), reader))
                    .isEqualTo(!kind.recordHidden());
        }
        assertThat(body("/tim?q=" + number.replace("/", "%2F").replace("Đ", "%C4%90")))
                .satisfies(
                        html ->
                                assertThat(html.contains("/ho-so/" + sample.id()))
                                        .isEqualTo(kind == Kind.OPEN));
        assertThat(
                        archive.verb(work, "search", "--as", "anonymous", "--json", "--", number)
                                .out()
                                .contains(sample.id()))
                .isEqualTo(kind == Kind.OPEN);
    }

    /** Suggestions, the places inside a record, tables of results, searches that were kept. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSmallDoorsOfTheSearchTellNothingThatIsWithheld(Kind kind) throws Exception {
        Sample sample = sample(kind);
        AipId id = sample.record().id();
        String number = sample.document().description().printedNumber();
        String sentence = '"' + sample.sentence() + '"';
        boolean open = kind == Kind.OPEN;
        boolean titled = !kind.recordHidden() && kind != Kind.LISTED;
        for (Reader reader :
                List.of(Reader.ANONYMOUS, citizen(), agency(new FondsId(UUID.randomUUID())))) {
            Suggestions suggestions = archive.port(Suggestions.class);
            assertThat(suggestions.of(number, reader))
                    .as(kind + " " + number)
                    .extracting(Suggestions.Suggestion::text)
                    .satisfies(texts -> assertThat(texts.contains(number)).isEqualTo(open));
            List<Suggestions.Suggestion> titles = suggestions.of(sample.title(), reader);
            if (titled) {
                // Others of the same title may stand before it.
                assertThat(titles)
                        .extracting(Suggestions.Suggestion::text)
                        .contains(sample.title());
            } else {
                assertThat(titles).extracting(Suggestions.Suggestion::record).doesNotContain(id);
            }
            assertThat(
                            archive.port(InsideRecord.class)
                                    .find(
                                            id,
                                            sample.document().id(),
                                            sentence,
                                            null,
                                            false,
                                            9,
                                            reader)
                                    .hits()
                                    .isEmpty())
                    .as(kind + " " + sentence)
                    .isEqualTo(!open);
            assertThat(
                            archive.port(FindAmong.class)
                                    .among(SearchRequest.of(number), Set.of(id), reader)
                                    .keySet())
                    .isEqualTo(open ? Set.of(id) : Set.of());
        }
        String asked = "?q=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
        assertThat(body("/goi-y" + asked).contains(number)).isEqualTo(open);
        assertThat(body("/tim/ket-qua.csv" + asked).contains(sample.id())).isEqualTo(open);
        assertThat(body("/app-tep/goi-y" + asked)).as("nobody is logged in").doesNotContain(number);
        if (!titled) {
            String title = "?q=" + URLEncoder.encode(sample.title(), StandardCharsets.UTF_8);
            assertThat(body("/goi-y" + title)).doesNotContain(sample.title(), sample.id());
            assertThat(body("/tim/ket-qua.csv" + title)).doesNotContain(sample.title());
        }
        if (!open) {
            String words = "/tim?q=" + URLEncoder.encode(sentence, StandardCharsets.UTF_8);
            assertThat(body("/ho-so/" + sample.id() + words))
                    .doesNotContain(
                            "/tai-lieu/" + sample.document().description().docOrdinal() + "?");
        }
    }

    /** Whether it is a hit; counts and facets must be those of the hits and of nothing else. */
    private static boolean finds(String query, AipId id, Reader reader) {
        SearchPage page =
                archive.port(Search.class)
                        .search(
                                new SearchRequest(
                                        query,
                                        SearchRequest.Filters.NONE,
                                        SearchRequest.Sort.RELEVANCE,
                                        0,
                                        50),
                                reader);
        assertThat(page.total()).as(query).isEqualTo(page.hits().size());
        page.facets()
                .forEach(
                        facet ->
                                facet.values()
                                        .forEach(
                                                value ->
                                                        assertThat(value.count())
                                                                .isLessThanOrEqualTo(
                                                                        page.total())));
        return page.hits().stream().map(Hit::id).anyMatch(id::equals);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyReaderGetsAtThePortsWhatTheRightsSay(Kind kind) throws Exception {
        for (Reader reader :
                List.of(
                        Reader.ANONYMOUS,
                        citizen(),
                        agency(fonds),
                        agency(new FondsId(UUID.randomUUID())),
                        person(Set.of(Role.AUDITOR), Set.of(fonds)),
                        person(Set.of(Role.ADMINISTRATOR), Set.of(fonds)),
                        person(Set.of(Role.ARCHIVIST), Set.of()))) {
            getsAtThePorts(kind, reader);
        }
    }

    /** What this reader's roles and fonds say, at each port, and nothing more. */
    private static void getsAtThePorts(Kind kind, Reader reader) throws Exception {
        Sample sample = sample(kind);
        Access access = kind.document();
        boolean may =
                access == Access.PUBLIC
                        || (reader.is(Role.ARCHIVIST) && !kind.gone())
                        || (access == Access.LISTED
                                && reader.is(Role.AGENCY)
                                && reader.fonds().contains(fonds));
        assertThat(opens(sample.file(), reader)).as(kind + " file " + reader).isEqualTo(may);
        assertThat(shows(sample.file(), reader)).as(kind + " image " + reader).isEqualTo(may);
        PageTexts texts = archive.port(PageTexts.class);
        assertThat(texts.text(sample.file(), reader).isPresent()).isEqualTo(may);
        assertThat(texts.page(sample.file(), 1, reader).isPresent()).isEqualTo(may);
        assertThat(texts.find(sample.file(), sample.sentence(), 10, reader).isEmpty())
                .isEqualTo(!may);
        String number = sample.document().description().printedNumber();
        assertThat(finds(number, sample.record().id(), reader))
                .as(kind + " search " + reader)
                .isEqualTo(may);
        boolean known = !kind.recordHidden() || (reader.is(Role.ARCHIVIST) && !kind.gone());
        Catalogue catalogue = archive.port(Catalogue.class);
        assertThat(catalogue.record(sample.record().id(), reader).isPresent()).isEqualTo(known);
        assertThat(catalogue.resolve(sample.record().arcFileCode(), reader).isPresent())
                .isEqualTo(known);
        Fonds seen = catalogue.fonds(fonds, reader).orElseThrow();
        long listedInSeries =
                catalogue.series(fonds, 0, 100, reader).items().stream()
                        .mapToLong(
                                series ->
                                        catalogue
                                                .records(series.id(), 0, 1000, reader)
                                                .items()
                                                .size())
                        .sum();
        assertThat(seen.recordCount()).isEqualTo(listedInSeries);
    }

    /**
     * Agencies by the register of bodies, while the body that made the fonds ends, is parted and is
     * followed: each step at once. What open sessions get is in {@code AgenciesIT}.
     */
    @Test
    void anAgencyGetsWhatSuccessionGivesItAndNothingElse() throws Exception {
        try (Agencies agencies = new Agencies(archive, FONDS.code())) {
            only(agencies, Who.MAKER);
            agencies.theMakerEnds();
            only(agencies);
            UUID part = agencies.followedBy(Who.SUCCESSOR, true);
            UUID otherPart = agencies.followedBy(Who.OTHER_PART, true);
            only(agencies); // parted: nobody has decided
            Inheritance inheritance = archive.port(Inheritance.class);
            Reader archivist = person(Set.of(Role.ARCHIVIST), Set.of());
            inheritance.decide(Who.SUCCESSOR.body(), fonds, true, "biên bản", archivist);
            only(agencies, Who.SUCCESSOR);
            inheritance.decide(Who.SUCCESSOR.body(), fonds, false, "nhầm", archivist);
            only(agencies); // taken back
            BodyRegister register = archive.port(BodyRegister.class);
            register.withdraw(part, "thử", archivist);
            register.withdraw(otherPart, "thử", archivist);
            UUID unused = agencies.followedBy(Who.SUCCESSOR, false);
            only(agencies); // what was decided against a body stands until it is decided anew
            inheritance.decide(Who.SUCCESSOR.body(), fonds, true, "nhận cả", archivist);
            only(agencies, Who.SUCCESSOR);
            AccountClosings closings = archive.port(AccountClosings.class);
            int closed = closings.closeEnded(); // or the application did it by itself
            assertThat(closed).isLessThanOrEqualTo(1);
            assertThat(agencies.account(Who.MAKER).enabled()).isFalse();
            closings.reopen(
                    agencies.account(Who.MAKER).id(),
                    "bàn giao",
                    person(Set.of(Role.ADMINISTRATOR), Set.of()));
            assertThat(agencies.reader(Who.MAKER).fonds())
                    .as("what it read on its last day")
                    .containsExactly(fonds);
        }
    }

    /** At each port, as whom the account reads now. */
    private static void only(Agencies agencies, Who... readers) throws Exception {
        for (Who who : Who.values()) {
            boolean may = Set.of(readers).contains(who);
            Reader reader = agencies.reader(who);
            assertThat(reader.fonds().contains(fonds)).as(who + " " + reader).isEqualTo(may);
            for (Kind kind : List.of(Kind.LISTED, Kind.LISTED_DOCUMENT, Kind.HIDDEN)) {
                getsAtThePorts(kind, reader);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void earlierVersionsAndWhatIsWithdrawnAreForThoseWhoLookAfterTheArchive(Kind kind)
            throws Exception {
        Sample sample = sample(kind);
        AipId id = sample.record().id();
        RecordHistory history = archive.port(RecordHistory.class);
        Withdrawals withdrawals = archive.port(Withdrawals.class);
        for (Role role : Role.values()) {
            Reader reader = person(Set.of(role), Set.of(fonds));
            boolean staff = Set.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR).contains(role);
            boolean reads =
                    (role == Role.ARCHIVIST && kind != Kind.SUSPECTED)
                            || (staff && !kind.recordHidden() && !kind.recordListed())
                            || (staff && kind == Kind.WITHDRAWN); // it was open before
            assertThat(history.newest(id, reader).isPresent())
                    .as(kind + " " + role)
                    .isEqualTo(reads);
            boolean document =
                    history.version(id, 1, reader).stream()
                            .flatMap(version -> version.documents().stream())
                            .anyMatch(each -> each.id().equals(sample.document().id()));
            assertThat(document)
                    .as("its document, " + kind + " " + role)
                    .isEqualTo(
                            reads
                                    && (role == Role.ARCHIVIST
                                            || kind == Kind.OPEN
                                            || kind == Kind.WITHDRAWN));
            assertThat(withdrawals.find(id, reader).isPresent())
                    .isEqualTo(staff && kind == Kind.WITHDRAWN);
        }
        assertThat(history.newest(id, Reader.ANONYMOUS)).isEmpty();
        assertThat(withdrawals.withdrawn(0, 10, citizen()).total()).isZero();
    }

    @Test
    void thePageWithAStampIsTheOfficersAlone() throws Exception {
        var open =
                archive.port(SuspectedSecrets.class)
                        .open(0, 100, person(Set.of(Role.SECRETS_OFFICER), Set.of()));
        assertThat(open.total())
                .as("no other document of the delivery was taken for a secret")
                .isEqualTo(1);
        SuspectedSecrets.Place place = Objects.requireNonNull(open.items().getFirst().place());
        SuspectImages images = archive.port(SuspectImages.class);
        for (Role role : Role.values()) {
            Reader reader = person(Set.of(role), Set.of(fonds));
            boolean sees;
            try {
                sees = images.image(place, 480, reader).jpeg().length > 0;
            } catch (Retrieval.NotAvailable e) {
                sees = false;
            }
            assertThat(sees).as(role.name()).isEqualTo(role == Role.SECRETS_OFFICER);
        }
        var other = new SuspectedSecrets.Place(place.record(), place.file(), place.page() + 1);
        Reader officer = person(Set.of(Role.SECRETS_OFFICER), Set.of());
        assertThatThrownBy(() -> images.image(other, 480, officer))
                .as("a page without a stamp")
                .isInstanceOf(Retrieval.NotAvailable.class);
    }

    private static boolean opens(ContentFileId file, Reader reader) throws Exception {
        try (Retrieval.VerifiedFile verified = archive.port(Retrieval.class).open(file, reader)) {
            return verified.file().id().equals(file);
        } catch (Retrieval.NotAvailable e) {
            return false;
        }
    }

    private static boolean shows(ContentFileId file, Reader reader) throws Exception {
        try {
            return archive.port(PageImages.class).image(file, 1, 480, reader).jpeg().length > 0;
        } catch (Retrieval.NotAvailable e) {
            return false;
        }
    }

    private static Reader citizen() {
        return person(Set.of(Role.CITIZEN), Set.of());
    }

    private static Reader agency(FondsId of) {
        return person(Set.of(Role.AGENCY), Set.of(of));
    }

    private static Reader person(Set<Role> roles, Set<FondsId> fonds) {
        return new Reader(new AccountId(UUID.randomUUID()), roles.toString(), roles, fonds);
    }
}
