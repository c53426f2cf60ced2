package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** Keeps the PDF that was last asked about open: the next request is mostly about its next page. */
final class PdfOnHand {
    /** What is unpacked beyond this goes to a temporary file. */
    private static final long IN_MEMORY = 96L << 20;

    private static final long ON_DISK = 2L << 30;

    private record Identity(
            Path path, @Nullable Object key, long size, FileTime modified, FileTime created) {}

    private @Nullable Identity identity;
    private @Nullable PDDocument document;

    PDDocument open(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Identity wanted =
                new Identity(
                        file,
                        now.fileKey(),
                        now.size(),
                        now.lastModifiedTime(),
                        now.creationTime());
        if (document != null && wanted.equals(identity)) {
            return document;
        }
        close();
        PDDocument opened =
                Loader.loadPDF(
                        file.toFile(),
                        MemoryUsageSetting.setupMixed(IN_MEMORY, IN_MEMORY + ON_DISK).streamCache);
        document = opened;
        identity = wanted;
        return opened;
    }

    private void close() throws IOException {
        identity = null;
        if (document != null) {
            PDDocument old = document;
            document = null;
            old.close();
        }
    }
}
