package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.DeliveryId;

/** The room's parts wired by hand on a database. */
public final class CatalogueRoom {
    private static final UUID HOME = UUID.randomUUID();

    public final JdbcClient jdbc;
    final TransactionTemplate transactions;
    final JdbcChangeJournal journal;
    final JdbcCatalogueWriter writer;
    final JdbcCatalogue catalogue;
    final RecordRows rows;
    final FondsRows fonds;
    final List<Object> events = new CopyOnWriteArrayList<>();

    public CatalogueRoom(DataSource database) {
        jdbc = JdbcClient.create(database);
        JdbcTransactionManager manager = new JdbcTransactionManager(database);
        transactions = new TransactionTemplate(manager);
        journal =
                new JdbcChangeJournal(jdbc, new JournalNudge(jdbc, events::add), Clock.systemUTC());
        rows = new RecordRows(jdbc, database);
        fonds = new FondsRows(jdbc);
        writer =
                new JdbcCatalogueWriter(
                        jdbc,
                        transactions,
                        rows,
                        journal,
                        new PendingVersions(jdbc, journal),
                        new StagedVersions(jdbc, new ObjectLocks()),
                        new MemoryAcknowledgements(),
                        noStore(),
                        new Upkeep(jdbc),
                        new StaticListableBeanFactory().getBeanProvider(RecordChanges.class));
        catalogue = new JdbcCatalogue(jdbc, new RecordReading(jdbc, manager));
    }

    /** These tests keep rows only. */
    private static AipStore noStore() {
        return (AipStore)
                Proxy.newProxyInstance(
                        AipStore.class.getClassLoader(),
                        new Class<?>[] {AipStore.class},
                        (proxy, method, arguments) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }

    /** A text line as the next process of this home would make it. */
    JdbcTextWork textWork() {
        return textWork(new JdbcTextWorkers(jdbc, HOME, Duration.ofMinutes(2)));
    }

    /** As another process has it. */
    JdbcTextWork textWork(JdbcTextWorkers workers) {
        return new JdbcTextWork(
                jdbc, transactions, journal, new UnreadPages(jdbc, journal), workers);
    }

    /** The same line as archivists steer it. */
    JdbcTextLine textLine() {
        return new JdbcTextLine(jdbc, Clock.systemUTC());
    }

    public FondsObject put(FondsObject object) {
        transactions.executeWithoutResult(status -> fonds.save(object));
        return object;
    }

    /** Reserves, stages and acknowledges under the id that the reservation gives. */
    public List<AipId> keep(DeliveryId delivery, Aip... aips) {
        for (Aip aip : aips) {
            stage(delivery, aip);
        }
        return acknowledge(delivery);
    }

    List<AipId> acknowledge(DeliveryId delivery) {
        try {
            return writer.acknowledge(delivery);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Aip stage(DeliveryId delivery, Aip aip) {
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(
                                delivery, aip.description().arcFileCode(), aip.fingerprint());
        Aip withId = Samples.withId(aip, reserved.id());
        writer.stage(delivery, withId);
        return withId;
    }
}
