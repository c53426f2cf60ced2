package vn.tangthu.repository.bodies;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.Succession;

/** Changes are judged as a whole and written in one transaction, one writer at a time. */
@Component
class StoredRegister implements BodyRegister {
    /** Of the advisory lock: one writer judges what the one before has written. */
    static final long LOCK = 0x74616e67_626f6479L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final BodyRows rows;
    private final ChangeRows changes;
    private final ActivityLog activity;
    private final Clock clock;

    StoredRegister(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            BodyRows rows,
            ChangeRows changes,
            ActivityLog activity,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.changes = changes;
        this.activity = activity;
        this.clock = clock;
    }

    @Override
    public Outcome takeIn(BodyList list, boolean dryRun, String reason, Reader actor) {
        requireArchivist(actor);
        return inTurn(
                () -> {
                    Judging judging = new Judging(jdbc);
                    Work work = judged(list, judging, true);
                    boolean blocked =
                            judging.findings().stream()
                                    .anyMatch(f -> f.severity() == Severity.BLOCKS);
                    if (!dryRun && !blocked) {
                        write(work, reason, actor);
                        if (work.added() + work.changed() > 0) {
                            activity.record(
                                    actor,
                                    "BODIES_IMPORTED",
                                    null,
                                    "+" + work.added() + " ~" + work.changed() + " " + reason);
                        }
                    }
                    return new Outcome(
                            judging.findings(), work.added(), work.changed(), work.same, dryRun);
                });
    }

    @Override
    public BodyId save(BodyList.Entry body, int expectedRevision, String reason, Reader actor) {
        requireArchivist(actor);
        return inTurn(
                () -> {
                    BodyId id = BodyId.of(body.reference());
                    Body known = rows.byIds(List.of(id)).get(id);
                    if ((known == null ? 0 : known.revision()) != expectedRevision) {
                        throw new RefusedException(
                                Finding.blocks("BODY_CHANGED", body.reference()));
                    }
                    Judging judging = new Judging(jdbc);
                    Work work = judged(new BodyList(List.of(body), List.of()), judging, false);
                    refuse(judging);
                    write(work, reason, actor);
                    if (work.added() + work.changed() > 0) {
                        activity.record(actor, "BODY_SAVED", body.reference(), reason);
                    }
                    return id;
                });
    }

    @Override
    public UUID add(BodyList.Edge succession, String reason, Reader actor) {
        requireArchivist(actor);
        return inTurn(
                () -> {
                    Judging judging = new Judging(jdbc);
                    Work work = judged(new BodyList(List.of(), List.of(succession)), judging, true);
                    refuse(judging);
                    write(work, reason, actor);
                    activity.record(actor, "SUCCESSION_ADDED", succession.predecessor(), reason);
                    return work.edge;
                });
    }

    @Override
    public void withdraw(UUID succession, String reason, Reader actor) {
        requireArchivist(actor);
        inTurn(
                () -> {
                    Succession known = changes.successions(Set.of(succession)).get(succession);
                    if (known == null) {
                        throw new RefusedException(
                                Finding.blocks("BODY_UNKNOWN", "—", succession.toString()));
                    }
                    int unused =
                            jdbc.sql("delete from kept.succession where id = ?")
                                    .param(succession)
                                    .update();
                    changes.note(known.predecessor().value(), known, null, reason, actor, now());
                    BodyId predecessor = known.predecessor();
                    Body of = rows.byIds(List.of(predecessor)).get(predecessor);
                    activity.record(
                            actor,
                            "SUCCESSION_WITHDRAWN",
                            of == null ? null : of.reference(),
                            reason);
                    return succession;
                });
    }

    @Override
    public List<Change> changes(BodyId body, int limit) {
        return changes.of(body, limit);
    }

    /** What is to be written, and how much says nothing new. */
    private static final class Work {
        final Map<Body, @Nullable Body> bodies = new LinkedHashMap<>();
        final Map<Succession, @Nullable Succession> successions = new LinkedHashMap<>();
        UUID edge = new UUID(0, 0);
        int same;

