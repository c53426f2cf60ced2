package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.CharArrayMap;
import vn.tangthu.indexer.lucene.Matches.Mark;

/**
 * Marks in texts where they answer a question, by the same analysis as the search. Where a word was
 * typed with diacritics, or without any among others that have some, and the text has it so, other
 * words of the same folded form are not marked.
 *
 * <p>A page of hits reads a hundred pages of text, nearly all of whose words nobody asked for: of
 * those only the place is kept.
 */
public final class Marker {
    private final Question question;
    private final Analysis analysis;
    private final CharArrayMap<String> asked;
    private final boolean toned;

    public Marker(Question question, Analysis analysis) {
        this.question = question;
        this.analysis = analysis;
        this.toned = question.toned();
        Set<String> words = new HashSet<>();
        for (Question.Group group : question.groups()) {
            group.ways().forEach(way -> way.forEach(word -> words.add(word.folded())));
            group.variants().forEach(variant -> words.addAll(variant.words()));
        }
        asked = new CharArrayMap<>(words.size(), false);
        words.forEach(word -> asked.put(word, word));
    }

    public Matches in(String text) {
        List<Analysis.Word> words = analysis.words(text, asked);
        int[] places = places(words);
        List<Mark> marks = new ArrayList<>();
        for (int number = 0; number < question.groups().size() && places.length > 0; number++) {
            Question.Group group = question.groups().get(number);
            boolean exact = group.exact() || group.accented() || toned && group.isPlainWord();
            mark(group, exact, number, new Text(words, places), marks);
        }
        marks.sort(Comparator.comparingInt(Mark::from).thenComparing(Mark::to));
        return new Matches(text, words, marks);
    }

    /**
     * @param words of the text, those that nobody asked for without their letters
     * @param places of those that somebody asked for
     */
    private record Text(List<Analysis.Word> words, int[] places) {}

    private static int[] places(List<Analysis.Word> words) {
        int[] places = new int[words.size()];
        int count = 0;
        for (int at = 0; at < places.length; at++) {
            if (!words.get(at).folded().isEmpty()) {
                places[count++] = at;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static void mark(
            Question.Group asked, boolean exact, int number, Text text, List<Mark> marks) {
        int before = marks.size();
        if (exact) {
            find(asked.ways(), number, true, text, marks);
        }
        if (marks.size() == before && !asked.exact()) {
            find(asked.ways(), number, false, text, marks);
        }
        if (marks.size() == before && !asked.exact()) {
            sameNumber(asked.ways().getFirst(), number, text, marks);
        }
        if (marks.size() == before && asked.loose()) {
            apart(asked.ways().getFirst(), number, text, marks);
        }
        if (marks.size() == before) {
            variants(asked, true, number, text, marks);
        }
        if (marks.size() == before) {
            variants(asked, false, number, text, marks);
        }
    }

    /** The number with a year inside, or without the one that was typed. */
    private static void sameNumber(
            List<Analysis.Word> asked, int number, Text text, List<Mark> marks) {
        List<Analysis.Word> without = YearInside.without(asked);
        List<Analysis.Word> notation = YearInside.notation(asked);
        if (without != null) {
            find(List.of(without), number, false, text, marks);
        } else if (notation != null) {
            List<Analysis.Word> first = asked.subList(0, 1);
            for (int at : text.places()) {
                if (startsAt(text.words(), at, first, false)
                        && startsAt(text.words(), at + 2, notation, false)
                        && isFourLong(text.words().get(at + 1))) {
                    marks.add(new Mark(number, at, at + 2 + notation.size()));
                }
            }
        }
    }

    /** As a year is; nobody asked for it, so its figures are not known here. */
    private static boolean isFourLong(Analysis.Word word) {
        return word.end() - word.start() == 4;
    }

    /** Forms that are as good as sure, or the others. */
    private static void variants(
            Question.Group asked, boolean sure, int number, Text text, List<Mark> marks) {
        Set<String> single = new HashSet<>();
        for (Question.Variant variant : asked.variants()) {
            if (variant.isSure() != sure) {
                continue;
            }
            if (variant.words().size() == 1) {
                single.add(variant.words().getFirst());
            } else if (variant.together()) {
                find(List.of(words(variant)), number, false, text, marks);
            } else {
                apart(words(variant), number, text, marks);
            }
        }
        if (single.isEmpty()) {
            return;
        }
        for (int at : text.places()) {
            if (single.contains(text.words().get(at).folded())) {
                marks.add(new Mark(number, at, at + 1));
            }
        }
    }

    private static List<Analysis.Word> words(Question.Variant variant) {
        return variant.words().stream().map(word -> new Analysis.Word(word, null, 0, 0)).toList();
    }

    /** Words that need not follow each other, if all are there. */
    private static void apart(List<Analysis.Word> asked, int number, Text text, List<Mark> marks) {
        List<Mark> each = new ArrayList<>();
        for (Analysis.Word word : asked) {
            int before = each.size();
            find(List.of(List.of(word)), number, false, text, each);
            if (each.size() == before) {
                return;
            }
        }
        marks.addAll(each);
    }

    private static void find(
            List<List<Analysis.Word>> ways,
            int number,
            boolean exact,
            Text text,
            List<Mark> marks) {
        for (int at : text.places()) {
            for (List<Analysis.Word> way : ways) {
                if (startsAt(text.words(), at, way, exact)) {
                    marks.add(new Mark(number, at, at + way.size()));
                    break;
                }
            }
        }
    }

    private static boolean startsAt(
            List<Analysis.Word> words, int at, List<Analysis.Word> way, boolean exact) {
        if (at + way.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < way.size(); i++) {
            Analysis.Word asked = way.get(i);
            Analysis.Word found = words.get(at + i);
            String wanted = asked.exact();
            boolean other = found.exact() != null && exact && Unmarked.may(asked);
            if (exact && wanted != null
                    ? !wanted.equals(found.exact())
                    : other || !asked.folded().equals(found.folded())) {
                return false;
            }
        }
        return true;
    }
}
