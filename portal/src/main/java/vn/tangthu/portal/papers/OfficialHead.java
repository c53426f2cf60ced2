package vn.tangthu.portal.papers;

import java.io.IOException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.shell.Words;

/**
 * The head of an official paper: who makes it, number, motto, place and date (Nghị định 30/2020).
 */
final class OfficialHead {
    /** To be filled in by hand. */
    static final String OPEN = "…………………………";

    private OfficialHead() {}

    /**
     * @param parent the body above, or blank
     * @param number with its notation
     * @param place blank for one to be filled in by hand, null for none
     */
    static void write(
            Paper paper,
            String parent,
            String archive,
            String number,
            @Nullable String place,
            Instant made)
            throws IOException {
        String day = day(made);
        List<Line> body = new ArrayList<>();
        if (!parent.isBlank()) {
            body.add(Line.plain(parent.toUpperCase(Locale.ROOT)));
        }
        body.add(Line.bold(archive.toUpperCase(Locale.ROOT)));
        body.add(Line.plain("———————"));
        body.add(Line.plain("Số: " + number));
        paper.twoBlocks(
                42,
                body,
                List.of(
                        Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                        Line.bold("Độc lập - Tự do - Hạnh phúc"),
                        Line.plain("———————————————"),
                        Line.italic(
                                place == null
                                        ? day.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + day.substring(1)
                                        : orOpen(place) + ", " + day)));
        paper.space(1);
    }

    /** {@code ngày 05 tháng 02 năm 2026}. */
    static String day(Instant at) {
        ZonedDateTime made = at.atZone(Words.ZONE);
        return "ngày %02d tháng %02d năm %d"
                .formatted(made.getDayOfMonth(), made.getMonthValue(), made.getYear());
    }

    static String orOpen(String text) {
        return text.isBlank() ? OPEN : text;
    }
}
