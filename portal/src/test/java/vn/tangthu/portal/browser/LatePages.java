package vn.tangthu.portal.browser;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Scanned pages that come after their hồ sơ. */
final class LatePages {
    private LatePages() {}

    /** A page with its number on it. */
    static Path jpeg(Path file, int number) throws IOException {
        BufferedImage page = new BufferedImage(620, 877, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, page.getWidth(), page.getHeight());
        pen.setColor(Color.BLACK);
        pen.setFont(pen.getFont().deriveFont(64f));
        for (int line = 1; line < 9; line++) {
            pen.drawString("Trang " + number, 80, line * 96);
        }
        pen.dispose();
        ImageIO.write(page, "jpg", file.toFile());
        return file;
    }
}
