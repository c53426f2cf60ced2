package vn.tangthu.repository.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Bodies.Responsible;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.BodyRegister.Outcome;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.SuccessionKind;
import vn.tangthu.repository.VietnameseOrder;
import vn.tangthu.repository.database.TestDatabase;

/** The register with all that comes with the software: 796 rows of 2025 and the step of 2024. */
class BodiesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(4);
    private static final Reader ARCHIVIST =
            new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
    private static final String NHA_TRANG = "phuong-nha-trang-khanh-hoa-2025";
    private static final List<String> told = new ArrayList<>();
    private static AnnotationConfigApplicationContext context;
    private static Bodies bodies;
    private static BodyRegister register;
    private static BodyLists lists;
    private static Outcome first;

    @TempDir private Path tmp;

    @BeforeAll
    static void open() throws IOException {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(
                DataSource.class, DATABASE::dataSource, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(TransactionTemplate.class, DATABASE::transactions);
        context.registerBean(Clock.class, () -> Clock.systemUTC());
        context.registerBean(ActivityLog.class, Told::new);
        context.scan("vn.tangthu.repository.bodies", "vn.tangthu.repository.ingest.bodies");
        context.refresh();
        bodies = context.getBean(Bodies.class);
        register = context.getBean(BodyRegister.class);
        lists = context.getBean(BodyLists.class);
        Outcome dry = lists.takeInShipped(true, ARCHIVIST);
        assertThat(dry.findings()).isEmpty();
        assertThat(DATABASE.jdbc().sql("select count(*) from kept.body").query(Long.class).single())
                .isZero();
        first = lists.takeInShipped(false, ARCHIVIST);
        assertThat(first.added()).isEqualTo(dry.added());
    }

    @AfterAll
    static void close() {
        context.close();
        DATABASE.close();
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

    private static BodyId id(String reference) {
        return bodies.byCode(reference, TODAY)
                .orElseThrow(() -> new AssertionError(reference))
                .id();
    }

    private static Set<String> names(Lineage lineage, boolean before) {
        Set<String> names = new TreeSet<>();
        for (Succession one : before ? lineage.before() : lineage.after()) {
            BodyId id = before ? one.predecessor() : Objects.requireNonNull(one.successor());
            Body.Line line = Objects.requireNonNull(lineage.bodies().get(id));
            names.add(line.name());
        }
        return names;
    }

    private record Row(
            String province,
            String district,
            String ward,
            String made,
            String into,
            boolean split) {}

    private static List<Row> file() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        BodyLists.class.getResourceAsStream(
                                                "registers/units-2025.csv")),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(c -> new Row(c[0], c[1], c[2], c[3], c[4], c[6].equals("1")))
                    .toList();
        }
    }

    @Test
    void whatHasNoKeyYetGetsOneAtTheStart() {
        List<Body.Line> before = bodies.named("", null, 2_000);
        int unused = DATABASE.jdbc().sql("update kept.body set sort_key = null").update();
        SortKeys keys = context.getBean(SortKeys.class);
        keys.stop();
        keys.start();
        assertThat(bodies.named("", null, 2_000)).isEqualTo(before);
        assertThat(
                        DATABASE.jdbc()
                                .sql("select count(*) from kept.body where sort_key is null")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void theSameListsTwiceChangeNothing() throws IOException {
        Outcome again = lists.takeInShipped(false, ARCHIVIST);
        assertThat(again.findings()).isEmpty();
        assertThat(again.added() + again.changed()).isZero();
        assertThat(again.same()).isGreaterThanOrEqualTo(first.added());
        assertThat(told).contains("BODIES_IMPORTED").hasSizeLessThan(40);
    }

    @Test
    void everyRowOfTheFileIsAnswered() throws IOException {
        List<Row> rows = file();
        assertThat(rows).hasSize(796);
        Map<String, List<Row>> of =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        r -> r.province + "|" + r.district + "|" + r.ward));
        int goOn = 0;
        int split = 0;
        for (List<Row> same : of.values()) {
            Row row = same.getFirst();
            Set<String> wanted =
                    same.stream().map(r -> BodyNames.folded(r.made)).collect(Collectors.toSet());
            Body.Line old =
                    bodies.mentioned(row.ward, 100).stream()
                            .map(Bodies.Mention::body)
                            .filter(
                                    b ->
                                            BodyNames.accented(b.name())
                                                    .equals(BodyNames.accented(row.ward)))
                            .filter(
                                    b ->
                                            BodyNames.folded(b.within())
                                                            .equals(
                                                                    BodyNames.folded(
                                                                            row.district
                                                                                    + ", "
                                                                                    + row.province))
                                                    || (b.until() == null
                                                            && b.from() == null
                                                            && b.within().equals(row.into)))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(row.toString()));
            Responsible now = bodies.responsible(old.id(), TODAY);
            assertThat(
                            now.bodies().stream()
                                    .map(b -> BodyNames.folded(b.name()))
                                    .collect(Collectors.toSet()))
                    .as(row.toString())
                    .isEqualTo(wanted);
            assertThat(now.partly()).as(row.toString()).isEqualTo(same.size() > 1);
            goOn += old.until() == null ? 1 : 0;
            split += now.partly() ? 1 : 0;
        }
        assertThat(of).hasSize(778);
        assertThat(goOn).isEqualTo(12);
        assertThat(split).isEqualTo(16);
    }

    @Test
    void twoHopsAreFollowedBothWays() {
        BodyId xuongHuan = id("phuong-xuong-huan-nha-trang-khanh-hoa");
        assertThat(names(bodies.lineage(xuongHuan, TODAY), false))
                .containsExactly("Phường Nha Trang", "Phường Vạn Thạnh");
        assertThat(bodies.responsible(xuongHuan, TODAY).bodies())
                .extracting(Body.Line::name)
                .containsExactly("Phường Nha Trang");
        assertThat(bodies.responsible(xuongHuan, LocalDate.of(2025, 1, 1)).bodies())
                .extracting(Body.Line::name)
                .containsExactly("Phường Vạn Thạnh");
        assertThat(bodies.responsible(xuongHuan, LocalDate.of(2024, 10, 31)).bodies())
                .extracting(Body.Line::name)
                .containsExactly("Phường Xương Huân");
        Lineage back = bodies.lineage(id(NHA_TRANG), TODAY);
        assertThat(names(back, true))
                .contains(
                        "Phường Lộc Thọ",
                        "Phường Phước Hòa",
                        "Phường Vĩnh Nguyên",
                        "Phường Tân Tiến",
                        "Phường Vạn Thạnh",
                        "Phường Xương Huân",
                        "Phường Vạn Thắng",
                        "Phường Tân Lập",
                        "Thành phố Nha Trang")
                .hasSize(11);
        assertThat(bodies.lineage(id(NHA_TRANG), LocalDate.of(2025, 6, 30)).before()).isEmpty();
        assertThat(bodies.responsible(id("xa-dien-dong-dien-khanh-khanh-hoa"), TODAY).bodies())
                .extracting(Body.Line::name)
                .containsExactly("Xã Diên Lâm");
    }

    @Test
    void aSplitBodySaysThatItWentPartlyHereAndPartlyThere() {
        BodyId split = id("xa-cam-an-nam-cam-lam-khanh-hoa");
        Responsible now = bodies.responsible(split, TODAY);
        assertThat(now.partly()).isTrue();
        assertThat(now.bodies()).hasSizeGreaterThan(1);
        assertThat(bodies.lineage(split, TODAY).after())
                .allMatch(Succession::partly)
                .allMatch(s -> s.kind() == SuccessionKind.SPLIT)
                .allMatch(s -> Objects.equals(s.legalDay(), LocalDate.of(2025, 6, 16)))
                .allMatch(s -> s.effectiveDay().equals(DAY));
        assertThat(bodies.responsible(id("huyen-dien-khanh-khanh-hoa"), TODAY).bodies())
                .extracting(Body.Line::name)
                .containsExactly(
                        "Xã Diên Điền",
                        "Xã Diên Khánh",
                        "Xã Diên Lạc",
                        "Xã Diên Lâm",
                        "Xã Diên Thọ",
                        "Xã Suối Hiệp");
    }

    @Test
    void homonymsAreToldApartByWhatTheyBelongToAndWhen() {
        List<Body.Line> ninhPhuoc = bodies.named("ninh phuoc", null, 20);
        assertThat(ninhPhuoc)
                .extracting(b -> b.name() + " | " + b.within() + " | " + b.until())
                .containsExactlyInAnyOrder(
                        "Huyện Ninh Phước | Tỉnh Ninh Thuận | 2025-07-01",
                        "Xã Ninh Phước | Thị xã Ninh Hòa, Tỉnh Khánh Hòa | 2025-07-01",
                        "Xã Ninh Phước | Tỉnh Khánh Hòa | null");
        assertThat(bodies.named("Xã Ninh Phước", null, 20)).hasSize(2);
        assertThat(bodies.mentioned("giấy tờ đất xã Thanh Hải năm 1998", 10))
                .noneMatch(m -> m.body().name().contains("Thành Hải"));
        assertThat(bodies.mentioned("giay to dat thanh hai", 10))
                .extracting(m -> m.body().name())
                .contains("Xã Thành Hải", "Xã Thanh Hải");
        assertThat(bodies.mentioned("quyết định xã Diên An 1998", 10))
                .extracting(m -> m.body().name() + " " + m.start() + "-" + m.end())
                .containsExactly("Xã Diên An 2-5");
        assertThat(bodies.mentioned("quyết định giao đất", 10)).isEmpty();
        assertThat(bodies.mentioned("Diên Hoà", 10)).hasSize(1);
        List<Body.Line> all = new ArrayList<>();
        for (List<Body.Line> page = bodies.named("", null, 100);
                !page.isEmpty();
                page = bodies.named("", all.getLast(), 100)) {
            all.addAll(page);
        }
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        // By code points Đ would come after X, and Ă after Y.
        assertThat(all).extracting(Body.Line::name).isSortedAccordingTo(VietnameseOrder.BY_NAME);
        assertThat(all)
                .extracting(Body.Line::name)
                .containsSubsequence("Xã Diên An", "Xã Đại Lãnh", "Xã Ea Bá", "Xã Thanh Hải");
        assertThat((long) all.size())
                .isEqualTo(
                        DATABASE.jdbc()
                                .sql("select count(*) from kept.body")
                                .query(Long.class)
                                .single());
    }

    @Test
    void aClosedCodeStaysResolvableAndMeansOneBodyOnAnyDay() throws IOException {
        Path list = tmp.resolve("ma.csv");
        Files.writeString(
                list,
                """
                Mã cơ quan,Tên cơ quan,Từ ngày,Đến hết ngày,Mã định danh
                tinh-an-giang,Tỉnh An Giang,,30/6/2025,H01
                tinh-an-giang-2025,Tỉnh An Giang,01/7/2025,,H01
                tinh-kien-giang,Tỉnh Kiên Giang,,30/6/2025,H33
                """);
        assertThat(lists.takeIn(List.of(list), false, ARCHIVIST).findings()).isEmpty();
        assertThat(lists.takeIn(List.of(list), false, ARCHIVIST).changed()).isZero();
        assertThat(byCode("H01", TODAY)).isEqualTo("tinh-an-giang-2025");
        assertThat(byCode("H01", LocalDate.of(2025, 6, 30))).isEqualTo("tinh-an-giang");
        assertThat(byCode("H33", TODAY)).isEqualTo("tinh-kien-giang");
        Files.writeString(
                list,
                """
                Mã cơ quan,Tên cơ quan,Từ ngày,Mã định danh
                tinh-khac,Tỉnh Khác,01/6/2025,H33
                """);
        Outcome refused = lists.takeIn(List.of(list), false, ARCHIVIST);
        assertThat(refused.refused()).isTrue();
        assertThat(refused.findings()).extracting(Finding::code).containsExactly("BODY_CODE_TAKEN");
        assertThat(bodies.byCode("tinh-khac", TODAY)).isEmpty();
        UUID other = id(NHA_TRANG).value();
        assertThatThrownBy(
                        () ->
                                DATABASE.jdbc()
                                        .sql(
                                                "insert into kept.body_code (body, ordinal, code,"
                                                        + " from_day) values (?, 99, 'H33',"
                                                        + " '2020-01-01')")
                                        .param(other)
                                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    private static String byCode(String code, LocalDate day) {
        return bodies.byCode(code, day).orElseThrow().reference();
    }

    @Test
    void allThatIsWrongWithAListIsToldAtOnceAndNothingOfItIsTakenIn() throws IOException {
        Path list = tmp.resolve("sai.csv");
        Files.writeString(
                list,
                """
                Mã cơ quan,Tên cơ quan,Loại,Thuộc,Từ ngày,Đến hết ngày,Mã phông
                so-moi,Sở Mới,Sở,tinh-khanh-hoa-2025,01/7/2025,,
                a b,Sở Hai,Sở,,,,
                so-ba,,Sở,,,,
                so-bon,Sở Bốn,Cục,,,,
                so-nam,Sở Năm,Sở,khong-co,,,
                so-sau,Sở Sáu,Sở,,02/7/2025,01/7/2024,
                so-bay,Sở Bảy,Sở,,hôm qua,,
                so-tam,Sở Tám,Sở,so-chin,,,
                so-chin,Sở Chín,Sở,so-tam,,,H99.99
                """);
        Path edges = tmp.resolve("quan-he.csv");
        Files.writeString(
                edges,
                """
                Cơ quan trước,Cơ quan sau,Quan hệ,Ngày hiệu lực
                so-moi,so-moi,sáp nhập,01/8/2025
                Xã Ninh Phước,so-moi,sáp nhập,01/8/2025
                so-moi,,sáp nhập,01/8/2025
                so-moi,so-tam,nuốt,01/8/2025
                so-moi,so-tam,giải thể,01/8/2020
                """);
        Outcome outcome = lists.takeIn(List.of(list, edges), false, ARCHIVIST);
        assertThat(outcome.findings().stream().map(Finding::code).collect(Collectors.toSet()))
                .contains(
                        "BODY_REFERENCE",
                        "BODY_CELL_EMPTY",
                        "BODY_KIND",
                        "BODY_UNKNOWN",
                        "BODY_PERIOD",
                        "BODY_DAY",
                        "BODY_CIRCLE",
                        "UNKNOWN_FONDS",
                        "SUCCESSION_OF_ITSELF",
                        "BODY_AMBIGUOUS",
                        "SUCCESSION_OF_NOBODY",
                        "SUCCESSION_KIND",
                        "SUCCESSION_PERIOD");
        assertThat(outcome.findings()).anyMatch(f -> f.place().equals("sai.csv, dòng 6"));
        assertThat(bodies.byCode("so-moi", TODAY)).isEmpty();
        BodyList.Entry unnamed =
                new BodyList.Entry(
                        "biểu mẫu",
                        "khong-ten",
                        BodyKind.OTHER,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(Dated.always("x".repeat(1_001))),
                        null,
                        List.of());
        assertThatThrownBy(() -> register.save(unnamed, 0, "thử", ARCHIVIST))
                .hasMessageContaining("BODY_UNNAMED")
                .hasMessageContaining("BODY_TOO_LONG");
        Files.writeString(
                edges,
                """
                Cơ quan trước,Cơ quan sau,Quan hệ,Ngày hiệu lực
                phuong-nha-trang-khanh-hoa-2025,phuong-bac-nha-trang-khanh-hoa-2025,sáp nhập,01/8/2025
                """);
        assertThat(lists.takeIn(List.of(edges), true, ARCHIVIST).findings())
                .extracting(Finding::code)
                .containsExactly("BODY_NOT_ENDED");
        Path other = tmp.resolve("khac.csv");
        Files.writeString(other, "a,b\n1,2\n");
        assertThat(lists.takeIn(List.of(other), false, ARCHIVIST).findings())
                .extracting(Finding::code)
                .containsExactly("BODY_LIST_UNKNOWN");
    }

    @Test
    void bodiesAreSavedByArchivistsAndEveryChangeIsKeptWithWhatWasBefore() {
        Reader auditor = new Reader(null, "kt", Set.of(Role.AUDITOR), Set.of());
        BodyList.Entry entry =
                new BodyList.Entry(
                        "biểu mẫu",
                        "so-noi-vu-khanh-hoa",
                        BodyKind.DEPARTMENT,
                        LocalDate.of(1989, 7, 1),
                        null,
                        List.of(
                                new Dated("Sở Nội vụ", LocalDate.of(2008, 1, 1), null),
                                new Dated(
                                        "Ban Tổ chức chính quyền",
                                        LocalDate.of(1989, 7, 1),
                                        LocalDate.of(2008, 1, 1))),
                        List.of(),
                        List.of(),
                        List.of(Dated.always("Nha Trang")),
                        null,
                        List.of());
        assertThatThrownBy(() -> register.save(entry, 0, "mới", auditor))
                .isInstanceOf(RefusedException.class);
        BodyId id = register.save(entry, 0, "mới", ARCHIVIST);
        Body saved = bodies.find(id).orElseThrow();
        assertThat(saved.name()).isEqualTo("Sở Nội vụ");
        assertThat(saved.revision()).isEqualTo(1);
        assertThat(bodies.named("ban to chuc", null, 5))
                .extracting(Body.Line::id)
                .containsExactly(id);
        assertThatThrownBy(() -> register.save(entry, 0, "lại", ARCHIVIST))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.findings().getFirst().code()).isEqualTo("BODY_CHANGED"));
        UUID edge =
                register.add(
                        new BodyList.Edge(
                                "biểu mẫu",
                                "so-noi-vu-khanh-hoa",
                                "tinh-khanh-hoa-2025",
                                SuccessionKind.FUNCTION_TRANSFERRED,
                                null,
                                LocalDate.of(2025, 8, 1),
                                "12/QĐ-UBND",
                                "thi đua",
                                true),
                        "nhầm",
                        ARCHIVIST);
        assertThat(bodies.lineage(id, TODAY).after()).hasSize(1);
        // Who still exists answers itself.
        assertThat(bodies.responsible(id, TODAY).bodies())
                .extracting(Body.Line::id)
                .containsExactly(id);
        register.withdraw(edge, "đúng là nhầm", ARCHIVIST);
        assertThat(bodies.lineage(id, TODAY).after()).isEmpty();
        assertThat(register.changes(id, 10))
                .extracting(BodyRegister.Change::reason)
                .containsExactly("đúng là nhầm", "nhầm", "mới");
        assertThatThrownBy(() -> DATABASE.jdbc().sql("delete from kept.body_change").update())
                .isInstanceOf(DataAccessException.class);
        assertThat(told).contains("BODY_SAVED", "SUCCESSION_ADDED", "SUCCESSION_WITHDRAWN");
    }

    @Test
    void aFondsWhoseMakersAllEndedIsToBeClosedOnTheirLastDay() {
        UUID fonds = UUID.randomUUID();
        DATABASE.jdbc()
                .sql("insert into kept.body_fonds (body, fonds) values (?, ?), (?, ?)")
                .params(
                        id("huyen-van-ninh-khanh-hoa").value(),
                        fonds,
                        id("phuong-xuong-huan-nha-trang-khanh-hoa").value(),
                        fonds)
                .update();
        assertThat(bodies.creators(new FondsId(fonds))).hasSize(2);
        Set<BodyId> units = bodies.unitsOfFonds().get(new FondsId(fonds));
        assertThat(bodies.lines(Objects.requireNonNull(units)))
                .as("the makers, and what they belonged to at any height")
                .extracting(Body.Line::name)
                .contains("Huyện Vạn Ninh", "Phường Xương Huân", "Tỉnh Khánh Hòa")
                .anyMatch(name -> name.endsWith("Nha Trang"));
        assertThat(bodies.unitsOfFonds()).doesNotContainKey(new FondsId(UUID.randomUUID()));
        assertThat(bodies.responsible(new FondsId(fonds), TODAY).bodies())
                .extracting(Body.Line::name)
                .contains("Phường Nha Trang", "Xã Đại Lãnh", "Xã Vạn Ninh");
        assertThat(bodies.responsible(new FondsId(UUID.randomUUID()), TODAY).bodies()).isEmpty();
    }

    @Test
    void everyFondsIsToldWithItsMakersAndWhoAnswersUntilTheRegisterChanges() {
        LocalDate day = LocalDate.of(2025, 1, 1);
        BodyId before = saved("co-quan-x", null, day);
        BodyId after = saved("co-quan-y", day, null);
        FondsId fonds = new FondsId(UUID.randomUUID());
        DATABASE.jdbc()
                .sql("insert into kept.body_fonds (body, fonds) values (?, ?)")
                .params(before.value(), fonds.value())
                .update();

        Map<FondsId, Bodies.Origin> alone = bodies.origins(TODAY);
        Bodies.Origin origin = Objects.requireNonNull(alone.get(fonds));
        assertThat(origin.makers()).extracting(Body.Line::id).containsExactly(before);
        assertThat(origin.today().bodies()).as("nobody followed").isEmpty();
        assertThat(bodies.origins(TODAY)).as("kept").isSameAs(alone);

        pass("co-quan-x", "co-quan-y", 2025);
        Map<FondsId, Bodies.Origin> followed = bodies.origins(TODAY);
        assertThat(Objects.requireNonNull(followed.get(fonds)).today())
                .isEqualTo(bodies.responsible(fonds, TODAY));
        assertThat(Objects.requireNonNull(followed.get(fonds)).today().bodies())
                .extracting(Body.Line::id)
                .containsExactly(after);
        assertThat(
                        Objects.requireNonNull(bodies.origins(day.minusYears(1)).get(fonds))
                                .today()
                                .bodies())
                .as("of another day")
                .extracting(Body.Line::id)
                .containsExactly(before);
    }

    private static BodyId saved(
            String reference, @Nullable LocalDate from, @Nullable LocalDate until) {
        return register.save(
                BodyList.Entry.of(
                        "x", reference, BodyKind.OTHER, from, until, reference, List.of()),
                0,
                "thử",
                ARCHIVIST);
    }

    /** As a list has it whose column "Một phần" is blank. */
    @Test
    void whatTwoFollowedWentPartlyToEachThoughNoSuccessionSaysSo() {
        LocalDate end = LocalDate.of(2025, 3, 1);
        BodyId so = saved("so-giao-thong-cu", null, end);
        BodyId one = saved("so-xay-dung-moi", end, null);
        BodyId other = saved("so-cong-an-moi", end, null);
        step(so, one, SuccessionKind.SPLIT, end, false);
        assertThat(bodies.responsible(so, TODAY).partly()).isFalse();
        step(so, other, SuccessionKind.SPLIT, end, false);
        Responsible now = bodies.responsible(so, TODAY);
        assertThat(now.bodies()).extracting(Body.Line::id).containsExactlyInAnyOrder(one, other);
        assertThat(now.partly()).isTrue();
    }

    @Test
    void aListWithoutAKindLeavesTheKindThatIsKnown() throws IOException {
        Path list = tmp.resolve("loai.csv");
        Files.writeString(
                list,
                """
                Mã cơ quan,Tên cơ quan,Loại
                ban-noi-chinh-x,Ban Nội chính X,Sở
                """);
        assertThat(lists.takeIn(List.of(list), false, ARCHIVIST).added()).isEqualTo(1);
        Files.writeString(
                list,
                """
                Mã cơ quan,Tên cơ quan,Địa chỉ
                ban-noi-chinh-x,Ban Nội chính X,Nha Trang
                """);
        assertThat(lists.takeIn(List.of(list), false, ARCHIVIST).changed()).isEqualTo(1);
        Body now = bodies.byCode("ban-noi-chinh-x", TODAY).orElseThrow();
        assertThat(now.kind()).isEqualTo(BodyKind.DEPARTMENT);
        assertThat(now.addresses()).hasSize(1);
    }

    @Test
    void functionsGivenAwayBeforeTheEndTakeNoRecordsAlong() {
        LocalDate end = LocalDate.of(2025, 3, 1);
        BodyId so = saved("so-tai-chinh-cu", null, end);
        BodyId into = saved("so-tai-chinh-moi", end, null);
        BodyId aside = saved("so-quan-ly-gia", null, LocalDate.of(2015, 1, 1));
        BodyId asideLater = saved("so-cong-thuong-x", null, null);
        step(so, aside, SuccessionKind.FUNCTION_TRANSFERRED, LocalDate.of(2010, 1, 1), true);
        step(aside, asideLater, SuccessionKind.MERGED, LocalDate.of(2015, 1, 1), false);
        step(so, into, SuccessionKind.MERGED, end, false);
        Responsible now = bodies.responsible(so, TODAY);
        assertThat(now.bodies()).extracting(Body.Line::id).containsExactly(into);
        assertThat(now.partly()).isFalse();
        assertThat(bodies.responsible(so, end.minusDays(1)).bodies())
                .as("on its last day")
                .extracting(Body.Line::id)
                .containsExactly(so);
        FondsId fonds = new FondsId(UUID.randomUUID());
        DATABASE.jdbc()
                .sql("insert into kept.body_fonds (body, fonds) values (?, ?)")
                .params(so.value(), fonds.value())
                .update();
        assertThat(Objects.requireNonNull(bodies.origins(TODAY).get(fonds)).today())
                .as("of the facet and of all pages of fonds")
                .isEqualTo(now);
        assertThat(names(bodies.lineage(so, TODAY), false))
                .as("the history tells them all")
                .hasSize(3);

        // At the end, as a part of it, they do; and what lives on further down keeps its own.
        BodyId atEnd = saved("thanh-tra-x", null, null);
        BodyId further = saved("van-phong-x", null, null);
        step(so, atEnd, SuccessionKind.FUNCTION_TRANSFERRED, end, true);
        step(into, further, SuccessionKind.FUNCTION_TRANSFERRED, LocalDate.of(2026, 1, 1), true);
        Responsible parted = bodies.responsible(so, TODAY);
        assertThat(parted.bodies())
                .extracting(Body.Line::id)
                .containsExactlyInAnyOrder(into, atEnd);
        assertThat(parted.partly()).isTrue();

        // Who still lives takes nothing from the other maker of a fonds.
        BodyId other = saved("so-noi-khac", null, null);
        step(other, into, SuccessionKind.FUNCTION_TRANSFERRED, LocalDate.of(2025, 6, 1), true);
        DATABASE.jdbc()
                .sql("insert into kept.body_fonds (body, fonds) values (?, ?)")
                .params(other.value(), fonds.value())
                .update();
        assertThat(bodies.responsible(fonds, TODAY).bodies())
                .extracting(Body.Line::id)
                .containsExactlyInAnyOrder(into, atEnd, other);
    }

    private static void step(
            BodyId from, BodyId to, SuccessionKind kind, LocalDate day, boolean partly) {
        UUID unused =
                register.add(
                        new BodyList.Edge(
                                "x",
                                reference(from),
                                reference(to),
                                kind,
                                null,
                                day,
                                null,
                                null,
                                partly),
                        "thử",
                        ARCHIVIST);
    }

    private static String reference(BodyId id) {
        return bodies.find(id).orElseThrow().reference();
    }

    @Test
    void manyFondsAskedAtOnceAreAnsweredAsOneByOneInAHandfulOfStatements() {
        List<UUID> all =
                DATABASE.jdbc()
                        .sql("select id from kept.body order by reference")
                        .query(UUID.class)
                        .list();
        List<FondsId> fonds = new ArrayList<>(List.of(new FondsId(UUID.randomUUID())));
        for (int i = 0; i < 300; i++) {
            FondsId one = new FondsId(UUID.randomUUID());
            fonds.add(one);
            for (int maker = 0; maker <= i % 3; maker++) { // some were made by two and three
                DATABASE.jdbc()
                        .sql("insert into kept.body_fonds (body, fonds) values (?, ?)")
                        .params(all.get((i * 7 + maker * 13) % all.size()), one.value())
                        .update();
            }
        }
        AtomicInteger statements = new AtomicInteger();
        JdbcBodies counted =
                new JdbcBodies(
                        JdbcClient.create(
                                new DelegatingDataSource(DATABASE.dataSource()) {
                                    @Override
                                    public Connection getConnection() throws SQLException {
                                        statements.incrementAndGet(); // one for each
                                        return super.getConnection();
                                    }
                                }),
                        new BodyRows(DATABASE.dataSource()));

        Map<FondsId, List<Body.Line>> creators = counted.creators(fonds);
        Map<FondsId, Responsible> responsible = counted.responsible(fonds, TODAY);

        assertThat(creators).hasSize(300);
        assertThat(responsible).hasSize(301);
        for (FondsId one : fonds) {
            assertThat(creators.getOrDefault(one, List.of())).isEqualTo(bodies.creators(one));
            assertThat(responsible.get(one)).isEqualTo(bodies.responsible(one, TODAY));
        }
        assertThat(responsible.values()).anyMatch(Responsible::partly);
        assertThat(counted.responsible(List.of(), TODAY)).isEmpty();
        assertThat(statements.get()).isBetween(1, 8);
    }

    @Test
    void whatWasPassedOnEarlierIsNotPartOfWhatCameLater() {
        for (String name : List.of("ban-a", "ban-b", "ban-c")) {
            BodyList.Entry entry =
                    BodyList.Entry.of(
                            "x",
                            name,
                            BodyKind.OTHER,
                            null,
                            null,
                            name.replace('-', ' '),
                            List.of());
            BodyId unused = register.save(entry, 0, "thử", ARCHIVIST);
        }
        pass("ban-b", "ban-c", 2005);
        pass("ban-a", "ban-b", 2010);
        assertThat(names(bodies.lineage(id("ban-a"), TODAY), false)).containsExactly("ban b");
        assertThat(names(bodies.lineage(id("ban-c"), TODAY), true)).containsExactly("ban b");
        pass("ban-c", "ban-a", 2012); // round in a circle, over the years
        assertThat(names(bodies.lineage(id("ban-b"), TODAY), false))
                .containsExactly("ban a", "ban c");
    }

    private static void pass(String from, String to, int year) {
        UUID unused =
                register.add(
                        new BodyList.Edge(
                                "x",
                                from,
                                to,
                                SuccessionKind.FUNCTION_TRANSFERRED,
                                null,
                                LocalDate.of(year, 1, 1),
                                null,
                                null,
                                false),
                        "thử",
                        ARCHIVIST);
    }
}
