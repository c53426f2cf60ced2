package vn.tangthu.indexer.extract.worker;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** JPEGs for the viewer and for PDFs to read. */
final class Jpegs {
    /** Tried in turn until the page fits; text stays readable down to the last. */
    private static final float[] QUALITIES = {0.78f, 0.66f, 0.52f};

    /** Bytes a page of 1,000 by 1,414 pixels should have at most (portal, weight of a page). */
    private static final double BYTES_PER_PIXEL = 200_000 / (1_000.0 * 1_414);

    private static final int MIN_TARGET = 24_000;

    private Jpegs() {}

    /**
     * @param rgb of type INT_RGB; written as grey when it has no colour, which is a third smaller
     */
    static byte[] write(BufferedImage rgb) throws IOException {
        BufferedImage image = withoutIdleColour(rgb);
        long target =
                Math.max(
                        MIN_TARGET, Math.round(BYTES_PER_PIXEL * rgb.getWidth() * rgb.getHeight()));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            byte[] jpeg = new byte[0];
            for (float quality : QUALITIES) {
                jpeg = write(writer, image, quality);
                if (jpeg.length <= target) {
                    break;
                }
            }
            return jpeg;
        } finally {
            writer.dispose();
        }
    }

    /** At this quality, however large. */
    static byte[] write(BufferedImage image, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try {
            return write(writer, image, quality);
        } finally {
            writer.dispose();
        }
    }

    private static byte[] write(ImageWriter writer, BufferedImage image, float quality)
            throws IOException {
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 << 10);
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        }
        return bytes.toByteArray();
    }

    /**
     * @param rgb of type INT_RGB
     * @return the same as grey where it has no colour
     */
    static BufferedImage withoutIdleColour(BufferedImage rgb) {
        return isGrey(rgb) ? grey(rgb) : rgb;
    }

    private static boolean isGrey(BufferedImage rgb) {
        for (int pixel : ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData()) {
            int red = pixel >> 16 & 0xff;
            int green = pixel >> 8 & 0xff;
            int blue = pixel & 0xff;
            if (Math.abs(red - green) > 6 || Math.abs(green - blue) > 6) {
                return false;
            }
        }
        return true;
    }

    private static BufferedImage grey(BufferedImage rgb) {
        int[] from = ((DataBufferInt) rgb.getRaster().getDataBuffer()).getData();
        BufferedImage grey =
                new BufferedImage(rgb.getWidth(), rgb.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] to = ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < to.length; i++) {
            to[i] = (byte) (from[i] >> 8);
        }
        return grey;
    }
}
