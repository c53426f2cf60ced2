package vn.tangthu.repository.ingest.bodies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.SuccessionKind;
import vn.tangthu.repository.ingest.lists.PlainRow;

/**
 * The reorganisation of 2025 as rows "old commune, district and province → new commune and
 * province": what it says of bodies and successions.
 *
 * <p>A new commune made of one whole old commune of the same name is that commune, which from then
 * on belongs to its province; every other is a new body, its namesake among the old ones too. A
 * province whose name stays is a new body where another was merged with it. Districts end, and
 * their tasks on the ground of their communes go to the communes that follow these.
 */
final class UnitRows {
    /** Date of the resolutions on communes (domain: NQ …/NQ-UBTVQH15, 16/6/2025). */
    static final LocalDate COMMUNES_DECIDED = LocalDate.of(2025, 6, 16);

    /** Date of Nghị quyết 202/2025/QH15. */
    static final LocalDate PROVINCES_DECIDED = LocalDate.of(2025, 6, 12);

    /** Day from which all of it holds. */
    static final LocalDate EFFECTIVE = LocalDate.of(2025, 7, 1);

    private static final String PROVINCES_BY = "202/2025/QH15";

    private record Unit(String province, String district, String commune) {}

    private record New(String province, String commune) {}

    private record Step(String place, Unit old, New made, String resolution, boolean split) {}

    private final List<Step> steps = new ArrayList<>();
    private final Map<Unit, Set<New>> followers = new LinkedHashMap<>();
    private final Map<New, Set<Unit>> sources = new LinkedHashMap<>();
    private final Map<String, Object> references = new HashMap<>();
    private final Map<Object, String> referenceOf = new HashMap<>();

    void add(PlainRow row) {
        Unit old =
                new Unit(
                        written(row.required("old_province")),
                        written(row.required("old_district")),
                        written(row.required("old_ward")));
        New made =
                new New(written(row.required("new_province")), written(row.required("new_ward")));
        Step step = new Step(row.place(), old, made, row.required("resolution"), row.yes("split"));
        steps.add(step);
        followers.computeIfAbsent(old, x -> new LinkedHashSet<>()).add(made);
        sources.computeIfAbsent(made, x -> new LinkedHashSet<>()).add(old);
    }

    /** "Thành Phố Nha Trang" is written "Thành phố Nha Trang". */
    static String written(String name) {
        String text = name.strip();
        for (BodyKind kind : BodyKind.values()) {
            String word = kind.vietnamese();
            if (kind.isUnit() && text.regionMatches(true, 0, word + " ", 0, word.length() + 1)) {
                return word + text.substring(word.length());
            }
        }
        return text;
    }

    void into(List<BodyList.Entry> bodies, List<BodyList.Edge> edges) {
        provinces(bodies, edges);
        districts(bodies);
        communes(bodies, edges);
        districtsFollowed(edges);
    }

    private void provinces(List<BodyList.Entry> bodies, List<BodyList.Edge> edges) {
        Map<String, Set<String>> merged = new LinkedHashMap<>();
        Map<String, String> places = new HashMap<>();
        for (Step step : steps) {
            merged.computeIfAbsent(step.made.province, x -> new LinkedHashSet<>())
                    .add(step.old.province);
            places.putIfAbsent(step.old.province, step.place);
            places.putIfAbsent(step.made.province, step.place);
        }
        merged.forEach(
                (made, old) -> {
                    String at = places.getOrDefault(made, "");
                    boolean same = old.size() == 1 && old.contains(made);
                    for (String one : old) {
                        LocalDate until = same ? null : EFFECTIVE;
                        bodies.add(entry(at, oldProvince(one), one, null, until, List.of()));
                    }
                    if (same) {
                        return;
                    }
                    bodies.add(entry(at, newProvince(made), made, EFFECTIVE, null, List.of()));
                    for (String one : old) {
                        edges.add(
                                new BodyList.Edge(
                                        places.getOrDefault(one, ""),
                                        oldProvince(one),
                                        newProvince(made),
                                        old.size() > 1
                                                ? SuccessionKind.MERGED
                                                : SuccessionKind.RENAMED,
                                        PROVINCES_DECIDED,
                                        EFFECTIVE,
                                        PROVINCES_BY,
                                        null,
                                        false));
                    }
                });
    }

    private boolean isSameProvince(String made) {
        return steps.stream()
                .filter(step -> step.made.province.equals(made))
                .allMatch(step -> step.old.province.equals(made));
    }

    private String oldProvince(String name) {
        return reference(List.of("old", name), BodyNames.slug(name));
    }

    private String newProvince(String name) {
        return isSameProvince(name)
                ? oldProvince(name)
                : reference(List.of("new", name), BodyNames.slug(name) + "-2025");
    }

    private record District(String province, String name) {}

    private void districts(List<BodyList.Entry> bodies) {
        Map<District, String> places = new LinkedHashMap<>();
        steps.forEach(
                s -> places.putIfAbsent(new District(s.old.province, s.old.district), s.place));
        places.forEach(
                (district, place) ->
                        bodies.add(
                                entry(
                                        place,
                                        reference(district),
                                        district.name,
                                        null,
                                        EFFECTIVE,
                                        List.of(Dated.always(oldProvince(district.province))))));
    }

