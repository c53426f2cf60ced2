package vn.tangthu.indexer.extract;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText.Page;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.repository.SuspectedSecrets.Level;

/**
 * Reads the stamp of a state secret off a page's text: MẬT, TỐI MẬT or TUYỆT MẬT in capitals, alone
 * where it stands, below the number of the document on the left or at the very top (Thông tư
 * 24/2020/TT-BCA). The words in running text, in headings ("BẢO VỆ BÍ MẬT NHÀ NƯỚC", "MẬT ĐỘ DÂN
 * SỐ") and in small letters are none. OCR may lose tone marks, part the letters, read the frame as
 * strokes and misread a letter of the longer stamps or the ends of the short one.
 */
final class SecretStamp {
    /** What a side of the page is in all of these. */
    private static final int SIDE = 10_000;

    /** In ten-thousandths of the page: below the letterhead and the number ends here. */
    private static final int LOWEST = 3500;

    /** The left half, with what a crooked scan adds. */
    private static final int RIGHTMOST = 5500;

    /** Above this it may stand anywhere across the page. */
    private static final int VERY_TOP = 1200;

    /** Words nearer than this, in widths of the page, stand together. */
    private static final int GAP = 350;

    /** Lines of a text without positions that are its head. */
    private static final int HEAD_LINES = 20;

    /** A heading's last word, with which MẬT on the next line is a word of its own kind. */
    private static final Set<String> BEFORE =
            Set.of("BI", "BAO", "CO", "AN", "NIEM", "TRAO", "MUC", "DO", "THAN", "GIU", "HOA");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private SecretStamp() {}

    /**
     * @param first whether a document begins on the page; elsewhere only what cannot be misread
     *     counts
     */
    static Optional<Level> on(Page page, boolean first) {
        return page.words().isEmpty() ? inHead(page.text(), first) : inPlace(upright(page), first);
    }

    /** Where the words would stand if the page were shown with its head up. */
    private static List<Word> upright(Page page) {
        int quarters = page.reading() == null ? 0 : page.reading().quarters();
        return quarters == 0
                ? page.words()
                : page.words().stream().map(word -> turnedBack(word, quarters)).toList();
    }

    private static Word turnedBack(Word word, int quarters) {
        int fromRight = SIDE - word.x() - word.width();
        int fromBottom = SIDE - word.y() - word.height();
        boolean half = quarters == 2;
        int x = half ? fromRight : quarters == 1 ? word.y() : fromBottom;
        int y = half ? fromBottom : quarters == 1 ? fromRight : word.x();
        return new Word(
                word.text(),
                word.line(),
                x,
                y,
                half ? word.width() : word.height(),
                half ? word.height() : word.width());
    }