        int added() {
            return (int)
                    (bodies.values().stream().filter(Objects::isNull).count()
                            + successions.values().stream().filter(Objects::isNull).count());
        }

        int changed() {
            return bodies.size() + successions.size() - added();
        }
    }

    private Work judged(BodyList list, Judging judging, boolean merge) {
        Work work = new Work();
        Resolving resolving = new Resolving(jdbc, Resolving.written(list), list.bodies());
        Map<BodyId, Body> known =
                rows.byIds(list.bodies().stream().map(b -> BodyId.of(b.reference())).toList());
        Map<String, FondsId> fonds =
                fonds(list.bodies().stream().flatMap(b -> b.fondsCodes().stream()).toList());
        Map<BodyId, Body> now = new LinkedHashMap<>();
        Map<BodyId, String> places = new HashMap<>();
        for (BodyList.Entry entry : list.bodies()) {
            judging.entry(entry);
            Body said = said(entry, judging, resolving, fonds);
            if (said == null) {
                continue;
            }
            Body before = now.containsKey(said.id()) ? now.get(said.id()) : known.get(said.id());
            now.put(said.id(), before == null || !merge ? said : Merging.of(before, said));
            boolean unused = places.putIfAbsent(said.id(), entry.place()) == null;
        }
        Map<Body, String> placed = new LinkedHashMap<>();
        now.forEach(
                (id, body) -> {
                    Body before = known.get(id);
                    if (before != null && revised(body, 0).equals(revised(before, 0))) {
                        work.same++;
                        return;
                    }
                    Body next = revised(body, before == null ? 1 : before.revision() + 1);
                    work.bodies.put(next, before);
                    placed.put(next, places.getOrDefault(id, body.reference()));
                });
        judging.codes(placed);
        judging.superiors(placed);
        edges(list, judging, resolving, now, work);
        return work;
    }

    private @Nullable Body said(
            BodyList.Entry entry,
            Judging judging,
            Resolving resolving,
            Map<String, FondsId> fonds) {
        List<Body.Superior> superiors = new ArrayList<>();
        for (Body.Dated one : entry.superiors()) {
            BodyId id = judging.one(entry.place(), one.value(), resolving);
            if (id != null) {
                superiors.add(new Body.Superior(id, "", "", one.from(), one.until()));
            }
        }
        List<FondsId> made = new ArrayList<>();
        for (String code : entry.fondsCodes()) {
            FondsId id = fonds.get(code);
            if (id == null) {
                judging.add(Finding.blocks("UNKNOWN_FONDS", entry.place(), code));
            } else {
                made.add(id);
            }
        }
        if (entry.names().isEmpty()) {
            return null;
        }
        made.sort(Comparator.comparing(FondsId::toString));
        return new Body(
                BodyId.of(entry.reference()),
                entry.reference(),
                entry.kind(),
                entry.from(),
                entry.until(),
                Merging.inOrder(entry.names()),
                Merging.inOrder(entry.codes()),
                Merging.superiorsInOrder(superiors),
                Merging.inOrder(entry.addresses()),
                entry.history(),
                made,
                1);
    }

