package vn.tangthu.portal.papers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Redactions.Area;

/**
 * Draws into page images and codes them anew. They were made by a worker of ours: no foreign file
 * is decoded here.
 */
@Component
class JpegInk implements PageInk {
    /** A block of a JPEG whose colours are halved (ITU-T T.81): what lies beneath stays inside. */
    private static final int BLOCK = 16;

    /** Where a page was made smaller, a pixel beside a box has something of those beneath. */
    private static final int SMEARED = 2;

    private static final float QUALITY = 0.85f;

    @Override
    public Rendered cover(Rendered page, List<Area> areas) throws IOException {
        BufferedImage image = decoded(page);
        Graphics2D on = image.createGraphics();
        try {
            on.setColor(Color.BLACK);
            for (Area area : areas) {
                int left = down(area.x(), image.getWidth());
                int top = down(area.y(), image.getHeight());
                int right = up(area.x() + area.width(), image.getWidth());
                int bottom = up(area.y() + area.height(), image.getHeight());
                on.fillRect(left, top, right - left, bottom - top);
            }
        } finally {
            on.dispose();
        }
        return coded(image);
    }

    private static int down(int part, int pixels) {
        long exact = (long) part * pixels / Redactions.SCALE;
        return (int) Math.max(0, (exact - SMEARED) / BLOCK * BLOCK);
    }

    private static int up(int part, int pixels) {
        long exact = Math.ceilDiv((long) part * pixels, Redactions.SCALE);
        return (int) Math.min(pixels, Math.ceilDiv(exact + SMEARED, BLOCK) * BLOCK);
    }

    /** Colours only: what it had beside them is left behind. */
    private static BufferedImage decoded(Rendered page) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(page.jpeg()));
        if (read == null) {
            throw new NotRenderable("The image of a page is no JPEG");
        }
        BufferedImage image =
                new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D on = image.createGraphics();
        boolean unused = on.drawImage(read, 0, 0, Color.WHITE, null);
        on.dispose();
        return image;
    }

    private static Rendered coded(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
        return new Rendered(out.toByteArray(), image.getWidth(), image.getHeight());
    }
}
