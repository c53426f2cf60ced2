package vn.tangthu.repository.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueChanges;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.IndexBarrier;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;

/**
 * One writer at a time, each in one transaction. The journal is held from when rows are taken over;
 * what fewer may see from now on is acknowledged when the index knows it.
 */
@Component
class StoredPaperRegister implements PaperRegister {
    /** Of the advisory lock. */
    private static final long LOCK = 0x74616e67_70617065L;

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final DataSource database;
    private final TransactionTemplate transactions;
    private final CatalogueChanges changes;
    private final EntryRows rows;
    private final ActivityLog activity;
    private final ObjectProvider<IndexBarrier> index;
    private final Clock clock;

    StoredPaperRegister(
            JdbcClient jdbc,
            DataSource database,
            TransactionTemplate transactions,
            CatalogueChanges changes,
            EntryRows rows,
            ActivityLog activity,
            ObjectProvider<IndexBarrier> index,
            Clock clock) {
        this.jdbc = jdbc;
        this.database = database;
        this.transactions = transactions;
        this.changes = changes;
        this.rows = rows;
        this.activity = activity;
        this.index = index;
        this.clock = clock;
    }

    /** What was done, and up to which line of the journal the index must be; -1 for none. */
    private record Done<T>(T outcome, long line) {}