    private void edges(
            BodyList list, Judging judging, Resolving resolving, Map<BodyId, Body> now, Work work) {
        record Meant(BodyList.Edge edge, BodyId predecessor, @Nullable BodyId successor) {}
        List<Meant> meant = new ArrayList<>();
        Set<BodyId> others = new LinkedHashSet<>();
        for (BodyList.Edge edge : list.successions()) {
            BodyId predecessor = judging.one(edge.place(), edge.predecessor(), resolving);
            String written = edge.successor();
            BodyId successor =
                    written == null ? null : judging.one(edge.place(), written, resolving);
            if (predecessor != null && (written == null || successor != null)) {
                meant.add(new Meant(edge, predecessor, successor));
                others.add(predecessor);
                if (successor != null) {
                    others.add(successor);
                }
            }
        }
        others.removeAll(now.keySet());
        Map<BodyId, Body> all = new HashMap<>(rows.byIds(others));
        all.putAll(now);
        Map<UUID, Succession> said = new LinkedHashMap<>();
        for (Meant one : meant) {
            Body predecessor = all.get(one.predecessor);
            Body successor = one.successor == null ? null : all.get(one.successor);
            if (predecessor == null || (one.successor != null && successor == null)) {
                continue; // named by an entry that is refused itself
            }
            judging.edge(one.edge, predecessor, successor);
            Succession next = succession(one.edge, one.predecessor, one.successor);
            said.merge(next.id(), next, StoredRegister::merged);
        }
        Map<UUID, Succession> known = changes.successions(said.keySet());
        said.values()
                .forEach(
                        one -> {
                            Succession before = known.get(one.id());
                            Succession after = before == null ? one : merged(before, one);
                            work.edge = one.id();
                            if (after.equals(before)) {
                                work.same++;
                            } else {
                                work.successions.put(after, before);
                            }
                        });
    }

    private static Succession succession(
            BodyList.Edge edge, BodyId predecessor, @Nullable BodyId successor) {
        String identity =
                predecessor + " " + successor + " " + edge.kind() + " " + edge.effectiveDay();
        return new Succession(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)),
                predecessor,
                successor,
                edge.kind(),
                edge.legalDay(),
                edge.effectiveDay(),
                edge.instrument(),
                edge.scope(),
                edge.partly());
    }

    private static Succession merged(Succession known, Succession said) {
        return new Succession(
                known.id(),
                known.predecessor(),
                known.successor(),
                known.kind(),
                said.legalDay() == null ? known.legalDay() : said.legalDay(),
                known.effectiveDay(),
                said.instrument() == null ? known.instrument() : said.instrument(),
                said.scope() == null ? known.scope() : said.scope(),
                known.partly() || said.partly());
    }

    /** The same but for what other rows say of it, so that two can be compared. */
    private static Body revised(Body body, int revision) {
        return new Body(
                body.id(),
                body.reference(),
                body.kind(),
                body.from(),
                body.until(),
                body.names(),
                body.codes(),
                body.superiors().stream()
                        .map(s -> new Body.Superior(s.id(), "", "", s.from(), s.until()))
                        .toList(),
                body.addresses(),
                body.history(),
                body.fonds().stream().sorted(Comparator.comparing(FondsId::toString)).toList(),
                revision);
    }

    private Map<String, FondsId> fonds(Collection<String> codes) {
        Map<String, FondsId> fonds = new HashMap<>();
        if (!codes.isEmpty()) {
            jdbc.sql("select code, id from projection.fonds where code = any(?)")
                    .params(List.of((Object) codes.toArray(String[]::new)))
                    .query(
                            (RowCallbackHandler)
                                    row ->
                                            fonds.put(
                                                    row.getString(1),
                                                    new FondsId(row.getObject(2, UUID.class))));
        }
        return fonds;
    }

    private void write(Work work, String reason, Reader actor) {
        OffsetDateTime at = now();
        rows.write(work.bodies.keySet(), actor.name(), at);
        changes.write(work.successions.keySet(), actor.name(), at);
        changes.note(work.bodies, body -> body.id().value(), reason, actor, at);
        changes.note(work.successions, s -> s.predecessor().value(), reason, actor, at);
    }

    private <T> T inTurn(Supplier<T> work) {
        T done =
                transactions.execute(
                        status -> {
                            jdbc.sql("select pg_advisory_xact_lock(?)")
                                    .param(LOCK)
                                    .query((RowCallbackHandler) row -> {});
                            return work.get();
                        });
        return Objects.requireNonNull(done);
    }

    private static void refuse(Judging judging) {
        List<Finding> blocking =
                judging.findings().stream().filter(f -> f.severity() == Severity.BLOCKS).toList();
        if (!blocking.isEmpty()) {
            throw new RefusedException(blocking);
        }
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
