package vn.tangthu.repository.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choosing what is read next costs the same however much is kept. */
class DueRowsScaleTest {
    @TempDir Path directory;

    private static void fill(Archive archive, int packages) {
        int rows =
                archive.jdbc()
                        .sql(
                                """
                                insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes,
                                    fonds_id, delivery_id, shelf)
                                select 'primary', gen_random_uuid(), 'AIP', now() - random() * interval '100 days', 'SOUND',
                                    20, 5000000, md5((i % 50)::text)::uuid, md5((i / 2000)::text)::uuid,
                                    substr(md5(i::text), 1, 3)
                                from generate_series(1, ?) i
                                """)
                        .param(packages)
                        .update();
        assertThat(rows).isEqualTo(packages);
        archive.jdbc().sql("analyze projection.audit_due").update();
    }

    private void measure(int packages) throws IOException {
        try (Archive archive = new Archive(directory)) {
            fill(archive, packages);
            DueRows due = archive.bean(DueRows.class);
            Instant now = Instant.now();
            Instant before = now.minus(Duration.ofDays(45));
            List<String> plan = due.explainOldest("primary", now, before, 8);
            String all = String.join("\n", plan);
            assertThat(all)
                    .contains("Index Scan using audit_next")
                    .doesNotContain("Seq Scan on audit_due")
                    .doesNotContain("Sort Method: external");
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 20; i++) {
                long began = System.nanoTime();
                assertThat(due.claim("primary", "n", Duration.ofMinutes(5), now, before, 8))
                        .hasSize(8);
                best = Math.min(best, System.nanoTime() - began);
            }
            long began = System.nanoTime();
            archive.bean(BudgetRows.class).days("primary");
            long days = System.nanoTime() - began;
            System.out.printf(
                    "%,d packages: claim of 8 %.1f ms, days of the histogram %.1f ms%n%s%n",
                    packages, best / 1e6, days / 1e6, all);
            assertThat(best).isLessThan(Duration.ofMillis(250).toNanos());
        }
    }

    @Test
    void theOldestIsFoundByTheIndexAmongFiftyThousand() throws IOException {
        measure(50_000);
    }

    @Test
    @Tag("long")
    void theOldestIsFoundByTheIndexAmongAMillion() throws IOException {
        measure(1_000_000);
    }
}
