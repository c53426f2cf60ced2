package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.CatalogueProjection;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.storage.Digest;

/**
 * The catalogue made again in one transaction, so that readers see it as it was until it is whole,
 * and a rebuild that fails or is cancelled changed nothing. Rows are deleted, not truncated: a
 * truncation would lock readers out for as long as the store is read. The journal is held for as
 * long: a version that is written meanwhile would be missed, or found half. Those who must write it
 * wait without a connection ({@link vn.tangthu.repository.RebuildUnderWay}).
 */
@Component
class JdbcCatalogueProjection implements CatalogueProjection {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoint;
    private final RecordRows records;
    private final FondsRows fonds;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;
    private final Upkeep upkeep;

    JdbcCatalogueProjection(
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            RecordRows records,
            FondsRows fonds,
            JdbcChangeJournal journal,
            PendingVersions pending,
            Upkeep upkeep) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.savepoint = new TransactionTemplate(manager);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.records = records;
        this.fonds = fonds;
        this.journal = journal;
        this.pending = pending;
        this.upkeep = upkeep;
    }

    @Override
    public synchronized List<Finding> replace(Source source) throws IOException {
        journal.rebuilding();
        try {
            List<Finding> gone =
                    transactions.execute(
                            status -> {
                                try {
                                    return replaceInTransaction(source);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            upkeep.vacuum(); // every row was written anew
            return gone;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            journal.rebuilt();
        }
    }

    private List<Finding> replaceInTransaction(Source source) throws IOException {
        journal.lock();
        // A delivery that stages meanwhile waits here, before its rows, not half-way.
        run("lock table projection.reservation in share row exclusive mode");
        // Audits go on meanwhile: what is due is put right at the end (V64).
        run("set local tangthu.rebuilding = 'yes'");
        run(
                """
                create temporary table before_rebuild on commit drop as
                    select id, arc_file_code from projection.record where visible or withdrawn or blocked
                """);
        run("delete from projection.text_state");
        run("delete from projection.format_seen");
        run("delete from projection.record where visible or withdrawn or blocked");
        // What is staged stands on its fonds and series; all others go.
        run(
                """
                delete from projection.series s where not exists
                    (select from projection.record r where r.series_id = s.id)
                """);
        run(
                """
                delete from projection.fonds f
                where not exists (select from projection.record r where r.fonds_id = f.id)
                  and not exists (select from projection.series s where s.fonds_id = f.id)
                """);
        run(
                """
                create temporary table narrowed_before on commit drop as
                    select distinct kind, subject from projection.journal
                    where %s
                      and at > (select max(at) from projection.journal) - interval '1 day'
                """
                        .formatted(JdbcChangeJournal.NARROWS));
        run("delete from projection.journal");
        source.feed(new Rows());
        records.queueText("c.aip_id in (select id from projection.record where visible)");
        journal.appendAll(
                Kind.AIP_STORED,
                "select r.id from projection.record r where r.visible order by r.sort_key, r.id");
        paperAgain();
        journal.newEpoch();
        narrowedAgain();
        allIsDue();
        return jdbc.sql(
                        """
                        select b.arc_file_code, b.id from before_rebuild b where not exists
                            (select from projection.record r where r.id = b.id)
                        order by 1 limit 1000
                        """)
                .query(
                        (row, n) ->
                                Finding.blocks(
                                        "RECORD_GONE",
                                        row.getString(1),
                                        row.getString(1),
                                        row.getString(2)))
                .list();
    }

    /** Entries of paper are not rebuilt, but found by the same journal and linked by code. */
    private void paperAgain() {
        JdbcCatalogueChanges changes = new JdbcCatalogueChanges(jdbc, journal);
        int unused = changes.linkPaper();
        journal.appendAll(
                Kind.AIP_CHANGED,
                "select p.id from kept.paper_entry p where p.record is null and not p.withdrawn"
                        + " order by p.fonds, p.file_code");
    }

    /**
     * The index that answers until another is built may not have taken in, or not have committed,
     * who was shut out of what a moment ago; the lines of before are gone.
     */
    private void narrowedAgain() {
        for (Kind kind : Kind.values()) {
            if (kind.narrows()) {
                journal.appendAll(
                        kind,
                        "select subject as id from narrowed_before where kind = ? order by subject",
                        kind.name());
            }
        }
    }

    /**
     * Everything is due as if nobody had read it yet; the log of audits says afterwards what was.
     * An audit that writes holds rows only for a moment, so the table is soon had, and whoever
     * comes then waits for this transaction's last statements only.
     */
    private void allIsDue() {
        run("lock table projection.audit_due in share row exclusive mode");
        run("delete from projection.audit_due where copy = 'primary' and kind <> 'LOGS'");
        run(
                """
                insert into projection.audit_due (copy, object_id, kind, checked_at, state, files, bytes, fonds_id,
                    delivery_id, shelf)
                select 'primary', id, 'AIP', stored_at, 'NEW', documents_public + documents_listed + documents_hidden,
                    bytes, fonds_id, delivery_id, projection.shelf(id)
                from projection.record where visible or withdrawn or blocked
                union all
                select 'primary', id, 'FONDS', created_at, 'NEW', 0, 0, id, null, projection.shelf(id)
                from projection.fonds
                """);
    }

    private void run(String sql) {
        int unused = jdbc.sql(sql).update();
    }

    private final class Rows implements Sink {
        @Override
        public boolean replacesRecords() {
            return jdbc.sql("select exists (select from before_rebuild)")
                    .query(Boolean.class)
                    .single();
        }

        @Override
        public boolean replacesOthersThan(Predicate<UUID> those) {
            return jdbc.sql("select id from before_rebuild").query(UUID.class).list().stream()
                    .anyMatch(those.negate());
        }

        @Override
        public void fonds(FondsObject object) {
            PendingRights narrower = narrower(object.id().value());
            FondsObject shown = narrower == null ? object : narrower.narrow(object);
            sound(object.id().toString(), () -> fonds.save(shown));
        }

        @Override
        public void aip(Aip aip, Digest delivered) {
            String code = aip.description().arcFileCode();
            if (!exists("select from projection.fonds where id = ?", aip.fonds().value())) {
                throw refused("UNKNOWN_FONDS", code, aip.fondsCode());
            }
            sound(
                    code,
                    () -> {
                        // Acknowledged in the store, and its delivery died before the catalogue.
                        delete("projection.reservation where aip_id = ?", aip);
                        delete("projection.record where not visible and id = ?", aip);
                        boolean withdrawn = aip.withdrawn() || pending.withdraws(aip.id().value());
                        if (!withdrawn
                                && exists(
                                        "select from projection.record where arc_file_code = ?"
                                                + " and not withdrawn",
                                        code)) {
                            throw refused("RECORD_CODE_KEPT_TWICE", code, code);
                        }
                        int unused =
                                jdbc.sql(
                                                "delete from projection.staged_version"
                                                        + " where aip_id = ? and version <= ?")
                                        .params(aip.id().value(), aip.version())
                                        .update();
                        PendingRights narrower = narrower(aip.id().value());
                        Aip shown = narrower == null ? aip : narrower.narrow(aip);
                        records.insert(shown, delivered, withdrawn);
                    });
        }

        private void delete(String which, Aip aip) {
            int unused = jdbc.sql("delete from " + which).param(aip.id().value()).update();
        }

        private @Nullable PendingRights narrower(UUID subject) {
            return pending.find(subject).map(PendingVersions.Pending::rights).orElse(null);
        }

        /** Behind a savepoint, so that one bad object does not undo the others. */
        private void sound(String place, Runnable insert) {
            try {
                savepoint.executeWithoutResult(status -> insert.run());
            } catch (DataAccessException e) {
                throw refused(
                        "OBJECT_UNREADABLE", place, e.getMostSpecificCause().getMessage() + "");
            }
        }

        private boolean exists(String select, Object parameter) {
            return jdbc.sql("select exists (" + select + ")")
                    .param(parameter)
                    .query(Boolean.class)
                    .single();
        }

        private static RefusedException refused(String code, String place, String... values) {
            return new RefusedException(Finding.blocks(code, place, values));
        }
    }
}
