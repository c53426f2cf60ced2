package vn.tangthu.repository.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister.Outcome;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.SuccessionKind;
import vn.tangthu.repository.database.TestDatabase;

/**
 * A register of the size of the country: 10,038 old communes, 696 districts, 3,321 new communes.
 */
class WholeCountryTest {
    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final int COMMUNES = 10_038;
    private static final int DISTRICTS = 696;
    private static final int MADE = 3_321;

    private static final class Silent implements ActivityLog {
        @Override
        public void record(
                Reader actor,
                String action,
                @Nullable String subject,
                @Nullable String detail,
                @Nullable ReadingPurpose purpose) {}

        @Override
        public Slice<Entry> list(int offset, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void aQuestionTakesMillisecondsAmongAllCommunesOfTheCountry() {
        try (TestDatabase database = TestDatabase.fresh(4)) {
            BodyRows rows = new BodyRows(database.dataSource());
            JdbcBodies bodies = new JdbcBodies(database.jdbc(), rows);
            StoredRegister register =
                    new StoredRegister(
                            database.jdbc(),
                            database.transactions(),
                            rows,
                            new ChangeRows(database.dataSource()),
                            new Silent(),
                            Clock.systemUTC());
            BodyList list = country();
            long start = System.nanoTime();
            Outcome outcome = register.takeIn(list, false, "cả nước", Reader.OPERATOR);
            System.out.printf("taken in: %,d ms%n", (System.nanoTime() - start) / 1_000_000);
            assertThat(outcome.findings()).isEmpty();
            assertThat(outcome.added())
                    .isEqualTo(COMMUNES + DISTRICTS + MADE + list.successions().size());
            start = System.nanoTime();
            assertThat(register.takeIn(list, false, "lại", Reader.OPERATOR).same())
                    .isEqualTo(outcome.added());
            System.out.printf("and again: %,d ms%n", (System.nanoTime() - start) / 1_000_000);

            double lineage =
                    median(
                            i ->
                                    assertThat(
                                                    bodies.lineage(
                                                                    BodyId.of("moi-" + i % MADE),
                                                                    TODAY)
                                                            .before())
                                            .hasSizeGreaterThanOrEqualTo(3));
            double responsible =
                    median(
                            i ->
                                    assertThat(
                                                    bodies.responsible(BodyId.of("cu-" + i), TODAY)
                                                            .bodies())
                                            .hasSize(1));
            double mentioned =
                    median(
                            i ->
                                    assertThat(
                                                    bodies.mentioned(
                                                            "giấy tờ đất xã Tân Lập "
                                                                    + i
                                                                    + " năm 1998",
                                                            4))
                                            .isNotEmpty());
            double named =
                    median(i -> assertThat(bodies.named("tan lap " + i, null, 50)).isNotEmpty());
            Body.Line middle = bodies.named("tan lap 5", null, 1).getFirst();
            double paged =
                    median(i -> assertThat(bodies.named("", middle, 50 + i % 2)).isNotEmpty());
            assertThat(paged).as("a page of all, from the index").isLessThan(100);
            System.out.printf("a page of all: %.1f ms%n", paged);
            System.out.printf(
                    "median of 200: lineage %.1f ms, responsible %.1f ms, mentioned %.1f ms, named"
                            + " %.1f ms%n",
                    lineage, responsible, mentioned, named);
            // Tens of milliseconds on a busy machine; a plan without its index takes seconds.
            assertThat(List.of(lineage, responsible, mentioned, named)).allMatch(ms -> ms < 250);
        }
    }

    private static double median(java.util.function.IntConsumer question) {
        double[] times = new double[200];
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            question.accept(i);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        return times[times.length / 2];
    }

    private static BodyList country() {
        List<BodyList.Entry> bodies = new ArrayList<>();
        List<BodyList.Edge> edges = new ArrayList<>();
        for (int i = 0; i < DISTRICTS; i++) {
            bodies.add(
                    entry("huyen-" + i, "Huyện Số " + i, BodyKind.DISTRICT, null, DAY, List.of()));
        }
        for (int i = 0; i < MADE; i++) {
            bodies.add(entry("moi-" + i, "Xã Mới " + i, BodyKind.COMMUNE, DAY, null, List.of()));
        }
        for (int i = 0; i < COMMUNES; i++) {
            List<Dated> district = List.of(Dated.always("huyen-" + i % DISTRICTS));
            bodies.add(entry("cu-" + i, "Xã Tân Lập " + i, BodyKind.COMMUNE, null, DAY, district));
            edges.add(
                    new BodyList.Edge(
                            "x",
                            "cu-" + i,
                            "moi-" + i % MADE,
                            SuccessionKind.MERGED,
                            null,
                            DAY,
                            null,
                            null,
                            false));
        }
        return new BodyList(bodies, edges);
    }

    private static BodyList.Entry entry(
            String reference,
            String name,
            BodyKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<Dated> superiors) {
        return BodyList.Entry.of("x", reference, kind, from, until, name, superiors);
    }
}
