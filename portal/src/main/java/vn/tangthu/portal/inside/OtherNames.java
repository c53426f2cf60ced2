package vn.tangthu.portal.inside;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit;
import vn.tangthu.portal.inside.ToldName.Relation;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Bodies.Mention;
import vn.tangthu.repository.Bodies.Responsible;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Succession;

/**
 * Records bear the names of their time; people ask by the names of another. Of one search: under
 * which other names it can be asked, and of each hit, under which name it was found. All of it is
 * read from the register, which is public, and from what the hit shows its reader: a few
 * statements, however many have the name and however many hits there are. For one thread.
 */
public final class OtherNames {
    /** Bodies that are named in one search; names that more bodies have lead to the register. */
    private static final int MOST = 4;

    /** The most of which it is looked whom they followed. */
    private static final int LOOKED_AT = 60;

    private final Bodies bodies;
    private final LocalDate today;
    private final List<Mention> mentions;
    private final List<Subject> subjects;
    private final Map<FondsId, Set<String>> unitsOfMakers = new HashMap<>();

    /** Read for all when first needed: lineages of the mentions, names of the first few, makers. */
    private @Nullable Map<BodyId, Lineage> lineages;

    private @Nullable Map<BodyId, List<Body.Dated>> namesOfFirst;
    private @Nullable Map<FondsId, Bodies.Origin> origins;

    /** A name in the search that is not, or not the only, name of today. */
    private record Subject(
            Body.Line body, Body.Dated name, Relation relation, List<Body.Line> others) {}

    /** From a day until before another. */
    public record Period(LocalDate from, LocalDate until) {}

    /**
     * Other names to ask by.
     *
     * @param typed the words of the search that it was found in
     * @param now bodies that answer for it today, if not itself
     * @param partly each of these for a part
     * @param own other names that it had or has
     * @param between whom its records came to and who is no more, by when they had them
     * @param before its predecessors by the day from which it followed them
     * @param more others of this name were left out
     */
    public record Offered(
            Mention mention,
            String typed,
            List<Body.Line> now,
            boolean partly,
            List<String> own,
            SortedMap<Period, List<Body.Line>> between,
            SortedMap<LocalDate, List<Body.Line>> before,
            boolean more) {

        private boolean isEmpty() {
            return now.isEmpty() && own.isEmpty() && between.isEmpty() && before.isEmpty();
        }

        private Offered andMore() {
            return new Offered(mention, typed, now, partly, own, between, before, true);
        }
    }

    /**
     * @param q what is searched for
     * @param asked the body by whose name was asked at first, when the search is one of those that
     *     were offered; null when it is not
     */
    public OtherNames(Bodies bodies, String q, @Nullable BodyId asked, LocalDate today) {
        this.bodies = bodies;
        this.today = today;
        this.mentions = q.isBlank() ? List.of() : bodies.mentioned(q, LOOKED_AT);
        List<Subject> ofAsked = asked == null || mentions.isEmpty() ? List.of() : ofAsked(q, asked);
        this.subjects = ofAsked.isEmpty() ? ofMentions(q) : ofAsked;
    }

    /**
     * For the first page of a search, of each name that was typed one at least. Who has nobody
     * before or after it takes no place of a homonym that has; own names are looked up of the first
     * few only.
     */
    public List<Offered> offered(String q) {
        Map<String, List<Offered>> typed = new LinkedHashMap<>();
        int at = 0;
        for (Mention mention : mentions) {
            boolean first = at++ < MOST;
            Lineage lineage = lineage(mention.body().id());
            Offered one = lineage == null ? null : offered(q, mention, lineage, first);
            if (one != null && !one.isEmpty()) {
                typed.computeIfAbsent(one.typed(), name -> new ArrayList<>()).add(one);
            }
        }
        List<Offered> offered = new ArrayList<>();
        for (List<Offered> all : typed.values()) {
            int most = Math.min(all.size(), Math.max(1, MOST - offered.size()));
            offered.addAll(all.subList(0, most));
            if (most < all.size()) {
                offered.add(offered.removeLast().andMore());
            }
        }
        return offered;
    }

    private Offered offered(String q, Mention mention, Lineage lineage, boolean own) {
        Responsible now = Responsible.of(List.of(lineage), today);
        String typed = typed(q, mention);
        return new Offered(
                mention,
                typed,
                without(mention.body(), now.bodies()),
                now.partly(),
                own ? ownNames(mention, typed) : List.of(),
                between(lineage),
                before(lineage),
                false);
    }

