package vn.tangthu.repository.validation.ocfl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        final Map<String, String> state = new LinkedHashMap<>();
    }

    /**
     * Something in the fixity block.
     *
     * @param algorithm as written
     */
    record Fixity(String algorithm, String digest, String path) {}

    @Nullable String id;
    @Nullable String type;
    @Nullable String digestAlgorithm;
    @Nullable String head;
    @Nullable String contentDirectory;

    /** Content path to digest, as written. */
    final Map<String, String> manifest = new LinkedHashMap<>();

    /** By the name of the version directory. */
    final Map<String, Version> versions = new LinkedHashMap<>();

    final List<Fixity> fixity = new ArrayList<>();

    String contentDirectory() {
        return contentDirectory == null ? DEFAULT_CONTENT_DIRECTORY : contentDirectory;
    }
}
