package vn.tangthu.repository.use;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ProjectionPart;

/**
 * Counts days into {@code projection.use_day}. Everything that is counted has a time and is
 * appended, so a day that is over changes no more, but for what {@code kept.use_due} tells; the
 * running day and the one before, whose last transactions may have come late, are counted each
 * turn. What was counted stands in the same transaction as how far it is counted: a kill costs the
 * piece it hit.
 */
@Component
class UseCounting implements ProjectionPart {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Days of one transaction. */
    private static final int PIECE = 31;

    private static final int MOST_DUE = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    UseCounting(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How far it is counted. */
    record Counted(LocalDate through, Instant at) {}

    Optional<Counted> counted() {
        return jdbc.sql("select through, counted_at from projection.use_counted")
                .query(
                        (row, n) ->
                                new Counted(
                                        row.getObject(1, LocalDate.class),
                                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    LocalDate today() {
        return clock.instant().atZone(VIETNAM).toLocalDate();
    }

    /** Forgets how far it is counted; what is counted is replaced day by day. */
    void anew() {
        int unused = jdbc.sql("delete from projection.use_counted").update();
    }

    /** Days know fonds, and those may be others after a rebuild. */
    @Override
    public void rebuild(Progress progress) {
        anew();
    }

    /** One turn. Where somebody wants it counted anew meanwhile, the next turn does. */
    synchronized void count() {
        LocalDate today = today();
        Optional<Counted> before = counted();
        Optional<LocalDate> stands = before.map(Counted::through);
        LocalDate from =
                before.map(c -> c.through().isAfter(today) ? today : c.through())
                        .map(through -> through.minusDays(1))
                        .orElseGet(() -> first(today));
        while (!from.isAfter(today)) {
            LocalDate begin = from;
            LocalDate end = begin.plusDays(PIECE - 1L);
            LocalDate through = end.isAfter(today) ? today : end;
            Optional<LocalDate> last = stands;
            Boolean goesOn =
                    transactions.execute(
                            status -> {
                                if (!through().equals(last)) {
                                    return false;
                                }
                                days(begin, through);
                                counted(through);
                                return true;
                            });
            if (!Boolean.TRUE.equals(goesOn)) {
                return;
            }
            stands = Optional.of(through);
            from = through.plusDays(1);
        }
        due();
    }

    /** How far it is counted; nobody says otherwise before this transaction is over. */
    private Optional<LocalDate> through() {
        return jdbc.sql("select through from projection.use_counted for update")
                .query(LocalDate.class)
                .optional();
    }

    /** The first day there is anything of; what was counted before it or after today goes. */
    private LocalDate first(LocalDate today) {
        LocalDate first =
                jdbc.sql(
                                """
                                select least(
                                    (select min(received_at) from kept.access_request),
                                    (select min(paper_on)::timestamp at time zone 'Asia/Ho_Chi_Minh'
                                     from kept.access_request where paper_on is not null),
                                    (select min(at) from kept.activity),
                                    (select min(sent_at) from kept.agency_order),
                                    (select min(made_at) from kept.granted_copy where made_at is not null),
                                    (select min(opened_at) from kept.reading where opened_at is not null))
                                """)
                        .query(
                                (row, n) ->
                                        Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                                .map(at -> at.atZoneSameInstant(VIETNAM))
                                                .map(at -> at.toLocalDate())
                                                .filter(day -> day.isBefore(today))
                                                .orElse(today))
                        .single();
        int unused =
                jdbc.sql("delete from projection.use_day where day < :first or day > :today")
                        .param("first", first)
                        .param("today", today)
                        .update();
        return first;
    }

    private void counted(LocalDate through) {
        int unused =
                jdbc.sql(
                                "insert into projection.use_counted (through, counted_at) values"
                                        + " (:through, :at) on conflict (one) do update set through"
                                        + " = excluded.through, counted_at = excluded.counted_at")
                        .param("through", through)
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update();
    }

    private void due() {
        List<Long> ids;
        do {
            ids =
                    jdbc.sql("select id from kept.use_due order by id limit " + MOST_DUE)
                            .query(Long.class)
                            .list();
            Long[] some = ids.toArray(Long[]::new);
            transactions.executeWithoutResult(
                    status ->
                            // Taken before they are counted: what comes meanwhile stands in a row
                            // of its own.
                            jdbc.sql(
                                            "with taken as (delete from kept.use_due where id ="
                                                    + " any(:ids) returning day) select distinct"
                                                    + " day from taken order by day")
                                    .param("ids", some)
                                    .query(LocalDate.class)
                                    .list()
                                    .forEach(day -> days(day, day)));
        } while (ids.size() == MOST_DUE);
    }

    /** Counts these days, the last one too. */
    private void days(LocalDate from, LocalDate through) {
        int unused =
                jdbc.sql("delete from projection.use_day where day between :from and :through")
                        .param("from", from)
                        .param("through", through)
                        .update();
        for (String what : UseCounts.ALL) {
            unused =
                    jdbc.sql(
                                    "insert into projection.use_day (day, measure, kind, fonds, n) "
                                            + what)
                            .param("from", begin(from))
                            .param("until", begin(through.plusDays(1)))
                            .update();
        }
    }

    private static OffsetDateTime begin(LocalDate day) {
        return day.atStartOfDay(VIETNAM).toInstant().atOffset(ZoneOffset.UTC);
    }
}
