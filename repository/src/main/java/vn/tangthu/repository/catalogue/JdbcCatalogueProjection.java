package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/**
 * The catalogue made again in one transaction. Rows are deleted, not truncated: a truncation would
 * lock readers out for as long as the store is read.
 */
@Component
class JdbcCatalogueProjection implements CatalogueProjection {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionTemplate savepoint;
    private final RecordRows records;
    private final FondsRows fonds;
    private final JdbcChangeJournal journal;

    JdbcCatalogueProjection(
            JdbcClient jdbc,
            PlatformTransactionManager manager,
            RecordRows records,
            FondsRows fonds,
            JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
        this.savepoint = new TransactionTemplate(manager);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.records = records;
        this.fonds = fonds;
        this.journal = journal;
    }

    @Override
    public List<Finding> replace(Source source) throws IOException {
        try {
            return transactions.execute(
                    status -> {
                        try {
                            return replaceInTransaction(source);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<Finding> replaceInTransaction(Source source) throws IOException {
        journal.lock();
        // A delivery that stages meanwhile waits here, before its rows, not half-way.
        run("lock table projection.reservation in share row exclusive mode");
        run(
                """
                create temporary table before_rebuild on commit drop as
                    select id, arc_file_code from projection.record where visible
                """);
        run("delete from projection.text_state");
        run("delete from projection.record where visible");
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
        run("delete from projection.journal");
        run("delete from projection.pending_version");
        source.feed(new Rows(openReservations()));
        records.queueText("c.aip_id in (select id from projection.record where visible)");
        journal.appendAll(
                Kind.AIP_STORED,
                "select r.id from projection.record r where r.visible order by r.sort_key, r.id");
        journal.newEpoch();
        return jdbc
                .sql(
                        """
                        select b.arc_file_code from before_rebuild b where not exists
                            (select from projection.record r where r.id = b.id)
                        order by 1 limit 1000
                        """)
                .query(String.class)
                .list()
                .stream()
                .map(code -> Finding.blocks("RECORD_GONE", code, code))
                .toList();
    }

    private void run(String sql) {
        int unused = jdbc.sql(sql).update();
    }

    private Set<UUID> openReservations() {
        return new HashSet<>(
                jdbc.sql("select aip_id from projection.reservation").query(UUID.class).list());
    }

    private final class Rows implements Sink {
        private final Set<UUID> notAcknowledged;

        Rows(Set<UUID> notAcknowledged) {
            this.notAcknowledged = notAcknowledged;
        }

        @Override
        public void fonds(FondsObject object) {
            sound(object.id().toString(), () -> fonds.save(object));
        }

        @Override
        public boolean aip(Aip aip) {
            if (notAcknowledged.contains(aip.id().value())) {
                return false;
            }
            String code = aip.description().arcFileCode();
            if (!exists("select from projection.fonds where id = ?", aip.fonds().value())) {
                throw refused("UNKNOWN_FONDS", code, aip.fondsCode());
            }
            if (exists("select from projection.record where arc_file_code = ?", code)) {
                throw refused("RECORD_CODE_KEPT_TWICE", code, code);
            }
            sound(code, () -> records.insert(aip, true));
            return true;
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
