package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.SuccessionKind;

/**
 * Back from a body to those whose records came to it. A step is certain where the predecessor had
 * ended and this successor alone followed it, whole; else somebody has to decide. Over a body that
 * still exists no step leads: it keeps its records.
 */
final class EstateWalk {
    private final Map<BodyId, List<Succession>> into = new HashMap<>();
    private final Map<BodyId, Body.Line> bodies;
    private final Set<BodyId> followedByOne;
    private final LocalDate asOf;

    /**
     * @param followedByOne bodies that one other followed when they ended
     */
    EstateWalk(Lineage lineage, Set<BodyId> followedByOne, LocalDate asOf) {
        for (Succession one : lineage.before()) {
            BodyId successor = one.successor();
            if (successor != null) {
                into.computeIfAbsent(successor, x -> new ArrayList<>()).add(one);
            }
        }
        this.bodies = lineage.bodies();
        this.followedByOne = followedByOne;
        this.asOf = asOf;
    }

    /**
     * @param day on which it was reached: what leads on to it happened by then
     * @param by the succession that it was reached by, null for where the walk began
     */
    record Reached(BodyId body, LocalDate day, boolean certain, @Nullable Succession by) {}

    /** Of a split the other part may be entered later; functions say nothing of records. */
    private static boolean takesAll(SuccessionKind kind) {
        return kind != SuccessionKind.SPLIT && kind != SuccessionKind.FUNCTION_TRANSFERRED;
    }

    private record State(BodyId body, LocalDate day, boolean certain) {}

    /** All that are reached from there, itself first; certainly, where any way is certain. */
    Map<BodyId, Reached> from(BodyId start, LocalDate day) {
        Map<BodyId, Reached> reached = new LinkedHashMap<>();
        Set<State> seen = new HashSet<>();
        Deque<Reached> open = new ArrayDeque<>();
        open.add(new Reached(start, day, true, null));
        while (!open.isEmpty()) {
            Reached at = open.remove();
            if (!seen.add(new State(at.body, at.day, at.certain))) {
                continue;
            }
            reached.merge(at.body, at, (known, now) -> known.certain ? known : now);
            for (Succession step : into.getOrDefault(at.body, List.of())) {
                Body.Line from = bodies.get(step.predecessor());
                LocalDate end = from == null ? null : from.until();
                if (end == null || end.isAfter(asOf) || step.effectiveDay().isAfter(at.day)) {
                    continue;
                }
                boolean certain =
                        at.certain
                                && !step.partly()
                                && takesAll(step.kind())
                                && !step.effectiveDay().isBefore(end)
                                && followedByOne.contains(step.predecessor());
                Reached next = new Reached(step.predecessor(), step.effectiveDay(), certain, step);
                if (certain) {
                    open.addFirst(next);
                } else {
                    open.addLast(next);
                }
            }
        }
        return reached;
    }
}
