package vn.tangthu.repository.scanning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FormatScans.State;
import vn.tangthu.repository.KeptFormats.Place;

/** Rows of {@code kept.format_run}. */
@Component
class FormatRunRows {
    private final JdbcClient jdbc;

    FormatRunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A run as it stands.
     *
     * @param place up to which it looked; null before the first
     */
    record Row(
            UUID id,
            String signatures,
            State state,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Place place,
            Counts counts) {
        Row with(State now, @Nullable Instant ended) {
            return new Row(id, signatures, now, startedAt, ended, place, counts);
        }

        Row at(Place now, Counts more) {
            return new Row(id, signatures, state, startedAt, endedAt, now, counts.plus(more));
        }
    }

    /** What was done. */
    record Counts(long packages, long files, long bytes, long changed, long unread) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    packages + other.packages,
                    files + other.files,
                    bytes + other.bytes,
                    changed + other.changed,
                    unread + other.unread);
        }
    }

    Optional<Row> last() {
        return jdbc.sql("select * from kept.format_run order by started_at desc, id limit 1")
                .query(FormatRunRows::row)
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        UUID aip = row.getObject("last_aip", UUID.class);
        Instant at = instant(row, "last_at");
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("signatures"),
                State.valueOf(row.getString("state")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                instant(row, "ended_at"),
                aip == null || at == null ? null : new Place(at, new AipId(aip)),
                new Counts(
                        row.getLong("packages"),
                        row.getLong("files"),
                        row.getLong("bytes"),
                        row.getLong("changed"),
                        row.getLong("unread")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    void insert(Row run, String actor) {
        int unused =
                jdbc.sql(
                                "insert into kept.format_run (id, signatures, actor, state,"
                                        + " started_at) values (?, ?, ?, ?, ?)")
                        .params(
                                run.id(),
                                run.signatures(),
                                actor,
                                run.state().name(),
                                run.startedAt().atOffset(ZoneOffset.UTC))
                        .update();
    }

    void save(Row run) {
        Place place = run.place();
        int unused =
                jdbc.sql(
                                """
                                update kept.format_run set state = :state,
                                    ended_at = cast(nullif(:ended, '') as timestamptz),
                                    last_at = cast(nullif(:at, '') as timestamptz),
                                    last_aip = cast(nullif(:aip, '') as uuid), packages = :packages,
                                    files = :files, bytes = :bytes, changed = :changed,
                                    unread = :unread
                                where id = :id
                                """)
                        .param("state", run.state().name())
                        .param("ended", run.endedAt() == null ? "" : run.endedAt().toString())
                        .param("at", place == null ? "" : place.storedAt().toString())
                        .param("aip", place == null ? "" : place.aip().toString())
                        .param("packages", run.counts().packages())
                        .param("files", run.counts().files())
                        .param("bytes", run.counts().bytes())
                        .param("changed", run.counts().changed())
                        .param("unread", run.counts().unread())
                        .param("id", run.id())
                        .update();
    }
}
