package vn.tangthu.repository.ingest;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.ingest.check.CheckedDelivery;

/** The rows of deliveries and their findings in the schema {@code kept}. */
@Component
final class DeliveryRegister {
    /** States in which some process works on it, or did until it died. */
    static final List<State> AT_WORK = List.of(State.CHECKING, State.CHECKED, State.STORING);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final LastDeliveries last;
    private final PairRows pairs;
    private final UUID runner = UUID.randomUUID();

    DeliveryRegister(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.last = new LastDeliveries(jdbc);
        this.pairs = new PairRows(jdbc, transactions, clock);
    }

    /** What came before. */
    LastDeliveries last() {
        return last;
    }

    /** What it has twice. */
    PairRows pairs() {
        return pairs;
    }

    DeliveryRow create(Path source, String name, boolean owned, Options options) {
        return create(new DeliveryId(UUID.randomUUID()), source, name, owned, options);
    }

    /**
     * @throws org.springframework.dao.DuplicateKeyException when the id is taken
     */
    DeliveryRow create(DeliveryId id, Path source, String name, boolean owned, Options options) {
        @Nullable AccountId account = options.actor().account();
        // Milliseconds: the time stands in the package too and must read back the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int unused =
                jdbc.sql(
                                "insert into kept.delivery (id, name, submitter, actor, source,"
                                        + " owned, accept_sound, dry_run, state, received_at,"
                                        + " account, ask_duplicates, unnamed) values (?, ?, ?, ?, ?,"
                                        + " ?, ?, ?, ?, ?, nullif(?, '')::uuid, ?, ?)")
                        .params(
                                id.value(),
                                name,
                                options.submitter(),
                                options.actor().name(),
                                source.toString(),
                                owned,
                                options.acceptSound(),
                                options.dryRun(),
                                State.RECEIVED.name(),
                                utc(now),
                                account == null ? "" : account.toString(),
                                options.askDuplicates(),
                                isUnnamed(options))
                        .update();
        return get(id);
    }

    /** Whether an archivist brings it and names nobody else. */
    private static boolean isUnnamed(Options options) {
        String name = options.submitter().strip();
        return (name.isEmpty() || name.equals(options.actor().name()))
                && options.actor().is(Role.ARCHIVIST);
    }

    DeliveryRow get(DeliveryId id) {
        return find(id).orElseThrow(
                        () -> new IllegalArgumentException("There is no delivery " + id));
    }

    Optional<DeliveryRow> find(DeliveryId id) {
        return jdbc.sql("select " + DeliveryRow.COLUMNS + " from kept.delivery where id = ?")
                .param(id.value())
                .query(DeliveryRow::of)
                .optional();
    }

    /** Deliveries of the same folder or ZIP that did not come to an end, newest first. */
    List<DeliveryRow> unfinished(Path source) {
        return jdbc.sql(
                        "select "
                                + DeliveryRow.COLUMNS
                                + " from kept.delivery where source = ? and finished_at is null"
                                + " and not owned order by received_at desc, id limit 100")
                .param(source.toString())
                .query(DeliveryRow::of)
                .list();
    }

    Optional<DeliveryRow> newest(Path source) {
        return jdbc.sql(
                        "select "
                                + DeliveryRow.COLUMNS
                                + " from kept.delivery where source = ? and not owned order by"
                                + " received_at desc, id limit 1")
                .param(source.toString())
                .query(DeliveryRow::of)
                .optional();
    }

    List<DeliveryRow> unfinished() {
        return jdbc.sql(
                        "select "
                                + DeliveryRow.COLUMNS
                                + " from kept.delivery where finished_at is null"
                                + " order by received_at, id")
                .query(DeliveryRow::of)
                .list();
    }