    private static SortedMap<LocalDate, List<Body.Line>> before(Lineage lineage) {
        SortedMap<LocalDate, List<Body.Line>> before = new TreeMap<>();
        for (Succession one : lineage.before()) {
            Body.Line line = lineage.bodies().get(one.predecessor());
            List<Body.Line> of =
                    before.computeIfAbsent(one.effectiveDay(), day -> new ArrayList<>());
            if (line != null && !of.contains(line)) {
                of.add(line);
            }
        }
        before.values().removeIf(List::isEmpty);
        return before;
    }

    /** The first first: what was written meanwhile bears these names. */
    private SortedMap<Period, List<Body.Line>> between(Lineage lineage) {
        SortedMap<Period, List<Body.Line>> between =
                new TreeMap<>(Comparator.comparing(Period::from).thenComparing(Period::until));
        for (Succession one : lineage.withRecords(today)) {
            BodyId successor = one.successor();
            Body.Line line = successor == null ? null : lineage.bodies().get(successor);
            LocalDate until = line == null ? null : line.until();
            if (line != null && until != null && !line.livesOn(today)) {
                List<Body.Line> of =
                        between.computeIfAbsent(
                                new Period(one.effectiveDay(), until), x -> new ArrayList<>());
                if (!of.contains(line) && !line.id().equals(lineage.of())) {
                    of.add(line);
                }
            }
        }
        between.values().removeIf(List::isEmpty);
        return between;
    }

    /** The words of the search with another name in place of the one that was found in them. */
    public static String renamed(String q, Mention mention, String name) {
        List<String> typed = List.of(q.strip().split("\\s+"));
        List<String> renamed = new ArrayList<>(typed.subList(0, mention.start()));
        renamed.add(name);
        renamed.addAll(typed.subList(mention.end(), typed.size()));
        return String.join(" ", renamed);
    }

