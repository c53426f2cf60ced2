package vn.tangthu.indexer.extract.worker;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pages as a scanner makes them of paper: crooked, grainy, with shadows, holes and dust. */
final class ScannedPages {
    static final int DPI = 150;
    static final int WIDTH = Math.round(8.27f * DPI);
    static final int HEIGHT = Math.round(11.69f * DPI);
    private static final Font FONT = font();

    private ScannedPages() {}

    private static Font font() {
        try (InputStream in =
                Objects.requireNonNull(
                        ScannedPages.class.getResourceAsStream("../DejaVuSerif.ttf"))) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    interface Ink {
        void on(Graphics2D paper);
    }

    static float mm(double mm) {
        return (float) (mm / 25.4 * DPI);
    }

    /** What is on the paper, without the scanner. */
    static BufferedImage paper(Ink ink) {
        BufferedImage paper = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = paper.createGraphics();
        graphics.setColor(new Color(236, 236, 236));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setColor(new Color(40, 40, 40));
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        ink.on(graphics);
        graphics.dispose();
        return paper;
    }

    static void text(Graphics2D paper, double mmX, double mmY, double points, List<String> lines) {
        paper.setFont(FONT.deriveFont((float) (points * DPI / 72)));
        float y = mm(mmY);
        for (String line : lines) {
            paper.drawString(line, mm(mmX), y);
            y += (float) (points * 1.5 * DPI / 72);
        }
    }

    static Font bold(double points) {
        return FONT.deriveFont(Font.BOLD, (float) (points * DPI / 72));
    }

    /** One pass of a scanner; different at each seed. */
    static BufferedImage scanned(
            BufferedImage paper, long seed, double degrees, double grain, boolean spoiled) {
        Random random = new Random(seed);
        BufferedImage scan = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = scan.createGraphics();
        graphics.setColor(new Color(225, 225, 225));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        AffineTransform turn =
                AffineTransform.getRotateInstance(
                        Math.toRadians((random.nextDouble() * 2 - 1) * degrees),
                        WIDTH / 2.0,
                        HEIGHT / 2.0);
        turn.translate(
                (random.nextDouble() * 2 - 1) * mm(2), (random.nextDouble() * 2 - 1) * mm(2));
        graphics.drawImage(paper, turn, null);
        if (spoiled) {
            graphics.setColor(new Color(60, 60, 60));
            for (double y : new double[] {108, 188}) {
                double size = 6 + random.nextDouble();
                graphics.fill(
                        new java.awt.geom.Ellipse2D.Double(
                                mm(9), mm(y), mm(size), mm(size))); // punch holes
            }
            graphics.setStroke(new BasicStroke(mm(0.6)));
            graphics.drawLine(
                    (int) mm(8), (int) mm(12), (int) mm(8 + 8), (int) mm(12 + 6)); // staple
            for (int i = 0; i < 12; i++) { // dust
                graphics.fillRect(
                        random.nextInt(WIDTH),
                        random.nextInt(HEIGHT),
                        (int) mm(0.4),
                        (int) mm(0.4));
            }
        }
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) scan.getRaster().getDataBuffer()).getData();
        double light = 0.9 + random.nextDouble() * 0.12;
        double gutter = spoiled ? mm(9) : 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double value = (pixels[y * WIDTH + x] & 0xff) * light;
                if (gutter > 0) {
                    value *= 1 - 0.6 * Math.exp(-(WIDTH - x) / gutter * 2.5);
                    value *= 1 - 0.06 * y / HEIGHT;
                }
                value += random.nextGaussian() * grain;
                pixels[y * WIDTH + x] = (byte) Math.clamp(Math.round(value), 0, 255);
            }
        }
        return scan;
    }

    static byte[] jpeg(BufferedImage image, float quality, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            param.setProgressiveMode(
                    progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
