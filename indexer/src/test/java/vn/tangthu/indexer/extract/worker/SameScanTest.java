package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.ScanPrint;

/** Measures what docs/duplicates.md tells; {@code -Dtangthu.sheets=24} for its figures. */
class SameScanTest {
    private static final int SHEETS = Integer.getInteger("tangthu.sheets", 3);

    /** Thin strokes come and go: told of most pages as other ones. */
    private static final Set<SavedAgain> MAY_BE_LOST =
            EnumSet.of(SavedAgain.BLACK_AND_WHITE, SavedAgain.ALL_AT_ONCE);

    private static BufferedImage scanned(BufferedImage sheet, Random random) {
        return ScannedPages.scanned(
                sheet, random.nextLong(), 1, 1 + random.nextInt(4), random.nextInt(4) == 0);
    }

    private static boolean isCandidate(ScanPrint kept, ScanPrint come) {
        int[] keys = kept.keys();
        int[][] probes = come.probes();
        boolean met = false;
        for (int key = 0; key < ScanPrint.KEYS; key++) {
            for (int probe : probes[key]) {
                met |= probe == keys[key];
            }
        }
        return met && come.apart(kept) <= ScanPrint.MOST_APART;
    }

    private static int found(String name, LongFunction<BufferedImage> sheet) throws IOException {
        Map<SavedAgain, Integer> met = new EnumMap<>(SavedAgain.class);
        Map<SavedAgain, Integer> found = new EnumMap<>(SavedAgain.class);
        for (int n = 0; n < SHEETS; n++) {
            Random random = new Random((n + 1) * 0x9e3779b97f4a7c15L);
            BufferedImage scan = scanned(sheet.apply(1_000 + n), random);
            byte[] kept = SavedAgain.PNG.bytes(scan, random);
            GreyCells fine = SavedAgain.fine(kept);
            ScanPrint print = PrintOfScan.of(SavedAgain.cells(kept));
            for (SavedAgain way : SavedAgain.values()) {
                byte[] come = way.bytes(scan, random);
                boolean meets = isCandidate(print, PrintOfScan.of(SavedAgain.cells(come)));
                boolean same = SameScan.is(SavedAgain.fine(come), fine);
                met.merge(way, meets ? 1 : 0, Integer::sum);
                found.merge(way, meets && same ? 1 : 0, Integer::sum);
            }
        }
        System.out.printf(
                Locale.ROOT, "%s: of %d meet %s, are found %s%n", name, SHEETS, met, found);
        MAY_BE_LOST.forEach(found::remove);
        return found.values().stream().reduce(0, Integer::sum);
    }

    @Test
    void aScanSavedAgainIsFound() throws IOException {
        int ways = SavedAgain.values().length - MAY_BE_LOST.size();
        int found = found("letters", SheetsOfPaper::letter) + found("forms", SheetsOfPaper::form);
        assertThat(found).isGreaterThanOrEqualTo((int) (0.95 * 2 * ways * SHEETS));
    }

    /** Drawn by a program and never scanned: nothing but what was filled in differs. */
    @Test
    void pagesOfOneTemplateThatLieExactlyAlikeAreToldApart() throws IOException {
        for (LongFunction<BufferedImage> template :
                List.<LongFunction<BufferedImage>>of(
                        SheetsOfPaper::decision, SheetsOfPaper::form)) {
            List<GreyCells> pages = new ArrayList<>();
            for (int n = 0; n < 24; n++) {
                BufferedImage page = template.apply(7_000 + n);
                pages.add(SavedAgain.fine(ScannedPages.jpeg(page, 0.75f, false)));
            }
            double least = Double.POSITIVE_INFINITY;
            for (int n = 0; n < pages.size(); n++) {
                for (int m = Math.max(0, n - 3); m < n; m++) {
                    least = Math.min(least, SameScan.left(pages.get(n), pages.get(m)));
                }
            }
            System.out.printf(Locale.ROOT, "of one template: at least %.1f is left%n", least);
            assertThat(least).isGreaterThan(2 * SameScan.MOST_LEFT);
        }
    }

    @Test
    void oneOtherDigitMakesAnotherPage() throws IOException {
        for (String digits : "53 60 80 86 90 96 38 17".split(" ")) {
            GreyCells one = numbered(digits.charAt(0), false);
            assertThat(SameScan.is(one, numbered(digits.charAt(1), true))).as(digits).isFalse();
            assertThat(SameScan.is(one, numbered(digits.charAt(0), true))).as(digits).isTrue();
        }
    }

    private static GreyCells numbered(char digit, boolean savedAgain) throws IOException {
        BufferedImage sheet =
                ScannedPages.paper(
                        paper -> {
                            ScannedPages.text(
                                    paper, 60, 25, 11, List.of("Số: 14" + digit + "/QĐ-UBND"));
                            for (int line = 0; line < 6; line++) {
                                ScannedPages.text(
                                        paper,
                                        26,
                                        60 + line * 30,
                                        12,
                                        List.of("Ủy ban nhân dân xã xác nhận lời khai là đúng"));
                            }
                        });
        BufferedImage scan = ScannedPages.scanned(sheet, 7, 0.5, 3, false);
        return SavedAgain.fine(
                savedAgain
                        ? ScannedPages.jpeg(scan, 0.4f, true)
                        : ScannedPages.jpeg(scan, 0.9f, false));
    }

    @Test
    void pagesThatCannotBeComparedAreNotTheSame() throws IOException {
        BufferedImage empty = ScannedPages.paper(paper -> {});
        GreyCells cells = SavedAgain.fine(ScannedPages.jpeg(empty, 0.9f, false));
        assertThat(SameScan.is(cells, cells)).isFalse();
        GreyCells small = SavedAgain.fine(ScannedPages.jpeg(SheetsOfPaper.form(1), 0.9f, false));
        GreyCells tiny = small.resized(small.width() / 2, small.height() / 2);
        assertThat(SameScan.is(tiny, tiny)).isFalse();
        assertThat(SameScan.is(small, small)).isTrue();
        assertThat(PrintOfScan.of(ImageGlance.cells(empty)).isNone()).isTrue();
    }
}
