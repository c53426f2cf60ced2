package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
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

    /**
     * Bodies by any name they ever had that begins so, with or without diacritics and the word of
     * the kind; in the order of their last names ({@link VietnameseOrder}). An empty text lists
     * all.
     *
     * @param after the last of the page before, or null for the first page
     */
    List<Body.Line> named(String text, Body.@Nullable Line after, int limit);

    /**
     * Bodies whose whole name stands in the text, the longest names first; homonyms each. Written
     * with diacritics, only those written so.
     *
     * @param most of them
     */
    List<Mention> mentioned(String text, int most);

    /** All who came before and after it, at any depth, as it was on the day. */
    Lineage lineage(BodyId id, LocalDate asOf);

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
     * Fonds that are to be closed: linked with bodies that all have ended by the day; the day is
     * the first on which none of them acted any more.
     */
    Map<FondsId, LocalDate> ended(LocalDate day);

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
    }

    /**
     * @param bodies in the order of their names; empty where the last one ended and nobody followed
     * @param partly the records went partly to one and partly to another
     */
    record Responsible(List<Body.Line> bodies, boolean partly) {
        public static final Responsible NOBODY = new Responsible(List.of(), false);

        public Responsible {
            bodies = List.copyOf(bodies);
        }
    }
}
