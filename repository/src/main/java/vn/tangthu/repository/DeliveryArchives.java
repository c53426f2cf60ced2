package vn.tangthu.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Archives a delivery may come in, known by the end of their names. */
public final class DeliveryArchives {
    /** In lower case; the longest of those that fit counts. */
    public static final List<String> ENDINGS = List.of(".zip", ".tar", ".tar.gz", ".tgz");

    private DeliveryArchives() {}

    /** The ending of a file's name, in lower case. */
    public static Optional<String> ending(Path file) {
        return ending(String.valueOf(file.getFileName()));
    }

    /** The ending of a name, in lower case. */
    public static Optional<String> ending(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().filter(lower::endsWith).findFirst();
    }

    public static boolean isZip(Path file) {
        return ending(file).filter(".zip"::equals).isPresent();
    }

    /**
     * The ending that these first bytes ask for: of gzip or of a tar's header (ustar), else of a
     * ZIP.
     *
     * @param head the first 512 bytes, or what there is
     */
    public static String endingOf(byte[] head) {
        if (head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b) {
            return ".tar.gz";
        }
        boolean ustar =
                head.length > 262
                        && head[257] == 'u'
                        && head[258] == 's'
                        && head[259] == 't'
                        && head[260] == 'a'
                        && head[261] == 'r';
        return ustar ? ".tar" : ".zip";
    }
}
