package vn.tangthu.indexer.extract.legacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises and converts a document. First the encodings of the document are found: those of which
 * enough words are syllables, with the fonts as hints. Then each line is read as the cheapest path
 * through its words, so that a document may mix encodings, other languages and Unicode. What is in
 * no encoding with certainty stays as it is.
 */
public final class LegacyText {
    /** Words of an encoding that a document without telling fonts must show. */
    private static final int ENOUGH_TYPES = 4;

    private static final double ENOUGH_VALID = 0.75;
    private static final int MANY_TYPES = 6;
    private static final double MOST_VALID = 0.85;

    /** In a document of several languages: of the lines with many marks, and their words. */
    private static final double LINE_VALID = 0.8;

    private static final int LINE_WORDS = 4;
    private static final int LINE_TYPES = 12;
    private static final double LINE_SHARE = 0.05;

    // Scores of a word in a line; a change of encoding between two words costs.
    private static final double VALID = 1;
    private static final double POSSIBLE = 0.3;
    private static final double INVALID = -2;
    private static final double MISSPELT = -1;
    private static final double WEIRD = -1.5;
    private static final double UNICODE = 3;
    private static final double HINT = 1.5;
    private static final double CHANGE = 2;

    private final List<LegacyLine> lines = new ArrayList<>();

    /**
     * @param lines as many as were given, in order
     * @param from the encodings that were found; empty when nothing was changed
     */
    public record Converted(List<String> lines, Set<LegacyEncoding> from) {
        public Converted {
            lines = List.copyOf(lines);
            from = Set.copyOf(from);
        }
    }

    public void add(LegacyLine line) {
        lines.add(line);
    }

    /** A line without fonts. */
    public void add(String line) {
        lines.add(new LegacyLine().append(line, LegacyFont.UNKNOWN));
    }

