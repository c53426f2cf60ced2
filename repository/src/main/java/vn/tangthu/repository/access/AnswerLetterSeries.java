package vn.tangthu.repository.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AnswerLetters.Skipped;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.Digest;

/** The numbers of letters of answers, a series for each year. Who asks holds a transaction. */
@Component
class AnswerLetterSeries {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerLetterSeries.class);

    private static final String SKIPPED = "ANSWER_LETTER_SKIPPED";

    private final JdbcClient jdbc;
    private final AnswerLetterStore store;
    private final ActivityLog log;

    /** Years of which the store was asked since the start: a database is put back before one. */
    private final Set<Integer> known = ConcurrentHashMap.newKeySet();

    AnswerLetterSeries(JdbcClient jdbc, AnswerLetterStore store, ActivityLog log) {
        this.jdbc = jdbc;
        this.store = store;
        this.log = log;
    }

    /** At the last moment, so that little can fail after it. */
    void keepWithTheAnswer(int year, int sequence, byte[] pdf, Digest sha512) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        try {
                            store.keep(year, sequence, pdf, sha512);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        known.add(year);
                    }
                });
    }

    /**
     * The row of the year is held until the end of the transaction. At the first letter after a
     * start it goes on after what the store has, where the database does not know of it: because an
     * older one was put back, or because a kill came between the store and the commit. Nobody can
     * tell which, so such a number is not given again; the log has it with the letter that goes on.
     */
    int next(int year) {
        int next =
                jdbc.sql(
                                "insert into kept.answer_letter_series (year, last) values (?, 1) on"
                                        + " conflict (year) do update set last ="
                                        + " answer_letter_series.last + 1 returning last")
                        .param(year)
                        .query(Integer.class)
                        .single();
        return known.contains(year) ? next : afterTheStore(year, next);
    }

    /** As {@link vn.tangthu.repository.AnswerLetters#skipped}. */
    List<Skipped> skipped(Instant since) {
        return jdbc.sql(
                        "select at, subject, detail from kept.activity where action = ? and at > ?"
                                + " order by at desc, id desc limit 10")
                .params(SKIPPED, since.atOffset(ZoneOffset.UTC))
                .query(
                        (row, n) ->
                                new Skipped(
                                        row.getObject(1, OffsetDateTime.class).toInstant(),
                                        row.getString(2),
                                        row.getString(3)))
                .list();
    }

    private int afterTheStore(int year, int next) {
        int highest;
        try {
            highest = store.highest(year).orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (highest < next) {
            return next;
        }
        LOG.warn(
                "The store has letters of {} up to {}, the database up to {}: numbers go on after"
                        + " the store's",
                year,
                highest,
                next - 1);
        log.record(
                Reader.OPERATOR,
                SKIPPED,
                "" + year,
                next == highest ? "" + next : next + "-" + highest);
        return jdbc.sql(
                        "update kept.answer_letter_series set last = ? where year = ? returning last")
                .params(highest + 1, year)
                .query(Integer.class)
                .single();
    }
}
