package vn.tangthu.repository.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells the person at the server in plain words why there is no database, without a stack trace.
 */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseUnavailableException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, DatabaseUnavailableException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
