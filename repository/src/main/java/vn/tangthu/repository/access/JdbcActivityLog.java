package vn.tangthu.repository.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Slice;

/**
 * One row each; triggers refuse every change. Above {@value #COUNTED} rows the total of a list is
 * the newest number, which lies above the count by what rolled back: counting millions of rows is
 * no work for a page.
 */
@Component
@InWorkers
class JdbcActivityLog implements ActivityLog {
    private static final long COUNTED = 50_000;
    private static final int MAX_DETAIL = 4_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    JdbcActivityLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void record(
            Reader actor,
            String action,
            @Nullable String subject,
            @Nullable String detail,
            @Nullable ReadingPurpose purpose) {
        jdbc.sql(
                        "insert into kept.activity (at, account, actor, action, subject, detail,"
                                + " purpose) values (:at, :account, :actor, :action, :subject,"
                                + " :detail, :purpose)")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("account", actor.account() == null ? null : actor.account().value())
                .param("actor", Texts.stored(actor.name(), 200))
                .param("action", action)
                .param("subject", subject == null ? null : Texts.stored(subject, MAX_DETAIL))
                .param("detail", detail == null ? null : Texts.stored(detail, MAX_DETAIL))
                .param("purpose", purpose == null ? null : purpose.stored())
                .update();
    }

    @Override
    public Slice<Entry> list(int offset, int limit) {
        long newest =
                jdbc.sql("select coalesce(max(id), 0) from kept.activity")
                        .query(Long.class)
                        .single();
        long total =
                newest > COUNTED
                        ? newest
                        : jdbc.sql("select count(*) from kept.activity").query(Long.class).single();
        List<Entry> entries =
                jdbc.sql(
                                "select at, actor, action, subject, detail from kept.activity"
                                        + " order by id desc offset :offset limit :limit")
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(
                                (row, number) ->
                                        new Entry(
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getString("actor"),
                                                row.getString("action"),
                                                row.getString("subject"),
                                                row.getString("detail")))
                        .list();
        return new Slice<>(entries, offset, total);
    }
}
