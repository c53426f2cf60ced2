package vn.tangthu.portal.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.indexer.Hit;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.CountingDataSource;
import vn.tangthu.repository.database.TestDatabase;

/**
 * A search that names a body asks the register a few times, however many have the name and from
 * however many fonds its hits are. Of the register that comes with the software.
 */
class OtherNamesStatementsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final int HITS = 20;

    /** Names in the text, lineages of all, names of the first few, and who made the fonds. */
    private static final int MOST = 2 + 3 + 1 + 1;

    private static final TestDatabase DATABASE = TestDatabase.fresh(4);
    private static final CountingDataSource COUNTED = new CountingDataSource(DATABASE.dataSource());
    private static AnnotationConfigApplicationContext context;
    private static Bodies bodies;

    @BeforeAll
    static void open() throws IOException {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> COUNTED, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(COUNTED));
        context.registerBean(TransactionTemplate.class, DATABASE::transactions);
        context.registerBean(Clock.class, () -> Clock.systemUTC());
        context.registerBean(ActivityLog.class, () -> Mockito.mock(ActivityLog.class));
        context.scan("vn.tangthu.repository.bodies", "vn.tangthu.repository.ingest.bodies");
        context.refresh();
        bodies = context.getBean(Bodies.class);
        Reader archivist = new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
        assertThat(context.getBean(BodyLists.class).takeInShipped(false, archivist).findings())
                .isEmpty();
        // the makers of the fonds of the hits: others of the register
        int linked =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.body_fonds (body, fonds) select id, cast(lpad("
                                        + "cast(row_number() over (order by reference) as text),"
                                        + " 32, '0') as uuid) from kept.body where kind = 'DISTRICT'"
                                        + " order by reference limit "
                                        + HITS)
                        .update();
        assertThat(linked).isEqualTo(HITS);
    }

    @AfterAll
    static void close() {
        context.close();
        DATABASE.close();
    }

    /** A name that is of the past, and how many have it. */
    private record Name(String bare, String whole, int bodies) {}

    private static Name name(String order, int most) {
        return DATABASE.jdbc()
                .sql(
                        "select n.bare, min(n.name), count(distinct n.body) from kept.body_name n"
                                + " join kept.body b on b.id = n.body and b.until_day is not null"
                                + " join kept.succession s on s.predecessor = b.id"
                                + " and s.successor is not null"
                                + " where n.bare like '% %' and b.kind = 'COMMUNE' group by 1"
                                + " having count(distinct n.body) <= ? order by 3 "
                                + order
                                + ", 1 limit 1")
                .param(most)
                .query((row, n) -> new Name(row.getString(1), row.getString(2), row.getInt(3)))
                .single();
    }

    private static Hit hit(int number, String title) {
        String id = "00000000-0000-0000-0000-%012d".formatted(number);
        FondsId fonds = new FondsId(UUID.fromString(id));
        return new Hit(
                new RecordView.Listed(
                        new AipId(new UUID(1, number)),
                        "H41." + number,
                        new RecordView.FondsSummary(fonds, "H41", "Phông " + number),
                        1998,
                        1998,
                        title),
                1,
                List.of(),
                List.of());
    }

    private static int statements(Name name) {
        int before = COUNTED.sinceLast();
        assertThat(before).isNotNegative();
        OtherNames names = new OtherNames(bodies, "giao dat " + name.bare, null, TODAY);
        assertThat(names.offered("giao dat " + name.bare)).isNotEmpty();
        int told = 0;
        for (int i = 1; i <= HITS; i++) {
            told += names.of(hit(i, "Giao đất tại " + name.whole)).size();
        }
        assertThat(told).isPositive();
        return COUNTED.sinceLast();
    }

    @Test
    void theRegisterIsAskedAFewTimesHoweverManyHaveTheName() {
        assertThat(bodies.origins(TODAY)).hasSize(HITS); // as it is while the archive is up
        Name one = name("asc", 1);
        Name many = name("desc", 1_000);
        assertThat(many.bodies).isGreaterThan(3);
        int ofOne = statements(one);
        int ofMany = statements(many);
        System.out.printf(
                "statements of a search: %d for a name of one body, %d for one of %d%n",
                ofOne, ofMany, many.bodies);
        assertThat(ofOne).isLessThanOrEqualTo(MOST);
        assertThat(ofMany).isLessThanOrEqualTo(MOST);
    }

    @Test
    void whatIsFoundByAnOfferedNameAsksNoMore() {
        assertThat(bodies.origins(TODAY)).hasSize(HITS);
        Name many = name("desc", 1_000);
        Bodies.Mention mention = bodies.mentioned(many.bare, 1).getFirst();
        int before = COUNTED.sinceLast();
        assertThat(before).isPositive();
        OtherNames names =
                new OtherNames(bodies, "giao dat " + many.bare, mention.body().id(), TODAY);
        for (int i = 1; i <= HITS; i++) {
            assertThat(names.of(hit(i, "Giao đất tại " + many.whole))).isNotNull();
        }
        assertThat(COUNTED.sinceLast())
                .as("with the lineage of whom was asked for")
                .isLessThanOrEqualTo(MOST + 3);
    }
}
