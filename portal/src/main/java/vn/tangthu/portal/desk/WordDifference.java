package vn.tangthu.portal.desk;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, word by word: the longest words they have in common stay. */
final class WordDifference {
    /** More words than that are shown as a whole. */
    private static final int MOST = 1_000;

    private WordDifference() {}

    enum Kind {
        SAME,
        GONE,
        NEW
    }

    record Piece(Kind kind, String text) {}

    static List<Piece> of(String before, String after) {
        String[] old = before.isBlank() ? new String[0] : before.strip().split("\\s+");
        String[] now = after.isBlank() ? new String[0] : after.strip().split("\\s+");
        if (old.length > MOST || now.length > MOST) {
            return List.of(new Piece(Kind.GONE, before), new Piece(Kind.NEW, after));
        }
        int[][] common = new int[old.length + 1][now.length + 1];
        for (int i = old.length - 1; i >= 0; i--) {
            for (int j = now.length - 1; j >= 0; j--) {
                common[i][j] =
                        old[i].equals(now[j])
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.length || j < now.length) {
            if (i < old.length && j < now.length && old[i].equals(now[j])) {
                put(pieces, Kind.SAME, old[i++]);
                j++;
            } else if (j == now.length
                    || (i < old.length && common[i + 1][j] >= common[i][j + 1])) {
                put(pieces, Kind.GONE, old[i++]);
            } else {
                put(pieces, Kind.NEW, now[j++]);
            }
        }
        return pieces;
    }

    private static void put(List<Piece> pieces, Kind kind, String word) {
        if (!pieces.isEmpty() && pieces.getLast().kind() == kind) {
            Piece last = pieces.removeLast();
            pieces.add(new Piece(kind, last.text() + " " + word));
        } else {
            pieces.add(new Piece(kind, word));
        }
    }
}
