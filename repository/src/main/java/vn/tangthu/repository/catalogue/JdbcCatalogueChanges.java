package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueChanges;
import vn.tangthu.repository.ChangeJournal.Kind;

/** Lines of the journal for entries that other rooms keep. */
@Component
class JdbcCatalogueChanges implements CatalogueChanges {
    private static final int AT_ONCE = 10_000;

    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;

    JdbcCatalogueChanges(JdbcClient jdbc, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    @Override
    public void lock() {
        journal.lock();
    }

    @Override
    public void changed(Collection<AipId> ids) {
        List<AipId> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            UUID[] some = uuids(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
            journal.appendAll(
                    Kind.AIP_CHANGED, "select unnest(cast(? as uuid[])) as id", (Object) some);
        }
    }

    @Override
    public long head() {
        return journal.head();
    }

    /** Also those that are shown to nobody: what was withdrawn or blocked is not told as paper. */
    @Override
    public int linkPaper() {
        return link(jdbc, journal, "(r.visible or r.withdrawn or r.blocked)", List.of());
    }

    @Override
    public int linkPaper(Collection<AipId> entries) {
        return link(
                jdbc,
                journal,
                "(r.visible or r.withdrawn or r.blocked) and p.id = any(cast(? as uuid[]))",
                List.of((Object) uuids(entries)));
    }

    private static UUID[] uuids(Collection<AipId> ids) {
        return ids.stream().map(AipId::value).toArray(UUID[]::new);
    }

    /** Those of hồ sơ that are being shown; in the transaction that shows them. */
    static void link(JdbcClient jdbc, JdbcChangeJournal journal, Collection<AipId> shown) {
        int unused =
                link(
                        jdbc,
                        journal,
                        "r.id = any(cast(? as uuid[]))",
                        List.of((Object) uuids(shown)));
    }

    private static int link(
            JdbcClient jdbc, JdbcChangeJournal journal, String which, List<Object> parameters) {
        journal.lock();
        List<UUID> linked =
                jdbc.sql(
                                "update kept.paper_entry p set record = r.id from projection.record"
                                        + " r where r.fonds_id = p.fonds and p.record is null and"
                                        + " lower(r.file_code) = lower(p.file_code) and "
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
        return linked.size();
    }
}
