package vn.tangthu.repository.paper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PaperRegister.Change;
import vn.tangthu.repository.PaperRegister.Draft;
import vn.tangthu.repository.PaperRegister.Entry;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Rights;

/** Entries as they are kept, with all that only the staff may know. */
@Component
class EntryRows {
    private static final String SELECT =
            "select p.*, f.code as f_code, f.archive_code, greatest(f.access, p.shown_access) >"
                    + " greatest(f.access, r.access) as record_wider from kept.paper_entry p join"
                    + " projection.fonds f on f.id = p.fonds left join projection.record r on"
                    + " r.id = p.record and r.visible ";

    private final JdbcClient jdbc;

    EntryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Entry> find(AipId id) {
        return jdbc.sql(SELECT + "where p.id = ?")
                .param(id.value())
                .query(EntryRows::entry)
                .optional();
    }

    Map<AipId, Entry> of(Collection<AipId> ids) {
        Map<AipId, Entry> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        Set<AipId> wanted = Set.copyOf(ids);
        jdbc.sql(SELECT + "where p.id = any(:ids) or p.record = any(:ids)")
                .param("ids", wanted.stream().map(AipId::value).toArray(UUID[]::new))
                .query(EntryRows::entry)
                .list()
                .forEach(
                        entry -> {
                            if (wanted.contains(entry.id())) {
                                found.put(entry.id(), entry);
                            }
                            AipId record = entry.record();
                            if (record != null && wanted.contains(record)) {
                                found.put(record, entry);
                            }
                        });
        return found;
    }

    List<Entry> list(@Nullable String fondsCode, String start, @Nullable Entry after, int limit) {
        String lower = start.strip().toLowerCase(Locale.ROOT);
        String like = lower.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return jdbc.sql(
                        SELECT
                                + "where lower(p.file_code) like :like"
                                + (fondsCode == null ? "" : " and f.code = :fonds")
                                + (after == null
                                        ? ""
                                        : " and lower(p.file_code) ~>=~ lower(:code) and"
                                                + " (lower(p.file_code) ~>~ lower(:code) or p.id >"
                                                + " :id)")
                                + " order by lower(p.file_code) using ~<~, p.id limit :limit")
                .param("like", like)
                .param("fonds", fondsCode == null ? "" : fondsCode)
                .param("code", after == null ? "" : after.draft().fileCode())
                .param("id", after == null ? new UUID(0, 0) : after.id().value())
                .param("limit", limit)
                .query(EntryRows::entry)
                .list();
    }

    List<Change> changes(AipId id, int limit) {
        return jdbc.sql(
                        "select at, actor, reason, before is null as is_new from kept.paper_change"
                                + " where entry = ? order by id desc limit ?")
                .params(id.value(), limit)
                .query(
                        (row, n) ->
                                new Change(
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getString("actor"),
                                        row.getString("reason"),
                                        row.getBoolean("is_new")))
                .list();
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        UUID record = row.getObject("record", UUID.class);
        return new Entry(
                new AipId(row.getObject("id", UUID.class)),
                new FondsId(row.getObject("fonds", UUID.class)),
                row.getString("archive_code") + "." + row.getString("file_code"),
                draft(row),
                record == null ? null : new AipId(record),
                row.getBoolean("record_wider"),
                row.getBoolean("opened"),
                row.getBoolean("withdrawn"),
                row.getInt("revision"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static Draft draft(ResultSet row) throws SQLException {
        String condition = row.getString("condition");
        return new Draft(
                row.getString("file_code"),
                row.getString("f_code"),
                row.getString("file_code"),
                row.getString("series_code"),
                row.getString("number"),
                row.getString("title"),
                row.getObject("from_year", Integer.class),
                row.getObject("to_year", Integer.class),
                row.getBigDecimal("metres"),
                row.getObject("boxes", Integer.class),
                row.getObject("sheets", Integer.class),
                row.getString("shelf"),
                condition == null
                        ? null
                        : CodeListEntry.byCode(PhysicalCondition.class, condition).orElseThrow(),
                new Rights(
                        Access.values()[row.getInt("access")],
                        row.getBoolean("title_public"),
                        row.getString("basis")),
                row.getObject("closed_until", LocalDate.class),
                row.getString("note"),
                Set.of());
    }
}