    @Override
    public Outcome takeIn(Source source, boolean dryRun, String reason, Reader actor)
            throws IOException {
        requireArchivist(actor);
        Done<Outcome> done;
        try {
            done =
                    inTurn(
                            () -> {
                                try {
                                    return take(source, dryRun, reason, actor);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return awaited(done) ? done.outcome() : behind(done.outcome());
    }

    private static Outcome behind(Outcome outcome) {
        List<Finding> findings = new ArrayList<>(outcome.findings());
        findings.add(Finding.warns("PAPER_INDEX_BEHIND", "—"));
        return new Outcome(
                findings,
                outcome.added(),
                outcome.changed(),
                outcome.same(),
                outcome.digitised(),
                outcome.dryRun());
    }

    private Done<Outcome> take(Source source, boolean dryRun, String reason, Reader actor)
            throws IOException {
        DraftTable drafts = new DraftTable(new JdbcTemplate(database));
        List<Finding> ruled = new ArrayList<>();
        long[] unruly = new long[1];
        List<Finding> findings =
                new ArrayList<>(
                        source.feed(
                                draft -> {
                                    List<Finding> own = DraftRules.of(draft, today().getYear());
                                    if (!own.isEmpty() && ++unruly[0] <= MOST_TOLD) {
                                        ruled.addAll(own);
                                    }
                                    drafts.add(draft);
                                }));
        findings.addAll(ruled);
        findings.addAll(drafts.compare());
        if (unruly[0] > MOST_TOLD) {
            findings.add(
                    Finding.blocks("MORE_FINDINGS", "—", String.valueOf(unruly[0] - MOST_TOLD)));
        }
        DraftTable.Counts counts = drafts.counts();
        boolean blocked = findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKS);
        boolean nothing = counts.added() + counts.changed() == 0;
        if (counts.digitised() > 0 && !blocked) {
            findings.add(Finding.notes("PAPER_DIGITISED", "—", String.valueOf(counts.digitised())));
        }
        if (dryRun || blocked || nothing) {
            if (!blocked && !nothing) {
                findings.addAll(drafts.withoutEffect(today()));
            }
            return new Done<>(outcome(findings, counts, dryRun), -1);
        }
        // New rows are nobody else's: deliveries go on while they are written. Whose hồ sơ is being
        // acknowledged meanwhile is seen below, when the journal is held.
        DraftTable.Words words = new DraftTable.Words(reason, actor.name(), now(), today());
        List<AipId> ids = new ArrayList<>(drafts.enter(words));
        changes.lock();
        boolean narrows = drafts.narrows(today());
        ids.addAll(drafts.change(words));
        tell(ids);
        activity.record(
                actor,
                "PAPER_IMPORTED",
                null,
                "+" + counts.added() + " ~" + counts.changed() + " " + reason);
        findings.addAll(drafts.withoutEffect(today()));
        return new Done<>(outcome(findings, counts, false), narrows ? changes.head() : -1);
    }

    private static Outcome outcome(
            List<Finding> findings, DraftTable.Counts counts, boolean dryRun) {
        return new Outcome(
                findings,
                counts.added(),
                counts.changed(),
                counts.same(),
                counts.digitised(),
                dryRun);
    }

    /** More than what a person reads is counted. */
    private static final int MOST_TOLD = 5_000;

    private void tell(Collection<AipId> ids) {
        changes.changed(ids);
        int unused = changes.linkPaper(ids);
    }

    @Override
    public AipId save(
            @Nullable AipId id, int expectedRevision, Draft draft, String reason, Reader actor) {
        requireArchivist(actor);
        Done<AipId> done =
                inTurn(
                        () -> {
                            changes.lock();
                            if (id != null) {
                                expect(id, expectedRevision, false);
                                rename(id, draft, reason, actor);
                            }
                            DraftTable table = new DraftTable(new JdbcTemplate(database));
                            List<Finding> findings =
                                    new ArrayList<>(DraftRules.of(draft, today().getYear()));
                            findings.addAll(DraftRules.blank(draft));
                            table.add(draft);
                            findings.addAll(table.compare());
                            DraftTable.Words words =
                                    new DraftTable.Words(reason, actor.name(), now(), today());
                            DraftTable.Counts counts = table.counts();
                            if (id == null && counts.added() == 0) {
                                findings.add(taken(draft));
                            }
                            if (findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKS)) {
                                throw new RefusedException(findings);
                            }
                            List<AipId> ids = new ArrayList<>(table.enter(words));
                            ids.addAll(table.change(words));
                            tell(ids);
                            activity.record(actor, "PAPER_SAVED", draft.fileCode(), reason);
                            AipId saved = id == null ? ids.getFirst() : id;
                            return new Done<>(saved, changes.head());
                        });
        await(done);
        return done.outcome();
    }

    private static Finding taken(Draft draft) {
        return Finding.blocks("PAPER_CODE_TAKEN", draft.place(), draft.fileCode());
    }

    /** Gives it the reference of the draft, where that is another; it is linked by the new one. */
    private void rename(AipId id, Draft draft, String reason, Reader actor) {
        try {
            int renamed =
                    jdbc.sql(
                                    """
                                    with before as (
                                        select to_jsonb(p) as row from kept.paper_entry p where p.id = :id),
                                    renamed as (
                                        update kept.paper_entry p
                                        set fonds = f.id, file_code = :code, record = null,
                                            revision = p.revision + 1, changed_by = :actor,
                                            changed_at = :now
                                        from projection.fonds f
                                        where p.id = :id and f.code = :fonds
                                          and (p.fonds <> f.id or p.file_code <> :code)
                                        returning to_jsonb(p) as row)
                                    insert into kept.paper_change (at, actor, entry, reason, before, after)
                                    select :now, :actor, :id, :reason, b.row, r.row from before b, renamed r
                                    """)
                            .param("id", id.value())
                            .param("code", draft.fileCode())
                            .param("fonds", draft.fondsCode())
                            .param("now", now())
                            .param("actor", actor.name())
                            .param("reason", reason)
                            .update();
            if (renamed > 0) {
                tell(List.of(id));
            }
        } catch (DuplicateKeyException e) {
            throw new RefusedException(taken(draft));
        }
    }

    @Override
    public void withdraw(AipId id, int expectedRevision, boolean out, String reason, Reader actor) {
        requireArchivist(actor);
        Done<AipId> done =
                inTurn(
                        () -> {
                            changes.lock();
                            Entry entry = expect(id, expectedRevision, !out);
                            jdbc.sql(
                                            """
                                            with changed as (
                                                update kept.paper_entry p set withdrawn = :out,
                                                    revision = revision + 1, changed_by = :actor,
                                                    changed_at = :now
                                                where id = :id returning to_jsonb(p) as row)
                                            insert into kept.paper_change (at, actor, entry, reason, before, after)
                                            select :now, :actor, :id, :reason, to_jsonb(p), c.row
                                            from kept.paper_entry p, changed c where p.id = :id
                                            """)
                                    .param("out", out)
                                    .param("actor", actor.name())
                                    .param("now", now())
                                    .param("id", id.value())
                                    .param("reason", reason)
                                    .update();
                            tell(List.of(id));
                            activity.record(
                                    actor,
                                    out ? "PAPER_WITHDRAWN" : "PAPER_REINSTATED",
                                    entry.draft().fileCode(),
                                    reason);
                            return new Done<>(id, changes.head());
                        });
        await(done);
    }

    /** As it was shown to whoever changes it. */
    private Entry expect(AipId id, int revision, boolean withdrawn) {
        Entry entry = rows.find(id).orElse(null);
        if (entry == null || entry.revision() != revision || entry.withdrawn() != withdrawn) {
            throw new RefusedException(
                    Finding.blocks(
                            "PAPER_CHANGED",
                            entry == null ? id.toString() : entry.draft().fileCode()));
        }
        return entry;
    }

    @Override
    public Optional<Entry> find(AipId id, Reader reader) {
        return reader.is(Role.ARCHIVIST) ? rows.find(id) : Optional.empty();
    }

    @Override
    public Map<AipId, Entry> of(Collection<AipId> ids, Reader reader) {
        return reader.is(Role.ARCHIVIST) ? rows.of(ids) : Map.of();
    }

    @Override
    public List<Entry> list(
            @Nullable String fondsCode,
            String start,
            @Nullable Entry after,
            int limit,
            Reader reader) {
        return reader.is(Role.ARCHIVIST) ? rows.list(fondsCode, start, after, limit) : List.of();
    }

    @Override
    public List<Change> changes(AipId id, int limit, Reader reader) {
        return reader.is(Role.ARCHIVIST) ? rows.changes(id, limit) : List.of();
    }

    @Override
    public int openEnded() {
        return inTurn(
                () -> {
                    boolean any =
                            jdbc.sql(
                                            "select exists (select from kept.paper_entry where not"
                                                    + " opened and closed_until < ?)")
                                    .param(today())
                                    .query(Boolean.class)
                                    .single();
                    if (!any) {
                        return 0;
                    }
                    changes.lock();
                    List<AipId> opened =
                            jdbc
                                    .sql(
                                            "update kept.paper_entry set opened = true where not"
                                                    + " opened and closed_until < ? returning id")
                                    .param(today())
                                    .query(UUID.class)
                                    .list()
                                    .stream()
                                    .map(AipId::new)
                                    .toList();
                    changes.changed(opened);
                    activity.record(
                            Reader.OPERATOR, "PAPER_OPENED", null, String.valueOf(opened.size()));
                    return opened.size();
                });
    }

    private <T> T inTurn(Supplier<T> work) {
        return transactions.execute(
                status -> {
                    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
                    return work.get();
                });
    }

    /**
     * One entry is acknowledged when the index has it, as hồ sơ are.
     *
     * @throws IllegalStateException when it is kept, but the index does not have it yet
     */
    private void await(Done<?> done) {
        IndexBarrier barrier = index.getIfAvailable();
        if (barrier != null) {
            barrier.awaitIndexed(done.line());
        }
    }

    /** Whether the index knows it now; it will in any case. */
    private boolean awaited(Done<?> done) {
        IndexBarrier barrier = index.getIfAvailable();
        if (done.line() >= 0 && barrier != null) {
            try {
                barrier.awaitIndexed(done.line());
            } catch (IllegalStateException e) {
                return false;
            }
        }
        return true;
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
