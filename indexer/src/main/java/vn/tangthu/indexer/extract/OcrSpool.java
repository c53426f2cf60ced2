package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Pages of a file that OCR has read while others are still to be read, so that a kill costs one
 * page and not a volume. One small file a page, gone when the derivative is kept.
 */
final class OcrSpool {
    private static final String AGAIN = "-again-";

    private static final int DIGITS = 64;

    private final Path dir;

    private OcrSpool(Path dir) {
        this.dir = dir;
    }

    /**
     * @param root survives restarts
     */
    static OcrSpool of(Path root, Digest sha512) throws IOException {
        return new OcrSpool(Files.createDirectories(root.resolve(name(sha512))));
    }

    private static String name(Digest sha512) {
        // half of the digest is enough of a name, and the CRC and the page count guard the rest
        return TextDerivative.COMPLETE + "-" + sha512.hex().substring(0, DIGITS);
    }

    /**
     * The same for pages that are read once more, apart from those of other models.
     *
     * @param model as it is noted with the pages
     */
    static OcrSpool again(Path root, Digest sha512, String model) throws IOException {
        String of = Digest.of(DigestAlgorithm.SHA256, model.getBytes(StandardCharsets.UTF_8)).hex();
        return new OcrSpool(
                Files.createDirectories(root.resolve(name(sha512) + AGAIN + of.substring(0, 16))));
    }

    /** Removes all there is of the file, by whatever model it is being read. */
    static void removeAll(Path root, Digest sha512) throws IOException {
        List<Path> dirs = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(root, name(sha512) + "*")) {
            found.forEach(dirs::add);
        }
        for (Path dir : dirs) {
            new OcrSpool(dir).remove();
        }
    }

    /**
     * Removes what is of no use any more: of what was erased, and of what others read to its end.
     *
     * @param isInLine whether a file is in line with bytes whose digest begins so
     */
    static void sweep(Path root, Predicate<String> isInLine) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> dirs;
        try (Stream<Path> found = Files.list(root)) {
            dirs = found.filter(Files::isDirectory).toList();
        }
        String begin = TextDerivative.COMPLETE + "-";
        for (Path dir : dirs) {
            String name = dir.getFileName().toString();
            boolean ours = name.startsWith(begin) && name.length() >= begin.length() + DIGITS;
            if (!ours || !isInLine.test(name.substring(begin.length(), begin.length() + DIGITS))) {
                new OcrSpool(dir).remove();
            }
        }
    }

    record Page(Source source, byte[] coded) {}

    void put(int number, Source source, byte[] coded) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(coded.length + 5);
        bytes.put((byte) source.ordinal()).put(coded);
        bytes.putInt(sum(bytes.array(), coded.length + 1));
        Path part = dir.resolve(number + ".part");
        Files.write(part, bytes.array());
        Files.move(part, dir.resolve(Integer.toString(number)), StandardCopyOption.ATOMIC_MOVE);
    }

    Optional<Page> get(int number) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(dir.resolve(Integer.toString(number)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (bytes.length < 6
                || ByteBuffer.wrap(bytes, bytes.length - 4, 4).getInt()
                        != sum(bytes, bytes.length - 4)) {
            return Optional.empty();
        }
        return Optional.of(
                new Page(
                        Source.values()[bytes[0]], Arrays.copyOfRange(bytes, 1, bytes.length - 4)));
    }

    void remove() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return; // swept at the same moment
        }
        Files.deleteIfExists(dir);
    }

    private static int sum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
