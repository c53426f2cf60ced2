package vn.tangthu.repository.bodies;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.VietnameseOrder;

/**
 * Worked out from the register when it is asked, and kept until the register changes: every change
 * of it, and every decision here, is a row of {@code kept.body_change}, written under one lock.
 */
@Component
class JdbcInheritance implements Inheritance {
    private static final int MOST_KEPT = 500;

    /** For what may be decided ahead: all successions that are entered. */
    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Bodies bodies;
    private final ChangeRows changes;
    private final ActivityLog activity;
    private final Clock clock;
    private final Map<Asked, Known> kept =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Asked, Known> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    JdbcInheritance(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Bodies bodies,
            ChangeRows changes,
            ActivityLog activity,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.bodies = bodies;
        this.changes = changes;
        this.activity = activity;
        this.clock = clock;
    }

    private record Asked(BodyId body, LocalDate day) {}

    /**
     * @param stamp the last change of the register when it was worked out
     * @param reach once it was asked for and is in the log
     */
    private record Known(long stamp, Estate estate, @Nullable Reach reach) {}

    @Override
    public Estate of(BodyId body, LocalDate day) {
        return known(body, day).estate;
    }

    private Known known(BodyId body, LocalDate day) {
        Asked asked = new Asked(body, day);
        // Read before the rest: what changes meanwhile is asked again next time.
        long stamp =
                jdbc.sql("select coalesce(max(id), 0) from kept.body_change")
                        .query(Long.class)
                        .single();
        synchronized (kept) {
            Known known = kept.get(asked);
            if (known != null && known.stamp == stamp) {
                return known;
            }
        }
        Known fresh = new Known(stamp, workedOut(body, day), null);
        keep(asked, fresh);
        return fresh;
    }

    private void keep(Asked asked, Known known) {
        synchronized (kept) {
            kept.remove(asked);
            kept.put(asked, known);
        }
    }

