package vn.tangthu.repository.destruction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Destructions.Act;
import vn.tangthu.repository.Destructions.Candidate;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.Outcome;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Slice;

/** Lists, their hồ sơ, and what could be on one. */
@Component
class DestructionRows {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Candidates are counted up to so many. */
    private static final int COUNTED = 10_000;

    private static final int MOST_PAIRS = 1_000;

    private static final String LIST =
            """
            select l.*, i.records, i.to_destroy, i.undecided, i.left_over,
                coalesce(e.erased, 0) as erased, coalesce(e.ordered, 0) as ordered, e.last_at
            from kept.destruction l
            cross join lateral (
                select count(*) as records,
                    count(*) filter (where destroy and outcome is distinct from 'LEFT')
                        as to_destroy,
                    count(*) filter (where destroy is null) as undecided,
                    count(*) filter (where outcome = 'LEFT') as left_over
                from kept.destruction_item i where i.list_id = l.id) i
            left join lateral (
                select count(*) filter (where x.state <> 'ORDERED') as erased,
                    count(*) as ordered, max(x.erased_at) as last_at
                from kept.erasure x where x.list_id = l.id) e on l.executed_at is not null
            """;

    /**
     * A title is told to nobody here while it may be a state secret, and when it was one: also an
     * officer looks at it on the page of secrets.
     */
    private static final String ITEM =
            """
            select i.*, exists (select from kept.suspicion s where s.aip_id = i.aip_id
                    and s.state <> 'RELEASED')
                or exists (select from kept.erasure x where x.object = i.aip_id
                    and x.cause = 'SECRET') as withheld
            from kept.destruction_item i
            """;

    private final JdbcClient jdbc;

    DestructionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<DestructionList> find(UUID id) {
        return jdbc.sql(LIST + " where l.id = ?")
                .param(id)
                .query(DestructionRows::destruction)
                .optional();
    }

