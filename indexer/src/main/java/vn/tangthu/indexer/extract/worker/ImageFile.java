package vn.tangthu.indexer.extract.worker;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PagePrint;

/** Image files as pages: JPEG, PNG, GIF and TIFF, the last with several. */
final class ImageFile {
    private static final Set<String> PAGED =
            Set.of("image/jpeg", "image/png", "image/gif", "image/tiff");

    /** What an image without a word about its resolution is taken for. */
    private static final int USUAL_DPI = 300;

    /** A4 in inches; the resolution of an image of a page is guessed from its longer side. */
    private static final double A4_LONG_SIDE = 11.69;

    private ImageFile() {}

    static boolean isPaged(String mimeType) {
        return PAGED.contains(mimeType);
    }

    interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    static <T> T with(Path file, Use<T> use) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("is not an image that can be read");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, false, false);
                return use.of(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    /** Reads the header of each page, decodes none. */
    static Answer probe(Path file, String mimeType) throws IOException {
        return with(
                file,
                reader -> {
                    if (isTiff(reader)) {
                        TiffChain.check(file);
                    }
                    int pages = isTiff(reader) ? reader.getNumImages(true) : 1;
                    if (pages < 1 || pages > PdfStructure.MAX_PAGES) {
                        throw new IOException("has " + pages + " pages");
                    }
                    List<PageFacts> each = new ArrayList<>();
                    for (int page = 0; page < pages; page++) {
                        if (reader.getWidth(page) < 1 || reader.getHeight(page) < 1) {
                            throw new IOException("has an empty page " + (page + 1));
                        }
                        if (reader.getWidth(page) > Pixels.BELIEVED / reader.getHeight(page)) {
                            throw new IOException(
                                    "tự nhận có / says it has "
                                            + reader.getWidth(page)
                                            + " × "
                                            + reader.getHeight(page)
                                            + " pixels");
                        }
                        each.add(ImagePageFacts.of(reader, page));
                    }
                    return new Answer.Readable(mimeType, pages, each);
                });
    }

    /** A quick look at pages; decodes them, or reads them over. */
    static List<Answer.Sighted> look(Path file, int from, int to) throws IOException {
        return with(
                file,
                reader -> {
                    List<Answer.Sighted> pages = new ArrayList<>();
                    for (int page = from; page <= to; page++) {
                        Seen seen = ImageGlance.of(file, reader, page - 1);
                        pages.add(
                                new Answer.Sighted(
                                        seen.sight(), PagePrint.NONE, PrintOfScan.of(seen)));
                    }
                    return pages;
                });
    }

    static Answer jpeg(Path file, int page, int width) throws IOException {
        return with(
                file,
                reader -> {
                    double ratio = (double) reader.getHeight(page - 1) / reader.getWidth(page - 1);
                    long height = Math.max(1, Math.round(width * ratio));
                    if (width * height > Pixels.RENDERED) {
                        return new Answer.Failed("is too tall to be shown");
                    }
                    // four decoded pixels for each shown one keep thin strokes
                    BufferedImage image =
                            decode(reader, page, Math.min(Pixels.DECODED, 4L * width * height));
                    BufferedImage shown =
                            new BufferedImage(width, (int) height, BufferedImage.TYPE_INT_RGB);
                    Graphics2D graphics = shown.createGraphics();
                    graphics.setBackground(Color.WHITE);
                    graphics.clearRect(0, 0, width, (int) height);
                    graphics.setRenderingHint(
                            RenderingHints.KEY_INTERPOLATION,
                            RenderingHints.VALUE_INTERPOLATION_BILINEAR);
                    graphics.drawImage(image, 0, 0, width, (int) height, null);
                    graphics.dispose();
                    return new Answer.Jpeg(Jpegs.write(shown), width, (int) height);
                });
    }

    /** The file itself where Tesseract reads it as it is, otherwise its page as a grey image. */
    static Answer.Scan scan(Path file, int page, Path out) throws IOException {
        return with(
                file,
                reader -> {
                    int width = reader.getWidth(page - 1);
                    int height = reader.getHeight(page - 1);
                    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                    boolean asItIs =
                            page == 1
                                    && (format.equals("jpeg") || format.equals("png"))
                                    && (long) width * height <= Pixels.FOR_OCR;
                    Path image;
                    int thinning = 1;
                    if (asItIs) {
                        image = file;
                    } else {
                        thinning = Pixels.thinning(width, height, Pixels.FOR_OCR);
                        image = GreyFile.write(decode(reader, page, Pixels.FOR_OCR), 0, out);
                    }
                    return new Answer.Scan(
                            image.toString(), dpi(width, height) / thinning, 0, 0, 10_000, 10_000);
                });
    }

    private static int dpi(int width, int height) {
        long guess = Math.round(Math.max(width, height) / A4_LONG_SIDE);
        return guess < 70 || guess > 1_200 ? USUAL_DPI : (int) guess;
    }

    static BufferedImage decode(ImageReader reader, int page, long wanted) throws IOException {
        checkPage(reader, page);
        int index = page - 1;
        int thinning = Pixels.thinning(reader.getWidth(index), reader.getHeight(index), wanted);
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(thinning, thinning, 0, 0);
        return reader.read(index, param);
    }

    static void checkPage(ImageReader reader, int page) throws IOException {
        int index = page - 1;
        if (index < 0 || index > 0 && (!isTiff(reader) || index >= reader.getNumImages(true))) {
            throw new IOException("has no page " + page);
        }
    }

    static boolean isTiff(ImageReader reader) throws IOException {
        return reader.getFormatName().toLowerCase(Locale.ROOT).startsWith("tif");
    }
}
