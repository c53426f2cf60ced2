package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.storage.Digest;

/**
 * Pages of a file that OCR has read while others are still to be read, so that a kill costs one
 * page and not a volume. One small file a page, gone when the derivative is kept.
 */
final class OcrSpool {
    private final Path dir;

    private OcrSpool(Path dir) {
        this.dir = dir;
    }

    /**
     * @param root survives restarts
     */
    static OcrSpool of(Path root, Digest sha512) throws IOException {
        // half of the digest is enough of a name, and the CRC and the page count guard the rest
        String name = TextDerivative.COMPLETE + "-" + sha512.hex().substring(0, 64);
        return new OcrSpool(Files.createDirectories(root.resolve(name)));
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
        }
        Files.deleteIfExists(dir);
    }

    private static int sum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
