package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The register of bodies, for reading: who made records, under which names and codes, and who
 * followed whom. Bodies are public; what they made is not, so fonds are ids only and each goes
 * through {@link Catalogue} with the reader's rights.
 */
public interface Bodies {
    /** The most bodies that {@link #lineage} follows one into. */
    int MOST_IN_LINEAGE = 2_000;

    Optional<Body> find(BodyId id);

    /**
     * By the register's reference or any code it ever had; of bodies that had the code one after
     * the other the one that has it on the day, else the last before it, else the first after it.
     */
    Optional<Body> byCode(String code, LocalDate day);

    /** In the order asked for; those that are not known are left out. */
    List<Body.Line> lines(Collection<BodyId> ids);

    /** Every name of each, in their order; those that are not known are left out. */
    default Map<BodyId, List<Body.Dated>> names(Collection<BodyId> ids) {
        Map<BodyId, List<Body.Dated>> all = new HashMap<>();
        for (BodyId id : ids) {
            find(id).ifPresent(body -> all.put(id, body.names()));
        }
        return all;
    }

    /**
     * Bodies by any name they ever had that begins so, with or without diacritics and the word of
     * the kind; in the order of their last names ({@link VietnameseOrder}). An empty text lists
     * all.
     *
     * @param after the last of the page before, or null for the first page
     */
    List<Body.Line> named(String text, Body.@Nullable Line after, int limit);

    /**
     * Bodies whose whole name stands in the text, the longest names first; homonyms each, by name,
     * what they belong to and when they began. Written with diacritics, only those written so.
     *
     * @param most of them
     */
    List<Mention> mentioned(String text, int most);

    /** All who came before and after it, at any depth, as it was on the day. */
    Lineage lineage(BodyId id, LocalDate asOf);

    /** The same of each; those that are not known are left out. */
    default Map<BodyId, Lineage> lineages(Collection<BodyId> ids, LocalDate asOf) {
        Map<BodyId, Lineage> all = new HashMap<>();
        for (BodyId id : ids) {
            all.put(id, lineage(id, asOf));
        }
        return all;
    }

    /** Who answers on the day for the records of the body: itself, or the last who followed it. */
    Responsible responsible(BodyId id, LocalDate day);

    /** The same for a fonds; nobody where no body is linked with it. */
    Responsible responsible(FondsId fonds, LocalDate day);

    /** Who made the fonds. */
    List<Body.Line> creators(FondsId fonds);

    /** As {@link #creators(FondsId)} of each; those that nobody made are left out. */
    default Map<FondsId, List<Body.Line>> creators(Collection<FondsId> fonds) {
        Map<FondsId, List<Body.Line>> all = new HashMap<>();
        for (FondsId one : fonds) {
            List<Body.Line> makers = creators(one);
            if (!makers.isEmpty()) {
                all.put(one, makers);
            }
        }
        return all;
    }

    /** As {@link #responsible(FondsId, LocalDate)} of each; every one that was asked is there. */
    default Map<FondsId, Responsible> responsible(Collection<FondsId> fonds, LocalDate day) {
        Map<FondsId, Responsible> all = new HashMap<>();
        for (FondsId one : fonds) {
            all.put(one, responsible(one, day));
        }
        return all;
    }

    /**
     * Of each fonds that a body is linked with, who made it and who answers for it on the day.
     * Cheap while neither the register nor the day changes.
     */
    Map<FondsId, Origin> origins(LocalDate day);

    /**
     * The administrative units of each fonds: those that made it and those that its makers, or
     * these units, belong or ever belonged to. Fonds without any are left out.
     */
    Map<FondsId, Set<BodyId>> unitsOfFonds();

    /**
     * @param makers at least one, the earliest first
     */
    record Origin(List<Body.Line> makers, Responsible today) {
        public Origin {
            makers = List.copyOf(makers);
        }
    }

    /**
     * @param start the words of the text, from 0, that the name stands in
     * @param end after its last word
     */
    record Mention(Body.Line body, int start, int end) {}

    /**
     * @param before successions that lead to the body, over any number of steps
     * @param after those that lead on from it
     * @param bodies all that are named in them, and the body itself
     * @param cut more than {@link #MOST_IN_LINEAGE} were found; the rest is left out
     */
    record Lineage(
            BodyId of,
            List<Succession> before,
            List<Succession> after,
            Map<BodyId, Body.Line> bodies,
            boolean cut) {
        public Lineage {
            before = List.copyOf(before);
            after = List.copyOf(after);
            bodies = Map.copyOf(bodies);
        }

        /**
         * Those of {@link #after} along which records went on, in their order. Who still exists
         * keeps its records, so none leads on from there; nor do functions that a body gave away
         * before its end take records along, or what followed upon them.
         *
         * @param day as of which the lineage is
         */
        public List<Succession> withRecords(LocalDate day) {
            record At(BodyId body, LocalDate day) {}
            Set<Succession> went = new HashSet<>();
            Set<At> seen = new HashSet<>();
            Deque<At> open = new ArrayDeque<>(List.of(new At(of, LocalDate.MIN)));
            while (!open.isEmpty()) {
                At at = open.remove();
                Body.Line line = bodies.get(at.body);
                if (line == null || line.livesOn(day) || !seen.add(at)) {
                    continue;
                }
                LocalDate end = line.until();
                for (Succession one : after) {
                    boolean aside =
                            one.kind() == SuccessionKind.FUNCTION_TRANSFERRED
                                    && end != null
                                    && one.effectiveDay().isBefore(end);
                    if (one.predecessor().equals(at.body)
                            && !aside
                            && !one.effectiveDay().isBefore(at.day)) {
                        boolean unused = went.add(one);
                        BodyId successor = one.successor();
                        if (successor != null) {
                            open.add(new At(successor, one.effectiveDay()));
                        }
                    }
                }
            }
            return after.stream().filter(went::contains).toList();
        }
    }

    /**
     * @param bodies in the order of their names; empty where the last one ended and nobody followed
     * @param partly what one body made went partly to one and partly to another
     */
    record Responsible(List<Body.Line> bodies, boolean partly) {
        public static final Responsible NOBODY = new Responsible(List.of(), false);

        /**
         * Of what all of them made: each that still exists, and the last whom the records of the
         * others came to.
         *
         * @param day as of which the lineages are
         */
        public static Responsible of(Collection<Lineage> makers, LocalDate day) {
            Map<BodyId, Body.Line> last = new HashMap<>();
            boolean partly = false;
            for (Lineage maker : makers) {
                Set<BodyId> ends = new HashSet<>(Set.of(maker.of()));
                for (Succession one : maker.withRecords(day)) {
                    BodyId successor = one.successor();
                    if (successor != null) {
                        boolean unused = ends.add(successor);
                    }
                }
                int living = 0;
                for (BodyId end : ends) {
                    Body.Line line = maker.bodies().get(end);
                    if (line != null && line.livesOn(day)) {
                        living++;
                        last.put(end, line);
                    }
                }
                // Whatever each succession says by itself: no fonds is whole in two places.
                partly |= living > 1;
            }
            return new Responsible(
                    last.values().stream()
                            .sorted(
                                    Comparator.comparing(Body.Line::name, VietnameseOrder.BY_NAME)
                                            .thenComparing(Body.Line::reference))
                            .toList(),
                    partly);
        }

        public Responsible {
            bodies = List.copyOf(bodies);
        }
    }
}
