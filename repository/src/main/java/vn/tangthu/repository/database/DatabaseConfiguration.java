package vn.tangthu.repository.database;

import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.storage.TangThuHome;

/** Whoever is given the data source finds both schemas up to date. */
@Configuration(proxyBeanMethods = false)
@InWorkers
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {
    /**
     * @param helps {@code tangthu.extraction.helps}: another process owns the archive, and with it
     *     the schemas
     */
    @Bean
    Database database(
            DatabaseProperties properties,
            TangThuHome home,
            @Value("${tangthu.extraction.helps:false}") boolean helps)
            throws IOException, SQLException {
        return helps ? Database.ofAnother(properties) : Database.open(properties, home);
    }

    /** Closed by {@link Database}, in the right order. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Database database) {
        return database.dataSource();
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(
            PlatformTransactionManager transactions, DatabaseProperties properties) {
        return new WritingTransactions(transactions, properties.connections() / 2);
    }
}
