package vn.tangthu.indexer.extract.worker;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import vn.tangthu.repository.PageFacts.Sight;

/** A quick look at a page of an image file. */
final class ImageGlance {
    /** Of a JPEG that is looked at, which takes all of them into memory. */
    static final long MOST_BYTES = 128L << 20;

    /**
     * Grey pixels that are decoded; black and white ones are decoded all, for their mean counts.
     */
    private static final long DECODED = 6_000_000;

    private ImageGlance() {}

    static Seen of(Path file, ImageReader reader, int index) throws IOException {
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        Glance glance =
                switch (format) {
                    case "jpeg" ->
                            Files.size(file) > MOST_BYTES
                                    ? Glance.NOT_UNDERSTOOD
                                    : JpegGlance.of(Files.readAllBytes(file));
                    case "tif", "tiff" ->
                            endsEarly(reader, index, Files.size(file))
                                    ? Glance.BROKEN
                                    : decoded(reader, index);
                    case "png" -> hasEnd(file) ? decoded(reader, index) : Glance.BROKEN;
                    default -> decoded(reader, index);
                };
        GreyCells cells = glance.cells();
        if (glance.broken()) {
            return new Seen(Sight.BROKEN, cells);
        }
        if (cells == null) {
            return Seen.NOT;
        }
        return new Seen(BlankPage.is(cells) ? Sight.BLANK : Sight.INK, cells);
    }

    static Glance decoded(ImageReader reader, int index) throws IOException {
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        if (width > Pixels.TOUCHED / height) {
            return Glance.NOT_UNDERSTOOD;
        }
        var type = reader.getRawImageType(index);
        boolean bilevel = type != null && type.getColorModel().getPixelSize() == 1;
        int thinning = Pixels.thinning(width, height, bilevel ? Pixels.DECODED : DECODED);
        var param = reader.getDefaultReadParam();
        param.setSourceSubsampling(thinning, thinning, 0, 0);
        try {
            return new Glance(cells(reader.read(index, param)), false);
        } catch (IOException | RuntimeException e) {
            // unknown codings were refused when the header was read
            return Glance.BROKEN;
        }
    }

    static GreyCells cells(BufferedImage image) {
        GreyCells.Sums sums =
                new GreyCells.Sums(image.getWidth(), image.getHeight(), GreyCells.LONG_SIDE);
        rows(image, sums::add);
        return sums.cells();
    }

    /** What is done with a row of grey, 0 to 255. */
    interface Row {
        void add(int y, int[] row);
    }

    static void rows(BufferedImage image, Row to) {
        boolean alpha = image.getColorModel().hasAlpha();
        // getRGB would lighten grey, which it takes for linear
        boolean grey =
                image.getColorModel().getNumComponents() == 1
                        && image.getColorModel().getPixelSize() == 8
                        && !(image.getColorModel() instanceof IndexColorModel);
        int[] row = new int[image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            if (grey) {
                image.getRaster().getSamples(0, y, row.length, 1, 0, row);
                to.add(y, row);
                continue;
            }
            image.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                int p = row[x];
                int luma = (p >> 16 & 0xff) * 77 + (p >> 8 & 0xff) * 150 + (p & 0xff) * 29 >> 8;
                row[x] = alpha ? 255 - (255 - luma) * (p >>> 24) / 255 : luma;
            }
            to.add(y, row);
        }
    }

    /** Whether a strip or tile of a TIFF lies beyond the end of the file. */
    private static boolean endsEarly(ImageReader reader, int index, long size) throws IOException {
        IIOMetadata metadata = reader.getImageMetadata(index);
        TIFFDirectory directory = TIFFDirectory.createFromMetadata(metadata);
        return beyond(
                        directory.getTIFFField(BaselineTIFFTagSet.TAG_STRIP_OFFSETS),
                        directory.getTIFFField(BaselineTIFFTagSet.TAG_STRIP_BYTE_COUNTS),
                        size)
                || beyond(
                        directory.getTIFFField(BaselineTIFFTagSet.TAG_TILE_OFFSETS),
                        directory.getTIFFField(BaselineTIFFTagSet.TAG_TILE_BYTE_COUNTS),
                        size);
    }

    private static boolean beyond(
            @org.jspecify.annotations.Nullable TIFFField offsets,
            @org.jspecify.annotations.Nullable TIFFField lengths,
            long size) {
        if (offsets == null || lengths == null) {
            return false;
        }
        for (int i = 0; i < Math.min(offsets.getCount(), lengths.getCount()); i++) {
            if (offsets.getAsLong(i) + lengths.getAsLong(i) > size) {
                return true;
            }
        }
        return false;
    }

    /** Whether the last chunk of a PNG is there. */
    private static boolean hasEnd(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(4_096, in.length())];
            in.seek(in.length() - tail.length);
            in.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1).contains("IEND");
        }
    }
}
