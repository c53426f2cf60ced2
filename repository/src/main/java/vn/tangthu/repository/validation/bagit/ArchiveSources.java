package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.tangthu.repository.validation.common.Report;

/** Recognises serialised bags by their first bytes. */
final class ArchiveSources {
    private static final int TAR_MAGIC_OFFSET = 257;
    private static final int TAR_HEADER_BYTES = 512;

    private ArchiveSources() {}

    /** The container formats of section 4. */
    enum Container {
        ZIP,
        TAR,
        GZIP,
        NONE
    }

    static Container container(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(TAR_HEADER_BYTES);
        }
        if (head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 8) {
            return Container.ZIP;
        }
        if (head.length >= 2 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return Container.GZIP;
        }
        boolean tar =
                head.length == TAR_HEADER_BYTES
                        && head[TAR_MAGIC_OFFSET] == 'u'
                        && head[TAR_MAGIC_OFFSET + 1] == 's'
                        && head[TAR_MAGIC_OFFSET + 2] == 't'
                        && head[TAR_MAGIC_OFFSET + 3] == 'a'
                        && head[TAR_MAGIC_OFFSET + 4] == 'r';
        return tar ? Container.TAR : Container.NONE;
    }

    static BagSource open(Path file, Report report) throws IOException {
        return switch (container(file)) {
            case ZIP -> new ZipSource(file, report);
            case TAR -> new TarSource(file, false, report);
            case GZIP -> new TarSource(file, true, report);
            case NONE ->
                    throw new IOException(
                            "Không phải thư mục, ZIP hay tar. / Not a folder, ZIP or tar: " + file);
        };
    }
}
