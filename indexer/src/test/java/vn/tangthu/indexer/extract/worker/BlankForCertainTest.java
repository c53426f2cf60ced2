package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tangthu.indexer.extract.worker.ScannedPages.mm;
import static vn.tangthu.indexer.extract.worker.ScannedPages.paper;
import static vn.tangthu.indexer.extract.worker.ScannedPages.scanned;
import static vn.tangthu.indexer.extract.worker.ScannedPages.text;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pages OCR does not get to see: none with anything that a person could read on it. */
class BlankForCertainTest {
    private static final int SEEDS = 3;

    private static GreyCells cells(BufferedImage scan) throws IOException {
        return Objects.requireNonNull(JpegGlance.of(ScannedPages.jpeg(scan, 0.8f, false)).cells());
    }

    private static BufferedImage in(int grey, ScannedPages.Ink ink) {
        return paper(
                p -> {
                    p.setColor(new Color(grey, grey, grey));
                    ink.on(p);
                });
    }

    /** A frame with the word in it, aslant, as it is stamped below the number. */
    private static void stamp(Graphics2D p) {
        p.rotate(Math.toRadians(-4), mm(40), mm(45));
        p.setStroke(new BasicStroke(mm(0.6)));
        p.drawRect((int) mm(30), (int) mm(40), (int) mm(24), (int) mm(10));
        text(p, 34, 47.5, 16, List.of("MẬT"));
    }

