package vn.tangthu.indexer.extract.worker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes images for OCR as PGM: eight-bit grey without compression. Tesseract looks at grey anyway,
 * and packing a PNG would take longer than some pages take to read.
 */
final class GreyFile {
    private GreyFile() {}

    /**
     * @param quarterTurns clockwise, 0 to 3
     * @return the file
     */
    static Path write(BufferedImage image, int quarterTurns, Path out) throws IOException {
        BufferedImage grey = grey(image);
        byte[] pixels = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        int width = grey.getWidth();
        int height = grey.getHeight();
        byte[] turned = turn(pixels, width, height, quarterTurns);
        Path file = out.resolveSibling(out.getFileName() + ".pgm");
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            String size = quarterTurns % 2 == 0 ? width + " " + height : height + " " + width;
            to.write(("P5\n" + size + "\n255\n").getBytes(StandardCharsets.US_ASCII));
            to.write(turned);
        }
        return file;
    }

    private static BufferedImage grey(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY && isPlain(image)) {
            return image;
        }
        BufferedImage grey =
                new BufferedImage(
                        image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] to = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        if (image.getColorModel().hasAlpha()) {
            image = onWhite(image);
        }
        int width = image.getWidth();
        int[] row = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int p = row[x];
                // Rec. 601 luma in 1/256
                to[y * width + x] =
                        (byte)
                                (((p >> 16 & 0xff) * 77 + (p >> 8 & 0xff) * 150 + (p & 0xff) * 29)
                                        >> 8);
            }
        }
        return grey;
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage flat =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = flat.createGraphics();
        graphics.setBackground(Color.WHITE);
        graphics.clearRect(0, 0, flat.getWidth(), flat.getHeight());
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return flat;
    }

    /** Whether the bytes of the image lie one after the other from the first. */
    private static boolean isPlain(BufferedImage image) {
        return image.getRaster().getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE
                && image.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getPixelStride() == 1
                && model.getScanlineStride() == image.getWidth()
                && ((DataBufferByte) image.getRaster().getDataBuffer()).getData().length
                        == image.getWidth() * image.getHeight();
    }

    static byte[] turn(byte[] from, int width, int height, int quarterTurns) {
        if (quarterTurns == 0) {
            return from;
        }
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at =
                        switch (quarterTurns) {
                            case 1 -> x * height + (height - 1 - y);
                            case 2 -> (height - 1 - y) * width + (width - 1 - x);
                            default -> (width - 1 - x) * height + y;
                        };
                to[at] = from[y * width + x];
            }
        }
        return to;
    }
}
