package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.tangthu.indexer.extract.worker.ScannedPages.mm;
import static vn.tangthu.indexer.extract.worker.ScannedPages.paper;
import static vn.tangthu.indexer.extract.worker.ScannedPages.scanned;
import static vn.tangthu.indexer.extract.worker.ScannedPages.text;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GlanceTest {
    private static final List<String> LETTER =
            List.of(
                    "Kính gửi: Phòng Nông nghiệp huyện",
                    "Theo đề nghị của các hộ dân hai bên bờ suối, đội thủy nông đã đo lại",
                    "mặt cắt đập tràn và thấy phải gia cố thêm mười hai mét về phía tả ngạn.");

    private static GreyCells cells(byte[] jpeg) {
        Glance glance = JpegGlance.of(jpeg);
        assertThat(glance.broken()).isFalse();
        return Objects.requireNonNull(glance.cells());
    }

    @Test
    void cellsAreTheMeansOfTheDecodedBlocks() throws IOException {
        BufferedImage grey = scanned(paper(p -> text(p, 30, 40, 12, LETTER)), 7, 1, 4, true);
        BufferedImage colour = new BufferedImage(403, 277, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = colour.createGraphics();
        graphics.drawImage(grey, 0, 0, 403, 277, null);
        graphics.setColor(new Color(200, 30, 40));
        graphics.fillOval(100, 60, 90, 90);
        graphics.dispose();
        for (BufferedImage image : List.of(grey.getSubimage(0, 0, 1001, 1203), colour)) {
            for (boolean progressive : new boolean[] {false, true}) {
                byte[] jpeg = ScannedPages.jpeg(image, 0.85f, progressive);
                BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(jpeg));
                GreyCells found = cells(jpeg);
                assertThat(found.width()).isEqualTo((image.getWidth() + 7) / 8);
                for (int y = 0; y < image.getHeight() / 8; y++) {
                    for (int x = 0; x < image.getWidth() / 8; x++) {
                        double sum = 0;
                        for (int i = 0; i < 64; i++) {
                            if (decoded.getRaster().getNumBands() == 1) {
                                sum +=
                                        decoded.getRaster()
                                                .getSample(x * 8 + i % 8, y * 8 + i / 8, 0);
                                continue;
                            }
                            int p = decoded.getRGB(x * 8 + i % 8, y * 8 + i / 8);
                            sum +=
                                    (p >> 16 & 0xff) * 0.299
                                            + (p >> 8 & 0xff) * 0.587
                                            + (p & 0xff) * 0.114;
                        }
                        int mean = (int) (sum / 64);
                        assertThat(Math.abs(found.at(x, y) - mean))
                                .as("%s %s,%s", progressive, x, y)
                                .isLessThan(4);
                    }
                }
            }
        }
    }

    @Test
    void aJpegThatIsCutIsBroken() throws IOException {
        BufferedImage page = scanned(paper(p -> text(p, 30, 40, 12, LETTER)), 1, 1, 3, true);
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] whole = ScannedPages.jpeg(page, 0.8f, progressive);
            assertThat(JpegGlance.of(whole).broken()).isFalse();
            for (double part : new double[] {0.01, 0.1, 0.5, 0.9, 0.99, 0.999}) {
                byte[] cut = Arrays.copyOf(whole, (int) (whole.length * part));
                assertThat(JpegGlance.of(cut).broken()).as("%s of it", part).isTrue();
            }
        }
    }

    @Test
    void blankPagesAreToldFromThoseWithLittleOnThem() throws IOException {
        BufferedImage other =
                paper(
                        p -> {
                            AffineTransform mirror = AffineTransform.getScaleInstance(-1, 1);
                            mirror.translate(-ScannedPages.WIDTH, 0);
                            p.transform(mirror);
                            p.setColor(new Color(221, 221, 221)); // shines through
                            for (int i = 0; i < 14; i++) {
                                text(p, 25, 30 + i * 17, 12, LETTER);
                            }
                        });
        Map<String, BufferedImage> blank = new LinkedHashMap<>();
        blank.put("empty", paper(p -> {}));
        blank.put("shining through", other);
        Map<String, BufferedImage> inked = new LinkedHashMap<>();
        inked.put("page number", paper(p -> text(p, 104, 285, 12, List.of("27"))));
        inked.put("one line", paper(p -> text(p, 30, 150, 12, List.of("Chưa có ý kiến."))));
        inked.put(
                "signature",
                paper(
                        p -> {
                            p.setStroke(new BasicStroke(mm(0.5)));
                            p.drawPolyline(
                                    new int[] {
                                        (int) mm(120), (int) mm(128), (int) mm(133), (int) mm(150)
                                    },
                                    new int[] {
                                        (int) mm(200), (int) mm(188), (int) mm(204), (int) mm(195)
                                    },
                                    4);
                        }));
        inked.put(
                "pencil note",
                paper(
                        p -> {
                            p.setColor(new Color(150, 150, 150));
                            text(p, 120, 60, 13, List.of("đã xem"));
                        }));
        inked.put("letter", paper(p -> text(p, 30, 40, 12, LETTER)));
        inked.put("note at the edge", paper(p -> text(p, 8, 100, 11, List.of("lưu hồ sơ"))));
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (boolean expected : new boolean[] {true, false}) {
            for (Map.Entry<String, BufferedImage> each : (expected ? blank : inked).entrySet()) {
                for (int seed = 0; seed < 6; seed++) {
                    BufferedImage scan =
                            scanned(each.getValue(), seed, 1.5, seed % 4 * 3, seed % 2 == 1);
                    GreyCells cells = cells(ScannedPages.jpeg(scan, 0.8f, false));
                    looked++;
                    if (BlankPage.is(cells) != expected) {
                        wrong.add(each.getKey() + " " + seed);
                    }
                }
            }
        }
        assertThat(looked).isEqualTo(48);
        assertThat(wrong).isEmpty();
    }
}
