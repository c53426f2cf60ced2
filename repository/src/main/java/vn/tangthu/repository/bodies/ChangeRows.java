package vn.tangthu.repository.bodies;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyRegister.Change;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Succession;

/** Successions, and the notes of every change of the register. */
@Component
final class ChangeRows {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility
                                            .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                                            .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
                    .build();
    private final JdbcTemplate jdbc;

    ChangeRows(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    Map<UUID, Succession> successions(Collection<UUID> ids) {
        Map<UUID, Succession> found = new LinkedHashMap<>();
        Object these = ids.stream().map(UUID::toString).toArray(String[]::new);
        jdbc.query(
                        "select * from kept.succession where id = any(cast(? as uuid[]))",
                        Rows::succession,
                        these)
                .forEach(one -> found.put(one.id(), one));
        return found;
    }

    void write(Collection<Succession> successions, String actor, OffsetDateTime at) {
        batch(
                "insert into kept.succession (id, predecessor, successor, kind, legal_day,"
                        + " effective_day, instrument, scope, partly, changed_by, changed_at) values"
                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set"
                        + " legal_day = excluded.legal_day, instrument = excluded.instrument, scope ="
                        + " excluded.scope, partly = excluded.partly, changed_by ="
                        + " excluded.changed_by, changed_at = excluded.changed_at",
                successions.stream()
                        .map(
                                s ->
                                        new @Nullable Object[] {
                                            s.id(),
                                            s.predecessor().value(),
                                            s.successor() == null ? null : s.successor().value(),
                                            s.kind().name(),
                                            s.legalDay(),
                                            s.effectiveDay(),
                                            s.instrument(),
                                            s.scope(),
                                            s.partly(),
                                            actor,
                                            at
                                        })
                        .toList());
    }

    <T> void note(
            Map<T, @Nullable T> changed,
            Function<T, UUID> subject,
            String reason,
            Reader actor,
            OffsetDateTime at) {
        batch(
                NOTE,
                changed.entrySet().stream()
                        .map(
                                one ->
                                        row(
                                                subject.apply(one.getKey()),
                                                one.getValue(),
                                                one.getKey(),
                                                reason,
                                                actor,
                                                at))
                        .toList());
    }

    void note(
            UUID subject,
            @Nullable Object before,
            @Nullable Object after,
            String reason,
            Reader actor,
            OffsetDateTime at) {
        batch(NOTE, Collections.singletonList(row(subject, before, after, reason, actor, at)));
    }

    private static final String NOTE =
            "insert into kept.body_change (at, actor, subject, reason, before, after) values (?, ?,"
                    + " ?, ?, cast(? as jsonb), cast(? as jsonb))";

    private static @Nullable Object[] row(
            UUID subject,
            @Nullable Object before,
            @Nullable Object after,
            String reason,
            Reader actor,
            OffsetDateTime at) {
        return new @Nullable Object[] {
            at,
            actor.name(),
            subject,
            reason,
            before == null ? null : JSON.writeValueAsString(before),
            after == null ? null : JSON.writeValueAsString(after)
        };
    }

    List<Change> of(BodyId body, int limit) {
        return jdbc.query(
                "select at, actor, reason, before is null as is_new from kept.body_change where"
                        + " subject = ? order by id desc limit ?",
                (row, n) ->
                        new Change(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("actor"),
                                row.getString("reason"),
                                row.getBoolean("is_new")),
                body.value(),
                limit);
    }

    private void batch(String sql, List<@Nullable Object[]> rows) {
        if (!rows.isEmpty()) {
            int[] unused = jdbc.batchUpdate(sql, rows);
        }
    }
}
