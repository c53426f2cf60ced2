package vn.tangthu.portal.cli;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One change of what is kept, as it is handed to {@link StormArchivist}.
 *
 * @param code of the hồ sơ
 * @param what the PDF file that comes, or the new title, or the reason; without {@code |}, and in
 *     ASCII, which every process reads alike
 */
record StormChange(Kind kind, String code, String what) {
    enum Kind {
        LATE_DOCUMENT,
        BETTER_SCAN,
        TITLE,
        WITHDRAWAL,
        /** Of everything that the delivery of this hồ sơ brought. */
        WITHDRAWAL_OF_DELIVERY;

        boolean withdraws() {
            return this == WITHDRAWAL || this == WITHDRAWAL_OF_DELIVERY;
        }
    }

    static StormChange parse(String argument) {
        String[] parts = argument.split("\\|", 3);
        return new StormChange(Kind.valueOf(parts[0]), parts[1], parts[2]);
    }

    String argument() {
        return kind + "|" + code + "|" + what;
    }

    /**
     * What a hồ sơ is when the change is made.
     *
     * @param id of its package
     * @param files SHA-256 of its files, sorted; a file that is there twice stands here twice
     * @param version of the package
     */
    record Held(String id, List<String> files, String title, int version, boolean withdrawn) {
        Held {
            files = files.stream().sorted().toList();
        }

        /**
         * @param digest of the file that comes, if one does
         * @param replaced of the file that goes, if one does
         */
        Held after(StormChange change, @Nullable String digest, @Nullable String replaced) {
            List<String> now = new ArrayList<>(files);
            if (replaced != null && !now.remove(replaced)) {
                throw new AssertionError(replaced + " was replaced and is not in " + files);
            }
            if (digest != null) {
                now.add(digest);
            }
            return new Held(
                    id,
                    now,
                    change.kind() == Kind.TITLE ? change.what() : title,
                    version + 1,
                    withdrawn || change.kind().withdraws());
        }
    }

    /** What the archivist says: the change with this number has begun, or is kept. */
    record Said(int number, @Nullable String replaced) {
        static final String BEGUN = "storm-begun ";
        static final String KEPT = "storm-kept ";

        static String begun(int number, @Nullable String replaced) {
            return BEGUN + number + (replaced == null ? "" : " " + replaced);
        }

        static Said parse(String line) {
            String[] words = line.split(" ");
            String replaced = words.length > 2 ? words[2] : null;
            if (replaced != null && HexFormat.of().parseHex(replaced).length != 32) {
                throw new AssertionError(line);
            }
            return new Said(Integer.parseInt(words[1]), replaced);
        }

        /** Whole lines only: the last one may be cut off by the kill. */
        static List<Said> all(String out, String prefix) {
            String whole = out.substring(0, out.lastIndexOf('\n') + 1);
            List<Said> said =
                    whole.lines().filter(line -> line.startsWith(prefix)).map(Said::parse).toList();
            if (new TreeSet<>(said.stream().map(Said::number).toList()).size() != said.size()) {
                throw new AssertionError("said twice: " + said);
            }
            return said;
        }
    }
}
