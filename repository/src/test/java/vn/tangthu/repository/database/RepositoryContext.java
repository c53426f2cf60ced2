package vn.tangthu.repository.database;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.TestSeal;
import vn.tangthu.storage.ObjectStore;

/** Rooms of the repository wired by Spring as in the application, on a test database. */
public final class RepositoryContext {
    private RepositoryContext() {}

    /**
     * A context that is ready to be refreshed; more beans can be registered before.
     *
     * @param rooms names of the packages below {@code vn.tangthu.repository}
     */
    public static AnnotationConfigApplicationContext of(
            TestDatabase database, ObjectStore store, String... rooms) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getBeanFactory()
                .setConversionService(ApplicationConversionService.getSharedInstance());
        DataSource dataSource = database.dataSource();
        PlatformTransactionManager manager = new JdbcTransactionManager(dataSource);
        context.registerBean(
                DataSource.class,
                () -> dataSource,
                definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(PlatformTransactionManager.class, () -> manager);
        // As many writers as the smallest pool of an application has.
        context.registerBean(TransactionTemplate.class, () -> new WritingTransactions(manager, 2));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(ObjectStore.class, () -> store);
        if (!List.of(rooms).contains("ledger")) {
            context.registerBean(LogSeal.class, TestSeal::new);
        }
        for (String room : rooms) {
            context.scan("vn.tangthu.repository." + room);
        }
        return context;
    }
}
