package vn.tangthu.portal.papers;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.beans.factory.annotation.Value;
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
    private static final String FONT = "LiberationSerif-Bold.ttf";

    /** The strip at the foot has this part of the width of the page. */
    private static final int STRIP = 16;

    private static final int LOWEST = 24;

    private final String archiveName;
    private final Font letters;

    JpegInk(@Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archiveName)
            throws IOException {
        this.archiveName = archiveName;
        try (InputStream ttf =
                Objects.requireNonNull(JpegInk.class.getResourceAsStream(FONT), FONT)) {
            letters = Font.createFont(Font.TRUETYPE_FONT, ttf);
        } catch (FontFormatException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Rendered cover(Rendered page, List<Area> areas) throws IOException {
        BufferedImage image = decoded(page, wide -> 0);
        covered(image, image.getHeight(), areas);
        return coded(image);
    }

    @Override
    public Rendered foot(Rendered page, List<Area> areas, String line) throws IOException {
        BufferedImage image = decoded(page, JpegInk::strip);
        int wide = image.getWidth();
        int strip = strip(wide);
        int high = image.getHeight() - strip;
        covered(image, high, areas);
        Graphics2D on = image.createGraphics();
        try {
            on.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            on.setColor(Color.WHITE);
            on.fillRect(0, high, wide, strip);
            on.setColor(Color.BLACK);
            on.drawLine(0, high, wide, high);
            centred(on, archiveName, strip * 0.36f, wide, high + strip * 0.45f);
            centred(on, line, strip * 0.24f, wide, high + strip * 0.82f);
        } finally {
            on.dispose();
        }
        return coded(image);
    }

    private static int strip(int wide) {
        return Math.max(LOWEST, wide / STRIP);
    }

    /** Smaller where it is longer than the page is wide. */
    private void centred(Graphics2D on, String text, float size, int wide, float baseline) {
        Font font = letters.deriveFont(size);
        double needed = font.getStringBounds(text, on.getFontRenderContext()).getWidth();
        double room = wide * 0.96;
        if (needed > room) {
            font = letters.deriveFont((float) (size * room / needed));
            needed = room;
        }
        on.setFont(font);
        on.drawString(text, (float) ((wide - needed) / 2), baseline);
    }

    /**
     * @param high how many pixels of the image are the page
     */
    private static void covered(BufferedImage image, int high, List<Area> areas) {
        Graphics2D on = image.createGraphics();
        try {
            on.setColor(Color.BLACK);
            for (Area area : areas) {
                int left = down(area.x(), image.getWidth());
                int top = down(area.y(), high);
                int right = up(area.x() + area.width(), image.getWidth());
                int bottom = up(area.y() + area.height(), high);
                on.fillRect(left, top, right - left, bottom - top);
            }
        } finally {
            on.dispose();
        }
    }

    private static int down(int part, int pixels) {
        long exact = (long) part * pixels / Redactions.SCALE;
        return (int) Math.max(0, (exact - SMEARED) / BLOCK * BLOCK);
    }

    private static int up(int part, int pixels) {
        long exact = Math.ceilDiv((long) part * pixels, Redactions.SCALE);
        return (int) Math.min(pixels, Math.ceilDiv(exact + SMEARED, BLOCK) * BLOCK);
    }

    /**
     * Colours only: what it had beside them is left behind. It is decoded into the image that is
     * drawn into and coded: there is no second one in memory.
     *
     * @param below how many rows are added below a page so wide
     */
    private static BufferedImage decoded(Rendered page, IntUnaryOperator below) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (MemoryCacheImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(page.jpeg()))) {
            reader.setInput(in, true, true);
            int wide = reader.getWidth(0);
            int high = reader.getHeight(0);
            if ((long) wide * high > MOST_PIXELS) {
                throw new NotRenderable("A page of " + wide + " x " + high + " pixels");
            }
            BufferedImage image =
                    new BufferedImage(
                            wide, high + below.applyAsInt(wide), BufferedImage.TYPE_3BYTE_BGR);
            ImageReadParam into = reader.getDefaultReadParam();
            into.setDestination(image);
            BufferedImage unused = reader.read(0, into);
            return image;
        } catch (IIOException e) {
            throw new NotRenderable("The image of a page is no JPEG: " + e.getMessage());
        } finally {
            reader.dispose();
        }
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
