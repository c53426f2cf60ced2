package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.FondsId;

/**
 * What is known together with what a list says: a blank says nothing, nothing is taken away, and
 * what was said already changes nothing.
 */
final class Merging {
    private Merging() {}

    static Body of(Body known, Body said) {
        Set<FondsId> fonds = new LinkedHashSet<>(known.fonds());
        fonds.addAll(said.fonds());
        return new Body(
                known.id(),
                known.reference(),
                kind(known.kind(), said.kind()),
                said.from() == null ? known.from() : said.from(),
                said.until() == null ? known.until() : said.until(),
                dated(known.names(), said.names()),
                dated(known.codes(), said.codes()),
                superiors(known.superiors(), said.superiors()),
                dated(known.addresses(), said.addresses()),
                said.history() == null ? known.history() : said.history(),
                List.copyOf(fonds),
                known.revision());
    }

    /**
     * Of a list without a kind the name tells it; what the name cannot tell says nothing: which
     * department or office it is, and whether a city is centrally run.
     */
    private static BodyKind kind(BodyKind known, BodyKind said) {
        boolean untold =
                said == BodyKind.OTHER || (said == BodyKind.CITY && known == BodyKind.CENTRAL_CITY);
        return untold ? known : said;
    }

    static List<Dated> dated(List<Dated> known, List<Dated> said) {
        List<Dated> all = new ArrayList<>(known);
        for (Dated one : said) {
            int at = -1;
            for (int i = 0; i < all.size() && at < 0; i++) {
                Dated other = all.get(i);
                if (other.value().equals(one.value())
                        && fits(other.from(), one.from())
                        && fits(other.until(), one.until())) {
                    at = i;
                }
            }
            if (at < 0) {
                all.add(one);
            } else {
                Dated other = all.get(at);
                all.set(
                        at,
                        new Dated(
                                one.value(),
                                either(one.from(), other.from()),
                                either(one.until(), other.until())));
            }
        }
        return inOrder(all);
    }

    private static List<Body.Superior> superiors(
            List<Body.Superior> known, List<Body.Superior> said) {
        List<Body.Superior> all = new ArrayList<>(known);
        for (Body.Superior one : said) {
            int at = -1;
            for (int i = 0; i < all.size() && at < 0; i++) {
                Body.Superior other = all.get(i);
                if (other.id().equals(one.id())
                        && fits(other.from(), one.from())
                        && fits(other.until(), one.until())) {
                    at = i;
                }
            }
            if (at < 0) {
                all.add(one);
            } else {
                Body.Superior other = all.get(at);
                all.set(
                        at,
                        new Body.Superior(
                                other.id(),
                                other.reference(),
                                other.name(),
                                either(one.from(), other.from()),
                                either(one.until(), other.until())));
            }
        }
        return superiorsInOrder(all);
    }

    /** What held first comes first; the last is the one that a list shows. */
    static List<Dated> inOrder(List<Dated> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing(
                                Dated::from, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    static List<Body.Superior> superiorsInOrder(List<Body.Superior> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing(
                                Body.Superior::from,
                                Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
    }

    private static boolean fits(@Nullable LocalDate known, @Nullable LocalDate said) {
        return said == null || known == null || Objects.equals(known, said);
    }

    private static @Nullable LocalDate either(@Nullable LocalDate said, @Nullable LocalDate known) {
        return said == null ? known : said;
    }
}
