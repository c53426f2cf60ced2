package vn.tangthu.repository.validation.common;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.PackageFiles.Trouble;
import vn.tangthu.repository.validation.common.PackageFiles.Troubles;

/**
 * Names in an archive as paths below its one base directory. Names are looked at twice: first for
 * where the base is, then for what lies below it.
 */
final class ArchiveNames {
    private static final String METS = "METS.xml";

    /** No honest archive of records compresses better over so many bytes. */
    private static final long BOMB_BYTES = 1L << 30;

    private static final long BOMB_RATIO = 200;

    private @Nullable String base;
    private boolean flat;

    static boolean isBomb(long archiveBytes, long unpackedBytes) {
        return unpackedBytes > BOMB_BYTES && unpackedBytes / BOMB_RATIO > archiveBytes;
    }

    private static String plain(String name) {
        String plain = name;
        while (plain.startsWith("./")) {
            plain = plain.substring(2);
        }
        return plain;
    }

    private static boolean isOutside(String name) {
        if (name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("(?s)^[A-Za-z]:.*")) {
            return true;
        }
        for (String element : name.split("/", -1)) {
            if (element.equals("..") || element.equals(".")) {
                return true;
            }
        }
        return name.contains("//");
    }

    private static boolean isMacExtra(String name) {
        return name.startsWith("__MACOSX/");
    }

    /** First look. */
    void seen(String name) {
        String plain = plain(name);
        if (plain.equals(METS)) {
            flat = true;
        }
        int slash = plain.indexOf('/');
        if (base == null && slash > 0 && !isMacExtra(plain) && !isOutside(plain)) {
            base = plain.substring(0, slash);
        }
    }

    /** Name of the base directory; empty without one. */
    String base() {
        return flat || base == null ? "" : base;
    }

    boolean isFlat() {
        return flat;
    }

    /** Second look: the path, without a slash at the end; empty for what is not of the package. */
    Optional<String> path(String name, Troubles troubles) {
        String plain = plain(name);
        if (plain.isEmpty() || isMacExtra(plain)) {
            return Optional.empty();
        }
        if (isOutside(plain)) {
            troubles.trouble(Trouble.OUTSIDE, name, name);
            return Optional.empty();
        }
        String path = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
        if (flat) {
            return Optional.of(path);
        }
        if (path.equals(base)) {
            return Optional.empty();
        }
        if (!path.startsWith(base + "/")) {
            troubles.trouble(Trouble.STRAY, path, path);
            return Optional.empty();
        }
        return Optional.of(path.substring(base().length() + 1));
    }
}