    /** Those that stand still for this reason and are not paused, oldest first. */
    List<DeliveryId> failed(String reason) {
        return jdbc.sql(
                        "select id from kept.delivery where finished_at is null and state = ? and"
                                + " failure = ? and not paused order by received_at, id")
                .params(State.FAILED.name(), reason)
                .query((row, n) -> new DeliveryId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Names of sources that a dry run keeps for the real one. */
    List<Path> checkedSources() {
        return jdbc.sql("select source from kept.delivery where owned and state = ?")
                .param(State.CHECKED.name())
                .query((row, n) -> Path.of(row.getString(1)))
                .list();
    }

    List<DeliveryRow> list(int offset, int limit) {
        return jdbc.sql(
                        "select "
                                + DeliveryRow.COLUMNS
                                + " from kept.delivery order by received_at desc, id offset ? limit"
                                + " ?")
                .params(offset, limit)
                .query(DeliveryRow::of)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from kept.delivery").query(Long.class).single();
    }

    /** The same folder again, perhaps with other options. */
    void restart(DeliveryId id, Options options) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set accept_sound = ?, dry_run = ?, submitter"
                                        + " = ?, actor = ?, ask_duplicates = ?, unnamed = ?, paused ="
                                        + " false where id = ?")
                        .params(
                                options.acceptSound(),
                                options.dryRun(),
                                options.submitter(),
                                options.actor().name(),
                                options.askDuplicates(),
                                isUnnamed(options),
                                id.value())
                        .update();
    }

