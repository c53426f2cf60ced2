package vn.tangthu.indexer.extract.worker;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A scan saved again: in another format, resolution, lightness, cut, turned. */
enum SavedAgain {
    PNG,
    JPEG_OF_LOW_QUALITY,
    DOUBLE_THE_DPI,
    TWO_THIRDS_OF_THE_DPI,
    LIGHTER,
    DARKER,
    BLACK_AND_WHITE,
    CUT,
    TURNED_BY_A_QUARTER,
    UPSIDE_DOWN,
    ALL_AT_ONCE;

    byte[] bytes(BufferedImage scan, Random random) throws IOException {
        return switch (this) {
            case PNG -> png(scan);
            case JPEG_OF_LOW_QUALITY -> jpeg(scan, 0.3f);
            case TWO_THIRDS_OF_THE_DPI -> jpeg(sized(scan, 2 / 3.0), 0.6f);
            case DOUBLE_THE_DPI -> jpeg(sized(scan, 2), 0.75f);
            case LIGHTER -> jpeg(lit(scan, 0.75, 1.08), 0.75f);
            case DARKER -> jpeg(lit(scan, 1.3, 0.9), 0.75f);
            case BLACK_AND_WHITE -> png(bits(scan));
            case CUT -> jpeg(cut(scan, random), 0.75f);
            case TURNED_BY_A_QUARTER -> jpeg(turned(scan, 1 + 2 * random.nextInt(2)), 0.75f);
            case UPSIDE_DOWN -> jpeg(turned(scan, 2), 0.75f);
            case ALL_AT_ONCE ->
                    jpeg(
                            turned(
                                    cut(
                                            lit(sized(scan, 0.7 + random.nextDouble()), 0.9, 1.03),
                                            random),
                                    random.nextInt(4)),
                            0.5f);
        };
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        return ScannedPages.jpeg(image, quality, false);
    }

    /** As the quick look sees it. */
    static GreyCells cells(byte[] file) throws IOException {
        GreyCells cells =
                (file[0] & 0xff) == 0xff
                        ? JpegGlance.of(file).cells()
                        : ImageGlance.cells(ImageIO.read(new ByteArrayInputStream(file)));
        if (cells == null) {
            throw new IOException("Was not understood");
        }
        return cells;
    }

    /** As it is held over another. */
    static GreyCells fine(byte[] file) throws IOException {
        return FinePage.cells(ImageIO.read(new ByteArrayInputStream(file)));
    }

    private static BufferedImage sized(BufferedImage scan, double by) {
        BufferedImage sized =
                new BufferedImage(
                        (int) (scan.getWidth() * by),
                        (int) (scan.getHeight() * by),
                        BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = sized.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(scan, 0, 0, sized.getWidth(), sized.getHeight(), null);
        graphics.dispose();
        return sized;
    }

    private static BufferedImage lit(BufferedImage scan, double gamma, double by) {
        return each(scan, v -> (int) (255 * by * Math.pow(v / 255.0, gamma)));
    }

    private static BufferedImage bits(BufferedImage scan) {
        BufferedImage bits =
                new BufferedImage(
                        scan.getWidth(), scan.getHeight(), BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < scan.getHeight(); y++) {
            for (int x = 0; x < scan.getWidth(); x++) {
                bits.getRaster()
                        .setSample(x, y, 0, scan.getRaster().getSample(x, y, 0) < 150 ? 0 : 1);
            }
        }
        return bits;
    }

    private static BufferedImage each(BufferedImage scan, java.util.function.IntUnaryOperator of) {
        BufferedImage other =
                new BufferedImage(scan.getWidth(), scan.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < scan.getHeight(); y++) {
            for (int x = 0; x < scan.getWidth(); x++) {
                other.getRaster()
                        .setSample(
                                x,
                                y,
                                0,
                                Math.clamp(
                                        of.applyAsInt(scan.getRaster().getSample(x, y, 0)),
                                        0,
                                        255));
            }
        }
        return other;
    }

    private static BufferedImage cut(BufferedImage scan, Random random) {
        int left = random.nextInt(9);
        int top = random.nextInt(9);
        BufferedImage cut =
                new BufferedImage(
                        scan.getWidth() - left - random.nextInt(9),
                        scan.getHeight() - top - random.nextInt(9),
                        BufferedImage.TYPE_BYTE_GRAY);
        cut.setData(scan.getRaster().createTranslatedChild(-left, -top));
        return cut;
    }

    /** By quarters, clockwise. */
    private static BufferedImage turned(BufferedImage scan, int quarters) {
        BufferedImage image = scan;
        for (int n = 0; n < quarters; n++) {
            BufferedImage turned =
                    new BufferedImage(
                            image.getHeight(), image.getWidth(), BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    turned.getRaster()
                            .setSample(
                                    image.getHeight() - 1 - y,
                                    x,
                                    0,
                                    image.getRaster().getSample(x, y, 0));
                }
            }
            image = turned;
        }
        return image;
    }
}
