package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.PaperRegister.Draft;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Paper that not everybody may see, and open deliveries of what is digitised of it. */
class RestrictedPaperTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(4);
    private static final Rights HIDDEN = new Rights(Access.HIDDEN, false, "Có đơn đề nghị");
    private static int fondsCount;

    private final String fonds = "H32.G" + fondsCount++;
    @TempDir private Path tmp;
    private IngestRoom room;
    private AnnotationConfigApplicationContext paper;
    private PaperRegister register;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        var unused = room.fonds(fonds, null);
        paper = new AnnotationConfigApplicationContext();
        paper.setParent(room.context);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(paper);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*PaperTicking")));
        int unusedCount = scanner.scan("vn.tangthu.repository.paper");
        paper.refresh();
        register = paper.getBean("storedPaperRegister", PaperRegister.class);
    }

    @AfterEach
    void close() {
        paper.close();
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from kept.paper_entry").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private Draft draft(int number, Rights rights, @Nullable LocalDate until) {
        return new Draft(
                "biểu mẫu",
                fonds,
                fonds + ".1998." + number,
                null,
                null,
                "Hồ sơ giấy " + number,
                1998,
                1998,
                null,
                null,
                null,
                null,
                null,
                rights,
                until,
                null,
                Set.of());
    }

    private AipId enter(int number, Rights rights, @Nullable LocalDate until) {
        return register.save(null, 0, draft(number, rights, until), "nhập", Reader.OPERATOR);
    }

    private Path delivered(int records, String words) throws IOException {
        Path folder = tmp.resolve("nop-" + UUID.randomUUID());
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, records, 1, words);
        return folder;
    }

    private Result ingest(int records, String words, Progress progress) throws IOException {
        return room.deliveries.ingest(delivered(records, words), IngestRoom.options(), progress);
    }

    private static List<String> codes(Result result) {
        return result.verdict().findings().stream()
                .filter(finding -> finding.code().startsWith("PAPER_"))
                .map(Finding::code)
                .sorted()
                .toList();
    }

    private Optional<RecordView> seen(AipId id) {
        return room.catalogue.record(id, Reader.ANONYMOUS);
    }

    private List<AipId> publicOnes() {
        return room.catalogue.publicRecords(null, 1_000).stream()
                .map(Catalogue.PublicRecord::id)
                .toList();
    }

    private Rights kept(AipId id, int version) throws IOException {
        Aip aip = room.store.read(id);
        assertThat(aip.version()).isEqualTo(version);
        return aip.rights();
    }

    @Test
    void whatIsDigitisedOfPaperIsNeverMoreOpenThanThePaperWas() throws IOException {
        LocalDate until = LocalDate.now().plusYears(1);
        AipId hidden = enter(1, HIDDEN, null);
        AipId listed = enter(2, Rights.LISTED, null);
        AipId closed = enter(3, new Rights(Access.PUBLIC, false, null), until);
        AipId open = enter(4, Rights.OPEN, null);
        Result result = ingest(4, "Noi dung", Progress.NONE);

        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(codes(result))
                .containsExactly(
                        "PAPER_HIDDEN_BEFORE", "PAPER_LISTED_BEFORE", "PAPER_LISTED_BEFORE");
        List<AipId> ids = result.kept();
        assertThat(seen(ids.get(0))).isEmpty();
        for (AipId id : List.of(ids.get(1), ids.get(2))) {
            assertThat(seen(id)).get().isInstanceOf(RecordView.Listed.class);
            assertThat(seen(id).orElseThrow().toString()).doesNotContain("Hồ sơ số");
        }
        assertThat(seen(ids.get(3))).get().isInstanceOf(RecordView.Full.class);
        assertThat(publicOnes())
                .contains(ids.get(3))
                .doesNotContainAnyElementsOf(ids.subList(0, 3));
        assertThat(room.catalogue.found(List.of(hidden, listed, closed, open), Reader.ANONYMOUS))
                .as("they stand as their hồ sơ now")
                .isEmpty();
        assertThat(kept(ids.get(0), 1))
                .as("from the first version, with where it comes from")
                .isEqualTo(
                        new Rights(
                                Access.HIDDEN,
                                false,
                                "Theo mục hồ sơ giấy trước khi số hóa: Có đơn đề nghị"));
        assertThat(kept(ids.get(2), 1).basis())
                .contains("hạn chế đến hết ngày")
                .contains(String.valueOf(until.getYear()));
        assertThat(kept(ids.get(2), 1).closedUntil()).isEqualTo(until);
        assertThat(kept(ids.get(1), 1).closedUntil()).as("it stays listed").isNull();
        assertThat(kept(ids.get(3), 1)).isEqualTo(Rights.OPEN);
        assertThat(ingest(4, "Noi dung", Progress.NONE).outcome())
                .as("it is the same that was delivered")
                .isEqualTo(Outcome.ALREADY_KEPT);
    }

    @Test
    void whatAnArchivistOpensAfterwardsStaysOpenWhenItIsDeliveredAgainAndRebuilt()
            throws Exception {
        AipId entry = enter(1, Rights.LISTED, null);
        AipId id = ingest(1, "Lan dau", Progress.NONE).kept().getFirst();
        assertThat(seen(id)).get().isInstanceOf(RecordView.Listed.class);
        room.holdings.restrict(id, Rights.OPEN, "đã xem, công khai được", Reader.OPERATOR);
        assertThat(seen(id)).get().isInstanceOf(RecordView.Full.class);
        assertThat(register.find(entry, Reader.OPERATOR).orElseThrow().recordWider()).isTrue();

        Result again = ingest(1, "Lan hai", Progress.NONE);
        assertThat(again.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(codes(again)).isEmpty();
        room.deliveries.decide(
                again.delivery(), Decision.NEW_VERSIONS, "quét lại", Reader.OPERATOR);
        long end = System.nanoTime() + 60_000_000_000L;
        while (room.deliveries.find(again.delivery()).orElseThrow().state() != State.KEPT) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
        assertThat(kept(id, 3)).isEqualTo(Rights.OPEN);
        var unused = room.context.getBean(Recovery.class).rebuild(Progress.NONE);
        assertThat(seen(id)).get().isInstanceOf(RecordView.Full.class);
    }

    @Test
    void whatIsRestrictedWhileTheDeliveryIsUnderWayIsRestrictedWhenItIsAcknowledged()
            throws IOException {
        AipId entry = enter(1, Rights.OPEN, null);
        Progress restricting =
                new Progress() {
                    @Override
                    public void at(Phase phase, long done, long total) {
                        if (phase == Phase.ACKNOWLEDGE && done == 0) {
                            var unused =
                                    register.save(
                                            entry,
                                            1,
                                            draft(1, HIDDEN, null),
                                            "có đơn",
                                            Reader.OPERATOR);
                        }
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                };
        Result result = ingest(1, "Noi dung", restricting);
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        AipId id = result.kept().getFirst();
        assertThat(seen(id)).isEmpty();
        assertThat(publicOnes()).doesNotContain(id);
        assertThat(kept(id, 2).access()).as("the package follows").isEqualTo(Access.HIDDEN);
        var unused = room.context.getBean(Recovery.class).rebuild(Progress.NONE);
        assertThat(seen(id)).isEmpty();
        assertThat(room.catalogue.record(id, Reader.OPERATOR)).isPresent();
    }

    @Test
    void whoDeliversIsNotToldOfHiddenPaper() throws IOException {
        AipId unused = enter(1, HIDDEN, null);
        unused = enter(2, Rights.LISTED, null);
        AipId withdrawn = enter(3, Rights.LISTED, null);
        register.withdraw(withdrawn, 1, true, "nhầm", Reader.OPERATOR);
        Reader agency =
                new Reader(
                        new AccountId(UUID.randomUUID()), "Sở Y tế", Set.of(Role.AGENCY), Set.of());
        Path folder = delivered(3, "Noi dung");
        Result checked =
                room.deliveries.ingest(
                        folder, new Options(false, true, "Sở Y tế", agency), Progress.NONE);
        assertThat(codes(checked)).containsExactly("PAPER_LISTED_BEFORE");
        Result own =
                room.deliveries.ingest(
                        folder,
                        new Options(false, true, "Sở Y tế", Reader.OPERATOR),
                        Progress.NONE);
        assertThat(codes(own))
                .containsExactly(
                        "PAPER_HIDDEN_BEFORE", "PAPER_LISTED_BEFORE", "PAPER_LISTED_BEFORE");
    }
}
