package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tangthu.indexer.Hit.Snippet;
import vn.tangthu.indexer.Hit.Snippet.Piece;

/**
 * Where a text answers a question, by the same analysis as the search. Where a word was typed with
 * diacritics and the text has it so, other words of the same folded form are not marked.
 *
 * @param words of the text, in order
 * @param marks in order, without overlaps of the same group
 */
record Matches(String text, List<Analysis.Word> words, List<Mark> marks) {
    private static final int WINDOW = 32;
    private static final int BEFORE = 6;
    private static final Piece GAP = new Piece(" … ", false);

    /**
     * @param group which group of the question
     * @param from first word
     * @param to after the last word
     */
    record Mark(int group, int from, int to) {}

    static Matches of(Question question, String text, Analysis analysis) {
        List<Analysis.Word> words = analysis.words(text);
        List<Mark> marks = new ArrayList<>();
        for (int group = 0; group < question.groups().size(); group++) {
            Question.Group asked = question.groups().get(group);
            int before = marks.size();
            boolean tones = asked.typed().stream().anyMatch(word -> word.exact() != null);
            if (tones) {
                find(asked.ways(), group, true, words, marks);
            }
            if (marks.size() == before && !asked.exact()) {
                find(asked.ways(), group, false, words, marks);
            }
            if (marks.size() == before && asked.loose()) {
                apart(asked.ways().getFirst(), group, words, marks);
            }
            if (marks.size() == before) {
                variants(asked, true, group, words, marks);
            }
            if (marks.size() == before) {
                variants(asked, false, group, words, marks);
            }
        }
        marks.sort(Comparator.comparingInt(Mark::from).thenComparing(Mark::to));
        return new Matches(text, words, marks);
    }

    /** Forms that are as good as sure, or the others. */
    private static void variants(
            Question.Group asked,
            boolean sure,
            int group,
            List<Analysis.Word> words,
            List<Mark> marks) {
        Set<String> single = new HashSet<>();
        for (Question.Variant variant : asked.variants()) {
            if (variant.isSure() != sure) {
                continue;
            }
            if (variant.words().size() == 1) {
                single.add(variant.words().getFirst());
            } else if (variant.together()) {
                find(List.of(words(variant)), group, false, words, marks);
            } else {
                apart(words(variant), group, words, marks);
            }
        }
        for (int at = 0; at < words.size() && !single.isEmpty(); at++) {
            if (single.contains(words.get(at).folded())) {
                marks.add(new Mark(group, at, at + 1));
            }
        }
    }

    private static List<Analysis.Word> words(Question.Variant variant) {
        return variant.words().stream().map(word -> new Analysis.Word(word, null, 0, 0)).toList();
    }

    /** Words that need not follow each other, if all are there. */
    private static void apart(
            List<Analysis.Word> asked, int number, List<Analysis.Word> words, List<Mark> marks) {
        List<Mark> each = new ArrayList<>();
        for (Analysis.Word word : asked) {
            int before = each.size();
            find(List.of(List.of(word)), number, false, words, each);
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
            List<Analysis.Word> words,
            List<Mark> marks) {
        for (int at = 0; at < words.size(); at++) {
            for (List<Analysis.Word> way : ways) {
                if (startsAt(words, at, way, exact)) {
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
            if (exact && wanted != null
                    ? !wanted.equals(found.exact())
                    : !asked.folded().equals(found.folded())) {
                return false;
            }
        }
        return true;
    }

    /**
     * What of it was meant. Groups that follow each other as they were typed ({@code giao đất},
     * {@code Diên Khánh}) are meant where they do so here; a common syllable that stands alone
     * elsewhere is not. Where the text does not meet all of the question, only what was glued or
     * quoted and what follows each other counts: no single syllables.
     */
    Matches meant(Question question) {
        int groups = question.groups().size();
        if (question.any() || groups < 2) {
            return this;
        }
        Map<Integer, List<Mark>> byStart = new HashMap<>();
        marks.forEach(
                mark -> byStart.computeIfAbsent(mark.from(), f -> new ArrayList<>(2)).add(mark));
        Set<Mark> together = new HashSet<>();
        for (Mark mark : marks) {
            for (Mark next : byStart.getOrDefault(mark.to(), List.of())) {
                if (next.group() == mark.group() + 1) {
                    together.add(mark);
                    together.add(next);
                }
            }
        }
        boolean whole = groups() == groups;
        Set<Integer> joined = new HashSet<>();
        together.forEach(mark -> joined.add(mark.group()));
        List<Mark> meant =
                marks.stream()
                        .filter(
                                mark ->
                                        together.contains(mark)
                                                || !joined.contains(mark.group())
                                                        && (whole || mark.to() - mark.from() > 1))
                        .toList();
        return new Matches(text, words, meant);
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    /** How many groups of the question the text meets. */
    int groups() {
        return (int) marks.stream().mapToInt(Mark::group).distinct().count();
    }

    /** All of the text, with its marks. */
    Snippet whole() {
        return text.isEmpty() ? Snippet.EMPTY : new Snippet(pieces(0, text.length()));
    }

    /** The stretch of text that meets most, with a little around it. */
    Snippet best() {
        if (words.isEmpty()) {
            return Snippet.EMPTY;
        }
        int first = marks.isEmpty() ? 0 : Math.max(0, bestStart() - BEFORE);
        int last = Math.min(words.size(), first + WINDOW);
        int from = first == 0 ? 0 : words.get(first).start();
        int to = last == words.size() ? text.length() : words.get(last - 1).end();
        List<Piece> pieces = new ArrayList<>();
        if (from > 0) {
            pieces.add(GAP);
        }
        pieces.addAll(pieces(from, to));
        if (to < text.length()) {
            pieces.add(GAP);
        }
        return new Snippet(pieces);
    }

    /** First word of the window with the most groups, then the closest together. */
    private int bestStart() {
        int best = marks.getFirst().from();
        double bestScore = -1;
        for (int i = 0; i < marks.size(); i++) {
            int from = marks.get(i).from();
            long groups = 0;
            int distinct = 0;
            int adjacent = 0;
            for (int j = i; j < marks.size() && marks.get(j).to() <= from + WINDOW - BEFORE; j++) {
                int group = marks.get(j).group();
                if ((groups & (1L << group)) == 0) {
                    groups |= 1L << group;
                    distinct++;
                }
                if (j > i
                        && marks.get(j).from() == marks.get(j - 1).to()
                        && group == marks.get(j - 1).group() + 1) {
                    adjacent++;
                }
            }
            double score = distinct * 10 + adjacent * 4;
            if (score > bestScore) {
                bestScore = score;
                best = from;
            }
        }
        return best;
    }

    private List<Piece> pieces(int from, int to) {
        List<Piece> pieces = new ArrayList<>();
        int at = from;
        for (Mark mark : marks) {
            int start = words.get(mark.from()).start();
            int end = words.get(mark.to() - 1).end();
            if (end <= at || end > to) {
                continue;
            }
            if (start > at) {
                pieces.add(new Piece(text.substring(at, start), false));
            }
            pieces.add(new Piece(text.substring(Math.max(at, start), end), true));
            at = end;
        }
        if (at < to) {
            pieces.add(new Piece(text.substring(at, to), false));
        }
        return pieces;
    }
}
