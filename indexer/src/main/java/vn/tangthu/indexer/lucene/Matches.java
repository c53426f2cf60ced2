package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Hit.Snippet;
import vn.tangthu.indexer.Hit.Snippet.Piece;

/**
 * Where a text answers a question, as {@link Marker} found it.
 *
 * @param words of the text, in order; those that nobody asked for without their letters
 * @param marks in order, without overlaps of the same group
 */
public record Matches(String text, List<Analysis.Word> words, List<Mark> marks) {
    private static final int WINDOW = 32;
    private static final int BEFORE = 6;
    private static final int LONGEST_LINE = 240;
    private static final Piece GAP = new Piece(" … ", false);

    /**
     * @param group which group of the question
     * @param from first word
     * @param to after the last word
     */
    public record Mark(int group, int from, int to) {}

    /**
     * What of it was meant. Groups that follow each other as they were typed ({@code giao đất},
     * {@code Diên Khánh}) are meant where they do so here; a common syllable that stands alone
     * elsewhere is not. Where the text does not meet all of the question, only what was glued or
     * quoted and what follows each other counts: no single syllables.
     */
    public Matches meant(Question question) {
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

    public boolean isEmpty() {
        return marks.isEmpty();
    }

    /** How many groups of the question the text meets. */
    int groups() {
        return (int) marks.stream().mapToInt(Mark::group).distinct().count();
    }

    /** These groups; a set of the caller's own. */
    BitSet met() {
        BitSet met = new BitSet();
        marks.forEach(mark -> met.set(mark.group()));
        return met;
    }

    /** Whether each word of the text is marked. */
    boolean isAll() {
        BitSet marked = new BitSet();
        marks.forEach(mark -> marked.set(mark.from(), mark.to()));
        return !words.isEmpty() && marked.cardinality() == words.size();
    }

    /** The text from the first mark to the last; null where that is all of it. */
    @Nullable String part() {
        if (isEmpty()) {
            return null;
        }
        int first = marks.getFirst().from();
        int last = marks.stream().mapToInt(Mark::to).max().orElseThrow();
        return first == 0 && last == words.size()
                ? null
                : text.substring(words.get(first).start(), words.get(last - 1).end());
    }

    /** All of the text, with its marks. */
    Snippet whole() {
        return text.isEmpty() ? Snippet.EMPTY : new Snippet(pieces(0, text.length()));
    }

    /** The line of the first find, no longer than {@value #LONGEST_LINE} characters. */
    public Snippet line() {
        int at = words.get(marks.getFirst().from()).start();
        int from = text.lastIndexOf('\n', at) + 1;
        int to = text.indexOf('\n', at);
        int end = to < 0 ? text.length() : to;
        if (end - from > LONGEST_LINE) {
            from = Math.max(from, at - LONGEST_LINE / 3);
            end = Math.min(end, from + LONGEST_LINE);
        }
        return new Snippet(cut(from, end, 0));
    }

    /**
     * The text line by line without blank ones; what goes over the end of a line is marked in both.
     */
    List<Snippet> lines() {
        List<Snippet> lines = new ArrayList<>();
        int first = 0;
        for (int from = 0; from <= text.length(); ) {
            int to = text.indexOf('\n', from);
            int end = to < 0 ? text.length() : to;
            while (first < marks.size() && words.get(marks.get(first).to() - 1).end() <= from) {
                first++;
            }
            if (!text.substring(from, end).isBlank()) {
                lines.add(new Snippet(cut(from, end, first)));
            }
            from = end + 1;
        }
        return lines;
    }

    /**
     * @param first no mark before this one reaches into it
     */
    private List<Piece> cut(int from, int to, int first) {
        List<Piece> pieces = new ArrayList<>();
        int at = from;
        for (int i = first; i < marks.size(); i++) {
            int start = Math.max(at, words.get(marks.get(i).from()).start());
            int end = Math.min(to, words.get(marks.get(i).to() - 1).end());
            if (start >= to) {
                break;
            }
            if (end <= start) {
                continue;
            }
            String gap = text.substring(at, start);
            String found = text.substring(start, end);
            if (gap.isBlank() && !pieces.isEmpty() && pieces.getLast().marked()) {
                // Words that follow each other are one find.
                pieces.add(new Piece(pieces.removeLast().text() + gap + found, true));
            } else {
                if (!gap.isEmpty()) {
                    pieces.add(new Piece(gap, false));
                }
                pieces.add(new Piece(found, true));
            }
            at = end;
        }
        if (at < to) {
            pieces.add(new Piece(text.substring(at, to), false));
        }
        return pieces;
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