    public Converted convert() {
        List<List<Token>> tokens = new ArrayList<>(lines.size());
        Map<String, Word> words = new HashMap<>();
        for (LegacyLine line : lines) {
            tokens.add(line.tokens(words));
        }
        boolean high = words.values().stream().anyMatch(word -> word.high);
        Set<LegacyEncoding> candidates = high ? candidates(tokens) : Set.of();
        if (candidates.isEmpty()) {
            return new Converted(lines.stream().map(LegacyLine::text).toList(), Set.of());
        }
        Set<LegacyEncoding> used = EnumSet.noneOf(LegacyEncoding.class);
        List<String> out = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            out.add(convert(lines.get(i), tokens.get(i), List.copyOf(candidates), used));
        }
        return new Converted(out, used);
    }

    /** Words in one encoding; how many there are and how many different ones read well. */
    private static final class Count {
        int valid;
        int possible;
        int invalid;
        int lines;
        final Set<String> types = new HashSet<>();
        final Set<String> lineTypes = new HashSet<>();

        void addAll(Count other) {
            valid += other.valid;
            invalid += other.invalid;
            types.addAll(other.types);
        }

        void addLine(Count line) {
            lines++;
            lineTypes.addAll(line.types);
        }

        double ratio() {
            return valid == 0 ? 0 : (double) valid / (valid + invalid);
        }
    }

    private static Set<LegacyEncoding> candidates(List<List<Token>> tokens) {
        Map<LegacyEncoding, Count> free = counts();
        Map<LegacyEncoding, Count> hinted = counts();
        int markedLines = 0;
        for (List<Token> line : tokens) {
            List<Token> marked = line.stream().filter(token -> token.word().high).toList();
            markedLines += marked.size() >= LINE_WORDS ? 1 : 0;
            Map<LegacyEncoding, Count> here = counts();
            for (Token token : marked) {
                here.forEach((encoding, count) -> add(count, token, encoding));
                LegacyEncoding named = token.hint();
                if (named != null) {
                    add(count(hinted, named), token, named);
                }
            }
            here.forEach((encoding, count) -> count(free, encoding).addAll(count));
            LegacyEncoding best = best(here);
            if (best != null) {
                count(free, best).addLine(count(here, best));
            }
        }
        Set<LegacyEncoding> found = EnumSet.noneOf(LegacyEncoding.class);
        for (LegacyEncoding encoding : LegacyEncoding.values()) {
            Count all = count(free, encoding);
            Count named = count(hinted, encoding);
            boolean byFont =
                    named.valid + named.possible > 0
                            && named.valid + named.possible >= named.invalid;
            boolean byWords =
                    isCommon(encoding)
                            ? all.types.size() >= ENOUGH_TYPES && all.ratio() >= ENOUGH_VALID
                            : all.types.size() >= MANY_TYPES && all.ratio() >= MOST_VALID;
            boolean byLines =
                    all.lineTypes.size() >= LINE_TYPES && all.lines >= LINE_SHARE * markedLines;
            if (byFont || byWords || byLines) {
                found.add(encoding);
            }
        }
        return found;
    }

    /** Nearly all old documents are in one of these; the others must show more of themselves. */
    private static boolean isCommon(LegacyEncoding encoding) {
        return encoding == LegacyEncoding.TCVN3 || encoding == LegacyEncoding.VNI;
    }

    private static Map<LegacyEncoding, Count> counts() {
        Map<LegacyEncoding, Count> counts = new EnumMap<>(LegacyEncoding.class);
        for (LegacyEncoding encoding : LegacyEncoding.values()) {
            counts.put(encoding, new Count());
        }
        return counts;
    }

    private static Count count(Map<LegacyEncoding, Count> counts, LegacyEncoding encoding) {
        return counts.computeIfAbsent(encoding, e -> new Count());
    }

    /** The encoding in which a line with enough words reads well and better than in any other. */
    private static @Nullable LegacyEncoding best(Map<LegacyEncoding, Count> line) {
        LegacyEncoding best = null;
        int most = 0;
        boolean alone = false;
        for (Map.Entry<LegacyEncoding, Count> each : line.entrySet()) {
            Count count = each.getValue();
            int worth = count.valid - 2 * count.invalid;
            if (worth > most) {
                best = each.getKey();
                most = worth;
                alone = true;
            } else if (worth == most) {
                alone = false;
            }
        }
        return alone
                        && best != null
                        && count(line, best).valid >= LINE_WORDS
                        && count(line, best).ratio() >= LINE_VALID
                ? best
                : null;
    }

    private static void add(Count count, Token token, LegacyEncoding encoding) {
        switch (token.word().fit(encoding)) {
            case VALID -> {
                if (!token.word().readsAsIs || token.hint() == encoding) {
                    count.valid++;
                    count.types.add(token.word().text);
                }
            }
            case INVALID -> count.invalid++;
            case NONE -> {
                // a word beyond ASCII that the encoding leaves alone speaks against it a little
                count.invalid += token.word().weird || token.word().unicode ? 1 : 0;
            }
            case POSSIBLE -> count.possible++;
        }
    }

    private static String convert(
            LegacyLine line,
            List<Token> tokens,
            List<LegacyEncoding> candidates,
            Set<LegacyEncoding> used) {
        @Nullable LegacyEncoding[] chosen = path(tokens, candidates);
        String whole = line.text();
        StringBuilder out = new StringBuilder();
        Capitals capitals = new Capitals();
        int at = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            out.append(whole, at, token.from());
            at = token.to();
            LegacyEncoding encoding = chosen[i];
            String text = token.word().text;
            boolean changed = false;
            if (encoding != null && token.word().high && isConverted(token, encoding)) {
                text = encoding.decode(token.word().text);
                if (!text.equals(token.word().text)) {
                    changed = true;
                    used.add(encoding);
                }
            }
            if (candidates.contains(LegacyEncoding.TCVN3)) {
                text = shown(line, token, text, encoding);
            }
            capitals.add(out.length(), text, changed && encoding == LegacyEncoding.TCVN3);
            out.append(text);
        }
        out.append(whole, at, whole.length());
        capitals.apply(out);
        return out.toString();
    }

    /** Not what is foreign, nor what would come out as rubbish and no font says otherwise. */
    private static boolean isConverted(Token token, LegacyEncoding encoding) {
        if (token.word().fit(encoding) != Word.Fit.INVALID) {
            return true;
        }
        return !Foreign.isForeign(token.word(), encoding)
                && (token.hint() == encoding || token.word().isWhole(encoding));
    }

    /** Capitals where the font showed them; one byte is one letter in such fonts. */
    private static String shown(
            LegacyLine line, Token token, String text, @Nullable LegacyEncoding encoding) {
        if (text.length() != token.word().text.length()
                || token.word().unicode
                || token.word().high && encoding != LegacyEncoding.TCVN3) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (line.isCapital(token.from() + i)) {
                String upper = text.substring(i, i + 1).toUpperCase(Locale.ROOT);
                if (upper.length() == 1) {
                    shown.setCharAt(i, upper.charAt(0));
                }
            }
        }
        return shown.toString();
    }

    /** For each word the encoding on the best path, or null for none. */
    private static @Nullable LegacyEncoding[] path(
            List<Token> tokens, List<LegacyEncoding> candidates) {
        int states = candidates.size() + 1;
        double[] best = new double[states];
        int[][] before = new int[tokens.size()][states];
        for (int t = 0; t < tokens.size(); t++) {
            double[] next = new double[states];
            for (int s = 0; s < states; s++) {
                int from = s;
                for (int p = 0; p < states; p++) {
                    if (best[p] - (p == s ? 0 : CHANGE) > best[from] - (from == s ? 0 : CHANGE)) {
                        from = p;
                    }
                }
                before[t][s] = from;
                next[s] =
                        best[from]
                                - (t > 0 && from != s ? CHANGE : 0)
                                + score(tokens.get(t), s == 0 ? null : candidates.get(s - 1));
            }
            best = next;
        }
        @Nullable LegacyEncoding[] chosen = new LegacyEncoding[tokens.size()];
        int state = 0;
        for (int s = 1; s < states; s++) {
            state = best[s] > best[state] ? s : state;
        }
        for (int t = tokens.size() - 1; t >= 0; t--) {
            chosen[t] = state == 0 ? null : candidates.get(state - 1);
            state = before[t][state];
        }
        return chosen;
    }

    private static double score(Token token, @Nullable LegacyEncoding encoding) {
        if (!token.word().high) {
            return 0;
        }
        if (encoding == null) {
            return token.word().unicode ? UNICODE : token.word().weird ? WEIRD : 0;
        }
        return switch (token.word().fit(encoding)) {
                    case VALID -> VALID;
                    case POSSIBLE -> POSSIBLE;
                    case INVALID ->
                            token.word().unicode
                                    ? -UNICODE
                                    : token.hint() == encoding && token.word().isWhole(encoding)
                                            ? MISSPELT
                                            : INVALID;
                    case NONE -> token.word().weird ? WEIRD : 0;
                }
                + (token.hint() == encoding ? HINT : 0);
    }
}
