package vn.tangthu.repository.catalogue;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.HoldingFigures.FormatLine;
import vn.tangthu.repository.HoldingFigures.Formats;

/**
 * Files by format, counted in the background when the journal went on, and read by who asks. A
 * count walks the index by format, a second for some million files; only the very first of a
 * database may have to be waited for.
 */
@Component
class FormatCounts {
    private static final Logger LOG = LoggerFactory.getLogger(FormatCounts.class);
    private static final Duration EVERY = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ScheduledExecutorService background =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("format-counts").factory());

    FormatCounts(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var unused =
                background.scheduleWithFixedDelay(
                        this::ifStale, 10, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void ifStale() {
        try {
            Long counted =
                    jdbc.sql("select sequence from projection.format_count")
                            .query(Long.class)
                            .optional()
                            .orElse(null);
            if (counted == null || counted != sequence()) {
                count();
            }
        } catch (RuntimeException e) {
            LOG.warn("Formats were not counted; they are in {}", EVERY, e);
        }
    }

    private long sequence() {
        return jdbc.sql("select coalesce(max(sequence), 0) from projection.journal")
                .query(Long.class)
                .single();
    }

    /** What was counted last. */
    Formats last() {
        Optional<Formats> counted = read();
        if (counted.isPresent()) {
            return counted.get();
        }
        count();
        return read().orElseThrow();
    }

    private Optional<Formats> read() {
        return transactions.execute(
                status ->
                        jdbc.sql("select counted_at from projection.format_count")
                                .query((row, n) -> CatalogueRows.instant(row, "counted_at"))
                                .optional()
                                .map(at -> new Formats(lines(), at)));
    }

    private List<FormatLine> lines() {
        return jdbc.sql(
                        "select puid, called, files, bytes from projection.format_figure order by"
                                + " ordinal")
                .query(
                        (row, n) ->
                                new FormatLine(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getLong(3),
                                        row.getLong(4)))
                .list();
    }

    /** Names are those of one file of each. */
    final synchronized void count() {
        transactions.executeWithoutResult(
                status -> {
                    // Before counting: what comes meanwhile is counted again.
                    long sequence = sequence();
                    int unused = jdbc.sql("delete from projection.format_figure").update();
                    unused =
                            jdbc.sql(
                                            """
                                            insert into projection.format_figure
                                                (ordinal, puid, called, files, bytes)
                                            select row_number()
                                                    over (order by g.files desc, g.puid nulls last),
                                                g.puid, coalesce(
                                                (select trim(c.format_name || ' ' || c.format_version)
                                                 from projection.content_file c
                                                 where c.puid = g.puid and c.puid <> ''
                                                   and not c.again limit 1), ''),
                                                g.files, g.bytes
                                            from (select puid, count(*) as files,
                                                      sum(size)::bigint as bytes
                                                  from projection.content_file where not again
                                                  group by puid) g
                                            """)
                                    .update();
                    unused =
                            jdbc.sql(
                                            "insert into projection.format_count (sequence,"
                                                    + " counted_at) values (?, ?) on conflict (one) do"
                                                    + " update set sequence = excluded.sequence,"
                                                    + " counted_at = excluded.counted_at")
                                    .params(sequence, clock.instant().atOffset(ZoneOffset.UTC))
                                    .update();
                });
    }

    @PreDestroy
    void close() {
        background.shutdownNow();
    }
}
