package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.storage.TangThuHome;

/**
 * A row for each home, with the process that has it now. One home has one owner, so whatever an
 * earlier process of this home had claimed is free as soon as this is made.
 */
@Component
@InWorkers
class JdbcTextWorkers implements TextWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcTextWorkers.class);

    /** In the home: which one it is. Not secret, and nothing is lost with it. */
    private static final String HOME_FILE = "text-worker";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /** A process dies while it reads: whatever it had is free, and suspected. */
    private static final String FREE =
            """
            update projection.text_state set claimed = false, claimed_by = null, deaths = deaths + 1
            where file_id in (select t.file_id from projection.text_state t
                where t.claimed and not exists (select from projection.text_worker w
                    where w.process = t.claimed_by %s)
                for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final UUID home;
    private final Duration lease;
    private final UUID process = UUID.randomUUID();
    private volatile boolean helps;

    /** What is made of a file, and how far the database was brought when this began. */
    private volatile String version = "";

    /**
     * @param lease {@code tangthu.extraction.lease}, at least a second
     */
    @Autowired
    JdbcTextWorkers(
            JdbcClient jdbc,
            TangThuHome home,
            @Value("${tangthu.extraction.lease:2m}") Duration lease) {
        this(jdbc, idOf(home.root()), lease);
    }

    JdbcTextWorkers(JdbcClient jdbc, UUID home, Duration lease) {
        if (lease.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("tangthu.extraction.lease is too short: " + lease);
        }
        this.jdbc = jdbc;
        this.home = home;
        this.lease = lease;
        int unused = jdbc.sql(FREE.formatted("and w.home <> ?")).param(home).update();
    }

    private static UUID idOf(Path root) {
        Path file = root.resolve(HOME_FILE);
        try {
            return UUID.fromString(Files.readString(file).strip());
        } catch (NoSuchFileException | IllegalArgumentException e) {
            LOG.debug("{} is written", file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            UUID id = UUID.randomUUID();
            Path part = Files.createDirectories(root).resolve(HOME_FILE + ".part");
            Files.write(part, (id + "\n").getBytes(StandardCharsets.UTF_8));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What claims of this process bear. */
    UUID process() {
        return process;
    }

    UUID home() {
        return home;
    }

    /** Whether this process does not own the archive. */
    boolean helps() {
        return helps;
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public void begin(String name, boolean archive, String reads) {
        helps = !archive;
        version =
                reads
                        + ", "
                        + jdbc.sql(
                                        "select (select count(*) from"
                                                + " projection.flyway_schema_history) || '/' ||"
                                                + " (select count(*) from"
                                                + " kept.flyway_schema_history)")
                                .query(String.class)
                                .single();
        int unused =
                jdbc.sql(
                                """
                                insert into projection.text_worker
                                    (home, process, name, archive, reads, seen_at, until, swept_at)
                                values (?, ?, ?, ?, ?, now(), now() + ? * interval '1 ms',
                                    '-infinity') -- nothing was looked for since it began
                                on conflict (home) do update set process = excluded.process,
                                    name = excluded.name, archive = excluded.archive,
                                    reads = excluded.reads, seen_at = excluded.seen_at,
                                    until = excluded.until, swept_at = excluded.swept_at
                                """)
                        .params(home, process, name, archive, version, lease.toMillis())
                        .update();
        unused = free();
    }

    private int free() {
        int freed = jdbc.sql(FREE.formatted("and w.until > now()")).update();
        if (freed > 0) {
            LOG.warn("{} files are free again: who read them was not heard of any more", freed);
        }
        return freed;
    }

    @Override
    public Beat beat() {
        Beat beat =
                jdbc.sql(
                                """
                                with mine as (update projection.text_worker
                                    set seen_at = now(), until = now() + ? * interval '1 ms'
                                    where home = ? and process = ? returning 1)
                                select now(), not exists (select from mine),
                                    coalesce((select reads from projection.text_worker
                                        where archive order by seen_at desc limit 1) <> ?, false)
                                """)
                        .params(lease.toMillis(), home, process, version)
                        .query(
                                (row, n) ->
                                        new Beat(
                                                row.getObject(1, OffsetDateTime.class).toInstant(),
                                                row.getBoolean(2),
                                                row.getBoolean(3)))
                        .single();
        int unused = free();
        return beat;
    }

    @Override
    public void swept(Instant at) {
        int unused =
                jdbc.sql(
                                "update projection.text_worker set swept_at = ?"
                                        + " where home = ? and process = ?")
                        .params(JdbcChangeJournal.at(at), home, process)
                        .update();
    }

    @Override
    public void leave() {
        int unused =
                jdbc.sql(
                                "update projection.text_worker set until = now()"
                                        + " where home = ? and process = ?")
                        .params(home, process)
                        .update();
    }

    @Override
    public void awaitSwept() throws IOException {
        Instant from =
                jdbc.sql("select clock_timestamp()")
                        .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                        .single();
        // Who lives beats several times in this time; who does not has no lease after it.
        long end = System.nanoTime() + lease.multipliedBy(2).toNanos();
        while (holds(from)) {
            if (System.nanoTime() > end) {
                throw new IOException("A machine that reads texts did not let go of it yet");
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Ended while machines that read texts let go of it", e);
            }
        }
    }

    private boolean holds(Instant since) {
        return jdbc.sql(
                        "select exists (select from projection.text_worker where not archive"
                                + " and process <> ? and until > now() and swept_at < ?)")
                .params(process, JdbcChangeJournal.at(since))
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<Worker> list() {
        return jdbc.sql(
                        """
                        select w.name, w.archive, w.until > now() as living, w.seen_at,
                            (select count(*) from projection.text_state t
                                where t.claimed and t.claimed_by = w.process) as claimed,
                            coalesce(p.files, 0) as files, coalesce(p.pages, 0) as pages
                        from projection.text_worker w left join (
                            select home, sum(files) as files, sum(pages) as pages
                            from projection.text_pace where minute > now() - interval '1 hour'
                            group by home) p on p.home = w.home
                        where w.seen_at > now() - interval '1 day'
                        order by w.archive desc, w.name, w.home
                        """)
                .query(
                        (row, n) ->
                                new Worker(
                                        row.getString("name"),
                                        row.getBoolean("archive"),
                                        row.getBoolean("living"),
                                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                                        row.getInt("claimed"),
                                        row.getLong("files"),
                                        row.getLong("pages")))
                .list();
    }
}
