package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.Print;
import vn.tangthu.repository.ScanPrint;

/** Measures what docs/duplicates.md tells. */
class ScanPrintTest {
    private static final int SHEETS = Integer.getInteger("tangthu.sheets", 6);

    private static BufferedImage scanned(BufferedImage sheet, Random random) {
        return ScannedPages.scanned(
                sheet, random.nextLong(), 1, 1 + random.nextInt(4), random.nextInt(4) == 0);
    }

    private static boolean isFound(ScanPrint kept, ScanPrint come) {
        int[] keys = kept.keys();
        int[][] probes = come.probes();
        boolean met = false;
        for (int key = 0; key < Print.KEYS; key++) {
            for (int probe : probes[key]) {
                met |= probe == keys[key];
            }
        }
        return met && isSame(kept, come);
    }

    private static boolean isSame(ScanPrint kept, ScanPrint come) {
        return come.percent(kept) >= PagePrint.NEAR;
    }

    /** Of so many sheets: how often each way is found, and how often another sheet. */
    private static Map<SavedAgain, Integer> found(String name, LongFunction<BufferedImage> sheet)
            throws IOException {
        Map<SavedAgain, Integer> found = new EnumMap<>(SavedAgain.class);
        List<List<ScanPrint>> all = new ArrayList<>();
        int bytes = 0;
        for (int n = 0; n < SHEETS; n++) {
            Random random = new Random((n + 1) * 0x9e3779b97f4a7c15L);
            BufferedImage scan = scanned(sheet.apply(1_000 + n), random);
            List<ScanPrint> prints = new ArrayList<>();
            for (SavedAgain way : SavedAgain.values()) {
                ScanPrint print = PrintOfScan.of(way.of(scan, random));
                prints.add(print);
                found.merge(way, isFound(prints.getFirst(), print) ? 1 : 0, Integer::sum);
            }
            bytes += prints.getFirst().data().length;
            all.add(prints);
        }
        int wrong = 0;
        int pairs = 0;
        for (int n = 0; n < SHEETS; n++) {
            for (int m = 0; m < SHEETS; m++) {
                for (int way = 0; n != m && way < SavedAgain.values().length; way += 3) {
                    pairs++;
                    wrong += isSame(all.get(n).getFirst(), all.get(m).get(way)) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: of %d found %s; of %d others %d; %d bytes%n",
                name,
                SHEETS,
                found,
                pairs,
                wrong,
                bytes / SHEETS);
        assertThat(wrong).isZero();
        return found;
    }

    @Test
    void aScanSavedAgainIsFoundAndAnotherSheetNever() throws IOException {
        int ways = SavedAgain.values().length;
        int letters =
                found("letters", SheetsOfPaper::letter).values().stream().reduce(0, Integer::sum);
        int forms = found("forms", SheetsOfPaper::form).values().stream().reduce(0, Integer::sum);
        assertThat(letters).isGreaterThan((int) (0.85 * ways * SHEETS));
        assertThat(forms).isGreaterThan((int) (0.85 * ways * SHEETS));
    }

    /** Drawn by a program and never scanned, so that nothing but what was filled in differs. */
    @Test
    void formsThatLieExactlyAlikeAndAreFilledInOtherwiseAreSeldomToldAsOne() {
        List<ScanPrint> drawn = new ArrayList<>();
        for (int n = 0; n < 5 * SHEETS; n++) {
            drawn.add(PrintOfScan.of(ImageGlance.cells(SheetsOfPaper.form(5_000 + n))));
        }
        int pairs = 0;
        int wrong = 0;
        for (int n = 0; n < drawn.size(); n++) {
            for (int m = 0; m < n; m++) {
                pairs++;
                wrong += isSame(drawn.get(n), drawn.get(m)) ? 1 : 0;
            }
        }
        System.out.printf(Locale.ROOT, "drawn forms: of %d pairs %d%n", pairs, wrong);
        assertThat(wrong * 200).isLessThanOrEqualTo(pairs);
    }
}
