package vn.tangthu.repository.validation.ocfl;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.PagedMap;

/** What an inventory says, as far as it could be read; filled by {@link InventoryReading}. */
final class Inventory {
    static final String DEFAULT_CONTENT_DIRECTORY = "content";

    /** A version block. */
    static final class Version {
        @Nullable String created;
        @Nullable String message;
        @Nullable String userName;
        @Nullable String userAddress;

        /** Logical path to digest, as written. */
        final Map<String, String> state = new PagedMap();
    }

    /**
     * Something in the fixity block.
     *
     * @param algorithm as written
     */
    record Fixity(String algorithm, String digest, String path) {}

    /** Receives what the fixity block says. */
    interface FixityReader {
        void fixity(Fixity fixity);
    }

    @Nullable String id;
    @Nullable String type;
    @Nullable String digestAlgorithm;
    @Nullable String head;
    @Nullable String contentDirectory;

    /** Content path to digest, as written. */
    final Map<String, String> manifest = new PagedMap();

    /** By the name of the version directory. */
    final Map<String, Version> versions = new LinkedHashMap<>();

    /** By running number: algorithm and digest in a line each, then the path. */
    private final Map<String, String> fixity = new PagedMap();

    void add(Fixity one) {
        var unused =
                fixity.put(
                        Integer.toString(fixity.size()),
                        one.algorithm().replace('\n', ' ')
                                + '\n'
                                + one.digest().replace('\n', ' ')
                                + '\n'
                                + one.path());
    }

    /** What the fixity block says, in its order. */
    void fixity(FixityReader reader) {
        for (String line : fixity.values()) {
            String[] parts = line.split("\n", 3);
            reader.fixity(new Fixity(parts[0], parts[1], parts[2]));
        }
    }

    String contentDirectory() {
        return contentDirectory == null ? DEFAULT_CONTENT_DIRECTORY : contentDirectory;
    }
}