    private Estate workedOut(BodyId body, LocalDate day) {
        Lineage lineage = bodies.lineage(body, day);
        EstateWalk walk =
                new EstateWalk(lineage, followedByOne(lineage.bodies().keySet(), day), day);
        Map<BodyId, EstateWalk.Reached> reached = walk.from(body, day);
        Map<BodyId, List<FondsId>> made = made(reached.keySet());
        Shares shares = new Shares(walk, reached);
        Map<FondsId, Item> items = new LinkedHashMap<>();
        reached.forEach(
                (maker, at) -> {
                    Body.Line line = lineage.bodies().get(maker);
                    for (FondsId fonds : made.getOrDefault(maker, List.of())) {
                        if (line != null) {
                            Item item = item(fonds, line, at, body, shares);
                            items.merge(
                                    fonds,
                                    item,
                                    (one, other) ->
                                            one.ground().compareTo(other.ground()) <= 0
                                                    ? one
                                                    : other);
                        }
                    }
                });
        return new Estate(
                body,
                items.values().stream()
                        .sorted(
                                Comparator.comparing(Item::ground)
                                        .thenComparing(
                                                item -> item.maker().name(),
                                                VietnameseOrder.BY_NAME))
                        .toList(),
                reached.keySet().stream()
                        .filter(one -> !one.equals(body))
                        .map(lineage.bodies()::get)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.comparing(Body.Line::name, VietnameseOrder.BY_NAME))
                        .toList(),
                reached.values().stream()
                        .filter(EstateWalk.Reached::certain)
                        .map(EstateWalk.Reached::body)
                        .filter(one -> !one.equals(body))
                        .collect(Collectors.toUnmodifiableSet()),
                lineage.cut());
    }

    private static Item item(
            FondsId fonds, Body.Line maker, EstateWalk.Reached at, BodyId body, Shares shares) {
        if (maker.id().equals(body)) {
            return new Item(fonds, maker, Ground.OWN, null, null);
        }
        Share share = shares.of(maker.id(), fonds);
        if (at.certain() && (share == null || share.included)) {
            return new Item(fonds, maker, Ground.SUCCEEDED, at.by(), null);
        }
        if (share == null) {
            return new Item(fonds, maker, Ground.UNDECIDED, at.by(), null);
        }
        Ground ground = share.included ? Ground.DECIDED : Ground.ELSEWHERE;
        return new Item(fonds, maker, ground, at.by(), share.reason);
    }

    private Set<BodyId> followedByOne(Collection<BodyId> ended, LocalDate day) {
        return new HashSet<>(
                jdbc
                        .sql(
                                """
                                select s.predecessor from kept.succession s
                                join kept.body b on b.id = s.predecessor
                                where s.predecessor = any(cast(? as uuid[]))
                                  and s.effective_day >= b.until_day and s.effective_day <= ?
                                group by s.predecessor
                                having count(distinct coalesce(s.successor, s.predecessor)) = 1
                                """)
                        .params(List.of(Rows.texts(ended), day))
                        .query(UUID.class)
                        .list()
                        .stream()
                        .map(BodyId::new)
                        .toList());
    }

    private Map<BodyId, List<FondsId>> made(Collection<BodyId> makers) {
        Map<BodyId, List<FondsId>> made = new HashMap<>();
        jdbc.sql(
                        "select body, fonds from kept.body_fonds where body = any(cast(? as uuid[]))"
                                + " order by fonds")
                .params(List.of((Object) Rows.texts(makers)))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        made.computeIfAbsent(
                                                        new BodyId(row.getObject(1, UUID.class)),
                                                        x -> new ArrayList<>())
                                                .add(new FondsId(row.getObject(2, UUID.class))));
        return made;
    }

    private record Share(BodyId body, FondsId fonds, boolean included, String reason) {}

    /**
     * What was decided for a body, and for those that it certainly followed: what had come to them
     * went on with the rest. A decision counts as long as the register still leads there.
     */
    private final class Shares {
        private final EstateWalk walk;
        private final Map<BodyId, EstateWalk.Reached> certain = new LinkedHashMap<>();
        private final Map<BodyId, Map<BodyId, EstateWalk.Reached>> ways = new HashMap<>();
        private final List<Share> shares;

        Shares(EstateWalk walk, Map<BodyId, EstateWalk.Reached> reached) {
            this.walk = walk;
            reached.forEach(
                    (body, at) -> {
                        if (at.certain()) {
                            certain.put(body, at);
                        }
                    });
            this.shares =
                    jdbc.sql("select * from kept.fonds_share where body = any(cast(? as uuid[]))")
                            .params(List.of((Object) Rows.texts(certain.keySet())))
                            .query(
                                    (row, n) ->
                                            new Share(
                                                    new BodyId(row.getObject("body", UUID.class)),
                                                    new FondsId(row.getObject("fonds", UUID.class)),
                                                    row.getBoolean("included"),
                                                    row.getString("reason")))
                            .list();
        }

        /** The one of the nearest body; null where nothing was decided. */
        @Nullable Share of(BodyId maker, FondsId fonds) {
            for (EstateWalk.Reached at : certain.values()) {
                for (Share share : shares) {
                    if (share.body.equals(at.body())
                            && share.fonds.equals(fonds)
                            && ways.computeIfAbsent(at.body(), body -> walk.from(body, at.day()))
                                    .containsKey(maker)) {
                        return share;
                    }
                }
            }
            return null;
        }
    }

    @Override
    public Reach reach(BodyId body, LocalDate day) {
        Body.Line line =
                bodies.lines(List.of(body)).stream()
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks("BODY_UNKNOWN", "—", "" + body)));
        LocalDate from = line.from();
        LocalDate until = line.until();
        if (from != null && day.isBefore(from)) {
            return new Reach(State.NOT_YET, null, Set.of());
        }
        boolean ended = until != null && !day.isBefore(until);
        LocalDate asOf = ended && until != null ? until.minusDays(1) : day;
        Known known = known(body, asOf);
        Reach reach = known.reach;
        if (reach == null) {
            tell(line, known.estate);
            reach =
                    new Reach(
                            ended ? State.ENDED : State.LIVES,
                            ended ? until : null,
                            known.estate.readable());
            keep(new Asked(body, asOf), new Known(known.stamp, known.estate, reach));
        }
        return reach;
    }

    /** Writes down what the body reads now and did not, or not any more. */
    private void tell(Body.Line body, Estate estate) {
        Map<FondsId, Item> now = new LinkedHashMap<>();
        estate.items().stream()
                .filter(item -> item.ground().readable())
                .forEach(item -> now.put(item.fonds(), item));
        transactions.executeWithoutResult(
                status -> {
                    List<FondsId> before =
                            jdbc
                                    .sql("select fonds from kept.body_reach where body = ?")
                                    .param(body.id().value())
                                    .query(UUID.class)
                                    .list()
                                    .stream()
                                    .map(FondsId::new)
                                    .toList();
                    now.forEach(
                            (fonds, item) -> {
                                if (!before.contains(fonds) && noted(body, item)) {
                                    activity.record(
                                            Reader.OPERATOR,
                                            "REACH_WIDENED",
                                            body.reference(),
                                            fonds + ": " + words(item));
                                }
                            });
                    for (FondsId fonds : before) {
                        if (!now.containsKey(fonds)
                                && jdbc.sql(
                                                        "delete from kept.body_reach where body = ?"
                                                                + " and fonds = ?")
                                                .params(body.id().value(), fonds.value())
                                                .update()
                                        > 0) {
                            activity.record(
                                    Reader.OPERATOR,
                                    "REACH_NARROWED",
                                    body.reference(),
                                    fonds.toString());
                        }
                    }
                });
    }

    private boolean noted(Body.Line body, Item item) {
        return jdbc.sql(
                                "insert into kept.body_reach (body, fonds, ground, since) values"
                                        + " (?, ?, ?, ?) on conflict do nothing")
                        .params(body.id().value(), item.fonds().value(), words(item), now())
                        .update()
                > 0;
    }

    private static String words(Item item) {
        Succession by = item.by();
        String instrument =
                by == null
                        ? ""
                        : (by.instrument() == null ? "" : ", " + by.instrument())
                                + ", từ "
                                + ArchivalDate.of(by.effectiveDay());
        return switch (item.ground()) {
            case OWN -> "của chính cơ quan";
            case SUCCEEDED -> "theo kế thừa" + instrument;
            case DECIDED -> "theo kế thừa" + instrument + ", đã quyết định: " + item.reason();
            case UNDECIDED, ELSEWHERE -> "";
        };
    }

    @Override
    public void decide(BodyId body, FondsId fonds, boolean included, String reason, Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
        transactions.executeWithoutResult(
                status -> {
                    jdbc.sql("select pg_advisory_xact_lock(?)")
                            .param(StoredRegister.LOCK)
                            .query((RowCallbackHandler) row -> {});
                    Body.Line line = bodies.lines(List.of(body)).stream().findFirst().orElse(null);
                    Item open =
                            line == null
                                    ? null
                                    : workedOut(body, EVER).items().stream()
                                            .filter(item -> item.fonds().equals(fonds))
                                            .filter(
                                                    item ->
                                                            item.ground() != Ground.OWN
                                                                    && item.ground()
                                                                            != Ground.SUCCEEDED)
                                            .findFirst()
                                            .orElse(null);
                    if (line == null || open == null) {
                        throw new RefusedException(Finding.blocks("FONDS_NOT_PARTED", "" + fonds));
                    }
                    OffsetDateTime at = now();
                    int unused =
                            jdbc.sql(
                                            """
                                            insert into kept.fonds_share
                                              (body, fonds, included, reason, decided_by, decided_at)
                                            values (?, ?, ?, ?, ?, ?)
                                            on conflict (body, fonds) do update set
                                              included = excluded.included, reason = excluded.reason,
                                              decided_by = excluded.decided_by,
                                              decided_at = excluded.decided_at
                                            """)
                                    .params(
                                            body.value(),
                                            fonds.value(),
                                            included,
                                            reason,
                                            actor.name(),
                                            at)
                                    .update();
                    changes.note(
                            body.value(),
                            open.reason() == null
                                    ? null
                                    : new Share(
                                            body,
                                            fonds,
                                            open.ground() == Ground.DECIDED,
                                            open.reason()),
                            new Share(body, fonds, included, reason),
                            reason,
                            actor,
                            at);
                    activity.record(
                            actor,
                            included ? "FONDS_SHARE_GIVEN" : "FONDS_SHARE_DENIED",
                            line.reference(),
                            fonds + ": " + reason);
                });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
