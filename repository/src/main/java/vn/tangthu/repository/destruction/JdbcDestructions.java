package vn.tangthu.repository.destruction;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Slice;

/** Each act is one transaction that holds the row of its list. */
@Component
class JdbcDestructions implements Destructions {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final DestructionRows rows;
    private final DestructionRules rules;
    private final DestructionWork work;
    private final ActivityLog activity;
    private final Clock clock;
    private final Duration waiting;

    /**
     * @param waiting between the decision and the earliest moment it can be carried out; ours, the
     *     law names none
     */
    JdbcDestructions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            DestructionRows rows,
            DestructionRules rules,
            DestructionWork work,
            ActivityLog activity,
            Clock clock,
            @Value("${tangthu.destruction.waiting:3d}") String waiting) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.rules = rules;
        this.work = work;
        this.activity = activity;
        this.clock = clock;
        this.waiting = DurationStyle.detectAndParse(waiting);
    }

    @Override
    public Duration waitingTime() {
        return waiting;
    }

    @Override
    public Slice<Candidate> expired(@Nullable FondsId fonds, int offset, int limit, Reader reader) {
        requireArchivist(reader);
        return rows.expired(fonds, rules.thisYear(), offset, limit);
    }

    @Override
    public Slice<Candidate> duplicates(int offset, int limit, Reader reader) {
        requireArchivist(reader);
        return rows.duplicates(offset, limit);
    }

    @Override
    public UUID create(String title, Reader actor) {
        AccountId account = requireNamed(actor);
        DestructionTexts.require("title", title, LONGEST);
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                status -> {
                    // Two at once would take the same number.
                    int unused =
                            jdbc.sql("lock table kept.destruction in share row exclusive mode")
                                    .update();
                    unused =
                            jdbc.sql(
                                            "insert into kept.destruction (id, year, number, title,"
                                                    + " state, created_by, created_acc, created_at)"
                                                    + " select :id, :year, coalesce(max(number), 0)"
                                                    + " + 1, :title, 'DRAFT', :by, :acc, :at from"
                                                    + " kept.destruction where year = :year")
                                    .param("id", id)
                                    .param("year", now.atZone(VIETNAM).getYear())
                                    .param("title", title.strip())
                                    .param("by", actor.name())
                                    .param("acc", account.value())
                                    .param("at", DestructionRows.utc(now))
                                    .update();
                    log("DESTRUCTION_BEGUN", rows.find(id).orElseThrow(), null, actor);
                });
        return id;
    }

    @Override
    public void add(UUID list, List<Proposal> proposals, Reader actor) {
        requireNamed(actor);
        act(
                list,
                state -> state == State.DRAFT,
                draft -> {
                    List<Finding> refused = new ArrayList<>();
                    for (Proposal one : proposals) {
                        add(list, one, refused);
                    }
                    int records = rows.find(list).orElseThrow().records();
                    if (records > MOST) {
                        refused.add(
                                Finding.blocks(
                                        "DESTRUCTION_TOO_MANY",
                                        draft.notation(),
                                        Integer.toString(MOST),
                                        Integer.toString(records)));
                    }
                    refuse(refused);
                });
    }

    private void add(UUID list, Proposal one, List<Finding> refused) {
        String code = one.arcFileCode().strip();
        if (!DestructionRules.isWhole(one.ground(), one.duplicateOf())) {
            refused.add(Finding.blocks("DESTRUCTION_NO_TWIN", code, code, ""));
            return;
        }
        Optional<UUID> record =
                jdbc.sql("select id from projection.record where arc_file_code = ? and visible")
                        .param(code)
                        .query(UUID.class)
                        .optional();
        if (record.isEmpty()) {
            refused.add(Finding.blocks("NO_SUCH_RECORD", code.isEmpty() ? "–" : code, code));
            return;
        }
        Optional<String[]> parts = parts(record.get(), one, refused);
        if (parts.isEmpty()) {
            return;
        }
        String other = one.duplicateOf();
        int unused =
                jdbc.sql(
                                "insert into kept.destruction_item (list_id, aip_id, code, title,"
                                        + " maintenance, documents, pages, version, ground,"
                                        + " duplicate_of, parts) values (?, ?, ?, '', 'OTHER', 0, 0,"
                                        + " 0, ?, ?, ?) on conflict do nothing")
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        list,
                                        record.get(),
                                        code,
                                        one.ground().name(),
                                        one.ground() == Ground.DUPLICATE && other != null
                                                ? other.strip()
                                                : null,
                                        parts.get()))
                        .update();
        if (rows.item(list, new AipId(record.get())).isEmpty()) {
            refused.add(Finding.blocks("DESTRUCTION_LISTED", code, code));
        }
        take(list, record.get());
    }

    /** In the order of the hồ sơ; none for all of it; empty where one of them is not in it. */
    private Optional<String[]> parts(UUID record, Proposal one, List<Finding> refused) {
        List<String> all =
                jdbc.sql(
                                "select description ->> 'docCode' from projection.document"
                                        + " where aip_id = ? order by ordinal")
                        .param(record)
                        .query(String.class)
                        .list();
        List<String> wanted = one.documents().stream().map(String::strip).distinct().toList();
        List<String> unknown = wanted.stream().filter(code -> !all.contains(code)).toList();
        unknown.forEach(
                code ->
                        refused.add(
                                Finding.blocks(
                                        "NO_SUCH_DOCUMENT", one.arcFileCode().strip(), code)));
        return !unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        wanted.size() == all.size()
                                ? new String[0]
                                : all.stream().filter(wanted::contains).toArray(String[]::new));
    }

    /** As the catalogue tells it now. */
    private void take(UUID list, @Nullable UUID record) {
        int unused =
                jdbc.sql(
                                """
                                update kept.destruction_item i set code = r.arc_file_code,
                                    title = r.title || coalesce(': ' || p.titles, ''),
                                    start_year = r.start_year, end_year = r.end_year,
                                    maintenance = r.description ->> 'maintenance',
                                    ends = case when p.documents is null
                                        then projection.retention_ends(
                                            r.description ->> 'maintenance', r.end_year)
                                        else p.ends end,
                                    documents = coalesce(p.documents, r.documents_public
                                        + r.documents_listed + r.documents_hidden),
                                    pages = coalesce(p.pages,
                                        r.pages_public + r.pages_listed + r.pages_hidden),
                                    version = r.version
                                from projection.record r join kept.destruction_item o
                                    on o.aip_id = r.id
                                left join lateral (
                                    select string_agg(code || ' ' || subject, '; ' order by ordinal)
                                            as titles,
                                        count(*) as documents, sum(of_pages) as pages,
                                        case when bool_and(until is not null) then max(until) end
                                            as ends
                                    from (select d.ordinal, d.description ->> 'docCode' as code,
                                            d.description ->> 'subject' as subject,
                                            (select sum(c.pages) from projection.content_file c
                                                where c.document_id = d.id) as of_pages,
                                            projection.retention_ends(coalesce(
                                                d.description ->> 'maintenance',
                                                r.description ->> 'maintenance'), r.end_year)
                                                as until
                                        from projection.document d where d.aip_id = r.id
                                            and d.description ->> 'docCode' = any(o.parts)) one
                                    ) p on cardinality(o.parts) > 0
                                where i.list_id = ? and r.id = i.aip_id and r.visible
                                    and o.list_id = i.list_id
                                    and (?::uuid is null or r.id = ?)
                                """)
                        .params(Arrays.<@Nullable Object>asList(list, record, record))
                        .update();
    }

    @Override
    public void remove(UUID list, AipId record, Reader actor) {
        requireNamed(actor);
        act(
                list,
                state -> state == State.DRAFT,
                draft -> {
                    int unused =
                            jdbc.sql(
                                            "delete from kept.destruction_item where list_id = ?"
                                                    + " and aip_id = ?")
                                    .params(list, record.value())
                                    .update();
                });
    }

    @Override
    public void explain(UUID list, String explanation, Reader actor) {
        requireNamed(actor);
        DestructionTexts.atMost("explanation", explanation, LONGEST_EXPLANATION);
        act(
                list,
                state -> state == State.DRAFT,
                draft -> {
                    int unused =
                            jdbc.sql("update kept.destruction set explanation = ? where id = ?")
                                    .params(explanation.strip(), list)
                                    .update();
                });
    }

    @Override
    public List<Finding> check(UUID list, Reader reader) {
        requireArchivist(reader);
        return rows.find(list).map(one -> against(one)).orElse(List.of());
    }

    /** Of those that may still be destroyed. */
    private List<Finding> against(DestructionList list) {
        boolean frozen = list.state() != State.DRAFT;
        List<Finding> findings = new ArrayList<>();
        for (Item item : rows.items(list.id(), 0, MOST).items()) {
            boolean keep = item.destroy() != null && !item.destroy() || item.outcome() != null;
            if (!keep) {
                findings.addAll(rules.of(list.id(), item, frozen));
            }
        }
        return findings;
    }

    @Override
    public void freeze(UUID list, Reader actor) {
        AccountId account = requireNamed(actor);
        act(
                list,
                state -> state == State.DRAFT,
                draft -> {
                    take(list, null);
                    List<Finding> findings = new ArrayList<>();
                    if (draft.records() == 0) {
                        findings.add(Finding.blocks("DESTRUCTION_EMPTY", draft.notation()));
                    }
                    if (draft.explanation().isBlank()) {
                        findings.add(Finding.blocks("VALUE_MISSING", "explanation", "explanation"));
                    }
                    findings.addAll(against(draft));
                    refuse(findings);
                    int unused =
                            jdbc.sql(
                                            "update kept.destruction set state = 'FROZEN',"
                                                    + " frozen_by = ?, frozen_acc = ?, frozen_at ="
                                                    + " ?, sha256 = ? where id = ?")
                                    .params(
                                            actor.name(),
                                            account.value(),
                                            DestructionRows.utc(clock.instant()),
                                            DestructionTexts.sha256(
                                                    rows.items(list, 0, MOST).items()),
                                            list)
                                    .update();
                    DestructionList now = rows.find(list).orElseThrow();
                    log("DESTRUCTION_FROZEN", now, "SHA-256 " + now.sha256(), actor);
                });
    }

    @Override
    public void judge(
            UUID list, @Nullable AipId record, boolean destroy, String reason, Reader actor) {
        requireNamed(actor);
        DestructionTexts.require("reason", reason, LONGEST);
        act(
                list,
                state -> state == State.FROZEN,
                frozen -> {
                    UUID one = record == null ? null : record.value();
                    int unused =
                            jdbc.sql(
                                            "update kept.destruction_item set destroy = ?, reason ="
                                                    + " ? where list_id = ? and (aip_id = ? or"
                                                    + " ?::uuid is null and destroy is null)")
                                    .params(
                                            Arrays.<@Nullable Object>asList(
                                                    destroy, reason.strip(), list, one, one))
                                    .update();
                });
    }

    @Override
    public void decide(UUID list, Council council, Reader actor) {
        AccountId account = requireNamed(actor);
        act(
                list,
                state -> state == State.FROZEN,
                frozen -> {
                    Instant now = clock.instant();
                    List<Finding> findings =
                            new ArrayList<>(
                                    DestructionTexts.of(
                                            council, frozen, now.atZone(VIETNAM).toLocalDate()));
                    if (frozen.undecided() > 0) {
                        findings.add(
                                Finding.blocks(
                                        "DESTRUCTION_UNDECIDED",
                                        frozen.notation(),
                                        Integer.toString(frozen.undecided())));
                    }
                    findings.addAll(against(frozen));
                    refuse(findings);
                    int unused =
                            jdbc.sql(
                                            "update kept.destruction set state = 'DECIDED', council"
                                                    + " = ?::jsonb, decided_by = ?, decided_acc ="
                                                    + " ?, decided_at = ?, not_before = ?"
                                                    + " where id = ?")
                                    .params(
                                            DestructionRows.JSON.writeValueAsString(council),
                                            actor.name(),
                                            account.value(),
                                            DestructionRows.utc(now),
                                            DestructionRows.utc(now.plus(waiting)),
                                            list)
                                    .update();
                    unused =
                            jdbc.sql(
                                            "update kept.destruction_item set open = false where"
                                                    + " list_id = ? and not destroy")
                                    .param(list)
                                    .update();
                    log("DESTRUCTION_DECIDED", frozen, decision(council), actor);
                });
    }

    private static String decision(Council council) {
        return council.decision() + ", " + council.decidedOn();
    }

    @Override
    public void spare(UUID list, AipId record, String reason, Reader actor) {
        requireNamed(actor);
        DestructionTexts.require("reason", reason, LONGEST);
        act(
                list,
                state -> state == State.DECIDED,
                decided -> {
                    Item item =
                            rows.item(list, record)
                                    .filter(one -> Boolean.TRUE.equals(one.destroy()))
                                    .filter(one -> one.outcome() == null)
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks(
                                                                    "NO_SUCH_RECORD",
                                                                    record.toString(),
                                                                    record.toString())));
                    work.ended(list, item, Outcome.LEFT, reason.strip());
                    activity.record(
                            actor,
                            "DESTRUCTION_SPARED",
                            item.arcFileCode(),
                            decided.notation() + ": " + reason.strip());
                });
    }

    @Override
    public void execute(UUID list, String decision, Reader actor) {
        AccountId account = requireNamed(actor);
        act(
                list,
                state -> state == State.DECIDED,
                decided -> {
                    Council council = Objects.requireNonNull(decided.council());
                    Instant from = Objects.requireNonNull(decided.notBefore());
                    List<Finding> findings = new ArrayList<>();
                    String of = decided.notation();
                    if (decided.preparedBy(actor)) {
                        findings.add(Finding.blocks("DESTRUCTION_SAME_PERSON", of, actor.name()));
                    }
                    if (clock.instant().isBefore(from)) {
                        findings.add(
                                Finding.blocks(
                                        "DESTRUCTION_WAITING", of, DestructionTexts.minute(from)));
                    }
                    if (!decision.strip().equals(council.decision())) {
                        findings.add(
                                Finding.blocks("DESTRUCTION_NUMBER_DIFFERS", of, decision.strip()));
                    }
                    if (decided.toDestroy() == 0) {
                        findings.add(Finding.blocks("DESTRUCTION_EMPTY", of));
                    }
                    findings.addAll(against(decided));
                    refuse(findings);
                    int unused =
                            jdbc.sql(
                                            "update kept.destruction set state = 'EXECUTING',"
                                                    + " executed_by = ?, executed_acc = ?,"
                                                    + " executed_at = ? where id = ?")
                                    .params(
                                            actor.name(),
                                            account.value(),
                                            DestructionRows.utc(clock.instant()),
                                            list)
                                    .update();
                    log("DESTRUCTION_EXECUTED", decided, decision(council), actor);
                });
        work.begin(list);
    }

    @Override
    public void withdraw(UUID list, String reason, Reader actor) {
        requireNamed(actor);
        DestructionTexts.require("reason", reason, LONGEST);
        act(
                list,
                state -> state == State.DRAFT || state == State.FROZEN || state == State.DECIDED,
                one -> {
                    int unused =
                            jdbc.sql(
                                            "update kept.destruction set state = 'WITHDRAWN',"
                                                    + " withdrawn_by = ?, withdrawn_at = ?,"
                                                    + " withdrawn_why = ? where id = ?")
                                    .params(
                                            actor.name(),
                                            DestructionRows.utc(clock.instant()),
                                            reason.strip(),
                                            list)
                                    .update();
                    unused =
                            jdbc.sql(
                                            "update kept.destruction_item set open = false where"
                                                    + " list_id = ?")
                                    .param(list)
                                    .update();
                    log("DESTRUCTION_WITHDRAWN", one, reason.strip(), actor);
                });
    }

    @Override
    public Optional<DestructionList> find(UUID list, Reader reader) {
        requireArchivist(reader);
        return rows.find(list);
    }

    @Override
    public Slice<DestructionList> list(int offset, int limit, Reader reader) {
        requireArchivist(reader);
        return rows.list(offset, limit);
    }

    @Override
    public Slice<Item> items(UUID list, int offset, int limit, Reader reader) {
        requireArchivist(reader);
        return rows.items(list, offset, limit);
    }

    private interface InState {
        boolean is(State state);
    }

    private interface Step {
        void take(DestructionList list);
    }

    private void act(UUID id, InState wanted, Step step) {
        transactions.executeWithoutResult(
                status -> {
                    DestructionList list =
                            rows.lock(id)
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks(
                                                                    "DESTRUCTION_STATE",
                                                                    id.toString(),
                                                                    id.toString())));
                    if (!wanted.is(list.state())) {
                        throw new RefusedException(
                                Finding.blocks(
                                        "DESTRUCTION_STATE", list.notation(), list.notation()));
                    }
                    step.take(list);
                });
    }

    /** Numbers and decisions; never a title. */
    private void log(String action, DestructionList list, @Nullable String detail, Reader actor) {
        activity.record(actor, action, list.notation(), detail);
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    private static void requireArchivist(Reader reader) {
        if (!Destructions.mayKnow(reader)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
    }

    /** Two different persons are only told apart by their accounts. */
    private static AccountId requireNamed(Reader actor) {
        requireArchivist(actor);
        AccountId account = actor.account();
        if (account == null) {
            throw new RefusedException(Finding.blocks("DESTRUCTION_NAMELESS", actor.name()));
        }
        return account;
    }
}
