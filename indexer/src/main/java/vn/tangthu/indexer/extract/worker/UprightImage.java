package vn.tangthu.indexer.extract.worker;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/** The image of a page as OCR reads it best: its writing level, and not at all when it is blank. */
final class UprightImage {
    private static final int QUARTER = 900;
    private static final int AROUND = 3_600;

    /** Pixels along the long side, A4 at 400 dpi: a stroke is lost in the cells of a larger one. */
    private static final int LARGE = 5_000;

    /** Of an image that is decoded whole, 160 MB: a worker has 512, and makes two grey copies. */
    private static final long MOST_BITS = 160L * 8 * 1_000_000;

    /** Of a pixel, where the image does not tell. */
    private static final int UNKNOWN_BITS = 32;

    private UprightImage() {}

    /**
     * @param scan the image as it lies on the page
     * @return the same where the page is straight, and where its image cannot be turned: it is then
     *     read as it is
     */
    static Answer.Scan of(Answer.Scan scan, Request.PageImage request) throws IOException {
        Path image = Path.of(scan.path());
        int turned = request.turned();
        @Nullable BufferedImage pixels = null;
        try {
            if (turned < 0) {
                Glance glance = glance(image);
                GreyCells cells = glance.cells();
                if (turned == Request.PageImage.AS_IT_LIES
                        && cells != null
                        && !glance.broken()
                        && BlankPage.isCertainly(cells)) {
                    // of a JPEG that is coded by inks the glance sees one of them
                    pixels = pixels(image);
                    if (isCertainlyBlank(pixels)) {
                        return scan.withNothingOnIt();
                    }
                }
                turned = cells == null ? 0 : Math.floorMod(LineSlope.of(cells), AROUND);
            }
            pixels = turned == 0 ? null : pixels == null ? pixels(image) : pixels;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return scan; // what Tesseract makes of it is for it to say
        }
        return pixels == null ? scan : turnedBack(pixels, scan, turned, request);
    }

    private static boolean isCertainlyBlank(BufferedImage pixels) {
        return Math.max(pixels.getWidth(), pixels.getHeight()) <= LARGE
                && BlankPage.isCertainly(ImageGlance.cells(pixels));
    }

    private static boolean isJpeg(Path image) throws IOException {
        try (InputStream in = Files.newInputStream(image)) {
            return in.read() == 0xff && in.read() == 0xd8;
        }
    }

    /** A quick look, which holds little of it in memory. */
    private static Glance glance(Path image) throws IOException {
        if (isJpeg(image)) {
            return Files.size(image) > ImageGlance.MOST_BYTES
                    ? Glance.NOT_UNDERSTOOD
                    : JpegGlance.of(Files.readAllBytes(image));
        }
        return isOurs(image)
                ? new Glance(ImageGlance.cells(GreyFile.read(image)), false)
                : ImageFile.with(image, reader -> ImageGlance.decoded(reader, 0));
    }

    private static boolean isOurs(Path image) {
        return image.toString().endsWith(GreyFile.ENDING);
    }

    /**
     * @throws IOException also when it would take too much memory: Tesseract has more
     */
    private static BufferedImage pixels(Path image) throws IOException {
        return isOurs(image) ? GreyFile.read(image) : ImageFile.with(image, UprightImage::whole);
    }

    private static BufferedImage whole(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        long bits = type == null ? UNKNOWN_BITS : type.getColorModel().getPixelSize();
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_BITS / bits) {
            throw new IOException("is too large to be turned");
        }
        return reader.read(0);
    }

    /**
     * @return the same where it cannot be turned
     * @throws IOException when there is no room for it; then its image is gone as well
     */
    private static Answer.Scan turnedBack(
            BufferedImage pixels, Answer.Scan scan, int turned, Request.PageImage request)
            throws IOException {
        Path out = Path.of(request.out() + "-level");
        try {
            return turnedBack(pixels, scan, turned, request, out);
        } catch (RuntimeException | OutOfMemoryError e) {
            remove(GreyFile.at(out));
            return scan;
        } catch (IOException e) {
            remove(GreyFile.at(out));
            if (!scan.path().equals(request.path())) {
                remove(Path.of(scan.path()));
            }
            throw e;
        }
    }

    private static void remove(Path file) {
        try {
            boolean unused = Files.deleteIfExists(file);
        } catch (IOException e) {
            // who asked for the image removes what is left
        }
    }

    private static Answer.Scan turnedBack(
            BufferedImage pixels, Answer.Scan scan, int turned, Request.PageImage request, Path out)
            throws IOException {
        Path image = Path.of(scan.path());
        int width = pixels.getWidth();
        int height = pixels.getHeight();
        int quarters = Math.floorMod(Math.round(turned / (float) QUARTER), 4);
        int rest = Math.floorMod(turned - quarters * QUARTER + AROUND / 2, AROUND) - AROUND / 2;
        int back = Math.floorMod(-quarters, 4);
        Path level;
        if (rest == 0) {
            level = GreyFile.write(pixels, back, out);
        } else {
            level = GreyFile.write(rotated(GreyFile.turned(pixels, back), -rest), 0, out);
        }
        if (!image.equals(Path.of(request.path()))) {
            Files.delete(image);
        }
        return new Answer.Scan(
                level.toString(),
                scan.dpi(),
                scan.x(),
                scan.y(),
                scan.width(),
                scan.height(),
                turned,
                width,
                height,
                false);
    }

    /**
     * The whole image, turned about its middle on a sheet that has room for it.
     *
     * @param tenths of a degree, clockwise
     */
    private static BufferedImage rotated(BufferedImage image, int tenths) {
        double angle = Math.toRadians(tenths / 10.0);
        double cos = Math.abs(Math.cos(angle));
        double sin = Math.abs(Math.sin(angle));
        int width = (int) Math.ceil(image.getWidth() * cos + image.getHeight() * sin);
        int height = (int) Math.ceil(image.getWidth() * sin + image.getHeight() * cos);
        BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
        // a sheet whiter than the paper would draw the edges of the page into its rows
        Arrays.fill(pixels, (byte) new PaperLight(ImageGlance.cells(image)).paper());
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.translate(width / 2.0, height / 2.0);
            graphics.rotate(angle);
            graphics.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
            graphics.drawImage(image, 0, 0, null);
        } finally {
            graphics.dispose();
        }
        return sheet;
    }
}