    private static Optional<Level> inHead(String text, boolean first) {
        if (!first) {
            return Optional.empty();
        }
        return text.lines()
                .filter(line -> !line.isBlank())
                .limit(HEAD_LINES)
                .flatMap(line -> Arrays.stream(line.split("\t|\\s{3,}|\\|")))
                .map(cell -> exact(cell.strip()))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<Level> exact(String cell) {
        String composed = Normalizer.normalize(cell, Normalizer.Form.NFC);
        return Arrays.stream(Level.values())
                .filter(level -> level.stamp().equals(composed))
                .findFirst();
    }

    /** Words of one line that stand together. */
    private record Cluster(List<Word> words) {
        int left() {
            return words.getFirst().x();
        }

        int right() {
            return words.getLast().x() + words.getLast().width();
        }

        int top() {
            return words.stream().mapToInt(Word::y).min().orElse(0);
        }

        int height() {
            return words.stream().mapToInt(Word::height).max().orElse(0);
        }
    }

    private static Optional<Level> inPlace(List<Word> words, boolean first) {
        int usual = usualHeight(words);
        Level highest = null;
        @Nullable Cluster above = null;
        for (Cluster cluster : clusters(words)) {
            Level level = isInPlace(cluster, usual, first) ? level(cluster, first) : null;
            if (level != null && !goesOn(above, cluster)) {
                highest = highest == null || level.compareTo(highest) > 0 ? level : highest;
            }
            above = cluster;
        }
        return Optional.ofNullable(highest);
    }

    private static boolean isInPlace(Cluster cluster, int usual, boolean first) {
        int middle = (cluster.left() + cluster.right()) / 2;
        int bottom = cluster.top() + cluster.height();
        boolean placed = bottom <= VERY_TOP || cluster.top() <= LOWEST && middle <= RIGHTMOST;
        return placed && cluster.height() * 10 >= usual * (first ? 9 : 12);
    }

    private static int usualHeight(List<Word> words) {
        int[] heights = words.stream().mapToInt(Word::height).sorted().toArray();
        return heights[heights.length / 2];
    }

    /** Lines from above, each parted where the gaps are wide. */
    private static List<Cluster> clusters(List<Word> words) {
        Map<Integer, List<Word>> lines = new TreeMap<>();
        words.forEach(w -> lines.computeIfAbsent(w.line(), line -> new ArrayList<>()).add(w));
        List<Cluster> clusters = new ArrayList<>();
        for (List<Word> line : lines.values()) {
            line.sort(Comparator.comparingInt(Word::x));
            List<Word> together = new ArrayList<>();
            for (Word word : line) {
                if (!together.isEmpty()
                        && word.x() - together.getLast().x() - together.getLast().width() > GAP) {
                    clusters.add(new Cluster(List.copyOf(together)));
                    together.clear();
                }
                together.add(word);
            }
            clusters.add(new Cluster(List.copyOf(together)));
        }
        return clusters;
    }

    /** Whether the line above is a heading that this one ends: QUY CHẾ BẢO / MẬT. */
    private static boolean goesOn(@Nullable Cluster above, Cluster cluster) {
        if (above == null) {
            return false;
        }
        int between = cluster.top() - above.top() - above.height();
        boolean near = between < 2 * Math.max(cluster.height(), above.height());
        String last = folded(above.words().getLast().text());
        return near && above.words().size() > 1 && BEFORE.contains(last);
    }

    private static @Nullable Level level(Cluster cluster, boolean first) {
        StringBuilder letters = new StringBuilder();
        for (Word word : cluster.words()) {
            String text = Normalizer.normalize(word.text(), Normalizer.Form.NFC);
            if (text.codePoints().anyMatch(c -> Character.isLowerCase(c) && !isStroke(c))) {
                return null;
            }
            letters.append(text);
        }
        String seen = letters.toString().toUpperCase(Locale.ROOT);
        String bare = withoutFrame(folded(seen));
        if (bare.length() < 3 || bare.length() > 12) {
            return null;
        }
        int slips = first ? 1 : 0;
        if (distance(bare, "TUYETMAT") <= 2 * slips) {
            return Level.TOP_SECRET;
        }
        if (distance(bare, "TOIMAT") <= slips) {
            return Level.HIGHLY_SECRET;
        }
        boolean isShort = bare.equals("MAT") || first && isMisreadShort(seen);
        return isShort ? Level.SECRET : null;
    }

    /** A frame is read as strokes and brackets, and so is a capital I. */
    private static boolean isStroke(int letter) {
        return letter == 'i' || letter == 'l' || letter == 'j';
    }

    private static String withoutFrame(String bare) {
        int from = 0;
        int to = bare.length();
        while (to - from > 3 && "ILJ".indexOf(bare.charAt(from)) >= 0) {
            from++;
        }
        while (to - from > 3 && "ILJ".indexOf(bare.charAt(to - 1)) >= 0) {
            to--;
        }
        return bare.substring(from, to);
    }

    /** Three letters misread are another word, unless the one in the middle is unmistakable. */
    private static boolean isMisreadShort(String seen) {
        String letters = seen.replaceAll("[^\\p{L}0-9]", "");
        return letters.matches("(M|N|H|W|IVI|NI|RI)[ẬÂẤẦ](T|1|7|I|L|Y|F)")
                && (letters.contains("Ậ") || letters.startsWith("M"));
    }

    private static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replace('Đ', 'D');
        return MARKS.matcher(plain)
                .replaceAll("")
                .toUpperCase(Locale.ROOT)
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('7', 'T')
                .replaceAll("[^A-Z]", "");
    }

    /** Edits from one to the other; more than 2 are counted as 3. */
    private static int distance(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 2) {
            return 3;
        }
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] next = new int[other.length() + 1];
            next[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                next[j] = Math.min(last[j - 1] + same, 1 + Math.min(last[j], next[j - 1]));
            }
            last = next;
        }
        return Math.min(3, last[other.length()]);
    }
}