    private String reference(District district) {
        return reference(
                district,
                BodyNames.slug(district.name)
                        + "-"
                        + BodyNames.bare(district.province).replace(' ', '-'));
    }

    private void communes(List<BodyList.Entry> bodies, List<BodyList.Edge> edges) {
        Set<Unit> entered = new LinkedHashSet<>();
        Set<New> made = new LinkedHashSet<>();
        for (Step step : steps) {
            if (entered.add(step.old)) {
                bodies.add(old(step));
            }
            if (made.add(step.made) && !goesOn(step.made)) {
                bodies.add(
                        entry(
                                step.place,
                                reference(step.made),
                                step.made.commune,
                                EFFECTIVE,
                                null,
                                List.of(Dated.always(newProvince(step.made.province)))));
            }
        }
        for (Step step : steps) {
            if (!goesOn(step.made)) {
                edges.add(
                        new BodyList.Edge(
                                step.place,
                                reference(step.old),
                                reference(step.made),
                                kind(step),
                                COMMUNES_DECIDED,
                                EFFECTIVE,
                                step.resolution,
                                null,
                                step.split
                                        || followers.getOrDefault(step.old, Set.of()).size() > 1));
            }
        }
    }

    private SuccessionKind kind(Step step) {
        if (step.split) {
            return SuccessionKind.SPLIT;
        }
        return sources.getOrDefault(step.made, Set.of()).size() > 1
                ? SuccessionKind.MERGED
                : SuccessionKind.RENAMED;
    }

    /** Whether it is one old commune, whole and under its name. */
    private boolean goesOn(New made) {
        Set<Unit> from = sources.getOrDefault(made, Set.of());
        Unit only = from.size() == 1 ? from.iterator().next() : null;
        return only != null
                && only.commune.equals(made.commune)
                && followers.getOrDefault(only, Set.of()).size() == 1;
    }

    private BodyList.Entry old(Step step) {
        Dated district =
                new Dated(
                        reference(new District(step.old.province, step.old.district)),
                        null,
                        EFFECTIVE);
        return goesOn(step.made)
                ? entry(
                        step.place,
                        reference(step.old),
                        step.old.commune,
                        null,
                        null,
                        List.of(
                                district,
                                new Dated(newProvince(step.made.province), EFFECTIVE, null)))
                : entry(
                        step.place,
                        reference(step.old),
                        step.old.commune,
                        null,
                        EFFECTIVE,
                        List.of(district));
    }

    private String reference(Unit unit) {
        return reference(
                unit,
                BodyNames.slug(unit.commune)
                        + "-"
                        + BodyNames.bare(unit.district).replace(' ', '-')
                        + "-"
                        + BodyNames.bare(unit.province).replace(' ', '-'));
    }

    private String reference(New made) {
        return goesOn(made)
                ? reference(sources.getOrDefault(made, Set.of()).iterator().next())
                : reference(
                        made,
                        BodyNames.slug(made.commune)
                                + "-"
                                + BodyNames.bare(made.province).replace(' ', '-')
                                + "-2025");
    }

    /** Thanh Hải and Thành Hải want the same one: the second gets a number. */
    private String reference(Object of, String wanted) {
        return referenceOf.computeIfAbsent(
                of,
                x -> {
                    String free = wanted;
                    for (int n = 2; references.putIfAbsent(free, of) != null; n++) {
                        free = wanted + "-" + n;
                    }
                    return free;
                });
    }

    private void districtsFollowed(List<BodyList.Edge> edges) {
        record Ground(District district, New made) {}
        Map<Ground, Set<String>> grounds = new LinkedHashMap<>();
        Map<Ground, Step> first = new HashMap<>();
        Map<District, Set<New>> parts = new HashMap<>();
        for (Step step : steps) {
            District district = new District(step.old.province, step.old.district);
            Ground ground = new Ground(district, step.made);
            grounds.computeIfAbsent(ground, x -> new TreeSet<>()).add(step.old.commune);
            first.putIfAbsent(ground, step);
            parts.computeIfAbsent(district, x -> new LinkedHashSet<>()).add(step.made);
        }
        grounds.forEach(
                (ground, communes) -> {
                    Step step = first.get(ground);
                    if (step == null) {
                        return;
                    }
                    edges.add(
                            new BodyList.Edge(
                                    step.place,
                                    reference(ground.district),
                                    reference(ground.made),
                                    SuccessionKind.FUNCTION_TRANSFERRED,
                                    COMMUNES_DECIDED,
                                    EFFECTIVE,
                                    step.resolution,
                                    "Địa bàn: " + String.join(", ", communes),
                                    parts.getOrDefault(ground.district, Set.of()).size() > 1));
                });
    }

    private static BodyList.Entry entry(
            String place,
            String reference,
            String name,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<Dated> superiors) {
        return BodyList.Entry.of(
                place,
                reference,
                BodyKind.ofName(name).orElse(BodyKind.OTHER),
                from,
                until,
                name,
                superiors);
    }
}