    /** Holds the row until the transaction ends: two acts on one list follow each other. */
    Optional<DestructionList> lock(UUID id) {
        return jdbc.sql("select id from kept.destruction where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    Slice<DestructionList> list(int offset, int limit) {
        return new Slice<>(
                jdbc.sql(LIST + " order by l.created_at desc, l.id offset ? limit ?")
                        .params(offset, limit)
                        .query(DestructionRows::destruction)
                        .list(),
                offset,
                jdbc.sql("select count(*) from kept.destruction").query(Long.class).single());
    }

    List<UUID> executing() {
        return jdbc.sql(
                        "select l.id from kept.destruction l where l.state = 'EXECUTING' and exists"
                                + " (select from kept.destruction_item i where i.list_id = l.id"
                                + " and i.destroy and i.outcome is null) order by l.executed_at")
                .query(UUID.class)
                .list();
    }

    Slice<Item> items(UUID list, int offset, int limit) {
        return new Slice<>(
                jdbc.sql(
                                ITEM
                                        + " where i.list_id = ? order by i.code collate \"C\","
                                        + " i.aip_id offset ? limit ?")
                        .params(list, offset, limit)
                        .query(DestructionRows::item)
                        .list(),
                offset,
                jdbc.sql("select count(*) from kept.destruction_item where list_id = ?")
                        .param(list)
                        .query(Long.class)
                        .single());
    }

    Optional<Item> item(UUID list, AipId record) {
        return jdbc.sql(ITEM + " where i.list_id = ? and i.aip_id = ?")
                .params(list, record.value())
                .query(DestructionRows::item)
                .optional();
    }

    /** The first that is to be destroyed and has no outcome. */
    Optional<Item> next(UUID list) {
        return jdbc.sql(
                        ITEM
                                + " where i.list_id = ? and i.destroy and i.outcome is null"
                                + " order by i.code collate \"C\", i.aip_id limit 1")
                .param(list)
                .query(DestructionRows::item)
                .optional();
    }

    private static final String CANDIDATE =
            "r.id, r.arc_file_code, r.title, r.start_year, r.end_year,"
                    + " r.description ->> 'maintenance' as maintenance,"
                    + " projection.retention_ends(r.description ->> 'maintenance', r.end_year)"
                    + " as ends";

    private static final String UNLISTED =
            " not exists (select from kept.destruction_item i where i.aip_id = r.id and i.open)";

    Slice<Candidate> expired(@Nullable FondsId fonds, int thisYear, int offset, int limit) {
        String from =
                " from projection.record r where r.visible and"
                        + " projection.retention_ends(r.description ->> 'maintenance', r.end_year)"
                        + " < :year and "
                        + UNLISTED
                        + (fonds == null ? "" : " and r.fonds_id = :fonds");
        UUID of = fonds == null ? new UUID(0, 0) : fonds.value();
        return new Slice<>(
                jdbc.sql(
                                "select "
                                        + CANDIDATE
                                        + ", null as other"
                                        + from
                                        + " order by projection.retention_ends(r.description ->>"
                                        + " 'maintenance', r.end_year), r.id offset :offset"
                                        + " limit :limit")
                        .param("year", thisYear)
                        .param("fonds", of)
                        .param("offset", offset)
                        .param("limit", limit)
                        .query((row, n) -> candidate(row, Ground.EXPIRED))
                        .list(),
                offset,
                jdbc.sql(
                                "select count(*) from (select 1"
                                        + from
                                        + " limit "
                                        + COUNTED
                                        + ") counted")
                        .param("year", thisYear)
                        .param("fonds", of)
                        .query(Long.class)
                        .single());
    }

    Slice<Candidate> duplicates(int offset, int limit) {
        String pairs =
                """
                with decided as (
                    select p.record as code, p.other ->> 'record' as other, max(d.decided_at) as at
                    from (select * from kept.pair_decision where decision = 'KEEP_BOTH'
                          order by decided_at desc limit 5000) d
                    join kept.delivery_pair p using (delivery_id, key)
                    where p.kind = 'SAME_BYTES' and p.other ->> 'record' <> p.record
                    group by 1, 2),
                found as (
                    select r.*, d.other, d.at from decided d
                    join projection.record r on r.arc_file_code = d.code and r.visible
                    join projection.record o on o.arc_file_code = d.other and o.visible
                    where %s limit %d)
                """
                        .formatted(UNLISTED, MOST_PAIRS);
        return new Slice<>(
                jdbc.sql(
                                pairs
                                        + "select "
                                        + CANDIDATE
                                        + ", r.other from found r order by r.at desc, r.id"
                                        + " offset ? limit ?")
                        .params(offset, limit)
                        .query((row, n) -> candidate(row, Ground.DUPLICATE))
                        .list(),
                offset,
                jdbc.sql(pairs + "select count(*) from found").query(Long.class).single());
    }

    private static Candidate candidate(ResultSet row, Ground ground) throws SQLException {
        return new Candidate(
                new AipId(row.getObject("id", UUID.class)),
                row.getString("arc_file_code"),
                row.getString("title"),
                row.getObject("start_year", Integer.class),
                row.getObject("end_year", Integer.class),
                Maintenance.valueOf(row.getString("maintenance")),
                row.getObject("ends", Integer.class),
                ground,
                row.getString("other"));
    }

    private static DestructionList destruction(ResultSet row, int n) throws SQLException {
        String council = row.getString("council");
        State state = State.valueOf(row.getString("state"));
        int toDestroy = row.getInt("to_destroy");
        boolean done =
                state == State.EXECUTING
                        && row.getInt("ordered") == toDestroy
                        && row.getInt("erased") == toDestroy;
        return new DestructionList(
                row.getObject("id", UUID.class),
                row.getInt("year"),
                row.getInt("number"),
                row.getString("title"),
                row.getString("explanation"),
                done ? State.DONE : state,
                row.getInt("records"),
                toDestroy,
                row.getInt("undecided"),
                row.getInt("erased"),
                row.getInt("left_over"),
                new Act(
                        new AccountId(row.getObject("created_acc", UUID.class)),
                        row.getString("created_by"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                act(row, "frozen"),
                row.getString("sha256"),
                council == null ? null : JSON.readValue(council, Council.class),
                act(row, "decided"),
                instant(row, "not_before"),
                act(row, "executed"),
                done ? instant(row, "last_at") : null,
                row.getString("withdrawn_by"),
                instant(row, "withdrawn_at"),
                row.getString("withdrawn_why"));
    }

    private static @Nullable Act act(ResultSet row, String what) throws SQLException {
        Instant at = instant(row, what + "_at");
        return at == null
                ? null
                : new Act(
                        new AccountId(row.getObject(what + "_acc", UUID.class)),
                        row.getString(what + "_by"),
                        at);
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        String outcome = row.getString("outcome");
        return new Item(
                new AipId(row.getObject("aip_id", UUID.class)),
                row.getString("code"),
                row.getBoolean("withheld") ? null : row.getString("title"),
                row.getObject("start_year", Integer.class),
                row.getObject("end_year", Integer.class),
                Maintenance.valueOf(row.getString("maintenance")),
                row.getObject("ends", Integer.class),
                row.getInt("documents"),
                row.getInt("pages"),
                row.getInt("version"),
                Ground.valueOf(row.getString("ground")),
                row.getString("duplicate_of"),
                row.getObject("destroy", Boolean.class),
                row.getString("reason"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("why"),
                List.of((String[]) row.getArray("parts").getArray()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
