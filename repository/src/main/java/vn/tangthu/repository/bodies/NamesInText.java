package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Bodies.Mention;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.VietnameseOrder;

/** Bodies of which a whole name stands in a text; two statements. */
final class NamesInText {
    /** The most words of a body's name without the word of its kind. */
    private static final int LONGEST_NAME = 8;

    /** The most words of a text that are looked at. */
    private static final int MOST_WORDS = 40;

    /** The most names of the register that are looked at, the longest first. */
    private static final int MOST_NAMES = 500;

    private final JdbcClient jdbc;
    private final Function<Collection<BodyId>, List<Body.Line>> lines;

    NamesInText(JdbcClient jdbc, Function<Collection<BodyId>, List<Body.Line>> lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    private record Named(UUID body, String name, String folded, String bare) {}

    /** Where a name stands: words from start, before end; written with the diacritics it has. */
    private record Place(int start, int end, BodyId body, boolean accented) {}

    private record Found(Place place, Body.Line line) {}

    /** The longest names first, then those written with the diacritics that they have. */
    private static final Comparator<Place> WHERE =
            Comparator.comparing((Place p) -> p.start - p.end)
                    .thenComparing(p -> p.accented ? 0 : 1)
                    .thenComparing(Place::start);

    /** Homonyms by what tells them apart: the district or province, then the period. */
    private static final Comparator<Body.Line> HOMONYMS =
            Comparator.comparing(Body.Line::name, VietnameseOrder.BY_NAME)
                    .thenComparing(Body.Line::within, VietnameseOrder.BY_NAME)
                    .thenComparing(NamesInText::began)
                    .thenComparing(Body.Line::reference);

    private static LocalDate began(Body.Line line) {
        LocalDate from = line.from();
        return from == null ? LocalDate.MIN : from;
    }

    /** As {@link vn.tangthu.repository.Bodies#mentioned}. */
    List<Mention> of(String text, int most) {
        String[] words = text.strip().split("\\s+");
        Map<String, List<int[]>> spans = spans(words);
        if (spans.isEmpty()) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        for (Named named : named(spans.keySet())) {
            for (String gram : List.of(named.folded, named.bare)) {
                for (int[] span : spans.getOrDefault(gram, List.of())) {
                    String typed = BodyNames.accented(join(words, span[0], span[1]));
                    String name = BodyNames.accented(named.name);
                    boolean accented = name.equals(typed) || name.endsWith(" " + typed);
                    places.add(new Place(span[0], span[1], new BodyId(named.body), accented));
                }
                if (named.folded.equals(named.bare)) {
                    break;
                }
            }
        }
        List<Place> kept = kept(places, words);
        Map<BodyId, Body.Line> known =
                lines.apply(kept.stream().map(Place::body).toList()).stream()
                        .collect(Collectors.toMap(Body.Line::id, line -> line));
        List<Found> found = new ArrayList<>();
        for (Place place : kept) {
            Body.Line line = known.get(place.body);
            if (line != null) {
                found.add(new Found(place, line));
            }
        }
        return found.stream()
                .sorted(
                        Comparator.comparing(Found::place, WHERE)
                                .thenComparing(Found::line, HOMONYMS))
                .map(one -> new Mention(one.line, one.place.start, one.place.end))
                .distinct()
                .limit(most)
                .toList();
    }

    /** Every name that may stand in the text, folded, and where. */
    private static Map<String, List<int[]>> spans(String[] words) {
        int count = Math.min(words.length, MOST_WORDS);
        Map<String, List<int[]>> spans = new LinkedHashMap<>();
        for (int length = Math.min(LONGEST_NAME, count); length >= 1; length--) {
            for (int start = 0; start + length <= count; start++) {
                String folded = BodyNames.folded(join(words, start, start + length));
                if (!folded.isEmpty() && (length > 1 || count == 1)) {
                    spans.computeIfAbsent(folded, x -> new ArrayList<>())
                            .add(new int[] {start, start + length});
                }
            }
        }
        return spans;
    }

    private List<Named> named(Set<String> grams) {
        String[] all = grams.toArray(String[]::new);
        return jdbc.sql(
                        "select body, name, folded, bare from kept.body_name where folded = any(?)"
                                + " or bare = any(?) order by length(folded) desc, folded, body,"
                                + " ordinal limit "
                                + MOST_NAMES)
                .params(List.of(all, all))
                .query(
                        (row, n) ->
                                new Named(
                                        row.getObject(1, UUID.class),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4)))
                .list();
    }

    /** Without those that lie within a longer name, or are written with other diacritics. */
    private static List<Place> kept(List<Place> places, String[] words) {
        List<Place> kept = new ArrayList<>();
        for (Place place : places.stream().sorted(WHERE).toList()) {
            String typed = join(words, place.start, place.end);
            boolean plain = BodyNames.accented(typed).equals(BodyNames.folded(typed));
            boolean covered =
                    kept.stream()
                            .anyMatch(
                                    k ->
                                            (k.start < place.end && place.start < k.end)
                                                    && (k.start != place.start
                                                            || k.end != place.end));
            if (!covered && (plain || place.accented)) {
                kept.add(place);
            }
        }
        return kept;
    }

    private static String join(String[] words, int start, int end) {
        return String.join(" ", Arrays.asList(words).subList(start, end));
    }
}