    /**
     * What to say of a hit beside the fields that matched: nothing where the name does not stand in
     * what it shows, or where another body of that name is nearer by its years and its place.
     */
    public List<ToldName> of(Hit hit) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        WrittenNames written = WrittenNames.in(hit);
        List<ToldName> told = new ArrayList<>();
        for (Subject subject : subjects) {
            if (written.have(subject.name().value())) {
                List<Body.Line> near = nearest(homonyms(subject), hit.record(), written);
                if (near.contains(subject.body())) {
                    told.add(told(subject, near.size() > 1));
                }
            }
        }
        return told;
    }

    private static ToldName told(Subject subject, boolean homonyms) {
        LocalDate from = subject.name().from();
        LocalDate until = subject.name().until();
        return new ToldName(
                subject.body(),
                subject.name().value(),
                from == null ? subject.body().from() : from,
                until == null ? subject.body().until() : until,
                subject.relation(),
                subject.others(),
                homonyms);
    }

    private List<Mention> first() {
        return mentions.subList(0, Math.min(MOST, mentions.size()));
    }

    private @Nullable Lineage lineage(BodyId id) {
        Map<BodyId, Lineage> known = lineages;
        if (known == null) {
            known = bodies.lineages(ids(mentions), today);
            lineages = known;
        }
        return known.get(id);
    }

    /** Every name that one of the first few ever had. */
    private List<Body.Dated> names(BodyId id) {
        Map<BodyId, List<Body.Dated>> known = namesOfFirst;
        if (known == null) {
            known = bodies.names(ids(first()));
            namesOfFirst = known;
        }
        return known.getOrDefault(id, List.of());
    }

    private static List<BodyId> ids(List<Mention> mentions) {
        return mentions.stream().map(one -> one.body().id()).distinct().toList();
    }

    private static String typed(String q, Mention mention) {
        return String.join(
                " ", List.of(q.strip().split("\\s+")).subList(mention.start(), mention.end()));
    }

    private static boolean isCalled(String name, String typed) {
        String folded = BodyNames.folded(typed);
        return folded.equals(BodyNames.folded(name)) || folded.equals(BodyNames.bare(name));
    }

    private static List<Body.Line> without(Body.Line body, List<Body.Line> all) {
        return all.stream().filter(one -> !one.equals(body)).toList();
    }

    /** The names that it has by the register, but the one that was typed. */
    private List<String> ownNames(Mention mention, String typed) {
        return names(mention.body().id()).stream()
                .map(Body.Dated::value)
                .filter(name -> !isCalled(name, typed))
                .distinct()
                .toList();
    }

    /** Of what is asked by a name that is no more: whose it is now. */
    private List<Subject> ofMentions(String q) {
        List<Subject> found = new ArrayList<>();
        for (Mention mention : first()) {
            Body.Line body = mention.body();
            String typed = typed(q, mention);
            Body.Dated name =
                    isCalled(body.name(), typed)
                            ? Body.Dated.always(body.name())
                            : names(body.id()).stream()
                                    .filter(one -> isCalled(one.value(), typed))
                                    .findFirst()
                                    .orElse(null);
            if (name == null) {
                continue;
            }
            if (body.livesOn(today)) {
                if (!name.value().equals(body.name())) {
                    found.add(new Subject(body, name, Relation.RENAMED, List.of(body)));
                }
                continue;
            }
            Lineage lineage = lineage(body.id());
            Responsible now =
                    lineage == null ? Responsible.NOBODY : Responsible.of(List.of(lineage), today);
            List<Body.Line> others = without(body, now.bodies());
            if (!others.isEmpty()) {
                Relation relation = now.partly() ? Relation.PARTED : Relation.FORMER;
                found.add(new Subject(body, name, relation, others));
            }
        }
        return found;
    }

    /** Names in the search of what came before and after the body that was asked for at first. */
    private List<Subject> ofAsked(String q, BodyId asked) {
        Lineage lineage = bodies.lineage(asked, today);
        Body.Line at = lineage.bodies().get(asked);
        if (at == null) {
            return List.of();
        }
        String folded = " " + BodyNames.folded(q) + " ";
        Set<BodyId> before =
                lineage.before().stream().map(Succession::predecessor).collect(Collectors.toSet());
        List<Subject> found = new ArrayList<>();
        for (Body.Line line : lineage.bodies().values()) {
            if (!line.equals(at) && folded.contains(" " + BodyNames.bare(line.name()) + " ")) {
                boolean parted =
                        lineage.before().stream()
                                .anyMatch(s -> s.predecessor().equals(line.id()) && s.partly());
                Relation relation =
                        !before.contains(line.id())
                                ? Relation.LATER
                                : parted ? Relation.PARTED : Relation.FORMER;
                found.add(new Subject(line, Body.Dated.always(line.name()), relation, List.of(at)));
            }
        }
        return found;
    }

    /** The body and all others that are called so, in the order of the register. */
    private Set<Body.Line> homonyms(Subject subject) {
        String bare = BodyNames.bare(subject.name().value());
        Set<Body.Line> same = new LinkedHashSet<>(List.of(subject.body()));
        mentions.stream()
                .map(Mention::body)
                .filter(body -> BodyNames.bare(body.name()).equals(bare))
                .forEach(same::add);
        return same;
    }

    /** Those that lived in the years of the record, of these those whose place it names. */
    private List<Body.Line> nearest(Set<Body.Line> same, RecordView record, WrittenNames written) {
        if (same.size() == 1) {
            return List.copyOf(same);
        }
        List<Body.Line> then = same.stream().filter(body -> livedThen(body, record)).toList();
        List<Body.Line> those = then.isEmpty() ? List.copyOf(same) : then;
        Set<String> units = unitsOfMakers.computeIfAbsent(record.fonds().id(), this::unitsOfMakers);
        Map<Body.Line, Integer> nearness = new HashMap<>();
        for (Body.Line body : those) {
            // "huyện Diên Khánh" is neither the town nor the commune of that name.
            int near = written.haveWhole(body.name()) ? 3 : 0;
            near += units.contains(body.name()) ? 1 : 0;
            for (String unit : body.within().split(", ")) {
                near += units.contains(unit) || written.haveWhole(unit) ? 1 : 0;
            }
            nearness.put(body, near);
        }
        int most = nearness.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return those.stream().filter(body -> nearness.getOrDefault(body, 0) == most).toList();
    }

    private static boolean livedThen(Body.Line body, RecordView record) {
        Integer start = record.startYear();
        Integer end = record.endYear();
        Integer first = start == null ? end : start;
        Integer last = end == null ? start : end;
        LocalDate from = body.from();
        LocalDate until = body.until();
        return (first == null || until == null || first <= until.minusDays(1).getYear())
                && (last == null || from == null || last >= from.getYear());
    }

    /** Names of those that made a fonds and of what they are within. */
    private Set<String> unitsOfMakers(FondsId fonds) {
        Set<String> units = new HashSet<>();
        Map<FondsId, Bodies.Origin> known = origins;
        if (known == null) {
            known = bodies.origins(today); // one statement, as long as the register is the same
            origins = known;
        }
        Bodies.Origin origin = known.get(fonds);
        for (Body.Line maker : origin == null ? List.<Body.Line>of() : origin.makers()) {
            units.add(maker.name());
            units.addAll(List.of(maker.within().split(", ")));
        }
        units.remove("");
        return units;
    }
}
