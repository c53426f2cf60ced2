package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tangthu.repository.catalogue.Samples.HIDDEN;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter.Reservation;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SeriesId;

/** What the catalogue promises, on whichever PostgreSQL the subclass brings. */
abstract class CatalogueContract {
    private static final Rights OPEN = Rights.OPEN;
    private static final Rights LISTED = Rights.LISTED;
    private static final Rights LISTED_WITH_TITLE = new Rights(Access.LISTED, true, null);

    private CatalogueRoom room;
    private DeliveryId delivery;
    private String unique;

    abstract DataSource database();

    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database());
        delivery = newDelivery();
        unique = UUID.randomUUID().toString().substring(0, 8);
    }

    private static DeliveryId newDelivery() {
        return new DeliveryId(UUID.randomUUID());
    }

    private static Reader agencyOf(FondsObject fonds) {
        return new Reader(null, "agency", Set.of(Role.AGENCY), Set.of(fonds.id()));
    }

    private Aip aip(FondsObject fonds, String code, Rights rights, Rights... documents) {
        String series = fonds.series().isEmpty() ? null : fonds.series().getFirst().code();
        return Samples.aip(
                fonds,
                series,
                unique + "." + code,
                delivery,
                rights,
                documents.length == 0 ? new Rights[] {OPEN} : documents);
    }

    private static SeriesId series(FondsObject fonds) {
        return fonds.series().getFirst().id();
    }

    @Test
    void aRecordComesBackAsItWasPutIn() {
        FondsObject fonds = room.put(Samples.fonds("P1" + unique, OPEN, "1"));
        Aip aip = room.stage(delivery, aip(fonds, "7", OPEN, OPEN, OPEN));
        assertThat(room.catalogue.record(aip.id(), Reader.OPERATOR)).isEmpty();
        assertThat(room.acknowledge(delivery)).containsExactly(aip.id());

        var view =
                (RecordView.Full) room.catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow();
        assertThat(view.description()).isEqualTo(aip.description());
        assertThat(view.versions()).isEqualTo(aip.history());
        assertThat(view.documents())
                .map(d -> d.description())
                .isEqualTo(aip.documents().stream().map(Aip.Document::description).toList());
        assertThat(view.documents().get(1).files()).isEqualTo(aip.documents().get(1).files());
        assertThat(view.series()).isNotNull();
        assertThat(view.provenance().submitter()).isEqualTo("Công ty Số hóa Biển Đông");
        assertThat(room.catalogue.resolve(aip.description().arcFileCode(), Reader.ANONYMOUS))
                .contains(aip.id());
        assertThat(room.catalogue.resolve(aip.fileCode(), Reader.ANONYMOUS)).contains(aip.id());
        assertThat(room.catalogue.resolve(aip.id().urn(), Reader.ANONYMOUS)).contains(aip.id());
    }

    @Test
    void groundAndEndAreThoseOfTheLevelThatDecides() {
        Rights ofFonds =
                new Rights(
                        Access.LISTED,
                        false,
                        "QĐ 3",
                        AccessGround.BUSINESS_SECRET,
                        LocalDate.of(2040, 12, 31));
        Rights ofRecord =
                new Rights(
                        Access.LISTED, false, null, AccessGround.DAMAGED, LocalDate.of(2030, 6, 1));
        FondsObject fonds = room.put(Samples.fonds("P9" + unique, ofFonds, "1"));
        Aip silent = room.stage(delivery, aip(fonds, "1", LISTED, OPEN, HIDDEN));
        Aip open = room.stage(delivery, aip(fonds, "2", OPEN, ofRecord));
        Aip damaged = room.stage(delivery, aip(fonds, "3", ofRecord, LISTED));
        Aip hidden = room.stage(delivery, aip(fonds, "4", HIDDEN, ofRecord));
        room.acknowledge(delivery);

        assertThat(read(silent).rights()).isEqualTo(ofFonds);
        assertThat(read(silent).documents())
                .extracting(ArchivalDocument::rights)
                .containsExactly(ofFonds, HIDDEN);
        assertThat(read(open).rights()).isEqualTo(ofFonds);
        assertThat(read(open).documents().getFirst().rights()).isEqualTo(ofRecord);
        assertThat(read(damaged).rights()).isEqualTo(ofRecord);
        assertThat(read(damaged).documents().getFirst().rights()).isEqualTo(ofRecord);
        assertThat(read(hidden).rights()).isEqualTo(HIDDEN);
        assertThat(read(hidden).documents().getFirst().rights()).isEqualTo(HIDDEN);

        // Why a fonds is closed is not told to who may not read it.
        assertThat(room.catalogue.fonds(fonds.id(), Reader.OPERATOR).orElseThrow().rights())
                .isEqualTo(ofFonds);
        assertThat(room.catalogue.fonds(fonds.id(), Reader.ANONYMOUS).orElseThrow().rights())
                .isEqualTo(new Rights(Access.LISTED, false, "QĐ 3"));
    }

    private RecordView.Full read(Aip aip) {
        return (RecordView.Full) room.catalogue.record(aip.id(), Reader.OPERATOR).orElseThrow();
    }

    @Test
    void hiddenIsAbsentEverywhereAndInEveryCount() {
        FondsObject fonds = room.put(Samples.fonds("P2" + unique, OPEN, "1"));
        Aip open = room.stage(delivery, aip(fonds, "1", OPEN, OPEN, HIDDEN, LISTED));
        Aip listed = room.stage(delivery, aip(fonds, "2", LISTED));
        Aip hidden = room.stage(delivery, aip(fonds, "3", HIDDEN));
        room.acknowledge(delivery);

        var list = room.catalogue.records(series(fonds), 0, 10, Reader.ANONYMOUS);
        assertThat(list.total()).isEqualTo(2);
        assertThat(list.items())
                .extracting(RecordSummary::id)
                .containsExactly(open.id(), listed.id());
        assertThat(list.items().getFirst().documents()).as("open and listed").isEqualTo(2);
        assertThat(list.items().getFirst().pages()).as("of the open one").isEqualTo(3);
        assertThat(list.items().getLast().title()).isNull();
        assertThat(list.items().getLast().documents()).isZero();
        assertThat(room.catalogue.fonds(fonds.id(), Reader.ANONYMOUS).orElseThrow().recordCount())
                .isEqualTo(2);
        assertThat(room.catalogue.series(fonds.id(), 0, 5, Reader.ANONYMOUS).items().getFirst())
                .extracting(s -> s.recordCount())
                .isEqualTo(2L);

        assertThat(room.catalogue.record(hidden.id(), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.record(hidden.id(), agencyOf(fonds))).isEmpty();
        assertThat(room.catalogue.record(hidden.id(), Reader.OPERATOR)).isPresent();
        assertThat(room.catalogue.resolve(hidden.id().toString(), Reader.ANONYMOUS)).isEmpty();
        assertThat(
                        room.catalogue.recordOf(
                                hidden.documents().getFirst().files().getFirst().id(),
                                Reader.ANONYMOUS))
                .isEmpty();
        assertThat(
                        room.catalogue.recordOf(
                                open.documents().get(1).files().getFirst().id(), Reader.ANONYMOUS))
                .as("a hidden document of an open record")
                .isEmpty();

        var view =
                (RecordView.Full) room.catalogue.record(open.id(), Reader.ANONYMOUS).orElseThrow();
        assertThat(view.documents()).hasSize(1);
        assertThat(view.documentsWithheld()).as("the listed one; the hidden vanishes").isEqualTo(1);
        var all = (RecordView.Full) room.catalogue.record(open.id(), Reader.OPERATOR).orElseThrow();
        assertThat(all.documents()).hasSize(3);
        assertThat(room.catalogue.records(series(fonds), 0, 10, Reader.OPERATOR).total())
                .isEqualTo(3);
    }

    @Test
    void aLineTellsWhatTheRecordItselfWouldTell() {
        FondsObject fonds = room.put(Samples.fonds("P9" + unique, OPEN, "1"));
        Aip open = room.stage(delivery, aip(fonds, "1", OPEN, OPEN, HIDDEN, LISTED, OPEN, OPEN));
        Aip listed = room.stage(delivery, aip(fonds, "2", LISTED));
        Aip titled = room.stage(delivery, aip(fonds, "3", LISTED_WITH_TITLE));
        Aip hidden = room.stage(delivery, aip(fonds, "4", HIDDEN));
        room.acknowledge(delivery);
        List<DocumentId> documents =
                Stream.of(open, listed, titled, hidden)
                        .flatMap(aip -> aip.documents().stream())
                        .map(Aip.Document::id)
                        .toList();
        // The fourth stands on a page of the listed one.
        JdbcClient.create(database())
                .sql(
                        "update projection.content_file set whole_id = ?, first_page = 1,"
                                + " whole_pages = 9 where document_id in (?, ?)")
                .params(UUID.randomUUID(), documents.get(2).value(), documents.get(3).value())
                .update();
        List<AipId> ids =
                List.of(
                        open.id(),
                        listed.id(),
                        titled.id(),
                        hidden.id(),
                        new AipId(UUID.randomUUID()));
        for (Reader reader : List.of(Reader.ANONYMOUS, Reader.OPERATOR)) {
            assertThat(room.catalogue.lines(ids, documents, reader))
                    .isEqualTo(
                            room.catalogue.records(ids, reader).values().stream()
                                    .collect(
                                            Collectors.toMap(
                                                    RecordView::id,
                                                    view -> Catalogue.Line.of(view, documents))));
        }
        Map<AipId, Catalogue.Line> seen = room.catalogue.lines(ids, documents, Reader.ANONYMOUS);
        assertThat(seen).containsOnlyKeys(open.id(), listed.id(), titled.id());
        assertThat(Objects.requireNonNull(seen.get(open.id())).subjects())
                .containsOnlyKeys(documents.get(0), documents.get(4));
        assertThat(Objects.requireNonNull(seen.get(listed.id())).subjects()).isEmpty();
        // Each asked for alone is held to the page it shares, too.
        assertThat(room.catalogue.lines(ids, List.of(documents.get(3)), Reader.ANONYMOUS))
                .allSatisfy((id, line) -> assertThat(line.subjects()).isEmpty());
        assertThat(room.catalogue.lines(ids, List.of(), Reader.ANONYMOUS)).hasSize(3);
    }

    @Test
    void listedShowsThatItExistsAndItsTitleOnlyWhereEveryLevelAllows() {
        FondsObject open = room.put(Samples.fonds("P3" + unique, OPEN, "1"));
        FondsObject strict = room.put(Samples.fonds("P4" + unique, LISTED, "1"));
        Aip listed = room.stage(delivery, aip(open, "1", LISTED));
        Aip titled = room.stage(delivery, aip(open, "2", LISTED_WITH_TITLE));
        Aip underStrict = room.stage(delivery, aip(strict, "3", OPEN));
        room.acknowledge(delivery);

        Map<AipId, RecordView> seen =
                room.catalogue.records(
                        List.of(listed.id(), titled.id(), underStrict.id()), Reader.ANONYMOUS);
        assertThat(seen.get(listed.id()))
                .isInstanceOf(RecordView.Listed.class)
                .extracting(RecordView::titleOrNull)
                .isNull();
        assertThat(seen.get(titled.id()))
                .extracting(RecordView::titleOrNull)
                .isEqualTo(titled.description().title());
        assertThat(seen.get(underStrict.id())).extracting(RecordView::titleOrNull).isNull();
        assertThat(room.catalogue.known(seen.keySet(), Reader.ANONYMOUS)).isEqualTo(seen.keySet());
        assertThat(room.catalogue.record(underStrict.id(), agencyOf(strict)).orElseThrow())
                .isInstanceOf(RecordView.Full.class);
        assertThat(room.catalogue.record(underStrict.id(), agencyOf(open)).orElseThrow())
                .isInstanceOf(RecordView.Listed.class);
        assertThat(room.catalogue.fonds(strict.id(), Reader.ANONYMOUS).orElseThrow().history())
                .isNull();
        assertThat(room.catalogue.publicRecords(null, 1000))
                .extracting(p -> p.id())
                .doesNotContain(listed.id(), titled.id(), underStrict.id());
    }

    @Test
    void aHiddenFondsHidesAllThatIsInIt() {
        FondsObject fonds = room.put(Samples.fonds("P5" + unique, HIDDEN, "1"));
        Aip aip = room.stage(delivery, aip(fonds, "1", OPEN));
        room.acknowledge(delivery);
        assertThat(room.catalogue.fonds(fonds.id(), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.fondsByCode(fonds.fonds().code(), agencyOf(fonds))).isEmpty();
        assertThat(room.catalogue.series(fonds.id(), 0, 5, Reader.ANONYMOUS).total()).isZero();
        assertThat(room.catalogue.series(fonds.id(), series(fonds), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.series(fonds.id(), series(fonds), Reader.OPERATOR))
                .contains(
                        room.catalogue
                                .series(fonds.id(), 0, 5, Reader.OPERATOR)
                                .items()
                                .getFirst());
        assertThat(
                        room.catalogue.series(
                                new FondsId(UUID.randomUUID()), series(fonds), Reader.OPERATOR))
                .as("of another fonds")
                .isEmpty();
        assertThat(room.catalogue.records(series(fonds), 0, 5, Reader.ANONYMOUS).total()).isZero();
        assertThat(room.catalogue.record(aip.id(), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.record(aip.id(), Reader.OPERATOR)).isPresent();
        Set<AipId> asked = Set.of(aip.id(), new AipId(UUID.randomUUID()));
        assertThat(room.catalogue.known(asked, Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.known(asked, Reader.OPERATOR)).containsExactly(aip.id());
    }

    @Test
    void codesStandInNaturalOrderAndPagesJoinWithoutGap() {
        FondsObject fonds = room.put(Samples.fonds("P6" + unique, OPEN));
        for (int i : new int[] {10, 9, 100, 2}) {
            room.stage(delivery, aip(fonds, "" + i, OPEN));
        }
        room.acknowledge(delivery);
        var first = room.catalogue.recordsWithoutSeries(fonds.id(), 0, 3, Reader.ANONYMOUS);
        var rest = room.catalogue.recordsWithoutSeries(fonds.id(), 3, 3, Reader.ANONYMOUS);
        assertThat(first.total()).isEqualTo(4);
        assertThat(Stream.concat(first.items().stream(), rest.items().stream()))
                .extracting(r -> r.arcFileCode().replaceAll(".*\\.", ""))
                .containsExactly("2", "9", "10", "100");
    }

    @Test
    void aCodeBelongsToOneDeliveryAndThenToOneRecord() {
        FondsObject fonds = room.put(Samples.fonds("P7" + unique, OPEN));
        Aip aip = aip(fonds, "1", OPEN);
        String code = aip.description().arcFileCode();
        DeliveryId other = newDelivery();
        var reserved = room.writer.reserve(delivery, code, aip.fingerprint());
        assertThat(room.writer.reserve(delivery, code, aip.fingerprint()))
                .as("after an interruption")
                .isEqualTo(reserved);
        assertThat(room.writer.reserve(other, code, aip.fingerprint()))
                .isEqualTo(new Reservation.InFlight(delivery));
        AipId id = ((Reservation.Reserved) reserved).id();
        Aip mine = Samples.withId(aip, id);
        room.writer.stage(delivery, mine);
        room.writer.stage(delivery, mine);
        assertThat(room.writer.openReservations(delivery)).hasSize(1);
        assertThat(room.acknowledge(delivery)).containsExactly(id);
        assertThat(room.acknowledge(delivery)).isEmpty();
        assertThat(room.writer.openReservations(delivery)).isEmpty();
        assertThat(room.writer.reserve(other, code, aip.fingerprint()))
                .isEqualTo(new Reservation.AlreadyKept(id));
        assertThat(room.writer.reserve(other, code, aip(fonds, "2", OPEN).fingerprint()))
                .isEqualTo(new Reservation.TakenByOther(id));
        room.writer.discard(id);
        assertThat(room.catalogue.record(id, Reader.ANONYMOUS))
                .as("what is acknowledged is not discarded")
                .isPresent();
    }

    @Test
    void discardingLeavesNothingAndFreesTheCode() {
        FondsObject fonds = room.put(Samples.fonds("P8" + unique, OPEN));
        Aip aip = room.stage(delivery, aip(fonds, "1", OPEN));
        room.writer.discard(aip.id());
        assertThat(room.acknowledge(delivery)).isEmpty();
        assertThat(room.writer.known(aip.description().arcFileCode())).isEmpty();
        assertThat(room.keep(newDelivery(), aip)).hasSize(1);
    }

    @Test
    void newRowsOfAVersionReplaceTheOldAndNeverTheNewer() {
        FondsObject fonds = room.put(Samples.fonds("P9" + unique, OPEN));
        Aip first = room.stage(delivery, aip(fonds, "1", OPEN, OPEN, OPEN));
        room.acknowledge(delivery);
        Aip second = Versions.next(first, HIDDEN);
        long before = room.journal.head();
        room.writer.changed(second, ChangeJournal.Kind.RIGHTS_CHANGED);
        assertThat(room.catalogue.record(first.id(), Reader.ANONYMOUS)).isEmpty();
        room.writer.changed(first, ChangeJournal.Kind.AIP_CHANGED);
        assertThat(room.catalogue.record(first.id(), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.journal.after(before, 10))
                .extracting(ChangeJournal.Entry::kind)
                .containsExactly(ChangeJournal.Kind.RIGHTS_CHANGED);
        assertThat(room.catalogue.fonds(fonds.id(), Reader.ANONYMOUS).orElseThrow().recordCount())
                .isZero();
    }
}
