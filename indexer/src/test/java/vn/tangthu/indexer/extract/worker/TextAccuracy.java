package vn.tangthu.indexer.extract.worker;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * How much of a transcript an extraction has, as the corpus of legacy documents defines it: both in
 * NFC, white space collapsed, aligned; characters of the transcript that are matched, and letters
 * with a diacritic that are exactly right where the letters without diacritics are aligned.
 *
 * <p>The alignment is the longest common subsequence, found by Myers' algorithm in linear space (An
 * O(ND) Difference Algorithm, 1986).
 */
public record TextAccuracy(int chars, int charsRight, int marks, int marksRight) {
    public static final TextAccuracy NOTHING = new TextAccuracy(0, 0, 0, 0);

    /**
     * @param foldCase whether small and capital letters are the same
     */
    public static TextAccuracy of(String transcript, String extracted, boolean foldCase) {
        String truth = normal(transcript, foldCase);
        String found = normal(extracted, foldCase);
        int right = 0;
        for (int partner : new Alignment(truth, found).partners) {
            right += partner >= 0 ? 1 : 0;
        }
        String truthBases = bases(truth);
        String foundBases = bases(found);
        int[] partners = new Alignment(truthBases, foundBases).partners;
        int marks = 0;
        int marksRight = 0;
        for (int i = 0; i < truth.length(); i++) {
            if (truth.charAt(i) != truthBases.charAt(i)) {
                marks++;
                marksRight +=
                        partners[i] >= 0 && truth.charAt(i) == found.charAt(partners[i]) ? 1 : 0;
            }
        }
        return new TextAccuracy(truth.length(), right, marks, marksRight);
    }

    public TextAccuracy plus(TextAccuracy other) {
        return new TextAccuracy(
                chars + other.chars,
                charsRight + other.charsRight,
                marks + other.marks,
                marksRight + other.marksRight);
    }

    public double ofChars() {
        return chars == 0 ? 1 : (double) charsRight / chars;
    }

    public double ofMarks() {
        return marks == 0 ? 1 : (double) marksRight / marks;
    }

    static String normal(String text, boolean foldCase) {
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replaceAll("[\\s\\u00A0]+", " ")
                        .strip();
        return foldCase ? plain.toLowerCase(Locale.ROOT) : plain;
    }

    private static String bases(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            out.append(
                    switch (c) {
                        case 'đ' -> 'd';
                        case 'Đ' -> 'D';
                        default ->
                                c < 0x80
                                        ? c
                                        : Normalizer.normalize(
                                                        String.valueOf(c), Normalizer.Form.NFD)
                                                .charAt(0);
                    });
        }
        return out.toString();
    }

    private static final class Alignment {
        private final char[] a;
        private final char[] b;

        /** For each character of the first its partner in the second, or -1. */
        private final int[] partners;

        private final int[] forward;
        private final int[] backward;
        private final int offset;

        Alignment(String first, String second) {
            a = first.toCharArray();
            b = second.toCharArray();
            partners = new int[a.length];
            Arrays.fill(partners, -1);
            int size = a.length + b.length + 3;
            forward = new int[2 * size + 1];
            backward = new int[2 * size + 1];
            offset = size;
            align(0, a.length, 0, b.length);
        }

        private void align(int aFrom, int aTo, int bFrom, int bTo) {
            int a0 = aFrom;
            int b0 = bFrom;
            int a1 = aTo;
            int b1 = bTo;
            while (a0 < a1 && b0 < b1 && a[a0] == b[b0]) {
                partners[a0++] = b0++;
            }
            while (a0 < a1 && b0 < b1 && a[a1 - 1] == b[b1 - 1]) {
                partners[--a1] = --b1;
            }
            if (a0 == a1 || b0 == b1) {
                return;
            }
            int[] middle = middle(a0, a1, b0, b1);
            align(a0, middle[0], b0, middle[1]);
            align(middle[0], a1, middle[1], b1);
        }

        /** A point on a shortest path; ends differ, so it is neither the start nor the end. */
        private int[] middle(int a0, int a1, int b0, int b1) {
            int n = a1 - a0;
            int m = b1 - b0;
            int delta = n - m;
            boolean odd = (delta & 1) != 0;
            forward[offset + 1] = 0;
            backward[offset + 1] = 0;
            for (int d = 0; ; d++) {
                for (int k = -d; k <= d; k += 2) {
                    int x =
                            k == -d || k != d && forward[offset + k - 1] < forward[offset + k + 1]
                                    ? forward[offset + k + 1]
                                    : forward[offset + k - 1] + 1;
                    while (x < n && x - k < m && x - k >= 0 && a[a0 + x] == b[b0 + x - k]) {
                        x++;
                    }
                    forward[offset + k] = x;
                    int other = delta - k;
                    if (odd
                            && Math.abs(other) < d
                            && x + backward[offset + other] >= n
                            && isInside(x, x - k, n, m)) {
                        return new int[] {a0 + x, b0 + x - k};
                    }
                }
                for (int k = -d; k <= d; k += 2) {
                    int x =
                            k == -d || k != d && backward[offset + k - 1] < backward[offset + k + 1]
                                    ? backward[offset + k + 1]
                                    : backward[offset + k - 1] + 1;
                    while (x < n && x - k < m && x - k >= 0 && a[a1 - 1 - x] == b[b1 - 1 - x + k]) {
                        x++;
                    }
                    backward[offset + k] = x;
                    int other = delta - k;
                    if (!odd
                            && Math.abs(other) <= d
                            && x + forward[offset + other] >= n
                            && isInside(x, x - k, n, m)) {
                        return new int[] {a1 - x, b1 - x + k};
                    }
                }
            }
        }

        private static boolean isInside(int x, int y, int n, int m) {
            return x >= 0 && y >= 0 && x <= n && y <= m && x + y > 0 && x + y < n + m;
        }
    }
}
