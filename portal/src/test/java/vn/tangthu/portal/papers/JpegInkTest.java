package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Redactions.Area;

/** Boxes and the strip, drawn into one image. */
class JpegInkTest {
    private static final Area MIDDLE = new Area(4_000, 4_000, 2_000, 2_000);

    private static Rendered page(int type) throws IOException {
        BufferedImage image = new BufferedImage(320, 480, type);
        Graphics2D on = image.createGraphics();
        on.setColor(Color.LIGHT_GRAY);
        on.fillRect(0, 0, 320, 480);
        on.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpeg", out)).isTrue();
        return new Rendered(out.toByteArray(), 320, 480);
    }

    private static BufferedImage read(Rendered page) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(page.jpeg()));
        assertThat(image.getWidth()).isEqualTo(page.width());
        assertThat(image.getHeight()).isEqualTo(page.height());
        return image;
    }

    private static int red(BufferedImage image, int x, int y) {
        return new Color(image.getRGB(x, y)).getRed();
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY})
    void boxesCoverThePageAndTheStripNothingOfIt(int type) throws Exception {
        JpegInk ink = new JpegInk("Lưu trữ lịch sử");
        BufferedImage covered = read(ink.cover(page(type), List.of(MIDDLE)));
        assertThat(covered.getHeight()).isEqualTo(480);
        assertThat(red(covered, 160, 240)).isLessThan(8);
        assertThat(red(covered, 60, 240)).isBetween(184, 200);
        BufferedImage footed = read(ink.foot(page(type), List.of(MIDDLE), "Bản đọc"));
        assertThat(footed.getHeight()).isEqualTo(504);
        assertThat(red(footed, 160, 240)).isLessThan(8);
        assertThat(red(footed, 160, 340)).isBetween(184, 200);
        assertThat(red(footed, 60, 470)).isBetween(176, 208);
        assertThat(red(footed, 2, 496)).isGreaterThan(247);
    }

    @Test
    void whatIsTooLargeOrNoJpegIsNotDecoded() throws Exception {
        JpegInk ink = new JpegInk("Lưu trữ lịch sử");
        byte[] huge = page(BufferedImage.TYPE_3BYTE_BGR).jpeg();
        for (int i = 0; i < huge.length - 8; i++) {
            if ((huge[i] & 0xFF) == 0xFF && (huge[i + 1] & 0xFF) == 0xC0) {
                huge[i + 5] = 0x7F; // its height
                huge[i + 7] = 0x7F; // its width
            }
        }
        for (byte[] odd : List.of(huge, "không".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> ink.foot(new Rendered(odd, 320, 480), List.of(), "x"))
                    .isInstanceOf(NotRenderable.class);
        }
    }
}
