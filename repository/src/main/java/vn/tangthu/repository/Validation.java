package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.tangthu.storage.Digest;

/**
 * Judges a package by the letter of its standard, without an archive: it needs no home, no database
 * and no running portal, and writes nothing but temporary files.
 *
 * <p>Memory does not grow with the number of files; what is larger than a few megabytes is spooled
 * to temporary files below {@code java.io.tmpdir} (about 300 bytes for a file).
 */
public interface Validation {
    /** The kinds of package that can be judged. */
    enum Kind {
        /** An OCFL object, 1.0 or 1.1. */
        OCFL,
        /** An OCFL storage root with all its objects. */
        OCFL_ROOT,
        /** A bag: BagIt 0.93 to 1.0, a folder or a ZIP or tar of one. */
        BAGIT,
        /** An E-ARK information package: CSIP 2.0.4 to 2.2, a folder. */
        CSIP,
        /** The same, with the requirements of the E-ARK SIP. */
        SIP,
        /**
         * A package of Thông tư 05/2025/TT-BNV: SIP_hoso, SIP_tailieu, AIP_hoso, AIP_tailieu or
         * DIP, a folder or a ZIP or tar of one.
         */
        TT05;

        /** The word of the command line. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> ofWord(String word) {
            return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /**
     * @param threads that read and hash, 1 to 64
     * @param findingsPerCode how many findings of one code are passed on; the others are counted
     */
    record Options(int threads, long findingsPerCode) {}

    /**
     * @param passed how many findings with this code were passed on
     * @param found how many there are
     */
    record Count(ValidationFinding.Level level, long passed, long found) {}

    /**
     * @param counts by code
     * @param files regular files seen
     * @param bytes content bytes read and hashed
     */
    record Outcome(
            Kind kind,
            boolean valid,
            long errors,
            long warnings,
            SortedMap<String, Count> counts,
            long files,
            long bytes) {}

    /** What the path holds, as its declaration file says; empty when nothing tells. */
    Optional<Kind> recognise(Path path) throws IOException;

    /**
     * @param findings called as they are found, from one thread at a time
     * @throws IOException when the package cannot be read at all; a file in it that cannot be read
     *     is a finding
     */
    Outcome validate(
            Path path,
            Kind kind,
            Options options,
            Consumer<ValidationFinding> findings,
            Progress progress)
            throws IOException;

    /**
     * Compares files of a valid bag, as they were read to be kept, with the sender's strongest
     * manifest. Files whose digest is not of its algorithm are read once more.
     *
     * @param bag a folder
     * @param files by their path in the bag
     */
    BagComparison compareBag(Path bag, Map<String, BagFile> files) throws IOException;

    /** A file of a bag, as it was read. */
    record BagFile(Path file, Digest sha512, Digest sha256) {}

    /**
     * @param version of BagIt
     * @param info labels and values of bag-info.txt in its order, the first hundred; foreign text
     * @param manifest name of the manifest that was compared
     * @param equal how many files have the digest that the sender gave
     * @param different paths of files that have another or stand in no manifest
     */
    record BagComparison(
            String version,
            List<BagLabel> info,
            String manifest,
            long equal,
            List<String> different) {
        public BagComparison {
            info = List.copyOf(info);
            different = List.copyOf(different);
        }

        /** The first value of a label, whatever its case. */
        public Optional<String> first(String label) {
            return info.stream()
                    .filter(one -> one.label().equalsIgnoreCase(label) && !one.value().isEmpty())
                    .map(BagLabel::value)
                    .findFirst();
        }
    }

    record BagLabel(String label, String value) {}

    /** The validators of this repository; needs no Spring context. */
    static Validation load() {
        return ServiceLoader.load(Validation.class).findFirst().orElseThrow();
    }
}
