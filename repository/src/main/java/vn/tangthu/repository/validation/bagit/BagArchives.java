package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.nio.file.Path;

/** Whether a file may be a serialised bag. */
public final class BagArchives {
    private BagArchives() {}

    public static boolean isArchive(Path file) throws IOException {
        return ArchiveSources.container(file) != ArchiveSources.Container.NONE;
    }
}
