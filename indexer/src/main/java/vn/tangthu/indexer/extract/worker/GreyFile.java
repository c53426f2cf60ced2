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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes images for OCR as PGM: eight-bit grey without compression. Tesseract looks at grey anyway,
 * and packing a PNG would take longer than some pages take to read.
 */
final class GreyFile {
    static final String ENDING = ".pgm";

    private static final Pattern HEAD = Pattern.compile("P5\n([0-9]{1,6}) ([0-9]{1,6})\n255\n");
    private static final int MOST_HEAD = 32;

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
        Path file = at(out);
        try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            String size = quarterTurns % 2 == 0 ? width + " " + height : height + " " + width;
            to.write(("P5\n" + size + "\n255\n").getBytes(StandardCharsets.US_ASCII));
            to.write(turned);
        }
        return file;
    }

    /** The file that {@link #write} writes. */
    static Path at(Path out) {
        return out.resolveSibling(out.getFileName() + ENDING);
    }

    /** What {@link #write} wrote. */
    static BufferedImage read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String head =
                new String(bytes, 0, Math.min(bytes.length, MOST_HEAD), StandardCharsets.US_ASCII);
        Matcher found = HEAD.matcher(head);
        if (!found.lookingAt()) {
            throw new IOException("is not a grey image of ours");
        }
        int width = Integer.parseInt(found.group(1));
        int height = Integer.parseInt(found.group(2));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (bytes.length - found.end() != pixels.length) {
            throw new IOException("is not all of a grey image");
        }
        System.arraycopy(bytes, found.end(), pixels, 0, pixels.length);
        return image;
    }

    /**
     * The same in grey.
     *
     * @param quarterTurns clockwise, 0 to 3
     */
    static BufferedImage turned(BufferedImage image, int quarterTurns) {
        BufferedImage grey = grey(image);
        if (quarterTurns == 0) {
            return grey;
        }
        byte[] from = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        byte[] turned = turn(from, grey.getWidth(), grey.getHeight(), quarterTurns);
        boolean across = quarterTurns % 2 != 0;
        BufferedImage whole =
                new BufferedImage(
                        across ? grey.getHeight() : grey.getWidth(),
                        across ? grey.getWidth() : grey.getHeight(),
                        BufferedImage.TYPE_BYTE_GRAY);
        byte[] to = ((DataBufferByte) whole.getRaster().getDataBuffer()).getData();
        System.arraycopy(turned, 0, to, 0, to.length);
        return whole;
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
