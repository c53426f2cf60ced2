package vn.tangthu.repository.access;

import static vn.tangthu.repository.access.RequestRules.VIETNAM;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Approvers;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SecondDecisions.Rule;
import vn.tangthu.repository.access.ItemAccess.Openness;

/** Requests, their items and steps as rows. Who changes them holds a transaction. */
final class RequestRows {
    /**
     * With what is wanted now: as it was asked for, or as it was corrected last; and the identity
     * number as it was seen last, or given.
     */
    private static final String SELECT =
            """
            select r.*, coalesce((select s.kind from kept.access_request_step s
                where s.reference = r.reference and s.kind is not null
                order by s.number desc limit 1), r.kind) as kind_now,
                coalesce((select i.identity_number from kept.request_identity i
                where i.reference = r.reference order by i.n desc limit 1), r.identity_number) as identity_now
            from kept.access_request r where
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ItemAccess access;
    private final Supplier<WorkingDays> workingDays;

    RequestRows(JdbcClient jdbc, Clock clock, Supplier<WorkingDays> workingDays) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.access = new ItemAccess(jdbc);
        this.workingDays = workingDays;
    }

    /**
     * @param items of which some were proposed
     * @return by which rule the actor decides on these
     */
    Rule requireApprover(Request request, List<Item> items, Reader actor) {
        List<String> appointed = Approvers.locked(jdbc);
        RequestRules.proposed(items)
                .forEach(
                        item ->
                                Approvers.require(
                                        appointed,
                                        actor,
                                        request.tookPart(item),
                                        request.reference().value()));
        return Approvers.rule(appointed, actor);
    }

    LocalDate today() {
        return clock.instant().atZone(VIETNAM).toLocalDate();
    }

    Appeals appeals() {
        return new Appeals(today(), workingDays.get());
    }

    /**
     * With its items, each with the term of what it is about.
     *
     * @param from the day from which its time counts
     * @return false where another request has this reference
     */
    boolean insert(String reference, NewRequest request, Instant now, LocalDate from) {
        String identity = RequestRules.identity(request.identityNumber());
        String behalf = Texts.strip(request.onBehalfOf());
        AipId about = request.about();
        PaperUse use = request.paperUse();
        int inserted =
                jdbc.sql(
                                """
                                insert into kept.access_request (reference, kind, about, wanted, purpose, name, contact,
                                    identity_number, on_behalf_of, paper_on, paper_use, status, received_at, due_on)
                                values (:reference, :kind, :about, :wanted, :purpose, :name, :contact,
                                    :identity, :behalf, :paper, :use, 'RECEIVED', :now, :due)
                                on conflict do nothing
                                """)
                        .param("reference", reference)
                        .param("kind", request.kind().name())
                        .param("about", about == null ? null : about.value())
                        .param("wanted", Texts.strip(request.wanted()))
                        .param("purpose", Texts.strip(request.purpose()))
                        .param("name", Texts.strip(request.name()))
                        .param("contact", RequestRules.contact(request.contact()))
                        .param("identity", identity.isEmpty() ? null : identity)
                        .param("behalf", behalf.isEmpty() ? null : behalf)
                        .param("paper", request.paperOn(), Types.DATE)
                        .param("use", use == null ? null : use.name(), Types.VARCHAR)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("due", from) // until its items are summed up
                        .update();
        if (inserted == 0) {
            return false;
        }
        Kind kind = request.kind();
        if (request.asked().isEmpty()) {
            insertItem(reference, 1, null, Openness.OPEN, kind, from);
        }
        int number = 1;
        for (Asked asked : request.asked().stream().distinct().toList()) {
            Openness openness = access.of(asked.record(), asked.document());
            insertItem(reference, number++, asked, openness, kind, from);
        }
        sum(reference);
        return true;
    }

    private void insertItem(
            String reference,
            int number,
            @Nullable Asked asked,
            Openness openness,
            Kind kind,
            LocalDate from) {
        DocumentId document = asked == null ? null : asked.document();
        int term = openness.workingDays(kind);
        jdbc.sql(
                        "insert into kept.access_request_item (reference, number, asked, document,"
                                + " about, status, working_days, due_on, was_closed) values"
                                + " (:reference, :number, :asked, :document, :asked, 'RECEIVED',"
                                + " :term, :due, :closed)")
                .param("reference", reference)
                .param("number", number)
                .param("asked", asked == null ? null : asked.record().value(), Types.OTHER)
                .param("document", document == null ? null : document.value(), Types.OTHER)
                .param("term", term)
                .param("due", workingDays.get().after(from, term))
                .param("closed", openness.takesTwo())
                .update();
    }

    /**
     * Whether the table of fees that the request will have (as {@link vn.tangthu.repository.Fees}
     * finds it: of its day, of those that were entered by then) has a relief for this group.
     *
     * @param paper the day it came in on paper, null for one that is sent now
     */
    boolean hasRelief(FeeGroup group, @Nullable LocalDate paper) {
        LocalDate day = paper == null ? today() : paper;
        Instant entered =
                paper == null
                        ? clock.instant()
                        : paper.plusDays(1).atStartOfDay(VIETNAM).toInstant();
        return jdbc.sql(
                        "select 1 from kept.fee_relief r where r.fee_group = :group and r.fee_table"
                                + " = (select t.n from kept.fee_table t where t.valid_from <= :day"
                                + " and t.at <= :entered"
                                + " order by t.valid_from desc, t.n desc limit 1)")
                .param("group", group.code())
                .param("day", day)
                .param("entered", entered.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void claim(String reference, FeeGroup group, Instant at) {
        jdbc.sql(
                        "insert into kept.fee_claim (reference, fee_group, at) values (:reference,"
                                + " :group, :at)")
                .param("reference", reference)
                .param("group", group.code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Whose it is; an account that was closed meanwhile gets nothing. That they asked for it stays
     * known when they take it out of their file: they do not decide on it.
     *
     * @return false where it was theirs already, or they have no account any more
     */
    static boolean belongsTo(JdbcClient jdbc, String reference, AccountId account, Instant at) {
        return jdbc.sql(
                                """
                                with mine as (insert into kept.account_request (account, reference, at)
                                    select id, :reference, :at from kept.account
                                    where id = :account and enabled
                                    on conflict do nothing returning account, reference),
                                asked as (insert into kept.request_asker (reference, account)
                                    select reference, account from mine on conflict do nothing)
                                select count(*) from mine
                                """)
                        .param("account", account.value())
                        .param("reference", reference)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void belongsTo(String reference, AccountId account, Instant at) {
        boolean unused = belongsTo(jdbc, reference, account, at);
    }

    /** The number of an applicant as it was seen; the newest counts. */
    void identity(String reference, String number, String seenOn, String actor) {
        jdbc.sql(
                        "insert into kept.request_identity (reference, n, identity_number, seen_on,"
                                + " at, done_by) select :reference, coalesce(max(n), 0) + 1, :number,"
                                + " :seen, :at, :actor from kept.request_identity"
                                + " where reference = :reference")
                .param("reference", reference)
                .param("number", number)
                .param("seen", seenOn)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .update();
    }

    void step(
            String reference,
            Status status,
            String actor,
            @Nullable Reason reason,
            String text,
            @Nullable Integer item) {
        jdbc.sql(
                        "insert into kept.access_request_step (reference, number, at, status, actor,"
                                + " reason, text, item) select :reference, coalesce(max(number), 0)"
                                + " + 1, :at, :status, :actor, :reason, :text, :item from"
                                + " kept.access_request_step where reference = :reference")
                .param("reason", reason == null ? null : reason.name(), Types.VARCHAR)
                .param("reference", reference)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("status", status.name())
                .param("actor", actor)
                .param("text", text.isEmpty() ? null : text, Types.VARCHAR)
                .param("item", item, Types.INTEGER)
                .update();
    }

    /** What is wanted from now on, of the whole request. */
    void correct(String reference, Kind kind, String actor, String why) {
        jdbc.sql(
                        "insert into kept.access_request_step (reference, number, at, status, actor,"
                                + " text, kind) select :reference, coalesce(max(number), 0) + 1,"
                                + " :at, 'IN_PROGRESS', :actor, :why, :kind from"
                                + " kept.access_request_step where reference = :reference")
                .param("reference", reference)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("why", why)
                .param("kind", kind.name())
                .update();
    }

    /** The number of the newest. */
    int lastStep(String reference) {
        return jdbc.sql(
                        "select max(number) from kept.access_request_step where reference ="
                                + " :reference")
                .param("reference", reference)
                .query(Integer.class)
                .single();
    }

    /**
     * The item in another status; its clock stops, goes on, or begins anew with it. What stands in
     * the row of the request is made of its items by {@link #sum}.
     *
     * @param request as it was before: the step of this change is written afterwards
     */
    void move(Request request, Item current, Status status, @Nullable String handledBy) {
        String reference = request.reference().value();
        LocalDate today = today();
        LocalDate due = current.dueOn();
        LocalDate paused = current.pausedOn();
        if (paused != null && status != Status.NEEDS_MORE) {
            due =
                    RequestRules.wasAppealed(request, current)
                            ? appeals().resumed(request, current)
                            : later(due, workingDays.get().between(paused, today));
            paused = null;
        } else if (paused == null && status == Status.NEEDS_MORE) {
            paused = today;
        }
        if (status == Status.APPEALED && current.status() == Status.REFUSED) {
            due = appeals().due();
        }
        jdbc.sql(
                        "update kept.access_request_item set status = :status, handled_by = :by,"
                                + " due_on = :due, paused_on = :paused where reference = :reference"
                                + " and number = :number")
                .param("status", status.name())
                .param("by", handledBy, Types.VARCHAR)
                .param("due", due)
                .param("paused", paused, Types.DATE)
                .param("reference", reference)
                .param("number", current.number())
                .update();
        if (current.status().open() != status.open()) {
            outcome(reference, current.number(), status, due);
        }
    }

    private LocalDate later(LocalDate due, int workingDaysStood) {
        return workingDaysStood > 0 ? workingDays.get().after(due, workingDaysStood) : due;
    }

    /** Closed, or opened again by an appeal; with its term, which an appeal will change. */
    private void outcome(String reference, int item, Status status, LocalDate due) {
        jdbc.sql(
                        "insert into kept.access_request_outcome (reference, item, at, outcome,"
                                + " due_on) values (:reference, :item, :at, :outcome, :due)")
                .param("reference", reference)
                .param("item", item)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("outcome", status.name())
                .param("due", due)
                .update();
    }

    void give(String reference, int item, AipId record) {
        jdbc.sql(
                        "update kept.access_request_item set about = :record where reference ="
                                + " :reference and number = :number")
                .param("record", record.value())
                .param("reference", reference)
                .param("number", item)
                .update();
    }

    /** Writes what the items come to into the row of the request. */
    void sum(String reference) {
        ItemSum sum = ItemSum.of(items(List.of(reference)).getOrDefault(reference, List.of()));
        jdbc.sql(
                        "update kept.access_request set status = :status, handled_by = :by, due_on ="
                                + " :due, paused_on = :paused where reference = :reference")
                .param("status", sum.status().name())
                .param("by", sum.handledBy(), Types.VARCHAR)
                .param("due", sum.dueOn())
                .param("paused", sum.pausedOn(), Types.DATE)
                .param("reference", reference)
                .update();
    }

    /** Until the end of the transaction nobody else answers it. */
    Optional<Request> locked(String reference) {
        return one(reference, " for update");
    }

    Optional<Request> find(String reference) {
        return one(reference, "");
    }

    private Optional<Request> one(String reference, String lock) {
        return jdbc.sql(SELECT + "reference = :reference" + lock)
                .param("reference", reference)
                .query(this::toRequest)
                .optional()
                .map(request -> withSteps(withItems(List.of(request)).getFirst()));
    }

    /** With their items, without their steps and who asked. */
    List<Request> slice(String where, String order, String status, int offset, int limit) {
        return withItems(
                jdbc.sql(SELECT + where + " order by " + order + " offset :offset limit :limit")
                        .param("status", status)
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(this::toRequest)
                        .list());
    }

    long count(String where, String status) {
        return jdbc.sql("select count(*) from kept.access_request where " + where)
                .param("status", status)
                .query(Long.class)
                .single();
    }

    /** Of a record that was erased in part, what stays of it. */
    private Map<String, List<Item>> items(List<String> references) {
        Map<String, List<Item>> items = new HashMap<>();
        jdbc.sql(
                        "select i.*, kept.current_package(i.about) as about_now, r.kind from"
                                + " kept.access_request_item i join kept.access_request r on"
                                + " r.reference = i.reference where i.reference ="
                                + " any(:references) order by i.reference, i.number")
                .param("references", references.toArray(String[]::new))
                .query(
                        row -> {
                            items.computeIfAbsent(
                                            row.getString("reference"), r -> new ArrayList<>())
                                    .add(toItem(row));
                        });
        return items;
    }

    private static Item toItem(ResultSet row) throws SQLException {
        UUID about = row.getObject("about_now", UUID.class);
        UUID document = row.getObject("document", UUID.class);
        Integer term = row.getObject("working_days", Integer.class);
        return new Item(
                row.getInt("number"),
                about == null ? null : new AipId(about),
                document == null ? null : new DocumentId(document),
                row.getObject("asked", UUID.class) == null,
                Status.valueOf(row.getString("status")),
                row.getObject("due_on", LocalDate.class),
                row.getObject("paused_on", LocalDate.class),
                row.getString("handled_by"),
                term == null ? Kind.valueOf(row.getString("kind")).workingDays() : term,
                row.getBoolean("was_closed"));
    }

    private List<Request> withItems(List<Request> requests) {
        Map<String, List<Item>> items =
                items(requests.stream().map(request -> request.reference().value()).toList());
        return requests.stream()
                .map(
                        request ->
                                with(
                                        request,
                                        items.getOrDefault(request.reference().value(), List.of()),
                                        List.of(),
                                        Set.of()))
                .toList();
    }

    private static Request with(
            Request request, List<Item> items, List<Step> steps, Set<String> askedBy) {
        NewRequest asked = request.request();
        List<Asked> about = new ArrayList<>();
        for (Item item : items) {
            AipId record = item.record();
            if (record != null) {
                about.add(new Asked(record, item.document()));
            }
        }
        return new Request(
                request.reference(),
                new NewRequest(
                        asked.kind(),
                        about,
                        asked.wanted(),
                        asked.purpose(),
                        asked.name(),
                        asked.contact(),
                        asked.identityNumber(),
                        asked.onBehalfOf(),
                        asked.paperOn(),
                        asked.paperUse()),
                request.status(),
                request.receivedAt(),
                request.dueOn(),
                request.pausedOn(),
                request.daysLeft(),
                request.handledBy(),
                steps,
                items,
                askedBy);
    }

    private Request withSteps(Request request) {
        List<Step> steps =
                jdbc.sql(
                                """
                                select at, status, actor, reason, text, item, kind, (select count(*)
                                    from kept.request_attachment a where a.reference = s.reference
                                    and a.step = s.number) as files
                                from kept.access_request_step s where reference = :reference
                                order by number
                                """)
                        .param("reference", request.reference().value())
                        .query(
                                (row, number) ->
                                        new Step(
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant(),
                                                Status.valueOf(row.getString("status")),
                                                row.getString("actor"),
                                                reason(row.getString("reason")),
                                                row.getString("text"),
                                                row.getObject("item", Integer.class),
                                                row.getInt("files"),
                                                kind(row.getString("kind"))))
                        .list();
        String reference = request.reference().value();
        return with(
                request,
                request.items(),
                steps,
                askedBy(Set.of(reference)).getOrDefault(reference, Set.of()));
    }

    /** As {@link vn.tangthu.repository.AccessRequests#askedBy}. */
    Map<String, Set<String>> askedBy(Set<String> references) {
        Map<String, Set<String>> names = new HashMap<>();
        jdbc.sql(
                        "select k.reference, a.username from kept.request_asker k join kept.account"
                                + " a on a.id = k.account where k.reference = any(:references)")
                .param("references", references.toArray(String[]::new))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        names.computeIfAbsent(
                                                        row.getString(1), one -> new HashSet<>())
                                                .add(row.getString(2)));
        return names;
    }

    private static @Nullable Kind kind(@Nullable String name) {
        return name == null ? null : Kind.valueOf(name);
    }

    private static @Nullable Reason reason(@Nullable String name) {
        return name == null ? null : Reason.valueOf(name);
    }

    /** Working days left, counted from the day on which its clock stands. */
    int left(Status status, LocalDate due, @Nullable LocalDate paused) {
        return status.open()
                ? workingDays.get().between(paused == null ? today() : paused, due)
                : 0;
    }

    private Request toRequest(ResultSet row, int number) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        LocalDate due = row.getObject("due_on", LocalDate.class);
        LocalDate paused = row.getObject("paused_on", LocalDate.class);
        String use = row.getString("paper_use");
        return new Request(
                new Reference(row.getString("reference")),
                new NewRequest(
                        Kind.valueOf(row.getString("kind_now")),
                        List.of(),
                        row.getString("wanted"),
                        row.getString("purpose"),
                        row.getString("name"),
                        row.getString("contact"),
                        row.getString("identity_now"),
                        row.getString("on_behalf_of"),
                        row.getObject("paper_on", LocalDate.class),
                        use == null ? null : PaperUse.valueOf(use)),
                status,
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                due,
                paused,
                left(status, due, paused),
                row.getString("handled_by"),
                List.of(),
                List.of());
    }
}
