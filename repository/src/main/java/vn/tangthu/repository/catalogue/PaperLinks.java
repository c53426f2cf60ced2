package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter.OnPaper;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PaperRights;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/**
 * Entries of paper and the hồ sơ that are digitised of them. A hồ sơ that comes to an entry is
 * never more open than that was: what was restricted after the hồ sơ was assembled narrows its rows
 * in the transaction that shows it, with a note of what has to go into the package. An entry that
 * comes to a hồ sơ which is kept already restricts nothing: where the paper of public hồ sơ stands
 * is told by lists that have no word on rights.
 */
final class PaperLinks {
    private static final String OF_THESE = "r.id = any(cast(? as uuid[]))";

    /** A withdrawn one only where no other has its code. */
    private static final String SHOWN_OR_CLOSED =
            """
            (r.visible or r.blocked or r.withdrawn and not exists (
                select from projection.record o
                where o.fonds_id = r.fonds_id and lower(o.file_code) = lower(r.file_code)
                  and (o.visible or o.blocked)))
            """;

    /** The hồ sơ that stands for the entry was withdrawn, and may be delivered again. */
    private static final String OVER =
            "exists (select from projection.record w where w.id = p.record and w.withdrawn)";

    /** What of an entry is asked for by {@link #rights}. */
    private static final String RIGHTS =
            """
            p.shown_access as p_access, p.access as p_afterwards, p.title_public as p_title_public, p.basis as p_basis,
            null::text as p_ground,
            case when not p.opened then p.closed_until end as p_closed_until
            """;

    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;

    PaperLinks(JdbcClient jdbc, JdbcChangeJournal journal, PendingVersions pending) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.pending = pending;
    }

    /** What an entry restricts that no hồ sơ stands for; empty where there is none. */
    static Optional<OnPaper> before(JdbcClient jdbc, FondsId fonds, String fileCode) {
        return jdbc.sql(
                        "select "
                                + RIGHTS
                                + ", greatest(f.access, p.shown_access) < 2 and not p.withdrawn as"
                                + " known from kept.paper_entry p join projection.fonds f on f.id ="
                                + " p.fonds where p.fonds = ? and lower(p.file_code) = lower(?)"
                                + " and (p.record is null or "
                                + OVER
                                + ")")
                .params(fonds.value(), fileCode)
                .query((row, n) -> new OnPaper(rights(row), row.getBoolean("known")))
                .optional();
    }

    private static PaperRights rights(ResultSet row) throws SQLException {
        return new PaperRights(
                CatalogueRows.rights(row, "p_"),
                Ranks.access(row.getInt("p_afterwards")),
                row.getObject("p_closed_until", LocalDate.class));
    }

    /**
     * Of hồ sơ that are being shown, in the transaction that shows them.
     *
     * @return those that are narrower now than their packages say
     */
    List<AipId> ofShown(Collection<AipId> shown) {
        return shown.isEmpty() ? List.of() : narrow(link(OF_THESE, List.of((Object) uuids(shown))));
    }

    /** Of a hồ sơ that archivists change, and that may have another code now: its rights stay. */
    int ofKept(AipId record) {
        return link(OF_THESE, List.of((Object) uuids(List.of(record)))).size();
    }

    /** Of all hồ sơ after a rebuild, which may have shown what was acknowledged only. */
    int ofAll() {
        List<UUID> linked = link(SHOWN_OR_CLOSED, List.of());
        List<AipId> unused = narrow(linked);
        return linked.size();
    }

    /** Of entries that are new or have another code. */
    int ofEntries(Collection<AipId> entries) {
        return link(
                        SHOWN_OR_CLOSED + " and p.id = any(cast(? as uuid[]))",
                        List.of((Object) uuids(entries)))
                .size();
    }

    static UUID[] uuids(Collection<AipId> ids) {
        return ids.stream().map(AipId::value).toArray(UUID[]::new);
    }

    /**
     * @return the entries
     */
    private List<UUID> link(String which, List<Object> parameters) {
        journal.lock();
        List<UUID> linked =
                jdbc.sql(
                                "update kept.paper_entry p set record = r.id from projection.record"
                                        + " r where r.fonds_id = p.fonds and"
                                        + " lower(r.file_code) = lower(p.file_code) and"
                                        + " (p.record is null or not r.withdrawn and "
                                        + OVER
                                        + ") and "
                                        + which
                                        + " returning p.id")
                        .params(parameters)
                        .query(UUID.class)
                        .list();
        if (!linked.isEmpty()) {
            journal.appendAll(
                    Kind.AIP_CHANGED,
                    "select unnest(cast(? as uuid[])) as id",
                    (Object) linked.toArray(UUID[]::new));
        }
        return linked;
    }

    private record Pair(AipId record, Rights rights, PaperRights paper) {}

    private List<AipId> narrow(List<UUID> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Pair> pairs =
                jdbc.sql(
                                "select r.id, coalesce(r.own_access, r.access) as access, r.title_public, r.basis, r.ground,"
                                        + " r.closed_until, "
                                        + RIGHTS
                                        + " from kept.paper_entry p join projection.record r on"
                                        + " r.id = p.record where p.id = any(cast(? as uuid[])) and"
                                        + " p.shown_access > 0 order by r.id")
                        .param((Object) entries.toArray(UUID[]::new))
                        .query(
                                (row, n) ->
                                        new Pair(
                                                new AipId(row.getObject("id", UUID.class)),
                                                CatalogueRows.rights(row, ""),
                                                rights(row)))
                        .list();
        List<AipId> narrowed = new ArrayList<>();
        for (Pair pair : pairs) {
            Rights rights = pair.paper().narrow(pair.rights());
            if (!rights.equals(pair.rights())) {
                narrow(pair.record().value(), rights);
                narrowed.add(pair.record());
            }
        }
        return narrowed;
    }

    private void narrow(UUID record, Rights rights) {
        int unused =
                jdbc.sql(
                                "update projection.record set access = ?, title_public = ?,"
                                        + " basis = ?, closed_until = ? where id = ?")
                        .param(Ranks.of(rights.access()))
                        .param(rights.titlePublic())
                        .param(rights.basis())
                        .param(rights.closedUntil())
                        .param(record)
                        .update();
        PendingRights noted =
                pending.find(record).map(PendingVersions.Pending::rights).orElse(null);
        pending.narrowed(
                record,
                Kind.RIGHTS_CHANGED,
                new PendingRights(
                        Reader.OPERATOR.name(),
                        "Thu hẹp quyền theo mục hồ sơ giấy cùng mã",
                        rights,
                        noted == null ? Map.of() : noted.documents()));
    }
}
