package vn.tangthu.indexer.extract.worker;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The system's OpenJPEG 2 (libopenjp2, BSD-2-Clause), the reference decoder of ISO/IEC 15444-1; it
 * comes with Tesseract, whose image library needs it. Native code that reads foreign bytes: only to
 * be called in a worker process, which may die of it.
 *
 * <p>Offsets are those of {@code openjpeg.h} on 64-bit systems; the number in the library's name
 * changes when they do.
 */
final class OpenJpeg {
    private static final List<String> NAMES =
            List.of(
                    "libopenjp2.so.7",
                    "libopenjp2.7.dylib",
                    "/opt/homebrew/lib/libopenjp2.7.dylib",
                    "/usr/local/lib/libopenjp2.7.dylib");

    /** {@code opj_dparameters_t}, which has two paths of 4,096 bytes, and room to spare. */
    private static final long PARAMETERS = 16_384;

    private final MethodHandle createDecoder;
    private final MethodHandle defaults;
    private final MethodHandle setUp;
    private final MethodHandle openFile;
    private final MethodHandle readHeader;
    private final MethodHandle decode;
    private final MethodHandle endDecoding;
    private final MethodHandle closeFile;
    private final MethodHandle destroyDecoder;
    private final MethodHandle destroyImage;

    private OpenJpeg(SymbolLookup library) {
        createDecoder = function(library, "opj_create_decompress", ADDRESS, JAVA_INT);
        defaults = procedure(library, "opj_set_default_decoder_parameters");
        setUp = function(library, "opj_setup_decoder", JAVA_INT, ADDRESS, ADDRESS);
        openFile =
                function(
                        library,
                        "opj_stream_create_default_file_stream",
                        ADDRESS,
                        ADDRESS,
                        JAVA_INT);
        readHeader = function(library, "opj_read_header", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        decode = function(library, "opj_decode", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        endDecoding = function(library, "opj_end_decompress", JAVA_INT, ADDRESS, ADDRESS);
        closeFile = procedure(library, "opj_stream_destroy");
        destroyDecoder = procedure(library, "opj_destroy_codec");
        destroyImage = procedure(library, "opj_image_destroy");
    }

    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle procedure(SymbolLookup library, String name) {
        return Linker.nativeLinker()
                .downcallHandle(library.findOrThrow(name), FunctionDescriptor.ofVoid(ADDRESS));
    }

    /** The library, where the system has it. */
    static Optional<OpenJpeg> find() {
        for (String name : NAMES) {
            try {
                return Optional.of(new OpenJpeg(SymbolLookup.libraryLookup(name, Arena.global())));
            } catch (IllegalArgumentException | NoSuchElementException e) {
                continue; // not here, or not this one
            }
        }
        return Optional.empty();
    }

    /** How the samples are to be understood. */
    enum Space {
        UNSAID,
        RGB,
        GREY,
        YCC,
        OTHER;

        /** {@code OPJ_COLOR_SPACE}. */
        private static Space of(int code) {
            return switch (code) {
                case -1, 0 -> UNSAID;
                case 1 -> RGB;
                case 2 -> GREY;
                case 3 -> YCC;
                default -> OTHER;
            };
        }
    }

    /**
     * Opens the file and reads its header; decodes nothing yet.
     *
     * @param boxed a JP2 or JPX file, not a bare codestream
     * @param halvings how often both sides are halved on the way; fewer than there are is an error
     * @throws IOException when the library cannot make sense of it
     */
    Image open(Path file, boolean boxed, int halvings) throws IOException {
        Arena arena = Arena.ofConfined();
        Image image = new Image(arena);
        try {
            image.open(file, boxed, halvings);
            return image;
        } catch (IOException | RuntimeException | Error e) {
            image.close();
            throw e;
        }
    }

    private static IOException broken(String what) {
        return new IOException("OpenJPEG cannot " + what);
    }

    /** An image, in memory of the library until it is closed. */
    final class Image implements AutoCloseable {
        private final Arena arena;
        private MemorySegment decoder = MemorySegment.NULL;
        private MemorySegment stream = MemorySegment.NULL;
        private MemorySegment image = MemorySegment.NULL;

        private Image(Arena arena) {
            this.arena = arena;
        }

        private void open(Path file, boolean boxed, int halvings) throws IOException {
            try {
                decoder = (MemorySegment) createDecoder.invokeExact(boxed ? 2 : 0);
                MemorySegment parameters = arena.allocate(PARAMETERS, 8);
                defaults.invokeExact(parameters);
                parameters.set(JAVA_INT, 0, halvings); // cp_reduce
                MemorySegment path = arena.allocateFrom(file.toString());
                stream = (MemorySegment) openFile.invokeExact(path, 1);
                MemorySegment place = arena.allocate(ADDRESS);
                if (stream.address() == 0
                        || (int) setUp.invokeExact(decoder, parameters) == 0
                        || (int) readHeader.invokeExact(stream, decoder, place) == 0) {
                    throw broken("read the header");
                }
                image = place.get(ADDRESS, 0).reinterpret(48);
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /**
         * @throws IOException when a part is damaged or missing
         */
        void decode() throws IOException {
            try {
                if ((int) decode.invokeExact(decoder, stream, image) == 0
                        || (int) endDecoding.invokeExact(decoder, stream) == 0) {
                    throw broken("decode it");
                }
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** Pixels, before any halving. */
        int width() {
            return image.get(JAVA_INT, 8) - image.get(JAVA_INT, 0);
        }

        /** Pixels, before any halving. */
        int height() {
            return image.get(JAVA_INT, 12) - image.get(JAVA_INT, 4);
        }

        int components() {
            return image.get(JAVA_INT, 16);
        }

        Space space() {
            return Space.of(image.get(JAVA_INT, 20));
        }

        Component component(int number) throws IOException {
            MemorySegment all = image.get(ADDRESS, 24).reinterpret(64L * components());
            return new Component(all.asSlice(64L * number, 64));
        }

        @Override
        public void close() {
            try (arena) {
                if (image.address() != 0) {
                    destroyImage.invokeExact(image);
                }
                if (stream.address() != 0) {
                    closeFile.invokeExact(stream);
                }
                if (decoder.address() != 0) {
                    destroyDecoder.invokeExact(decoder);
                }
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One channel of a decoded image, which may be coarser than the others. */
    static final class Component {
        final int width;
        final int height;
        private final int precision;
        private final boolean signed;
        private final MemorySegment samples;

        private Component(MemorySegment component) throws IOException {
            width = component.get(JAVA_INT, 8);
            height = component.get(JAVA_INT, 12);
            precision = component.get(JAVA_INT, 24);
            signed = component.get(JAVA_INT, 32) != 0;
            MemorySegment data = component.get(ADDRESS, 48);
            if (data.address() == 0 || width < 1 || height < 1 || precision < 1 || precision > 31) {
                throw broken("decode all of it");
            }
            samples = data.reinterpret(4L * width * height);
        }

        /**
         * @param row receives samples of 0 to 255
         */
        void row(int y, int[] row) {
            MemorySegment.copy(samples, JAVA_INT, 4L * width * y, row, 0, width);
            int shift = signed ? 1 << (precision - 1) : 0;
            long most = (1L << precision) - 1;
            for (int x = 0; x < width; x++) {
                long value = Math.clamp((long) row[x] + shift, 0, most);
                row[x] = (int) (precision == 8 ? value : value * 255 / most);
            }
        }
    }
}
