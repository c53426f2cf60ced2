package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import vn.tangthu.repository.ZipDirectory;

/**
 * Whether a delivery is so large that others should not wait behind it. Looks at no more than the
 * limit: a glance, not a count.
 */
final class SourceSize {
    /** Checked and stored in about a minute on two cores. */
    static final int SMALL_FILES = 2_000;

    static final long SMALL_BYTES = 1_000_000_000L;

    private SourceSize() {}

    static boolean isLarge(Path source) {
        try {
            if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
                return Files.size(source) > SMALL_BYTES
                        || ZipDirectory.count(source, SMALL_FILES).tooMany();
            }
            Glance glance = new Glance();
            Files.walkFileTree(source, glance);
            return glance.large();
        } catch (IOException e) {
            return false; // the check says what is wrong, and soon
        }
    }

    /** Files below a folder; counts no further than what has to be alone in memory anyway. */
    static int files(Path folder) throws IOException {
        int[] files = new int[1];
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        return ++files[0] > RowsInMemory.MOST_FILES
                                ? FileVisitResult.TERMINATE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return files[0];
    }

    private static final class Glance extends SimpleFileVisitor<Path> {
        private int entries;
        private long bytes;

        boolean large() {
            return entries > SMALL_FILES || bytes > SMALL_BYTES;
        }

        private FileVisitResult next() {
            return large() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            entries++;
            return next();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            entries++;
            bytes += attributes.size();
            return next();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
