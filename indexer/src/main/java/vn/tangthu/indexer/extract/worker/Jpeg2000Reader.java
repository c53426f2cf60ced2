package vn.tangthu.indexer.extract.worker;

import java.awt.Rectangle;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * JPEG 2000 for PDFBox, which asks ImageIO for it: grey and colour images as 8 bits a sample,
 * without transparency. Where fewer pixels are wanted fewer are decoded.
 */
final class Jpeg2000Reader extends ImageReader {
    /** Samples decoded at a time, four bytes each outside of the heap: A4 at 600 dpi in colour. */
    private static final long SAMPLES = 3 * 36_000_000L;

    private final OpenJpeg library;
    private @Nullable Path file;
    private boolean boxed;
    private int width;
    private int height;
    private int components;

    private Jpeg2000Reader(ImageReaderSpi origin, OpenJpeg library) {
        super(origin);
        this.library = library;
    }

    /** Makes it known to ImageIO in this process, where the system has the library. */
    static void register() {
        OpenJpeg.find()
                .ifPresent(
                        library ->
                                IIORegistry.getDefaultInstance()
                                        .registerServiceProvider(new Provider(library)));
    }

    /** Why the image is not shown; PDFBox wraps it and would go on without the image. */
    static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String why, @Nullable Throwable cause) {
            super(why, cause);
        }
    }

    private static final class Provider extends ImageReaderSpi {
        private final OpenJpeg library;

        Provider(OpenJpeg library) {
            super(
                    "OpenJPEG",
                    "2",
                    new String[] {"JPEG2000"},
                    null,
                    null,
                    Jpeg2000Reader.class.getName(),
                    new Class<?>[] {ImageInputStream.class},
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null);
            this.library = library;
        }

        /** Files of their own are not taken in: it is only asked for by name. */
        @Override
        public boolean canDecodeInput(Object source) {
            return false;
        }

        @Override
        public ImageReader createReaderInstance(@Nullable Object extension) {
            return new Jpeg2000Reader(this, library);
        }

        @Override
        public String getDescription(@Nullable Locale locale) {
            return "JPEG 2000";
        }
    }

    @Override
    public BufferedImage read(int index, @Nullable ImageReadParam param) throws IOException {
        open();
        Rectangle region = getSourceRegion(param, width, height);
        int across = param == null ? 1 : param.getSourceXSubsampling();
        int down = param == null ? 1 : param.getSourceYSubsampling();
        try (OpenJpeg.Image image = openSmall(Math.min(across, down))) {
            image.decode();
            return shown(image, region, across, down);
        } catch (IOException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    /** As much smaller as is wanted and must be, or as the image allows. */
    private OpenJpeg.Image openSmall(int subsampling) throws IOException {
        int wanted = 31 - Integer.numberOfLeadingZeros(Math.max(1, subsampling));
        while (samples(wanted) > SAMPLES) {
            wanted++;
        }
        IOException first = null;
        for (int halvings = wanted; halvings >= 0 && samples(halvings) <= SAMPLES; halvings--) {
            try {
                return library.open(path(), boxed, halvings);
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("is too large") : first;
    }

    private long samples(int halvings) {
        return (long) (width >> halvings) * (height >> halvings) * components;
    }

    private BufferedImage shown(OpenJpeg.Image image, Rectangle region, int across, int down)
            throws IOException {
        int channels = components < 3 ? 1 : 3;
        OpenJpeg.Space space = image.space();
        OpenJpeg.Component[] from = new OpenJpeg.Component[channels];
        for (int i = 0; i < channels; i++) {
            from[i] = image.component(i);
        }
        // Coarser colour than brightness only makes sense where the two are apart.
        boolean apart =
                channels == 3
                        && (space == OpenJpeg.Space.YCC
                                || space == OpenJpeg.Space.UNSAID && from[1].width < from[0].width);
        int wide = (region.width + across - 1) / across;
        int tall = (region.height + down - 1) / down;
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, wide, tall, channels, null);
        byte[] to = ((DataBufferByte) raster.getDataBuffer()).getData();
        int[][] places = new int[channels][wide];
        int[][] rows = new int[channels][];
        for (int i = 0; i < channels; i++) {
            rows[i] = new int[from[i].width];
            for (int x = 0; x < wide; x++) {
                places[i][x] = scaled(region.x + x * across, from[i].width, width);
            }
        }
        int[] pixel = new int[channels];
        for (int y = 0; y < tall; y++) {
            for (int i = 0; i < channels; i++) {
                from[i].row(scaled(region.y + y * down, from[i].height, height), rows[i]);
            }
            for (int x = 0; x < wide; x++) {
                for (int i = 0; i < channels; i++) {
                    pixel[i] = rows[i][places[i][x]];
                }
                if (apart) {
                    toRgb(pixel);
                }
                for (int i = 0; i < channels; i++) {
                    to[(y * wide + x) * channels + i] = (byte) pixel[i];
                }
            }
        }
        ColorSpace colours =
                ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        return new BufferedImage(
                new ComponentColorModel(
                        colours, false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE),
                raster,
                false,
                null);
    }

    private static int scaled(int at, int size, int of) {
        return Math.min(size - 1, (int) ((long) at * size / of));
    }

    /** sYCC (IEC 61966-2-1, Amd. 1). */
    private static void toRgb(int[] pixel) {
        int brightness = pixel[0];
        int blue = pixel[1] - 128;
        int red = pixel[2] - 128;
        pixel[0] = Math.clamp(Math.round(brightness + 1.402f * red), 0, 255);
        pixel[1] = Math.clamp(Math.round(brightness - 0.344136f * blue - 0.714136f * red), 0, 255);
        pixel[2] = Math.clamp(Math.round(brightness + 1.772f * blue), 0, 255);
    }

    /** Reads the header, once for each input. */
    private void open() throws IOException {
        if (file != null) {
            return;
        }
        if (!(getInput() instanceof ImageInputStream in)) {
            throw new IllegalStateException("No input");
        }
        Path copy = Files.createTempFile("jpx", null);
        file = copy;
        try (OutputStream out = Files.newOutputStream(copy)) {
            byte[] some = new byte[64 << 10];
            int count;
            boolean first = true;
            while ((count = in.read(some)) > 0) {
                if (first) { // a codestream begins with the marker SOC (ISO/IEC 15444-1, A.4.1)
                    boxed = !(count > 1 && some[0] == (byte) 0xff && some[1] == 0x4f);
                    first = false;
                }
                out.write(some, 0, count);
            }
        }
        try (OpenJpeg.Image image = library.open(copy, boxed, 0)) {
            width = image.width();
            height = image.height();
            components = image.components();
            if (components > 4 || image.space() == OpenJpeg.Space.OTHER) {
                throw new IOException("has colours that cannot be shown");
            }
            int unused = Pixels.thinning(width, height, Pixels.DECODED);
        } catch (IOException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }

    private Path path() {
        if (file == null) {
            throw new IllegalStateException("Not open");
        }
        return file;
    }

    @Override
    public void setInput(@Nullable Object input, boolean forwardOnly, boolean ignoreMetadata) {
        forget();
        super.setInput(input, forwardOnly, ignoreMetadata);
    }

    @Override
    public void dispose() {
        forget();
        super.dispose();
    }

    private void forget() {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit(); // in the worker's own directory, which goes with it
            }
            file = null;
        }
    }

    @Override
    public int getNumImages(boolean allowSearch) {
        return 1;
    }

    @Override
    public int getWidth(int index) throws IOException {
        open();
        return width;
    }

    @Override
    public int getHeight(int index) throws IOException {
        open();
        return height;
    }

    @Override
    public Iterator<ImageTypeSpecifier> getImageTypes(int index) {
        return Collections.emptyIterator();
    }

    @Override
    public @Nullable IIOMetadata getStreamMetadata() {
        return null;
    }

    @Override
    public @Nullable IIOMetadata getImageMetadata(int index) {
        return null;
    }
}