    /** Turns a dry run into a delivery that is to be taken in. */
    void wanted(DeliveryId id) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set dry_run = false, finished_at = null,"
                                        + " paused = false"
                                        + " where id = ?")
                        .param(id.value())
                        .update();
    }

    /** Moves on; {@code failure} null clears it. */
    void state(DeliveryId id, State state, @Nullable String failure) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set state = ?, failure = nullif(?, ''), runner = ?,"
                                        + " finished_at = null, staged_as = null where id = ?")
                        .params(state.name(), orEmpty(failure), runner, id.value())
                        .update();
    }

    void finish(DeliveryId id, State state, @Nullable String failure) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set state = ?, failure = nullif(?, ''), finished_at = ?,"
                                        + " staged_as = null, runner = null, paused = false where id = ?")
                        .params(state.name(), orEmpty(failure), utc(clock.instant()), id.value())
                        .update();
    }

    void paused(DeliveryId id, boolean paused) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set paused = ? where id = ? and finished_at is"
                                        + " null")
                        .params(paused, id.value())
                        .update();
    }

    List<DeliveryRow> paused() {
        return jdbc.sql(
                        "select "
                                + DeliveryRow.COLUMNS
                                + " from kept.delivery where finished_at is null and paused order"
                                + " by place, id limit 1000")
                .query(DeliveryRow::of)
                .list();
    }

    /** Notes the order of the line. */
    void places(Map<DeliveryId, Long> places) {
        transactions.executeWithoutResult(
                status ->
                        places.forEach(
                                (id, place) -> {
                                    int unused =
                                            jdbc.sql(
                                                            "update kept.delivery set place = ?"
                                                                    + " where id = ?")
                                                    .params(place, id.value())
                                                    .update();
                                }));
    }

    void bag(DeliveryId id, Aip.@Nullable Bag bag) {
        int unused =
                jdbc.sql("update kept.delivery set bag = nullif(?, '')::jsonb where id = ?")
                        .params(bag == null ? "" : JSON.writeValueAsString(bag), id.value())
                        .update();
    }

    void content(DeliveryId id, String content) {
        int unused =
                jdbc.sql("update kept.delivery set content = ? where id = ?")
                        .params(content, id.value())
                        .update();
    }

    void stagedAs(DeliveryId id, State state) {
        int unused =
                jdbc.sql("update kept.delivery set staged_as = ? where id = ?")
                        .params(state.name(), id.value())
                        .update();
    }

    void decide(DeliveryId id, Decision decision, String reason, String by) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set decision = ?, reason = ?, decided_by = ?"
                                        + " where id = ?")
                        .params(decision.name(), reason, by, id.value())
                        .update();
    }

    /** Waits until somebody accepts what blocks this. */
    void toAccept(DeliveryId id, String content) {
        int unused =
                jdbc.sql("update kept.delivery set accept_content = ? where id = ?")
                        .params(content, id.value())
                        .update();
    }

    /** What waits is accepted; false when nothing does. */
    boolean accept(DeliveryId id, String reason, String by) {
        return jdbc.sql(
                                "update kept.delivery set accepted_content = accept_content,"
                                        + " accept_content = null, accepted_reason = ?,"
                                        + " accepted_by = ? where id = ? and accept_content is not"
                                        + " null")
                        .params(storable(reason), by, id.value())
                        .update()
                == 1;
    }

    /** What a process that is not this one left at work is interrupted. */
    int interruptDead() {
        int changed = 0;
        for (State state : AT_WORK) {
            changed +=
                    jdbc.sql(
                                    "update kept.delivery set state = ? where state = ? and"
                                            + " finished_at is null and runner is distinct from ?")
                            .params(State.INTERRUPTED.name(), state.name(), runner)
                            .update();
        }
        return changed;
    }

    /** Replaces counts and findings by those of this verdict. */
    void verdict(DeliveryId id, Verdict verdict) {
        transactions.executeWithoutResult(
                status -> {
                    List<Finding> findings = verdict.findings();
                    DeliveryFindings.write(jdbc, id, findings);
                    DeliveryColumns.write(jdbc, id, verdict.columns());
                    int unused =
                            jdbc.sql(
                                            "update kept.delivery set records = ?, documents = ?,"
                                                    + " files = ?, bytes = ?, blocking = ?,"
                                                    + " warnings = ? where id = ?")
                                    .params(
                                            verdict.records(),
                                            verdict.documents(),
                                            verdict.files(),
                                            verdict.bytes(),
                                            count(findings, Severity.BLOCKS),
                                            count(findings, Severity.WARNS),
                                            id.value())
                                    .update();
                });
    }

    /** What the lists tell of the extent, for the minutes; the list itself is not kept. */
    void declared(DeliveryId id, CheckedDelivery.Declared declared) {
        int unused =
                jdbc.sql(
                                "update kept.delivery set declared_documents = :documents,"
                                        + " declared_sheets = :sheets, declared_pages = :pages"
                                        + " where id = :id")
                        .param("documents", declared.documents())
                        .param("sheets", declared.sheets())
                        .param("pages", declared.pages())
                        .param("id", id.value())
                        .update();
    }

    /** PostgreSQL has no NUL in text; names and cells of foreign files may. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    List<DeliveredColumn> columns(DeliveryId id) {
        return DeliveryColumns.read(jdbc, id);
    }

    /** Whether somebody must say what its headings mean. */
    boolean waitsForColumns(DeliveryId id) {
        return columns(id).stream().anyMatch(c -> c.how() == DeliveredColumn.How.DOUBTFUL);
    }

    /** Whether a delivery that waits may be checked again: to wait again, or go on. */
    boolean mayGoOn(DeliveryId id) {
        return waitsForColumns(id) || pairs.any(id);
    }

    void from(DeliveryId id, String submitter) {
        int unused =
                jdbc.sql("update kept.delivery set submitter = ?, unnamed = false where id = ?")
                        .params(submitter, id.value())
                        .update();
    }

    List<Finding> findings(DeliveryId id, int offset, int limit) {
        return DeliveryFindings.read(jdbc, id, offset, limit);
    }

    long countFindings(DeliveryId id) {
        return DeliveryFindings.count(jdbc, id);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : storable(text);
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Whether a delivery of the submitter brought a version of it. */
    boolean brought(AipId id, String submitter) {
        return jdbc.sql(
                        """
                        select exists (select from projection.brought b
                            join kept.delivery d on d.id = b.delivery_id
                            where b.aip_id = ? and d.submitter = ?)
                        """)
                .params(id.value(), submitter)
                .query(Boolean.class)
                .single();
    }
}
