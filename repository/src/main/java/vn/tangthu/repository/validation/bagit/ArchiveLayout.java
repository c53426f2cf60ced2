package vn.tangthu.repository.validation.bagit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Report;

/**
 * The rules of section 4.2: an archive unpacks to exactly one base directory, and that carries the
 * archive's name. Turns names in the archive into paths below the base directory.
 */
final class ArchiveLayout {
    private static final String MAC_EXTRAS = "__MACOSX";

    /** No honest archive of records compresses better over so many bytes. */
    private static final long BOMB_BYTES = 1L << 30;

    private static final long BOMB_RATIO = 200;

    private final Report report;
    private @Nullable String base;
    private boolean rootTold;
    private boolean macTold;

    ArchiveLayout(Report report) {
        this.report = report;
    }

    /**
     * The path below the base directory; empty for what does not belong to the bag.
     *
     * @param telling whether findings are wanted: names are looked at twice
     */
    Optional<String> path(String name, boolean telling) {
        if (name.isEmpty() || BagPaths.leavesTheBag(name) || name.indexOf('\\') >= 0) {
            if (telling) {
                report.error(BagCode.PATH_OUTSIDE, name, "ZIP/tar", "");
            }
            return Optional.empty();
        }
        String plain = BagPaths.plain(name.startsWith("./") ? name.substring(2) : name);
        int slash = plain.indexOf('/');
        String first = slash < 0 ? plain : plain.substring(0, slash);
        if (first.equals(MAC_EXTRAS)) {
            if (telling && !macTold) {
                macTold = true;
                report.warning(BagCode.ARCHIVE_MAC_EXTRAS, MAC_EXTRAS);
            }
            return Optional.empty();
        }
        if (slash < 0) { // a file beside the base directory
            if (telling && !plain.isEmpty()) {
                strayed(plain);
            }
            return Optional.empty();
        }
        if (base == null) {
            base = first;
        }
        if (!first.equals(base)) {
            if (telling) {
                strayed(plain);
            }
            return Optional.empty();
        }
        return Optional.of(plain.substring(slash + 1));
    }

    private void strayed(String path) {
        if (!rootTold) {
            rootTold = true;
            report.error(BagCode.ARCHIVE_ROOT, path);
        }
    }

    void end(String archiveName) {
        if (base == null) {
            if (!rootTold) {
                report.error(BagCode.ARCHIVE_ROOT, "");
            }
            return;
        }
        String stem = archiveName.replaceFirst("(?i)\\.(zip|tar|tgz|tar\\.gz|gz)$", "");
        if (!BagPaths.nfc(stem).equals(BagPaths.nfc(base))) {
            report.warning(BagCode.ARCHIVE_ROOT_NAME, base, archiveName);
        }
    }

    static boolean isBomb(long archiveBytes, long unpackedBytes) {
        return unpackedBytes > BOMB_BYTES && unpackedBytes / BOMB_RATIO > archiveBytes;
    }
}