    @Test
    void aFaintStampOnePencilledLineOrAThinSignatureIsNeverBlank() throws IOException {
        Map<String, BufferedImage> faint = new LinkedHashMap<>();
        // paper has 236
        faint.put("stamp worn to an eighth", in(212, BlankForCertainTest::stamp));
        faint.put("stamp worn to a twelfth", in(220, BlankForCertainTest::stamp));
        faint.put(
                "hard pencil, one line",
                in(195, p -> text(p, 30, 150, 12, List.of("Đã đối chiếu với bản gốc, đủ 12 tờ."))));
        faint.put("pencilled number", in(185, p -> text(p, 180, 20, 12, List.of("127"))));
        faint.put("pencilled word", in(195, p -> text(p, 120, 60, 13, List.of("đã xem"))));
        faint.put("small print", in(130, p -> text(p, 90, 288, 6, List.of("In tại xưởng in"))));
        faint.put(
                "thin signature",
                in(
                        185,
                        p -> {
                            p.setStroke(new BasicStroke(mm(0.3)));
                            p.drawPolyline(
                                    new int[] {
                                        (int) mm(120), (int) mm(128), (int) mm(133), (int) mm(150)
                                    },
                                    new int[] {
                                        (int) mm(200), (int) mm(188), (int) mm(204), (int) mm(195)
                                    },
                                    4);
                        }));
        faint.put("note at the edge", in(170, p -> text(p, 10, 100, 11, List.of("lưu hồ sơ"))));
        faint.put("one word in ink", in(40, p -> text(p, 100, 150, 10, List.of("Hết."))));
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, BufferedImage> each : faint.entrySet()) {
            for (int seed = 0; seed < SEEDS; seed++) {
                BufferedImage scan =
                        scanned(each.getValue(), seed, 1.5, seed % 3 * 3, seed % 2 == 1);
                if (BlankPage.isCertainly(cells(scan))) {
                    wrong.add(each.getKey() + " " + seed);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Letters apart, as typewriters and stamps space them: each is a spot of its own. */
    private static void parted(Graphics2D p, int points, double x, double y, String word) {
        p.setFont(ScannedPages.bold(points));
        for (int i = 0; i < word.length(); i++) {
            p.drawString(word.substring(i, i + 1), mm(x + i * points * 0.55), mm(y));
        }
    }

    @Test
    void blackLettersThatStandApartAndNumbersInACornerAreNeverTakenForPunchHoles()
            throws IOException {
        Map<String, BufferedImage> dark = new LinkedHashMap<>();
        for (int ink : new int[] {30, 80}) {
            for (int points : new int[] {10, 12, 13, 16, 20}) {
                String as = " of " + points + " points, ink " + ink;
                dark.put("MẬT above" + as, in(ink, p -> parted(p, points, 30, 18, "MẬT")));
                dark.put("MẬT left" + as, in(ink, p -> parted(p, points, 8, 40, "MẬT")));
                dark.put("TỐI MẬT" + as, in(ink, p -> parted(p, points, 120, 20, "TỐI MẬT")));
                dark.put("MẬT below" + as, in(ink, p -> parted(p, points, 160, 285, "MẬT")));
                dark.put("7" + as, in(ink, p -> parted(p, points, 195, 16, "7")));
                dark.put("12" + as, in(ink, p -> text(p, 190, 16, points, List.of("12"))));
                dark.put("9 below" + as, in(ink, p -> parted(p, points, 12, 286, "9")));
            }
        }
        List<String> wrong = new ArrayList<>();
        int seed = 0;
        for (Map.Entry<String, BufferedImage> each : dark.entrySet()) {
            seed++;
            BufferedImage scan = scanned(each.getValue(), seed, 1, seed % 3 * 1.5, false);
            if (BlankPage.isCertainly(cells(scan))) {
                wrong.add(each.getKey());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void emptySheetsAreBlankButNotWithHolesNorWhenWritingShinesThrough() throws IOException {
        BufferedImage holes =
                in(
                        60,
                        p -> {
                            for (double y : new double[] {108, 188}) {
                                p.fillOval((int) mm(9), (int) mm(y), (int) mm(6), (int) mm(6));
                            }
                        });
        BufferedImage through =
                in(
                        221,
                        p -> {
                            for (int i = 0; i < 14; i++) {
                                text(p, 25, 30 + i * 17, 12, List.of("Kính gửi Phòng Nông nghiệp"));
                            }
                        });
        int blank = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            int grain = seed % 2 * 3;
            blank +=
                    BlankPage.isCertainly(cells(scanned(paper(p -> {}), seed, 1, grain, false)))
                            ? 1
                            : 0;
            GreyCells punched = cells(scanned(holes, seed, 1, grain, false));
            assertThat(BlankPage.is(punched)).as("a hint may overlook holes").isTrue();
            assertThat(BlankPage.isCertainly(punched)).as("holes, scan %s", seed).isFalse();
            assertThat(BlankPage.isCertainly(cells(scanned(through, seed, 1, grain, false))))
                    .as("writing of the other side, scan %s", seed)
                    .isFalse();
        }
        assertThat(blank).isEqualTo(SEEDS);
    }

    @Test
    void aCutJpegAndAStampInAnInkThatAGlanceDoesNotSeeAreReadAndAnEmptySheetIsNot(@TempDir Path dir)
            throws IOException {
        byte[] empty = ScannedPages.jpeg(scanned(paper(p -> {}), 1, 0, 1, false), 0.8f, false);
        assertThat(isBlank(dir, "empty.jpg", empty)).isTrue();
        assertThat(isBlank(dir, "cut.jpg", Arrays.copyOf(empty, empty.length / 2))).isFalse();
        assertThat(isBlank(dir, "lost.jpg", Arrays.copyOf(empty, empty.length - 40))).isFalse();
        BufferedImage red = new BufferedImage(1240, 1754, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = red.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 1240, 1754);
        graphics.setColor(new Color(255, 60, 60)); // in red there is nothing to see
        stamp(graphics);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(red, "png", png);
        assertThat(isBlank(dir, "red.png", png.toByteArray())).isFalse();
        assertThat(isBlank(dir, "red.jpg", ScannedPages.jpeg(red, 0.8f, false))).isFalse();
    }

    private static boolean isBlank(Path dir, String name, byte[] image) throws IOException {
        String path = Files.write(dir.resolve(name), image).toString();
        Request.PageImage request = new Request.PageImage(path, 1, dir.resolve("out").toString());
        return UprightImage.of(new Answer.Scan(path, 150, 0, 0, 10_000, 10_000), request).blank();
    }

    @Test
    void anImageWithFewCellsOrOfAPageThatIsDarkIsNeverBlankForCertain() {
        byte[] white = new byte[90 * 127];
        Arrays.fill(white, (byte) 240);
        assertThat(BlankPage.is(new GreyCells(90, 127, white))).isTrue();
        assertThat(BlankPage.isCertainly(new GreyCells(90, 127, white))).isFalse();
        assertThat(BlankPage.isCertainly(new GreyCells(210, 297, new byte[210 * 297]))).isFalse();
    }
}
