package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/** The format of a file by its bytes. */
final class Detection {
    private static final int HEAD = 1_024;
    private static final String UNKNOWN = "application/octet-stream";
    private @Nullable Detector tika;

    /** The media type; {@code application/octet-stream} when nothing is known of it. */
    String of(Path file) throws IOException {
        if (isPdf(file)) {
            return Operations.PDF;
        }
        if (tika == null) {
            tika = new DefaultDetector();
        }
        String found;
        try (TikaInputStream in = TikaInputStream.get(file)) {
            found = tika.detect(in, new Metadata()).getBaseType().toString();
        }
        // Tika takes a text for binary where more than a tenth is beyond ASCII.
        return found.equals(UNKNOWN) && LegacyRuns.isText(file) ? "text/plain" : found;
    }

    /** The mark {@code %PDF-} in the first 1,024 bytes, where every viewer accepts it. */
    static boolean isPdf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1).contains("%PDF-");
        }
    }
}
