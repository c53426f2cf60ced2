package vn.tangthu.repository.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inheritance.Estate;
import vn.tangthu.repository.Inheritance.Ground;
import vn.tangthu.repository.Inheritance.Item;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;

/** Whose records are whose after the reorganisations that come with the software. */
class InheritanceTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(4);
    private static final Reader ARCHIVIST =
            new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static AnnotationConfigApplicationContext context;
    private static Bodies bodies;
    private static Inheritance inheritance;

    /** With a fonds of the same id for every body that has ended. */
    @BeforeAll
    static void open() throws IOException {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(
                DataSource.class, DATABASE::dataSource, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(TransactionTemplate.class, DATABASE::transactions);
        context.registerBean(Clock.class, () -> Clock.systemUTC());
        context.registerBean(ActivityLog.class, () -> Mockito.mock(ActivityLog.class));
        context.scan("vn.tangthu.repository.bodies", "vn.tangthu.repository.ingest.bodies");
        context.refresh();
        bodies = context.getBean(Bodies.class);
        inheritance = context.getBean(Inheritance.class);
        assertThat(context.getBean(BodyLists.class).takeInShipped(false, ARCHIVIST).findings())
                .isEmpty();
        DATABASE.jdbc()
                .sql(
                        "insert into kept.body_fonds (body, fonds) select id, id from kept.body where"
                                + " until_day is not null")
                .update();
    }

    @AfterAll
    static void close() {
        context.close();
        DATABASE.close();
    }

    private static List<BodyId> living() {
        return DATABASE
                .jdbc()
                .sql("select id from kept.body where until_day is null")
                .query(UUID.class)
                .list()
                .stream()
                .map(BodyId::new)
                .toList();
    }

    private static BodyId id(String reference) {
        return bodies.byCode(reference, TODAY).orElseThrow().id();
    }

    private static Map<String, Ground> grounds(String reference, LocalDate day) {
        return inheritance.of(id(reference), day).items().stream()
                .collect(Collectors.toMap(item -> item.maker().name(), Item::ground));
    }

    @Test
    void whatEndedWholeHasOneHeirAndWhatWasPartedHasNoneBeforeItIsDecided() {
        Map<FondsId, Set<BodyId>> heirs = new HashMap<>();
        Map<FondsId, Set<BodyId>> perhaps = new HashMap<>();
        long start = System.nanoTime();
        List<BodyId> all = living();
        for (BodyId body : all) {
            Estate estate = inheritance.of(body, TODAY);
            assertThat(estate.items())
                    .as("nothing undecided is read")
                    .noneMatch(
                            item ->
                                    item.ground() == Ground.UNDECIDED
                                            && estate.readable().contains(item.fonds()));
            for (Item item : estate.items()) {
                (item.ground() == Ground.SUCCEEDED ? heirs : perhaps)
                        .computeIfAbsent(item.fonds(), x -> new HashSet<>())
                        .add(body);
            }
        }
        System.out.printf(
                "estates of %,d bodies: %.1f ms each%n",
                all.size(), (System.nanoTime() - start) / 1e6 / all.size());
        // What the table says, asked without any walk: parted are those with a step in parts.
        List<UUID> parted =
                DATABASE.jdbc()
                        .sql("select distinct predecessor from kept.succession where partly")
                        .query(UUID.class)
                        .list();
        assertThat(parted).hasSizeGreaterThan(60);
        assertThat(heirs.values()).allSatisfy(each -> assertThat(each).hasSize(1));
        assertThat(heirs.keySet())
                .doesNotContainAnyElementsOf(parted.stream().map(FondsId::new).toList());
        assertThat(perhaps.keySet())
                .containsAll(
                        parted.stream()
                                .map(FondsId::new)
                                .filter(fonds -> !heirs.containsKey(fonds))
                                .toList());
        List<UUID> whole =
                DATABASE.jdbc()
                        .sql(
                                """
                                select s.predecessor from kept.succession s join kept.body b
                                on b.id = s.successor and b.until_day is null
                                where not s.partly and s.kind in ('MERGED', 'RENAMED')
                                """)
                        .query(UUID.class)
                        .list();
        assertThat(whole).hasSizeGreaterThan(500);
        assertThat(heirs.keySet()).containsAll(whole.stream().map(FondsId::new).toList());
    }

    @Test
    void twoStepsBackAreSeenAndEachFromItsDay() {
        String reference = "phuong-nha-trang-khanh-hoa-2025";
        assertThat(grounds(reference, TODAY))
                .containsEntry("Phường Xương Huân", Ground.SUCCEEDED)
                .containsEntry("Phường Vạn Thạnh", Ground.SUCCEEDED)
                .containsEntry("Phường Lộc Thọ", Ground.SUCCEEDED)
                .containsEntry("Thành phố Nha Trang", Ground.UNDECIDED);
        Item first =
                inheritance.of(id(reference), TODAY).items().stream()
                        .filter(item -> item.maker().name().equals("Phường Xương Huân"))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.by()).isNotNull();
        Body.Line vanThanh =
                inheritance.of(id(reference), TODAY).predecessors().stream()
                        .filter(line -> line.name().equals("Phường Vạn Thạnh"))
                        .findFirst()
                        .orElseThrow();
        assertThat(inheritance.of(id(reference), TODAY).whole())
                .as("not what was parted")
                .contains(vanThanh.id(), first.maker().id())
                .doesNotContain(id(reference))
                .doesNotContainAnyElementsOf(
                        inheritance.of(id(reference), TODAY).predecessors().stream()
                                .filter(line -> line.name().equals("Thành phố Nha Trang"))
                                .map(Body.Line::id)
                                .toList());
        // The day before, it was Vạn Thạnh that had it, and the ward of today was not there.
        assertThat(
                        inheritance
                                .of(vanThanh.id(), LocalDate.of(2025, 6, 30))
                                .readable()
                                .contains(first.fonds()))
                .isTrue();
        assertThat(inheritance.reach(id(reference), LocalDate.of(2025, 6, 30)).state())
                .isEqualTo(Inheritance.State.NOT_YET);
        assertThat(inheritance.reach(vanThanh.id(), TODAY).state())
                .isEqualTo(Inheritance.State.ENDED);
    }
}
