package vn.tangthu.repository.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.catalogue.CatalogueRoom;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.TestDatabase;

/** What an agency is told of a list of references before it sends it. */
class ReferenceMatchingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Bodies BODIES = mock(Bodies.class);
    private static final BodyId OURS = new BodyId(new UUID(1, 1));
    private static final BodyId OTHER = new BodyId(new UUID(1, 2));
    private static FondsObject own;
    private static FondsObject theirs;
    private static FondsObject parted;
    private static Reader agency;
    private static JdbcReferenceMatching matching;

    @BeforeAll
    static void keep() {
        CatalogueRoom room = new CatalogueRoom(DATABASE.dataSource());
        own = room.put(Samples.fonds("18", Rights.OPEN));
        theirs = room.put(Samples.fonds("19", Rights.OPEN));
        parted = room.put(Samples.fonds("20", Rights.OPEN));
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        var unused =
                room.keep(
                        delivery,
                        Samples.aip(
                                own, null, "18.1978.05", delivery, Rights.LISTED, Rights.LISTED),
                        Samples.aip(own, null, "18.1978.06", delivery, Samples.HIDDEN, Rights.OPEN),
                        Samples.aip(
                                theirs,
                                null,
                                "19.1978.Đ-01",
                                delivery,
                                Rights.LISTED,
                                Rights.LISTED),
                        Samples.aip(
                                theirs, null, "19.1978.02", delivery, Rights.OPEN, Rights.LISTED),
                        Samples.aip(
                                parted, null, "20.1978.01", delivery, Rights.LISTED, Rights.OPEN),
                        Samples.aip(
                                parted, null, "20.1978.02", delivery, Rights.OPEN, Rights.LISTED),
                        Samples.aip(
                                parted, null, "20.1978.03", delivery, Rights.OPEN, Samples.HIDDEN));
        matching =
                new JdbcReferenceMatching(
                        DATABASE.jdbc(), DATABASE.transactions(), BODIES, Clock.systemUTC());
        agency = new Reader(null, "văn thư", Set.of(Role.AGENCY), Set.of(own.id()));
        when(BODIES.responsible(any(FondsId.class), any())).thenReturn(Bodies.Responsible.NOBODY);
        when(BODIES.responsible(eq(theirs.id()), any()))
                .thenReturn(new Bodies.Responsible(List.of(body(OTHER, "Xã Bình Lộc")), false));
        when(BODIES.responsible(eq(parted.id()), any()))
                .thenReturn(
                        new Bodies.Responsible(
                                List.of(body(OTHER, "Xã Bình Lộc"), body(OURS, "Xã Diên Khánh")),
                                true));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Body.Line body(BodyId id, String name) {
        return new Body.Line(id, name, BodyKind.COMMUNE, name, "", null, null);
    }

    private static List<Match> match(Reader reader, String... typed) {
        List<AskedReference> lines = new ArrayList<>();
        for (String one : typed) {
            lines.add(AskedReference.of("dòng " + (lines.size() + 2), one));
        }
        return matching.match(lines, OURS, reader);
    }

    private static Outcome outcome(Reader reader, String typed) {
        return match(reader, typed).getFirst().outcome();
    }

    @Test
    void aCodeIsFoundHoweverItIsTyped() {
        for (String typed :
                List.of("H49.18.1978.05", "18.1978.05", "h49/18 - 1978/05", " H49-18-1978-05 ")) {
            Match match = match(agency, typed).getFirst();
            assertThat(match.outcome()).as(typed).isEqualTo(Outcome.MATCHED);
            assertThat(Objects.requireNonNull(match.found()).code()).isEqualTo("H49.18.1978.05");
        }
        assertThat(outcome(agency, "h49.19.1978.d-01")).isEqualTo(Outcome.ELSEWHERE);
        assertThat(outcome(agency, "...")).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void whatIsHiddenIsWhatIsMissing() {
        Match hidden = match(agency, "H49.18.1978.06").getFirst();
        Match missing = match(agency, "H49.18.1978.99").getFirst();
        assertThat(hidden.outcome()).isEqualTo(missing.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(hidden.found()).isNull();
        assertThat(hidden.answering()).isEmpty();
    }

    @Test
    void whatAnotherBodyAnswersForIsToldWithThatBodyAndNothingOfItsContent() {
        Match match = match(agency, "H49.19.1978.Đ-01").getFirst();
        assertThat(match.outcome()).isEqualTo(Outcome.ELSEWHERE);
        assertThat(match.answering()).extracting(Body.Line::name).containsExactly("Xã Bình Lộc");
        assertThat(Objects.requireNonNull(match.found()).title()).isNull();
        // open records are everybody's
        assertThat(outcome(agency, "H49.19.1978.02")).isEqualTo(Outcome.MATCHED);
        // of a body that was parted we are one of those who answer: to be asked for
        Match shared = match(agency, "H49.20.1978.01").getFirst();
        assertThat(shared.outcome()).isEqualTo(Outcome.RESTRICTED);
        assertThat(shared.partly()).isTrue();
    }

    @Test
    void numbersFindOnlyDocumentsThatTheReaderMayReadSoThatGuessingFindsOutNothing() {
        // five documents have this number in 1978; the agency may read the one of its own fonds
        Match match = match(agency, "Kế hoạch số 23 / KH-UB ngày 12/06/1978").getFirst();
        assertThat(match.outcome()).isEqualTo(Outcome.MATCHED);
        assertThat(Objects.requireNonNull(match.found()).code()).isEqualTo("H49.18.1978.05");
        assertThat(match.found().document()).isNotNull();
        assertThat(outcome(agency, "023-khub 1978")).isEqualTo(Outcome.MATCHED);
        assertThat(outcome(agency, "23 1978")).isEqualTo(Outcome.MATCHED);
        assertThat(outcome(agency, "23/KH-UB 1979")).isEqualTo(Outcome.NOT_FOUND);
        assertThat(outcome(Reader.ANONYMOUS, "23/KH-UB 1978")).isEqualTo(Outcome.NOT_FOUND);
        assertThat(outcome(Reader.OPERATOR, "23/KH-UB 1978")).isEqualTo(Outcome.SEVERAL);
        AskedReference inside = AskedReference.of("2", "h49 18 1978 06", "23/kh-ub", "");
        assertThat(matching.match(List.of(inside), OURS, Reader.OPERATOR).getFirst().outcome())
                .isEqualTo(Outcome.MATCHED);
        assertThat(matching.match(List.of(inside), OURS, agency).getFirst().outcome())
                .isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void whatAListHasTwiceIsToldTheSecondTime() {
        assertThat(match(agency, "H49.18.1978.05", "18/1978/05", "23/KH-UB 1978"))
                .extracting(Match::outcome)
                .containsExactly(Outcome.MATCHED, Outcome.REPEATED, Outcome.REPEATED);
    }

    @Test
    void aWholeFondsIsTakenByItsYearsWithoutWhatIsHidden() {
        assertThat(matching.ofFonds("18", 1970, 1978, OURS, agency).orElseThrow())
                .extracting(match -> Objects.requireNonNull(match.found()).code())
                .containsExactly("H49.18.1978.05");
        assertThat(matching.ofFonds("18", 1982, 1990, OURS, agency).orElseThrow()).isEmpty();
        assertThat(matching.ofFonds("99", 1900, 2000, OURS, agency)).isEmpty();
        assertThat(matching.ofFonds("19", 1978, 1978, OURS, agency).orElseThrow())
                .extracting(Match::outcome)
                .containsExactly(Outcome.MATCHED, Outcome.ELSEWHERE);
    }

    @Test
    void aReadableRecordWithClosedDocumentsTakesTwoPersonsAndHiddenOnesAreNotTold() {
        assertThat(outcome(agency, "H49.20.1978.02")).isEqualTo(Outcome.RESTRICTED);
        assertThat(outcome(agency, "H49.20.1978.03")).isEqualTo(Outcome.MATCHED);
        assertThat(outcome(agency, "H49.18.1978.05")).isEqualTo(Outcome.MATCHED); // of its fonds
        assertThat(outcome(Reader.OPERATOR, "H49.20.1978.02")).isEqualTo(Outcome.MATCHED);
    }

    private static void paper(FondsObject fonds, String code, int access, int year) {
        int unused =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.paper_entry (id, fonds, file_code, title,"
                                        + " from_year, to_year, access, title_public, opened,"
                                        + " changed_by, changed_at) values (gen_random_uuid(), ?, ?,"
                                        + " 'Hồ sơ giấy', ?, ?, ?, false, true, 'an', now())")
                        .params(fonds.id().value(), code, year, year + 2, access)
                        .update();
    }

    @Test
    void whatIsOnPaperIsToldToWhomItMayBeToldAndCannotBeOrdered() {
        paper(own, "18.2001.Đ-7", 1, 2001);
        paper(own, "18.2001.8", 2, 2001);
        paper(theirs, "19.2001.1", 1, 2001);
        paper(theirs, "19.2001.2", 0, 2001);
        for (String typed : List.of("H49.18.2001.Đ-7", "18/2001/d 7", "h49 - 18.2001.đ.7")) {
            Match match = match(agency, typed).getFirst();
            assertThat(match.outcome()).as(typed).isEqualTo(Outcome.ON_PAPER);
            assertThat(match.outcome().canBeOrdered()).isFalse();
            assertThat(Objects.requireNonNull(match.found()).code()).isEqualTo("H49.18.2001.Đ-7");
            assertThat(match.found().title()).as("of its own fonds").isEqualTo("Hồ sơ giấy");
        }
        Match hidden = match(agency, "18.2001.8").getFirst();
        assertThat(hidden.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(hidden.found()).isNull();
        assertThat(outcome(Reader.OPERATOR, "18.2001.8")).isEqualTo(Outcome.ON_PAPER);
        Match listed = match(agency, "19.2001.1").getFirst();
        assertThat(listed.outcome()).isEqualTo(Outcome.ON_PAPER);
        assertThat(Objects.requireNonNull(listed.found()).title()).isNull();
        assertThat(listed.answering()).extracting(Body.Line::name).containsExactly("Xã Bình Lộc");
        assertThat(Objects.requireNonNull(match(agency, "19.2001.2").getFirst().found()).title())
                .isEqualTo("Hồ sơ giấy");
        AskedReference inside = AskedReference.of("2", "18.2001.Đ-7", "23/KH-UB", "");
        assertThat(matching.match(List.of(inside), OURS, agency).getFirst().outcome())
                .as("a document of a hồ sơ that is on paper")
                .isEqualTo(Outcome.ON_PAPER);
        assertThat(match(agency, "18.2001.Đ-7", "H49.18.2001.Đ-7"))
                .extracting(Match::outcome)
                .containsExactly(Outcome.ON_PAPER, Outcome.REPEATED);
        assertThat(matching.ofFonds("18", 1978, 2002, OURS, agency).orElseThrow())
                .extracting(m -> Objects.requireNonNull(m.found()).code() + " " + m.outcome())
                .containsExactly("H49.18.1978.05 MATCHED", "H49.18.2001.Đ-7 ON_PAPER");
        assertThat(matching.ofFonds("18", 2004, 2009, OURS, agency).orElseThrow()).isEmpty();
        int unused =
                DATABASE.jdbc()
                        .sql("update kept.paper_entry set withdrawn = true where access = 0")
                        .update();
        assertThat(outcome(agency, "19.2001.2")).isEqualTo(Outcome.NOT_FOUND);
        unused =
                DATABASE.jdbc()
                        .sql("update kept.paper_entry set record = gen_random_uuid()")
                        .update();
        assertThat(outcome(agency, "19.2001.1")).as("digitised").isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void codesOfPaperAreAnsweredByTheirIndex() {
        List<String> plan =
                DATABASE.transactions()
                        .execute(
                                status -> {
                                    status.setRollbackOnly();
                                    int unused =
                                            DATABASE.jdbc()
                                                    .sql(
                                                            "insert into kept.paper_entry (id,"
                                                                    + " fonds, file_code, title,"
                                                                    + " access, title_public, opened,"
                                                                    + " changed_by, changed_at) select"
                                                                    + " gen_random_uuid(), ?, 'n' || n,"
                                                                    + " 'Hồ sơ', 0, true, true, 'an',"
                                                                    + " now() from generate_series(1,"
                                                                    + " 3000) n")
                                                    .param(own.id().value())
                                                    .update();
                                    unused =
                                            DATABASE.jdbc()
                                                    .sql("analyze kept.paper_entry")
                                                    .update();
                                    return DATABASE.jdbc()
                                            .sql("explain " + PaperReferences.CODES)
                                            .param("ns", new Integer[] {1})
                                            .param("codes", new String[] {"18.2001.7"})
                                            .param("known", 1)
                                            .query(String.class)
                                            .list();
                                });
        assertThat(String.join("\n", Objects.requireNonNull(plan)))
                .contains("paper_entry_reference")
                .doesNotContain("Seq Scan on paper_entry", "paper_entry_known");
    }

    @Test
    void unknownNumbersAreAnsweredByIndexesAndNotByAllDocuments() {
        List<String> plan =
                DATABASE.transactions()
                        .execute(
                                status -> {
                                    for (String off : List.of("seqscan", "indexonlyscan")) {
                                        int unused =
                                                DATABASE.jdbc()
                                                        .sql("set local enable_" + off + " = off")
                                                        .update();
                                    }
                                    return DATABASE.jdbc()
                                            .sql("explain " + JdbcReferenceMatching.NUMBERS)
                                            .param("ns", new Integer[] {1})
                                            .param("numbers", new String[] {"23/KH-UB"})
                                            .param("years", new Integer[] {1978})
                                            .param("codes", new String[] {""})
                                            .param("own", new UUID[0])
                                            .param("ownRank", 0)
                                            .param("anyRank", 0)
                                            .query(String.class)
                                            .list();
                                });
        String all = String.join("\n", Objects.requireNonNull(plan));
        assertThat(all)
                .containsPattern("document_number\\b")
                .contains("document_number_of_year", "record_reference_short")
                .containsPattern("record_reference\\b")
                .doesNotContain("Seq Scan on document");
    }
}
