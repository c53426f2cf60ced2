package vn.tangthu.repository.alarms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Channel;
import vn.tangthu.repository.Alarms.Kind;
import vn.tangthu.repository.Alarms.Message;

/** The rows of alarms and of their messages. */
@Component
class AlarmRows {
    /** Of {@code pg_advisory_xact_lock}: one process looks at a time. */
    private static final long LOCK = 0x616c61726dL;

    private static final int MOST_LETTERS = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    AlarmRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What lasts, raised or not yet. */
    record Lasting(UUID id, Kind kind, String subject, Instant since, boolean raised) {}

    /** A message that is being sent. */
    record Sending(UUID id, UUID alarm, Channel channel, boolean cleared, int attempts) {}

    /** Until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    }

    /** Counts by kind of damage of what nobody was told of, by copy; it is told now. */
    Map<String, Map<String, String>> newIncidents() {
        Map<String, TreeMap<String, Long>> counted = new TreeMap<>();
        jdbc.sql(
                        "update projection.incident set alarmed = true where not alarmed returning"
                                + " copy, damage, resolved_at is not null")
                .query(
                        row -> {
                            TreeMap<String, Long> facts =
                                    counted.computeIfAbsent(
                                            row.getString(1), copy -> new TreeMap<>());
                            facts.merge("found", 1L, Long::sum);
                            facts.merge(row.getString(2), 1L, Long::sum);
                            facts.merge("repaired", row.getBoolean(3) ? 1L : 0L, Long::sum);
                        });
        Map<String, Map<String, String>> facts = new TreeMap<>();
        counted.forEach(
                (copy, counts) -> {
                    Map<String, String> text = new TreeMap<>();
                    counts.forEach((name, count) -> text.put(name, count.toString()));
                    facts.put(copy, text);
                });
        return facts;
    }

    List<Lasting> lasting() {
        return jdbc.sql("select * from kept.alarm where cleared_at is null")
                .query(
                        (row, n) ->
                                new Lasting(
                                        row.getObject("id", UUID.class),
                                        Kind.valueOf(row.getString("kind")),
                                        row.getString("subject"),
                                        Objects.requireNonNull(instant(row, "since")),
                                        row.getObject("raised_at") != null))
                .list();
    }

    /** Seen for the first time. */
    UUID seen(Kind kind, String subject, Map<String, String> facts, Instant at) {
        UUID id = UUID.randomUUID();
        int unused =
                jdbc.sql(
                                "insert into kept.alarm (id, kind, subject, since, facts) values (?,"
                                        + " ?, ?, ?, ?::jsonb)")
                        .params(id, kind.name(), subject, utc(at), JSON.writeValueAsString(facts))
                        .update();
        return id;
    }

    void seenSince(UUID alarm, Instant at) {
        int unused =
                jdbc.sql("update kept.alarm set since = ? where id = ?")
                        .params(utc(at), alarm)
                        .update();
    }

    void raise(UUID alarm, Map<String, String> facts, Instant at, Collection<Channel> channels) {
        int unused =
                jdbc.sql("update kept.alarm set raised_at = ?, facts = ?::jsonb where id = ?")
                        .params(utc(at), JSON.writeValueAsString(facts), alarm)
                        .update();
        tell(alarm, "RAISED", at, channels);
    }

    /** It is over, and those who were told of it are told so. */
    void clear(UUID alarm, Instant at, Collection<Channel> channels) {
        over(alarm, at);
        tell(alarm, "CLEARED", at, channels);
    }

    /** It happened and does not last. */
    void over(UUID alarm, Instant at) {
        int unused =
                jdbc.sql("update kept.alarm set cleared_at = ? where id = ?")
                        .params(utc(at), alarm)
                        .update();
    }

    /** It passed before anybody had to be told. */
    void forget(UUID alarm) {
        int unused = jdbc.sql("delete from kept.alarm where id = ?").param(alarm).update();
    }

    private void tell(UUID alarm, String event, Instant at, Collection<Channel> channels) {
        for (Channel channel : channels) {
            int unused =
                    jdbc.sql(
                                    "insert into kept.alarm_message (id, alarm_id, channel, event,"
                                            + " made_at, next_at) values (?, ?, ?, ?, ?, ?)")
                            .params(
                                    UUID.randomUUID(),
                                    alarm,
                                    channel.name(),
                                    event,
                                    utc(at),
                                    utc(at))
                            .update();
        }
    }

    /**
     * Takes a message whose turn it is, counts the attempt and sets the next one before it is made.
     */
    Optional<Sending> take(Collection<Channel> channels, Instant now, Duration longest) {
        return jdbc.sql(
                        """
                        update kept.alarm_message m set attempts = attempts + 1,
                            next_at = cast(:now as timestamptz)
                                + least(make_interval(secs => 60 * power(2, least(attempts, 20))),
                                    make_interval(secs => :longest))
                        where id = (select id from kept.alarm_message
                            where delivered_at is null and next_at <= :now and channel in (:channels)
                            order by next_at, id limit 1 for update skip locked)
                        returning id, alarm_id, channel, event, attempts
                        """)
                .param("now", utc(now))
                .param("longest", (double) longest.toSeconds())
                .param("channels", channels.stream().map(Channel::name).toList())
                .query(
                        (row, n) ->
                                new Sending(
                                        row.getObject("id", UUID.class),
                                        row.getObject("alarm_id", UUID.class),
                                        Channel.valueOf(row.getString("channel")),
                                        row.getString("event").equals("CLEARED"),
                                        row.getInt("attempts")))
                .optional();
    }

    void delivered(UUID message, Instant at) {
        int unused =
                jdbc.sql(
                                "update kept.alarm_message set delivered_at = ?, failure = null where"
                                        + " id = ?")
                        .params(utc(at), message)
                        .update();
    }

    void failed(UUID message, String why) {
        int unused =
                jdbc.sql("update kept.alarm_message set failure = ? where id = ?")
                        .params(
                                why.substring(0, Math.min(MOST_LETTERS, why.length()))
                                        .replace('\0', ' '),
                                message)
                        .update();
    }

    long waiting() {
        return jdbc.sql("select count(*) from kept.alarm_message where delivered_at is null")
                .query(Long.class)
                .single();
    }

    Optional<Alarm> find(UUID id) {
        return jdbc.sql("select * from kept.alarm where id = ?")
                .param(id)
                .query((row, n) -> toAlarm(row))
                .optional();
    }

    List<Alarm> newest(int limit) {
        return jdbc.sql(
                        "select * from kept.alarm where raised_at is not null order by (cleared_at is"
                                + " not null), raised_at desc, id limit ?")
                .param(limit)
                .query((row, n) -> toAlarm(row))
                .list();
    }

    private Alarm toAlarm(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Instant raised = instant(row, "raised_at");
        return new Alarm(
                id,
                Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                JSON.readValue(row.getString("facts"), new TypeReference<Map<String, String>>() {}),
                raised == null ? Objects.requireNonNull(instant(row, "since")) : raised,
                instant(row, "cleared_at"),
                messages(id));
    }

    private List<Message> messages(UUID alarm) {
        return new ArrayList<>(
                jdbc.sql(
                                "select * from kept.alarm_message where alarm_id = ? order by"
                                        + " made_at, channel")
                        .param(alarm)
                        .query(
                                (row, n) ->
                                        new Message(
                                                Channel.valueOf(row.getString("channel")),
                                                row.getString("event").equals("CLEARED"),
                                                row.getInt("attempts"),
                                                instant(row, "delivered_at"),
                                                row.getString("failure")))
                        .list());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
