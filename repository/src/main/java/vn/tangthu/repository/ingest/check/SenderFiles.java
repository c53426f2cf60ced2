package vn.tangthu.repository.ingest.check;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;

/**
 * What the sender put into a package beside the documents (METS, descriptions, PREMIS, schemas,
 * documentation) as one ZIP, byte for byte as it came. Not compressed and without times: the same
 * package gives the same bytes, so that going on after an interruption makes the very same.
 */
final class SenderFiles {
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SenderFiles() {}

    /**
     * @param files by their paths in the package
     */
    static void pack(List<Found> files, Path zip) throws IOException {
        try (ZipOutputStream out =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            for (Found file : files.stream().sorted(Comparator.comparing(Found::name)).toList()) {
                ZipEntry entry = new ZipEntry(file.name());
                entry.setMethod(ZipEntry.STORED);
                entry.setTimeLocal(NO_TIME);
                CRC32 crc = new CRC32();
                long size;
                try (InputStream in = new CheckedInputStream(open(file.path()), crc)) {
                    size = in.transferTo(OutputStream.nullOutputStream());
                }
                entry.setSize(size);
                entry.setCompressedSize(size);
                entry.setCrc(crc.getValue());
                out.putNextEntry(entry);
                try (InputStream in = open(file.path())) {
                    var unused = in.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
    }
}
