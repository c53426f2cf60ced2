package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.tangthu.repository.catalogue.Samples.HIDDEN;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.CatalogueChanges;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.PaperLists;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.PaperRegister.Draft;
import vn.tangthu.repository.PaperRegister.Entry;
import vn.tangthu.repository.PaperRegister.Outcome;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.database.TestDatabase;

/** Paper that is not digitised: taken in, corrected, seen by its rights, and digitised later. */
class PaperHoldingsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(4);
    private static final Reader AN = new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final String HEADINGS =
            "Mã phông,Mục lục số,Hồ sơ số,Tiêu đề hồ sơ,Từ năm,Đến năm,Mét giá,Số hộp,Số tờ,"
                    + "\"Kho, giá, hộp\",Tình trạng vật lý,Mức truy cập,Hạn chế đến hết ngày\n";
    private static final List<String> told = new ArrayList<>();
    private static Instant now = Instant.parse("2026-11-22T03:00:00Z");
    private static long awaited;
    private static boolean behind;
    private static CatalogueRoom room;
    private static AnnotationConfigApplicationContext context;
    private static PaperRegister register;
    private static PaperLists lists;

    @TempDir private Path tmp;
    private FondsObject fonds;
    private String code;

    @BeforeAll
    static void open() {
        room = new CatalogueRoom(DATABASE.dataSource());
        context = new AnnotationConfigApplicationContext();
        context.registerBean(
                DataSource.class, DATABASE::dataSource, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(TransactionTemplate.class, () -> room.transactions);
        context.registerBean(
                CatalogueChanges.class, () -> new JdbcCatalogueChanges(room.jdbc, room.journal));
        context.registerBean(Clock.class, Moving::new);
        context.registerBean(ActivityLog.class, Told::new);
        context.registerBean(IndexBarrier.class, () -> PaperHoldingsTest::await);
        context.getEnvironment().getSystemProperties().put("tangthu.paper.background", "false");
        context.scan("vn.tangthu.repository.paper", "vn.tangthu.repository.ingest.paper");
        context.refresh();
        register = context.getBean(PaperRegister.class);
        lists = context.getBean(PaperLists.class);
    }

    @AfterAll
    static void close() {
        context.close();
        System.clearProperty("tangthu.paper.background");
        DATABASE.close();
    }

    @BeforeEach
    void begin() {
        code = "P" + UUID.randomUUID().toString().substring(0, 8);
        fonds = room.put(Samples.fonds(code, Rights.OPEN, "1"));
    }

    private static void await(long sequence) {
        awaited = sequence;
        if (behind) {
            throw new IllegalStateException("behind");
        }
    }

    private static final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Told implements ActivityLog {
        @Override
        public void record(
                Reader actor,
                String action,
                @Nullable String subject,
                @Nullable String detail,
                @Nullable ReadingPurpose purpose) {
            told.add(action);
        }

        @Override
        public Slice<Entry> list(int offset, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    private Outcome takeIn(String rows, boolean dryRun) throws IOException {
        return takeIn(HEADINGS, rows, dryRun);
    }

    private Outcome takeIn(String headings, String rows, boolean dryRun) throws IOException {
        Path file = Files.writeString(tmp.resolve("giay.csv"), headings + rows);
        return lists.takeIn(file, "giay.csv", dryRun, AN);
    }

    private String row(String number, String rest) {
        return code + ",1," + number + "," + rest + "\n";
    }

    private Entry entry(String number) {
        return register.list(code, code + ".1." + number, null, 10, AN).getFirst();
    }

    private static RecordView.@Nullable Paper seen(AipId id, Reader reader) {
        return room.catalogue.onPaper(List.of(id), reader).get(id);
    }

    private Draft draft(String fileCode, Rights rights, @Nullable LocalDate until) {
        return new Draft(
                "biểu mẫu",
                code,
                fileCode,
                "1",
                "7",
                "Hồ sơ đắp đập Đá Bàn",
                1978,
                1981,
                new BigDecimal("0.35"),
                2,
                340,
                "Kho 2, giá 14, hộp 7",
                PhysicalCondition.FAIR,
                rights,
                until,
                null,
                Set.of());
    }

    @Test
    void aListIsTakenInOnceAndTheSameAgainChangesNothing() throws IOException {
        String rows =
                row("1", "Hồ sơ đắp đê,1978,1981,\"0,35\",2,340,K2.G14.H7,Tốt,công khai,")
                        + row("2", "Hồ sơ cấp đất,1995,,\"1,2\",1,,K2.G14.H8,03,02,");
        assertThat(takeIn(rows, true).added()).isEqualTo(2);
        assertThat(register.list(code, "", null, 10, AN)).as("a dry run").isEmpty();

        long before = room.journal.head();
        Outcome first = takeIn(rows, false);
        assertThat(first.findings()).isEmpty();
        assertThat(first.added()).isEqualTo(2);
        assertThat(room.journal.after(before, 10))
                .extracting(ChangeJournal.Entry::subject)
                .containsExactly(entry("1").id().value(), entry("2").id().value());
        Outcome again = takeIn(rows, false);
        assertThat(again.same()).isEqualTo(2);
        assertThat(again.added() + again.changed()).isZero();
        assertThat(room.journal.head()).isEqualTo(before + 2);

        Entry one = entry("1");
        assertThat(one.arcFileCode()).isEqualTo("H49." + code + ".1.1");
        assertThat(one.draft().shelf()).isEqualTo("K2.G14.H7");
        assertThat(one.draft().metres()).isEqualByComparingTo("0.35");
        assertThat(one.draft().condition()).isEqualTo(PhysicalCondition.GOOD);
        assertThat(one.draft().rights().access()).isEqualTo(Access.PUBLIC);
        assertThat(entry("2").draft().rights().access()).isEqualTo(Access.LISTED);
        assertThat(entry("2").draft().toYear()).as("one year is both").isEqualTo(1995);

        Outcome changed = takeIn(rows.replace("Hồ sơ đắp đê", "Hồ sơ đắp đê Thanh Lộc"), false);
        assertThat(changed.changed()).isEqualTo(1);
        assertThat(changed.same()).isEqualTo(1);
        assertThat(entry("1").draft().title()).isEqualTo("Hồ sơ đắp đê Thanh Lộc");
        assertThat(register.changes(one.id(), 10, AN))
                .extracting(PaperRegister.Change::isNew)
                .containsExactly(false, true);
        assertThat(told).contains("PAPER_IMPORTED");
    }

    @Test
    void whatAListHasNoColumnForStays() throws IOException {
        boolean unused =
                takeIn(row("1", "Hồ sơ đê,1978,1981,\"0,35\",2,340,K2.G14,Tốt,công khai,"), false)
                        .refused();
        Outcome outcome =
                takeIn(
                        "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Số hộp\n",
                        code + "," + code.toLowerCase(Locale.ROOT) + ".1.1,Hồ sơ đê,3\n",
                        false);
        assertThat(outcome.changed()).as("the code is one whatever its capitals").isEqualTo(1);
        Entry entry = entry("1");
        assertThat(entry.draft().boxes()).isEqualTo(3);
        assertThat(entry.draft().shelf()).isEqualTo("K2.G14");
        assertThat(entry.draft().fromYear()).isEqualTo(1978);
        assertThat(entry.draft().rights().access()).isEqualTo(Access.PUBLIC);
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsTakenIn() throws IOException {
        String rows =
                row("1", "Đúng,1978,1981,1,1,1,K,Tốt,công khai,")
                        + row("1", "Trùng,1978,1981,1,1,1,K,Tốt,công khai,")
                        + row("3", "Sai,2005,1999,nhiều,-2,1,K,Rách,ai cũng xem,")
                        + row("4", ",1978,1981,1,1,1,K,Tốt,Tuyệt mật,")
                        + "KHONG-CO,1,5,Phông lạ,1978,1981,1,1,1,K,Tốt,,\n";
        Outcome outcome = takeIn(rows, false);
        assertThat(outcome.refused()).isTrue();
        assertThat(outcome.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        "PAPER_CODE_TWICE",
                        "PAPER_YEARS",
                        "PAPER_NUMBER",
                        "PAPER_NUMBER",
                        "PAPER_CODE",
                        "PAPER_CODE",
                        "BODY_CELL_EMPTY",
                        "PAPER_SECRET",
                        "PAPER_FONDS_UNKNOWN");
        assertThat(register.list(code, "", null, 10, AN)).isEmpty();
        assertThat(takeIn("Số,Tên\n", "1,2\n", false).findings())
                .extracting(Finding::code)
                .containsExactly("PAPER_LIST_UNKNOWN");
        assertThatThrownBy(
                        () -> {
                            Outcome unused = lists.takeIn(tmp, "x", false, Reader.ANONYMOUS);
                        })
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void eachReaderSeesWhatTheRightsGiveAndNobodyOutsideWhereItStands() {
        AipId open = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        AipId listed = register.save(null, 0, draft(code + ".2", Rights.LISTED, null), "mới", AN);
        AipId hidden = register.save(null, 0, draft(code + ".3", HIDDEN, null), "mới", AN);
        Reader agency = new Reader(null, "sở", Set.of(Role.AGENCY), Set.of(fonds.id()));

        RecordView.Paper whole = seen(open, Reader.ANONYMOUS);
        assertThat(whole).isNotNull();
        assertThat(whole.titleOrNull()).isEqualTo("Hồ sơ đắp đập Đá Bàn");
        assertThat(whole.facts()).isNotNull();
        assertThat(whole.facts().metres()).isEqualByComparingTo("0.35");
        assertThat(whole.toString()).doesNotContain("giá 14");
        RecordView.Paper known = seen(listed, Reader.ANONYMOUS);
        assertThat(known).isNotNull();
        assertThat(known.titleOrNull()).isNull();
        assertThat(known.facts()).isNull();
        assertThat(seen(listed, agency)).extracting(RecordView.Paper::isWhole).isEqualTo(true);
        assertThat(seen(hidden, Reader.ANONYMOUS)).isNull();
        assertThat(seen(hidden, agency)).isNull();
        assertThat(seen(hidden, AN)).isNotNull();
        assertThat(room.catalogue.records(List.of(open, listed), AN))
                .as("they are no packages")
                .isEmpty();
        assertThat(room.catalogue.found(List.of(open, listed, hidden), Reader.ANONYMOUS))
                .containsOnlyKeys(open, listed);
        assertThat(room.catalogue.lines(List.of(open, hidden), List.of(), Reader.ANONYMOUS))
                .containsOnlyKeys(open);
        assertThat(room.catalogue.resolveOnPaper("h49." + code + ".2", Reader.ANONYMOUS))
                .contains(listed);
        assertThat(room.catalogue.resolveOnPaper(code + ".3", Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.publicPaper(null, 1000))
                .extracting(r -> r.id())
                .contains(open)
                .doesNotContain(listed, hidden);
        assertThat(room.catalogue.hasPaper(fonds.id(), Reader.ANONYMOUS)).isTrue();
        assertThat(register.find(open, Reader.ANONYMOUS)).isEmpty();
        assertThat(register.of(List.of(open), agency)).isEmpty();
    }

    @Test
    void aCorrectionNamesWhatWasSeenAndAWithdrawalCanBeTakenBack() throws IOException {
        AipId id = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        AipId same = register.save(id, 1, draft(code + ".9", Rights.OPEN, null), "sai mã", AN);
        assertThat(same).isEqualTo(id);
        Entry entry = register.find(id, AN).orElseThrow();
        assertThat(entry.draft().fileCode()).isEqualTo(code + ".9");
        assertThatThrownBy(
                        () -> {
                            AipId unused =
                                    register.save(
                                            id, 1, draft(code + ".1", Rights.OPEN, null), "cũ", AN);
                        })
                .as("another code alone is a change that others must have seen")
                .hasMessageContaining("PAPER_CHANGED");
        AipId other = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        assertThatThrownBy(
                        () -> {
                            AipId unused =
                                    register.save(
                                            other,
                                            1,
                                            draft(code + ".9", Rights.OPEN, null),
                                            "trùng",
                                            AN);
                        })
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("PAPER_CODE_TAKEN");
        assertThatThrownBy(() -> register.withdraw(id, 77, true, "cũ", AN))
                .hasMessageContaining("PAPER_CHANGED");

        register.withdraw(id, entry.revision(), true, "đã hủy giấy", AN);
        assertThat(seen(id, AN)).as("as if missing").isNull();
        Outcome refused =
                takeIn("Mã phông,Mã hồ sơ,Tiêu đề hồ sơ\n", code + "," + code + ".9,Lại\n", false);
        assertThat(refused.findings()).extracting(Finding::code).containsExactly("PAPER_WITHDRAWN");
        register.withdraw(id, entry.revision() + 1, false, "nhầm", AN);
        assertThat(seen(id, Reader.ANONYMOUS)).isNotNull();
    }

    @Test
    void aClosureHoldsUntilItsLastDayIsOverAndIsToldWhenItEnds() {
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
        AipId id = register.save(null, 0, draft(code + ".1", Rights.OPEN, last), "mới", AN);
        assertThat(seen(id, Reader.ANONYMOUS))
                .extracting(RecordView.Paper::isWhole)
                .isEqualTo(false);
        assertThat(register.openEnded()).isZero();
        Instant then = now;
        try {
            now = now.plusSeconds(2 * 86_400);
            long before = room.journal.head();
            assertThat(register.openEnded()).isEqualTo(1);
            assertThat(room.journal.after(before, 10))
                    .extracting(ChangeJournal.Entry::subject)
                    .containsExactly(id.value());
            assertThat(seen(id, Reader.ANONYMOUS))
                    .extracting(RecordView.Paper::isWhole)
                    .isEqualTo(true);
        } finally {
            now = then;
        }
    }

    @Test
    void aListSaysWhichColumnIsMissingWhatCannotBeACodeAndWhatIsTooLong() throws IOException {
        assertThat(takeIn("Mã phông,Tiêu đề hồ sơ\n", code + ",Hồ sơ đê\n", false).findings())
                .extracting(Finding::code)
                .contains("PAPER_COLUMN_MISSING");
        String rest = ",1978,1981,1,1,1,K,Tốt,công khai,";
        assertThat(
                        takeIn(
                                        row("1\u0007", "Đê" + rest)
                                                + row("2", "đê ".repeat(400) + rest),
                                        false)
                                .findings())
                .extracting(Finding::code)
                .contains("PAPER_REFERENCE", "PAPER_TOO_LONG");
        assertThat(register.list(code, "", null, 10, AN)).isEmpty();
    }

    @Test
    void aListSaysHowManyAreDigitisedAlreadyAndWhenTheIndexIsBehind() throws IOException {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip unused =
                room.stage(
                        delivery,
                        Samples.aip(fonds, "1", code + ".1.1", delivery, Rights.OPEN, Rights.OPEN));
        List<AipId> acknowledged = room.acknowledge(delivery);
        assertThat(acknowledged).isNotEmpty();
        String digitised = row("1", "Đê,1978,1981,1,1,1,K,Tốt,công khai,");
        Outcome open = takeIn(digitised + row("2", "Đập,1979,1981,1,1,1,K,Tốt,công khai,"), false);
        assertThat(open.findings()).extracting(Finding::code).containsExactly("PAPER_DIGITISED");
        behind = true;
        try {
            Outcome closed = takeIn(digitised + row("2", "Đập,1979,1981,1,1,1,K,Tốt,02,"), false);
            assertThat(closed.findings())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder("PAPER_DIGITISED", "PAPER_INDEX_BEHIND");
        } finally {
            behind = false;
        }
    }

    @Test
    void whatIsDigitisedStandsAsItsRecordFromTheMomentItIsAcknowledged() {
        AipId paper = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip aip =
                room.stage(
                        delivery,
                        Samples.aip(
                                fonds,
                                "1",
                                code.toLowerCase(Locale.ROOT) + ".1",
                                delivery,
                                Rights.LISTED,
                                Rights.OPEN));
        assertThat(seen(paper, Reader.ANONYMOUS)).as("staged only").isNotNull();
        long before = room.journal.head();
        List<AipId> unused = room.acknowledge(delivery);

        assertThat(room.catalogue.found(List.of(paper, aip.id()), Reader.ANONYMOUS))
                .containsOnlyKeys(aip.id());
        assertThat(room.journal.after(before, 10))
                .extracting(ChangeJournal.Entry::subject)
                .contains(paper.value(), aip.id().value());
        assertThat(room.catalogue.resolve(paper.toString(), Reader.ANONYMOUS)).contains(aip.id());
        Map<AipId, vn.tangthu.repository.Catalogue.Line> lines =
                room.catalogue.lines(List.of(paper), List.of(), Reader.ANONYMOUS);
        assertThat(lines.get(paper))
                .as("a basket keeps what it had")
                .extracting(vn.tangthu.repository.Catalogue.Line::id)
                .isEqualTo(aip.id());
        assertThat(register.of(List.of(aip.id()), AN).get(aip.id()))
                .as("the staff sees where the paper of the digitised one stands")
                .extracting(e -> e.draft().shelf())
                .isEqualTo("Kho 2, giá 14, hộp 7");

        AipId late = register.save(null, 0, draft(code + ".2", Rights.OPEN, null), "mới", AN);
        AipId linked = register.save(late, 1, draft(code + ".2b", Rights.OPEN, null), "sửa", AN);
        assertThat(seen(linked, Reader.ANONYMOUS)).isNotNull();
    }

    /** Nobody finishes the package here: what a reader finds between the two is seen. */
    @Test
    void whatIsRestrictedBeforeTheAcknowledgementActsWithIt() {
        AipId paper = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).plusYears(1);
        AipId closed = register.save(null, 0, draft(code + ".2", Rights.OPEN, null), "mới", AN);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip first =
                room.stage(
                        delivery,
                        Samples.aip(fonds, "1", code + ".1", delivery, Rights.OPEN, Rights.OPEN));
        Aip second =
                room.stage(
                        delivery,
                        Samples.aip(fonds, "1", code + ".2", delivery, Rights.OPEN, Rights.OPEN));
        AipId unused = register.save(paper, 1, draft(code + ".1", HIDDEN, null), "có đơn", AN);
        unused =
                register.save(
                        closed,
                        1,
                        draft(code + ".2", new Rights(Access.PUBLIC, false, null), last),
                        "hạn chế",
                        AN);
        List<AipId> acknowledged = room.acknowledge(delivery);

        assertThat(acknowledged).containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(room.catalogue.found(acknowledged, Reader.ANONYMOUS))
                .containsOnlyKeys(second.id());
        assertThat(room.catalogue.record(second.id(), Reader.ANONYMOUS))
                .get()
                .isInstanceOf(RecordView.Listed.class);
        assertThat(room.catalogue.record(second.id(), Reader.ANONYMOUS).toString())
                .doesNotContain("Hồ sơ đắp đê");
        assertThat(room.catalogue.resolve(code + ".1", Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.publicRecords(null, 1000))
                .extracting(r -> r.id())
                .doesNotContain(first.id(), second.id());
        PendingVersions pending = new PendingVersions(room.jdbc, room.journal);
        assertThat(pending.find(first.id().value()).orElseThrow().rights())
                .as("on its way into the package")
                .extracting(PendingRights::rights)
                .isEqualTo(
                        new Rights(
                                Access.HIDDEN,
                                false,
                                "Theo mục hồ sơ giấy trước khi số hóa: Bí mật đời tư"));
        pending.forget(first.id().value());
        pending.forget(second.id().value());
    }

    @Test
    void whatIsDeliveredAgainAfterItWasWithdrawnIsNoMoreOpenEither() {
        AipId paper = register.save(null, 0, draft(code + ".1", HIDDEN, null), "mới", AN);
        AipId last = paper;
        for (int i = 0; i < 2; i++) {
            assertThat(room.writer.onPaper(fonds.id(), code.toLowerCase(Locale.ROOT) + ".1"))
                    .as("before delivery " + i)
                    .isPresent();
            DeliveryId delivery = new DeliveryId(UUID.randomUUID());
            Aip aip =
                    room.stage(
                            delivery,
                            Samples.aip(
                                    fonds, "1", code + ".1", delivery, Rights.OPEN, Rights.OPEN));
            last = room.acknowledge(delivery).getFirst();
            assertThat(last).isEqualTo(aip.id());
            assertThat(room.catalogue.found(List.of(last), Reader.ANONYMOUS)).isEmpty();
            assertThat(register.find(paper, AN).orElseThrow().record()).isEqualTo(last);
            assertThat(room.writer.onPaper(fonds.id(), code + ".1")).isEmpty();
            new PendingVersions(room.jdbc, room.journal).forget(last.value());
            int unused =
                    room.jdbc
                            .sql(
                                    "update projection.record set visible = false, withdrawn ="
                                            + " true where id = ?")
                            .param(last.value())
                            .update();
        }
        AipId late = register.save(paper, 1, draft(code + ".1", Rights.OPEN, null), "sửa", AN);
        assertThat(register.find(late, AN).orElseThrow().record())
                .as("a withdrawn one stands for it as long as no other does")
                .isEqualTo(last);
    }

    @Test
    void anEntryThatComesAfterItsRecordRestrictsNothingAndSaysSo() throws IOException {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip aip =
                room.stage(
                        delivery,
                        Samples.aip(fonds, "1", code + ".1.1", delivery, Rights.OPEN, Rights.OPEN));
        List<AipId> unused = room.acknowledge(delivery);
        Outcome shelves =
                takeIn(
                        "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,\"Kho, giá, hộp\"\n",
                        code + "," + code + ".1.1,Đê,K1\n",
                        true);
        assertThat(shelves.findings())
                .as("no word on rights")
                .extracting(Finding::code)
                .containsExactly("PAPER_DIGITISED");
        String closed = row("1", "Đê,1978,1981,1,1,1,K,Tốt,02,");
        for (boolean dryRun : List.of(true, false)) {
            assertThat(takeIn(closed, dryRun).findings())
                    .extracting(Finding::code)
                    .containsExactly("PAPER_DIGITISED", "PAPER_NARROWER");
        }
        assertThat(entry("1").recordWider()).isTrue();
        assertThat(room.catalogue.record(aip.id(), Reader.ANONYMOUS))
                .get()
                .isInstanceOf(RecordView.Full.class);
        Outcome open = takeIn(closed.replace(",02,", ",công khai,"), false);
        assertThat(open.findings()).extracting(Finding::code).containsExactly("PAPER_DIGITISED");
        assertThat(entry("1").recordWider()).isFalse();
    }

    @Test
    void anEntryOfWhatIsDigitisedAlreadyIsLinkedAtOnceAlsoWhenThatIsShownToNobody() {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip aip =
                room.stage(
                        delivery,
                        Samples.aip(fonds, "1", code + ".1", delivery, HIDDEN, Rights.OPEN));
        List<AipId> unused = room.acknowledge(delivery);
        AipId paper = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        assertThat(register.find(paper, AN).orElseThrow().record()).isEqualTo(aip.id());
        assertThat(room.catalogue.found(List.of(paper, aip.id()), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.resolve(paper.toString(), Reader.ANONYMOUS)).isEmpty();
    }

    @Test
    void whatIsCorrectedOrWithdrawnIsAcknowledgedWhenTheIndexHasIt() {
        AipId id = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        assertThat(awaited).isEqualTo(room.journal.head());
        register.withdraw(id, 1, true, "nhầm phông", AN);
        assertThat(awaited).isEqualTo(room.journal.head());
        behind = true;
        try {
            assertThatThrownBy(() -> register.withdraw(id, 2, false, "nhầm", AN))
                    .isInstanceOf(IllegalStateException.class);
        } finally {
            behind = false;
        }
        assertThat(register.find(id, AN).orElseThrow().withdrawn())
                .as("it is kept nevertheless")
                .isFalse();
    }

    @Test
    void theListIsPagedInOneOrderWhateverSignsTheCodesHave() {
        for (String end : List.of(".2", "-1", "_1", " 1", "a", "B", ".Đ", ".D", "10")) {
            AipId unused = register.save(null, 0, draft(code + end, Rights.OPEN, null), "mới", AN);
        }
        List<Entry> all = register.list(code, "", null, 20, AN);
        List<Entry> paged = new ArrayList<>();
        for (Entry after = null; paged.size() < 20; after = paged.getLast()) {
            List<Entry> next = register.list(code, "", after, 2, AN);
            if (next.isEmpty()) {
                break;
            }
            paged.addAll(next);
        }
        assertThat(paged).extracting(Entry::id).isEqualTo(all.stream().map(Entry::id).toList());
        assertThat(all).hasSize(9);
    }

    @Test
    void aRebuildLinksPaperWithWhatTheStoreHasAndTellsTheIndexOfTheRest() throws IOException {
        AipId paper = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        AipId open = register.save(null, 0, draft(code + ".2", Rights.OPEN, null), "mới", AN);
        AipId out = register.save(null, 0, draft(code + ".3", Rights.OPEN, null), "mới", AN);
        register.withdraw(out, 1, true, "đã hủy giấy", AN);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        Aip aip = Samples.aip(fonds, "1", code + ".1", delivery, Rights.OPEN, Rights.OPEN);
        List<Finding> gone =
                new JdbcCatalogueProjection(
                                room.jdbc,
                                new JdbcTransactionManager(DATABASE.dataSource()),
                                room.rows,
                                room.fonds,
                                room.journal,
                                new PendingVersions(room.jdbc, room.journal),
                                new Upkeep(room.jdbc))
                        .replace(
                                sink -> {
                                    sink.fonds(fonds);
                                    sink.aip(aip, aip.fingerprint());
                                });
        assertThat(gone).extracting(Finding::code).doesNotContain("UNKNOWN_FONDS");
        assertThat(register.find(paper, AN).orElseThrow().record()).isEqualTo(aip.id());
        assertThat(room.catalogue.found(List.of(paper, open, out, aip.id()), Reader.ANONYMOUS))
                .containsOnlyKeys(open, aip.id());
        assertThat(room.journal.after(0, 1000))
                .extracting(ChangeJournal.Entry::subject)
                .contains(open.value(), aip.id().value())
                .doesNotContain(out.value());
    }

    @Test
    void aCodeIsLookedUpWithoutReadingTheOtherEntries() {
        AipId id = register.save(null, 0, draft(code + ".1", Rights.OPEN, null), "mới", AN);
        room.transactions.executeWithoutResult(
                status -> {
                    int unused =
                            room.jdbc
                                    .sql(
                                            "insert into kept.paper_entry (id, fonds, file_code,"
                                                    + " title, access, title_public, opened,"
                                                    + " changed_by, changed_at) select"
                                                    + " gen_random_uuid(), ?, 'n' || n, 'Hồ sơ', 2,"
                                                    + " false, true, 'an', now() from"
                                                    + " generate_series(1, 500) n")
                                    .param(fonds.id().value())
                                    .update();
                    unused = room.jdbc.sql("set local enable_seqscan = off").update();
                    long before = read();
                    assertThat(
                                    room.catalogue.resolveOnPaper(
                                            "H49." + code + ".1", Reader.ANONYMOUS))
                            .contains(id);
                    assertThat(room.catalogue.hasPaper(fonds.id(), Reader.ANONYMOUS)).isTrue();
                    assertThat(read() - before).isLessThan(50);
                    status.setRollbackOnly();
                });
    }

    /** Entries that were read in this transaction. */
    private static long read() {
        return room.jdbc
                .sql(
                        "select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables"
                                + " where schemaname = 'kept' and relname = 'paper_entry'")
                .query(Long.class)
                .single();
    }
}
