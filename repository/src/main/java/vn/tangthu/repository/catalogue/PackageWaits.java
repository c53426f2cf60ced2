package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;

/** Tells who wanted a change what became of it when the package could not take it. */
@Component
class PackageWaits {
    private static final Logger log = LoggerFactory.getLogger(PackageWaits.class);

    private final JdbcClient jdbc;
    private final ObjectProvider<IndexBarrier> index;
    private final ObjectProvider<ActivityLog> activity;

    PackageWaits(
            JdbcClient jdbc,
            ObjectProvider<IndexBarrier> index,
            ObjectProvider<ActivityLog> activity) {
        this.jdbc = jdbc;
        this.index = index;
        this.activity = activity;
    }

    /** What was done, as the log of activities calls it. */
    record Act(Reader actor, String action, String subject, String detail) {}

    /** The code of a hồ sơ, for people; its id where there is no row of it. */
    String code(AipId id) {
        return jdbc.sql("select arc_file_code from projection.record where id = ?")
                .param(id.value())
                .query(String.class)
                .optional()
                .orElse(id.toString());
    }

    /**
     * It acts in the rows and is noted, and the package waits for its repair. Returns when the
     * index has it, and writes into the log of activities what who asked will not come to write.
     *
     * @param place the code of the hồ sơ or fonds
     * @param line of the journal
     * @param cause why the package cannot take it now
     */
    RefusedException acts(String place, long line, Act act, Exception cause) {
        log.error("{} acts for {}, and is not in its package yet", act.action(), place, cause);
        activity.ifAvailable(
                one -> one.record(act.actor(), act.action(), act.subject(), act.detail()));
        IndexBarrier barrier = index.getIfAvailable();
        if (barrier != null) {
            barrier.awaitIndexed(line);
        }
        return new RefusedException(Finding.blocks("PACKAGE_WAITS", place, place));
    }

    /**
     * Nothing was changed.
     *
     * @param message for a fault of the store that is no damage of the package
     */
    static RuntimeException refused(String place, String message, Exception cause) {
        if (cause instanceof AipStore.VersionLostException lost) {
            log.error("{}", message, cause);
            return new RefusedException(lost.finding(place));
        }
        return cause instanceof UncheckedIOException already
                ? already
                : new UncheckedIOException(
                        message, cause instanceof IOException io ? io : new IOException(cause));
    }
}
