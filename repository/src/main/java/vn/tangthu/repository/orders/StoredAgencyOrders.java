package vn.tangthu.repository.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.Approvers;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReferenceMatching;
import vn.tangthu.repository.ReferenceMatching.Found;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Orders in {@code kept.agency_order}; a decision locks its order. */
@Component
@EnableConfigurationProperties(OrderProperties.class)
class StoredAgencyOrders implements AgencyOrders {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int MOST_LINES = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final LetterCheck check;
    private final OrderLetters letters;
    private final ActivityLog activity;
    private final Bodies bodies;
    private final OrderHolders holders;
    private final Clock clock;
    private final Duration open;

    StoredAgencyOrders(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            LetterCheck check,
            OrderLetters letters,
            ActivityLog activity,
            Bodies bodies,
            OrderHolders holders,
            Clock clock,
            OrderProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.check = check;
        this.letters = letters;
        this.activity = activity;
        this.bodies = bodies;
        this.holders = holders;
        this.clock = clock;
        this.open = Duration.ofDays(properties.days());
    }

    @Override
    public String send(
            NewOrder order, List<Match> lines, Path letter, Account account, Reader reader)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Match> wanted =
                lines.stream().filter(match -> match.outcome().canBeOrdered()).toList();
        BodyId body = account.body();
        if (body == null || !reader.is(Role.AGENCY)) {
            findings.add(Finding.blocks("ORDER_NO_BODY", "body"));
        }
        if (wanted.isEmpty() || wanted.size() > ReferenceMatching.MOST) {
            findings.add(Finding.blocks("ORDER_EMPTY", "lines"));
        }
        if (blank(order.letterNumber(), 100)
                || blank(order.purpose(), 500)
                || order.contact().length() > 200
                || order.letterDay().isAfter(LocalDate.ofInstant(clock.instant(), ZONE))) {
            findings.add(Finding.blocks("ORDER_INCOMPLETE", "order"));
        }
        if (body != null && waiting(body) >= MOST_WAITING) {
            findings.add(Finding.blocks("ORDER_TOO_MANY_WAITING", "body", "" + MOST_WAITING));
        }
        List<Finding> ofLetter = new ArrayList<>();
        Digest sha512 = digest(letter);
        String checked = check.check(letter, sha512, ofLetter);
        findings.addAll(ofLetter);
        if (!findings.isEmpty() || body == null) {
            throw new RefusedException(findings);
        }
        byte[] bytes = Files.readAllBytes(letter);
        if (!Digest.of(DigestAlgorithm.SHA512, bytes).equals(sha512)) {
            throw new IOException("The letter changed while it was looked at");
        }
        UUID id = UUID.randomUUID();
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            String number = enter(id, order, body, bytes, sha512, checked, account);
                            int n = 0;
                            for (Match match : wanted) {
                                enter(id, ++n, match);
                            }
                            activity.record(
                                    reader,
                                    "AGENCY_ORDER_SENT",
                                    number,
                                    order.letterNumber() + ": " + wanted.size());
                            letters.sent(order.contact(), number, wanted.size());
                            return number;
                        }));
    }

    private int waiting(BodyId body) {
        return jdbc.sql(
                        "select count(*) from kept.agency_order where body = :body and decided_at is"
                                + " null and withdrawn_at is null")
                .param("body", body.value())
                .query(Integer.class)
                .single();
    }

    private static boolean blank(String text, int most) {
        return text.isBlank() || text.length() > most;
    }

    private static Digest digest(Path letter) throws IOException {
        if (Files.size(letter) > LARGEST_LETTER) { // refused by the check, without reading it
            return Digest.of(DigestAlgorithm.SHA512, new byte[0]);
        }
        return Digest.of(DigestAlgorithm.SHA512, Files.readAllBytes(letter));
    }

    private String enter(
            UUID id,
            NewOrder order,
            BodyId body,
            byte[] letter,
            Digest sha512,
            String checked,
            Account account) {
        Instant now = clock.instant();
        long n =
                jdbc.sql("select nextval(pg_get_serial_sequence('kept.agency_order', 'n'))")
                        .query(Long.class)
                        .single();
        // Random letters at the end: a database that was put back gives no number twice.
        String number =
                "LH-%d-%06d-%s"
                        .formatted(
                                now.atZone(ZONE).getYear(),
                                n,
                                id.toString().substring(0, 4).toUpperCase(Locale.ROOT));
        String name =
                bodies.lines(List.of(body)).stream().findFirst().map(one -> one.name()).orElse("");
        jdbc.sql(
                        """
                        insert into kept.agency_order (id, n, number, body, body_name, account,
                            account_name, contact, letter_number, letter_day, letter,
                            letter_sha512, letter_checked, purpose, sent_at)
                        values (:id, :n, :number, :body, :bodyName, :account, :accountName, :contact,
                            :letterNumber, :letterDay, :letter, :sha512, :checked, :purpose, :now)
                        """)
                .param("id", id)
                .param("n", n)
                .param("number", number)
                .param("body", body.value())
                .param("bodyName", name)
                .param("account", account.id().value())
                .param("accountName", account.displayName())
                .param("contact", order.contact().strip())
                .param("letterNumber", order.letterNumber().strip())
                .param("letterDay", order.letterDay())
                .param("letter", letter)
                .param("sha512", sha512.hex())
                .param("checked", checked)
                .param("purpose", order.purpose().strip())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return number;
    }

    private void enter(UUID order, int n, Match match) {
        Found found = Objects.requireNonNull(match.found());
        jdbc.sql(
                        """
                        insert into kept.agency_order_line (agency_order, n, asked, record,
                            document, fonds, code, restricted, state)
                        values (:order, :n, :asked, :record, :document, :fonds, :code, :restricted,
                            'OPEN')
                        """)
                .param("order", order)
                .param("n", n)
                .param("asked", match.asked().typed())
                .param("record", found.record().value())
                .param("document", found.document() == null ? null : found.document().value())
                .param("fonds", found.fonds().value())
                .param("code", found.code())
                .param("restricted", match.outcome() == Outcome.RESTRICTED)
                .update();
    }

    @Override
    public Optional<Order> find(String number) {
        Instant now = clock.instant();
        return jdbc.sql(OrderRows.ORDER + " where o.number = :number")
                .param("number", number)
                .query((row, n) -> OrderRows.order(row, now))
                .optional();
    }

    @Override
    public boolean theirs(Order order, Account account, Reader reader) {
        return holders.theirs(order, account, reader);
    }

    @Override
    public boolean mayWithdraw(Order order, Reader actor) {
        return actor.is(Role.ARCHIVIST) || holders.mayWithdraw(order, actor);
    }

    @Override
    public Holder holder(Order order) {
        return holders.holder(order);
    }

    @Override
    public List<Order> ofBody(BodyId body, long before) {
        return list(
                "o.body in (:bodies) and o.n < :n order by o.n desc",
                Map.of("bodies", holders.bodies(body), "n", before));
    }

    @Override
    public List<Order> waiting(long after) {
        return list(
                OrderRows.WAITS + " and o.n > :n order by o.n", Map.of("n", after, "now", now()));
    }

    @Override
    public long waits() {
        return jdbc.sql("select count(*) from kept.agency_order o where " + OrderRows.WAITS)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    @Override
    public List<Order> done(long before) {
        return list(
                "not " + OrderRows.WAITS + " and o.n < :n order by o.n desc",
                Map.of("n", before, "now", now()));
    }

    private List<Order> list(String where, Map<String, Object> parameters) {
        Instant now = clock.instant();
        return jdbc.sql(OrderRows.ORDER + " where " + where + " limit " + MOST)
                .params(parameters)
                .query((row, n) -> OrderRows.order(row, now))
                .list();
    }

    @Override
    public Slice<Line> lines(String number, int offset, int limit) {
        if (offset < 0 || limit < 0 || limit > MOST_LINES) {
            throw new IllegalArgumentException(offset + ", " + limit);
        }
        List<Line> lines =
                jdbc.sql(
                                OrderRows.LINE
                                        + "where o.number = :number and l.n > :offset"
                                        + " order by l.n limit :limit")
                        .param("number", number)
                        .param("offset", offset) // numbered from 1 without gaps
                        .param("limit", limit)
                        .query((row, n) -> OrderRows.line(row))
                        .list();
        return new Slice<>(lines, offset, counts(number).lines());
    }

    @Override
    public Counts counts(String number) {
        return jdbc.sql(
                        """
                        select count(*) filter (where l.state = 'OPEN') as open,
                            count(*) filter (where l.state = 'PROPOSED') as proposed,
                            count(*) filter (where l.state = 'GRANTED') as granted,
                            count(*) filter (where l.state = 'REFUSED') as refused,
                            count(*) filter (where l.fetched > 0) as fetched,
                            count(*) filter (where %s) as approver,
                            count(*) filter (where %s) as again
                        from kept.agency_order_line l
                        join kept.agency_order o on o.id = l.agency_order where o.number = :number
                        """
                                .formatted(
                                        OrderRows.LEFT_TO_APPROVERS
                                                + " and not "
                                                + OrderRows.CHANGED,
                                        OrderRows.AGAIN))
                .param("number", number)
                .query(
                        (row, n) ->
                                new Counts(
                                        row.getLong("open"),
                                        row.getLong("proposed"),
                                        row.getLong("granted"),
                                        row.getLong("refused"),
                                        row.getLong("fetched"),
                                        row.getLong("approver"),
                                        row.getLong("again")))
                .single();
    }

    @Override
    public void decide(
            String number, Set<Integer> some, boolean grant, String reason, Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", number));
        }
        if (blank(reason, 500)) {
            throw new RefusedException(Finding.blocks("ORDER_INCOMPLETE", number));
        }
        transactions.executeWithoutResult(
                status -> {
                    Order order = locked(number);
                    if (order.state() == State.WITHDRAWN || order.state() == State.EXPIRED) {
                        throw new RefusedException(Finding.blocks("ORDER_OVER", number));
                    }
                    if (grant && !holder(order).whole()) {
                        throw new RefusedException(Finding.blocks("ORDER_BODY_ENDED", number));
                    }
                    String what =
                            grant
                                    ? granted(number, some, reason, actor)
                                    : "-" + refused(number, some, reason, actor);
                    decided(order, grant);
                    activity.record(actor, "AGENCY_ORDER_DECIDED", number, what + ": " + reason);
                });
    }

    /**
     * @return how many lines were changed and, where some took a second decision, by which rule
     */
    private String granted(String number, Set<Integer> some, String reason, Reader actor) {
        List<String> appointed = Approvers.locked(jdbc);
        int first =
                change(
                        "update kept.agency_order_line l set state = 'PROPOSED', proposed_by ="
                                + " :actor, proposed_at = :now, proposed_why = :reason, version ="
                                + " (select r.version from projection.record r"
                                + " where r.id = l.record)",
                        "l.restricted and (l.state = 'OPEN' or l.state in ('PROPOSED', 'GRANTED')"
                                + " and "
                                + OrderRows.CHANGED
                                + ") and not "
                                + OrderRows.UNREAD,
                        number,
                        some,
                        reason,
                        actor);
        int open = grants("l.state = 'OPEN' and not l.restricted", number, some, reason, actor);
        // what was proposed a moment ago has this actor's name and stays for another
        String others = "l.state = 'PROPOSED' and l.proposed_by <> :actor";
        if (!Approvers.isApprover(appointed, actor)) {
            others += " and not " + OrderRows.LEFT_TO_APPROVERS;
        }
        int second = grants(others, number, some, reason, actor);
        if (first + open + second == 0) {
            throw new RefusedException(
                    Finding.blocks(
                            waitForApprover(number, some, actor)
                                    ? "APPROVER_ONLY"
                                    : "ORDER_SECOND_PERSON",
                            number));
        }
        return "+"
                + (first + open + second)
                + (second == 0 ? "" : " " + Approvers.rule(appointed, actor));
    }

    /** Whether some of these were proposed by another, for an approver to decide. */
    private boolean waitForApprover(String number, Set<Integer> some, Reader actor) {
        return jdbc.sql(
                        "select exists (select from kept.agency_order_line l join kept.agency_order o"
                                + " on o.id = l.agency_order where o.number = :number and (:all or"
                                + " l.n = any(:some)) and l.proposed_by <> :actor and "
                                + OrderRows.LEFT_TO_APPROVERS
                                + ")")
                .param("number", number)
                .param("all", some.isEmpty())
                .param("some", some.toArray(Integer[]::new))
                .param("actor", actor.name())
                .query(Boolean.class)
                .single();
    }

    private int grants(
            String which, String number, Set<Integer> some, String reason, Reader actor) {
        return change(
                "update kept.agency_order_line l set state = 'GRANTED', decided_by = :actor,"
                        + " decided_at = :now, reason = :reason",
                which + " and not " + OrderRows.UNREAD,
                number,
                some,
                reason,
                actor);
    }

    /**
     * @return how many lines were changed
     */
    private int refused(String number, Set<Integer> some, String reason, Reader actor) {
        String which =
                some.isEmpty()
                        ? "l.state in ('OPEN', 'PROPOSED')"
                        : "l.state in ('OPEN', 'PROPOSED', 'GRANTED')";
        int changed =
                change(
                        "update kept.agency_order_line l set state = 'REFUSED', refused_by = :actor,"
                                + " refused_at = :now, refused_why = :reason",
                        which,
                        number,
                        some,
                        reason,
                        actor);
        if (changed == 0) {
            throw new RefusedException(Finding.blocks("ORDER_SECOND_PERSON", number));
        }
        return changed;
    }

    private int change(
            String update,
            String which,
            String number,
            Set<Integer> some,
            String reason,
            Reader actor) {
        return jdbc.sql(
                        update
                                + " from kept.agency_order o where o.id = l.agency_order and"
                                + " o.number = :number and (:all or l.n = any(:some)) and "
                                + which)
                .param("number", number)
                .param("all", some.isEmpty())
                .param("some", some.toArray(Integer[]::new))
                .param("reason", reason.strip())
                .param("actor", actor.name())
                .param("now", now())
                .update();
    }

    /**
     * When the last line is decided the days begin, and anew when that was decided again; what else
     * is decided later only shrinks.
     */
    private void decided(Order order, boolean grant) {
        Counts counts = counts(order.number());
        boolean last = counts.open() + counts.proposed() == 0;
        if (last && (order.decidedAt() == null || grantedSince(order))) {
            Instant until = clock.instant().plus(open);
            Instant before = order.expiresAt();
            if (before != null && before.isAfter(until)) {
                until = before; // fewer days are given by now
            }
            jdbc.sql(
                            "update kept.agency_order set decided_at = :now, expires_at = :until"
                                    + " where number = :number")
                    .param("now", now())
                    .param("until", until.atOffset(ZoneOffset.UTC))
                    .param("number", order.number())
                    .update();
            letters.decided(order.contact(), order.number(), counts, until);
        } else if (order.decidedAt() != null && !grant) {
            letters.changed(order.contact(), order.number());
        }
    }

    /** Whether a line was granted again since the order was decided. */
    private boolean grantedSince(Order order) {
        return jdbc.sql(
                        "select exists (select from kept.agency_order_line l join kept.agency_order o"
                                + " on o.id = l.agency_order where o.number = :number and l.state ="
                                + " 'GRANTED' and l.decided_at > o.decided_at)")
                .param("number", order.number())
                .query(Boolean.class)
                .single();
    }

    private Order locked(String number) {
        boolean there =
                jdbc.sql("select 1 from kept.agency_order where number = :number for update")
                        .param("number", number)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
        if (!there) {
            throw new RefusedException(Finding.blocks("ORDER_UNKNOWN", number));
        }
        return find(number).orElseThrow();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Override
    public void withdraw(String number, String reason, Reader actor) {
        transactions.executeWithoutResult(
                status -> {
                    Order order = locked(number);
                    if (!mayWithdraw(order, actor)
                            || order.state() == State.WITHDRAWN
                            || blank(reason, 500)) {
                        throw new RefusedException(Finding.blocks("ORDER_OVER", number));
                    }
                    jdbc.sql(
                                    "update kept.agency_order set withdrawn_at = :now, withdrawn_by ="
                                            + " :actor, withdrawn_why = :why where number ="
                                            + " :number")
                            .param("now", now())
                            .param("actor", actor.name())
                            .param("why", reason.strip())
                            .param("number", number)
                            .update();
                    activity.record(actor, "AGENCY_ORDER_WITHDRAWN", number, reason);
                    letters.withdrawn(order.contact(), number);
                });
    }

    @Override
    public void certified(Order order, Line line, UUID certificate) {
        jdbc.sql(
                        "update kept.agency_order_line l set certificate = :certificate from"
                                + " kept.agency_order o where o.id = l.agency_order and o.number ="
                                + " :number and l.n = :n")
                .param("certificate", certificate)
                .param("number", order.number())
                .param("n", line.n())
                .update();
    }

    @Override
    public Optional<Reader> entitled(Order order, Line line, Account account, Reader reader) {
        if (order.state() != State.OPEN
                || line.state() != LineState.GRANTED
                || line.again()
                || !theirs(order, account, reader)) {
            return Optional.empty();
        }
        if (!line.restricted()) {
            return Optional.of(reader); // as far as it may read it by now
        }
        Set<FondsId> fonds = new HashSet<>(reader.fonds());
        fonds.add(line.fonds());
        return Optional.of(new Reader(reader.account(), reader.name(), reader.roles(), fonds));
    }

    @Override
    public int withheld(Line line, Reader reader) {
        if (line.document() != null || reader.mayRead(line.fonds(), Access.LISTED)) {
            return 0;
        }
        return jdbc.sql("select documents_listed from projection.record where id = :record")
                .param("record", line.record().value())
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    @Override
    public void fetched(Order order, Line line, Reader reader) {
        transactions.executeWithoutResult(
                status -> {
                    jdbc.sql(
                                    "update kept.agency_order_line l set fetched = fetched + 1 from"
                                            + " kept.agency_order o where o.id = l.agency_order and"
                                            + " o.number = :number and l.n = :n")
                            .param("number", order.number())
                            .param("n", line.n())
                            .update();
                    activity.record(
                            reader,
                            "AGENCY_ORDER_FETCHED",
                            line.record().toString(),
                            order.number() + ": " + line.code() + ": " + order.purpose());
                });
    }

    @Override
    public void received(String number, Account account, Reader reader) {
        transactions.executeWithoutResult(
                status -> {
                    Order order = locked(number);
                    if (!theirs(order, account, reader)
                            || order.receivedAt() != null
                            || counts(number).fetched() == 0) {
                        throw new RefusedException(Finding.blocks("ORDER_NOT_FETCHED", number));
                    }
                    jdbc.sql(
                                    "update kept.agency_order set received_at = :now, received_by ="
                                            + " :actor where number = :number")
                            .param("now", now())
                            .param("actor", account.displayName())
                            .param("number", number)
                            .update();
                    activity.record(reader, "AGENCY_ORDER_RECEIVED", number, null);
                    letters.received(order.contact(), number);
                });
    }

    @Override
    public byte[] letter(Order order) {
        return jdbc.sql("select letter from kept.agency_order where number = :number")
                .param("number", order.number())
                .query(byte[].class)
                .single();
    }
}
