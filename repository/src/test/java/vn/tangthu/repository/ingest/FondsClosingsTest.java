package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.FondsClosings.Closing;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuccessionKind;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Fonds whose makers end, from the register of bodies to the checks of a delivery. */
class FondsClosingsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ARCHIVIST =
            new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final Reader AUDITOR = new Reader(null, "kt", Set.of(Role.AUDITOR), Set.of());

    /** Samples are dated 05/03/1998, their hồ sơ end with that year. */
    private static final LocalDate END = LocalDate.of(1998, 2, 1);

    private static int count;

    @TempDir private Path tmp;
    private FaultyObjectStore objects;
    private IngestRoom room;
    private AnnotationConfigApplicationContext context;
    private FondsClosings closings;
    private BodyRegister register;

    @BeforeEach
    void open() {
        objects = new FaultyObjectStore(new MemoryObjectStore());
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        context = new AnnotationConfigApplicationContext();
        context.setParent(room.context);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "clock", Map.of("tangthu.fonds-closing.background", "false")));
        context.scan("vn.tangthu.repository.closing");
        context.refresh();
        closings = context.getBean(FondsClosings.class);
        register = room.context.getBean(BodyRegister.class);
    }

    @AfterEach
    void close() {
        context.close();
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from kept.body_fonds").update();
        DATABASE.jdbc().sql("delete from kept.fonds_closing").update();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    private BodyId body(@Nullable LocalDate until) {
        String reference = "co-quan-" + count++;
        return register.save(
                BodyList.Entry.of(
                        "x", reference, BodyKind.OTHER, null, until, reference, List.of()),
                0,
                "thử",
                ARCHIVIST);
    }

    private FondsId fonds(BodyId... makers) {
        FondsId id = room.fonds("H32.C" + count++, null).id();
        for (BodyId maker : makers) {
            DATABASE.jdbc()
                    .sql("insert into kept.body_fonds (body, fonds) values (?, ?)")
                    .params(maker.value(), id.value())
                    .update();
        }
        return id;
    }

    private Fonds seen(FondsId id) {
        return room.catalogue.fonds(id, Reader.OPERATOR).orElseThrow();
    }

    private List<String> told(String fondsCode, int number) throws Exception {
        Path folder = tmp.resolve("giao " + number);
        var unused =
                SampleDelivery.write(
                        folder, room.template, fondsCode, number, 1, 1, "So " + number);
        return room
                .deliveries
                .ingest(folder, IngestRoom.options(), Progress.NONE)
                .verdict()
                .findings()
                .stream()
                .map(Finding::code)
                .toList();
    }

    private void ends(BodyId body, @Nullable LocalDate day) {
        DATABASE.jdbc()
                .sql("update kept.body set until_day = ? where id = ?")
                .params(Arrays.asList(day, body.value()))
                .update();
    }

    private Closing only() {
        List<Closing> all = closings.list(0, 10).items();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    @Test
    void laterDatesAreToldFromTheDayOnWhichTheLastMakerEndedThoughNobodyClosedTheFonds()
            throws Exception {
        FondsId id = fonds(body(END), body(END.minusYears(3)));
        Fonds fonds = seen(id);
        assertThat(fonds.closedOn()).isNull();
        assertThat(fonds.endedOn()).isEqualTo(END);
        assertThat(room.catalogue.fondsByCode(fonds.code(), Reader.ANONYMOUS)).contains(fonds);
        assertThat(told(fonds.code(), 1)).contains("DATED_AFTER_CLOSING", "RECORD_AFTER_CLOSING");

        // An earlier day by hand is the one that counts; a later one is not.
        room.holdings.closeFonds(id, END.plusYears(20), "thử", ARCHIVIST);
        assertThat(seen(id).closing()).isEqualTo(END);
        room.holdings.closeFonds(id, null, "thử", ARCHIVIST);
        room.holdings.closeFonds(id, END.minusYears(1), "thử", ARCHIVIST);
        assertThat(seen(id).closing()).isEqualTo(END.minusYears(1));
    }

    @Test
    void theClockClosesItOnceAndSomebodyIsToldOfIt() throws Exception {
        BodyId maker = body(END);
        FondsId id = fonds(maker);
        assertThat(only().isOpen()).isTrue();
        assertThat(closings.closeEnded()).isEqualTo(1);
        assertThat(closings.closeEnded()).isZero();
        assertThat(seen(id).closedOn()).isEqualTo(END);
        assertThat(room.store.readFonds(id).fonds().closedOn()).as("in the store").isEqualTo(END);
        assertThat(room.store.readFonds(id).fonds().title()).isEqualTo(seen(id).title());
        assertThat(room.activity)
                .contains(
                        "operator FONDS_CLOSED_WITH_BODY "
                                + seen(id).code()
                                + " Đóng phông từ 01/02/1998: co-quan-"
                                + (count - 2)
                                + " kết thúc");
        assertThat(only().closedAt()).isNotNull();
        assertThat(only().noted()).isFalse();
        assertThat(closings.unnoted()).isEqualTo(1);
        assertThatThrownBy(() -> closings.note(AUDITOR)).isInstanceOf(RefusedException.class);
        closings.note(ARCHIVIST);
        assertThat(closings.unnoted()).isZero();

        // Who opens it at the desk without a word is not overruled, and it stands first again.
        room.holdings.closeFonds(id, null, "thử", ARCHIVIST);
        assertThat(closings.closeEnded()).isZero();
        assertThat(seen(id).closedOn()).isNull();
        assertThat(only().isOpen()).isTrue();
        closings.close(id, END, ARCHIVIST);
        assertThat(seen(id).closedOn()).isEqualTo(END);
        assertThat(room.activity).anyMatch(line -> line.startsWith("an FONDS_CLOSED "));
    }

    @Test
    void aBodyThatLivesOnKeepsItsFondsOpenWhateverWasSplitOffOrGivenAway() {
        BodyId living = body(null);
        BodyId part = body(null);
        for (SuccessionKind kind :
                List.of(SuccessionKind.SPLIT, SuccessionKind.FUNCTION_TRANSFERRED)) {
            UUID unused =
                    register.add(
                            new BodyList.Edge(
                                    "x",
                                    reference(living),
                                    reference(part),
                                    kind,
                                    null,
                                    END,
                                    null,
                                    null,
                                    true),
                            "thử",
                            ARCHIVIST);
        }
        FondsId split = fonds(living);
        FondsId ofTwo = fonds(living, body(END));
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        FondsId ahead = fonds(body(today.plusDays(1)));
        FondsId nobodys = fonds();
        FondsId now = fonds(body(today));
        assertThat(closings.closeEnded()).isEqualTo(1);
        for (FondsId id : List.of(split, ofTwo, ahead, nobodys)) {
            assertThat(seen(id).closedOn()).isNull();
        }
        assertThat(seen(now).closedOn()).as("from the first day without it").isEqualTo(today);
        for (FondsId id : List.of(split, ofTwo, nobodys)) {
            assertThat(seen(id).endedOn()).isNull();
            assertThatThrownBy(() -> closings.keepOpen(id, END, "lý do", ARCHIVIST))
                    .hasMessageContaining("FONDS_NOT_ENDED");
        }
        assertThat(closings.list(0, 10).items())
                .as("what is to come stands before what was done")
                .extracting(Closing::fonds)
                .containsExactly(ahead, now);
        // The decision comes before its day: so may the word of the archivist.
        closings.keepOpen(ahead, today.plusDays(1), "công việc tiếp tục", ARCHIVIST);
        assertThat(seen(ahead).endedOn()).isNull();
    }

    private String reference(BodyId id) {
        return DATABASE.jdbc()
                .sql("select reference from kept.body where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }

    @Test
    void anArchivistKeepsOneOpenWithAReasonUntilTheRegisterIsToldOfAnotherEnd() throws Exception {
        BodyId maker = body(END);
        FondsId id = fonds(maker);
        assertThat(closings.closeEnded()).isEqualTo(1);
        assertThatThrownBy(() -> closings.keepOpen(id, END, "lý do", AUDITOR))
                .hasMessageContaining("ARCHIVIST_ONLY");
        assertThatThrownBy(() -> closings.keepOpen(id, END, " ", ARCHIVIST))
                .hasMessageContaining("VALUE_MISSING");
        closings.keepOpen(id, END, "Phường mới làm tiếp sổ này", ARCHIVIST);
        Fonds open = seen(id);
        assertThat(open.closedOn()).isNull();
        assertThat(open.closing()).isNull();
        assertThat(told(open.code(), 1))
                .doesNotContain("DATED_AFTER_CLOSING", "RECORD_AFTER_CLOSING");
        assertThat(closings.closeEnded()).isZero();
        assertThat(Objects.requireNonNull(only().keptOpen()))
                .isEqualTo(new FondsClosings.KeptOpen("Phường mới làm tiếp sổ này", "an"));
        assertThat(room.activity)
                .contains("an FONDS_KEPT_OPEN " + open.code() + " Phường mới làm tiếp sổ này");

        ends(maker, END.plusDays(10));
        assertThat(closings.closeEnded()).as("another end").isEqualTo(1);
        assertThat(seen(id).closedOn()).isEqualTo(END.plusDays(10));

        ends(maker, END);
        assertThat(seen(id).closing()).as("kept open for that end").isEqualTo(END.plusDays(10));
        // By mistake in the register: it never ended. What was closed by rule can be opened.
        ends(maker, null);
        assertThat(seen(id).closedOn()).isEqualTo(END.plusDays(10));
        closings.keepOpen(id, END.plusDays(10), "nhầm trong danh mục", ARCHIVIST);
        assertThat(seen(id).closing()).isNull();
    }

    @Test
    void whatIsKeptOpenAndCouldNotBeOpenedThenIsOpenedAtTheNextTurn() throws Exception {
        FondsId id = fonds(body(END));
        assertThat(closings.closeEnded()).isEqualTo(1);
        objects.failAt(1, FaultyObjectStore.Fault.ERROR_BEFORE);
        assertThatThrownBy(() -> closings.keepOpen(id, END, "làm tiếp", ARCHIVIST))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(Objects.requireNonNull(only().keptOpen()).reason()).isEqualTo("làm tiếp");
        assertThat(seen(id).closing()).as("later dates are told until then").isEqualTo(END);

        objects.failAt(1, FaultyObjectStore.Fault.ERROR_BEFORE);
        assertThat(closings.closeEnded()).isZero();
        assertThat(seen(id).closedOn()).as("the store fails still").isEqualTo(END);
        assertThat(closings.closeEnded()).isZero();
        assertThat(seen(id).closing()).isNull();
        assertThat(room.store.readFonds(id).fonds().closedOn()).as("in the store").isNull();

        // Who closes it by hand after that, on the same day, is not overruled.
        room.holdings.closeFonds(id, END, "thử", ARCHIVIST);
        assertThat(closings.closeEnded()).isZero();
        assertThat(seen(id).closedOn()).isEqualTo(END);
    }

    @Test
    void theEndOfTheRowIsMeantAlsoWhenTheRegisterHasAnotherMeanwhile() {
        BodyId maker = body(END);
        FondsId id = fonds(maker);
        assertThat(closings.closeEnded()).isEqualTo(1);
        LocalDate corrected = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).plusDays(9);
        ends(maker, corrected);
        assertThat(only().endedOn()).isEqualTo(END);
        closings.keepOpen(id, only().endedOn(), "sai ngày", ARCHIVIST);
        assertThat(seen(id).closedOn()).isNull();
        assertThat(closings.list(0, 10).items())
                .as("the other end is still to be decided")
                .extracting(Closing::endedOn, closing -> closing.keptOpen() != null)
                .containsExactly(tuple(corrected, false), tuple(END, true));
        closings.close(id, END, ARCHIVIST);
        assertThat(seen(id).closedOn()).isEqualTo(END);

        // The corrected end is kept open: the closing by rule on the wrong day is taken back.
        closings.keepOpen(id, corrected, "làm tiếp", ARCHIVIST);
        assertThat(seen(id).closing()).isNull();
        // A day by hand that is none of the ends stays.
        room.holdings.closeFonds(id, END.plusDays(3), "thử", ARCHIVIST);
        closings.keepOpen(id, corrected, "làm tiếp", ARCHIVIST);
        assertThat(closings.closeEnded()).isZero();
        assertThat(seen(id).closedOn()).isEqualTo(END.plusDays(3));
        assertThatThrownBy(() -> closings.close(id, END.plusDays(3), ARCHIVIST))
                .hasMessageContaining("FONDS_NOT_ENDED");
    }

    @Test
    void whatWasCutOffGoesOnAndWhatSomebodyClosedMeanwhileIsLeftAlone() {
        FondsId before = fonds(body(END));
        FondsId after = fonds(body(END));
        FondsId other = fonds(body(END));
        for (FondsId id : List.of(before, after, other)) {
            DATABASE.jdbc()
                    .sql("insert into kept.fonds_closing (fonds, ended_on) values (?, ?)")
                    .params(id.value(), END)
                    .update();
        }
        room.holdings.closeFonds(after, END, "thử", ARCHIVIST);
        room.holdings.closeFonds(other, END.plusYears(1), "thử", ARCHIVIST);
        assertThat(closings.closeEnded()).isEqualTo(2);
        assertThat(seen(before).closedOn()).isEqualTo(END);
        assertThat(seen(after).closedOn()).isEqualTo(END);
        assertThat(seen(other).closedOn()).isEqualTo(END.plusYears(1));
        assertThat(room.activity.stream().filter(l -> l.contains("FONDS_CLOSED_WITH_BODY")))
                .hasSize(2);
        assertThat(closings.closeEnded()).isZero();
        assertThat(closings.list(0, 10).items())
                .extracting(Closing::fonds)
                .containsExactlyInAnyOrder(before, after);
    }
}
