package vn.tangthu.portal.inside;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyKind;

/**
 * That a record was found under a name other than the one of today or the one that was asked for.
 *
 * @param body whose name it is
 * @param name as the register has it
 * @param from first day of the name, or null
 * @param until the day after its last, or null
 * @param relation what the others are to it
 * @param others bodies that it leads to, at least one
 * @param homonyms others had the same name, and nothing tells which of them is meant
 */
public record ToldName(
        Body.Line body,
        String name,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Relation relation,
        List<Body.Line> others,
        boolean homonyms) {
    /** Others that are named. */
    private static final int MOST = 3;

    public ToldName {
        others = List.copyOf(others);
    }

    public enum Relation {
        /** An earlier body; the others are what it belongs to now or what was asked for. */
        FORMER,

        /** The same, parted among several. */
        PARTED,

        /** An earlier name of the same body. */
        RENAMED,

        /** A later body; the other one is what was asked for. */
        LATER
    }

    /** Words of one room in one language. */
    public interface Wording {
        /**
         * @param key {@code former}, {@code parted}, {@code renamed}, {@code later}: kind, name and
         *     others; {@code homonyms}: what was said so far; {@code body}: a body of no kind;
         *     {@code fromTo}, {@code from}, {@code to}: days
         */
        String of(String key, Object... values);

        String day(LocalDate day);

        boolean english();
    }

    /** {@code tên xã cũ: Phước Hòa (Huyện Tuy Phước, …; đến 30/06/2025); nay thuộc Phường …}. */
    public String in(Wording words) {
        Optional<BodyKind> kind = BodyKind.ofName(name);
        String kindWord =
                kind.map(k -> (words.english() ? k.english() : k.vietnamese()))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .orElseGet(() -> words.of("body"));
        String told =
                words.of(
                        relation.name().toLowerCase(Locale.ROOT),
                        kindWord,
                        withAbout(bare(name), body.within(), period(from, until, words)),
                        others(words));
        return homonyms ? words.of("homonyms", told) : told;
    }

    private String others(Wording words) {
        List<String> named = new ArrayList<>();
        for (Body.Line other : others.subList(0, Math.min(MOST, others.size()))) {
            named.add(
                    relation == Relation.LATER
                            ? withAbout(
                                    other.name(),
                                    other.within(),
                                    period(other.from(), other.until(), words))
                            : other.name());
        }
        return String.join(", ", named) + (others.size() > MOST ? ", …" : "");
    }

    private static String withAbout(String name, String within, String period) {
        String about =
                List.of(within, period).stream()
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "));
        return about.isEmpty() ? name : name + " (" + about + ")";
    }

    private static String period(
            @Nullable LocalDate from, @Nullable LocalDate until, Wording words) {
        if (until == null) {
            return from == null ? "" : words.of("from", words.day(from));
        }
        String last = words.day(until.minusDays(1));
        return from == null ? words.of("to", last) : words.of("fromTo", words.day(from), last);
    }

    /** Without the word of its kind: {@code Phước Hòa} of {@code Xã Phước Hòa}. */
    private static String bare(String name) {
        return BodyKind.ofName(name)
                .map(kind -> name.strip().split("\\s+", kind.vietnamese().split(" ").length + 1))
                .map(parts -> parts[parts.length - 1])
                .orElse(name);
    }
}
