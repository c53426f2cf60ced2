package vn.tangthu.repository.sets;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipStore.ObjectRef;

/**
 * A package in a set: a line {@code object,kind,version,inventory_sha512,files,bytes,root}.
 *
 * @param inventory SHA-512 of the inventory of this version, which names all its files by digest
 * @param root of the package below the folder
 */
record SetObject(
        UUID id,
        ObjectRef.Kind kind,
        int version,
        String inventory,
        long files,
        long bytes,
        String root) {
    static final String HEADING = "object,kind,version,inventory_sha512,files,bytes,root\n";

    String csv() {
        return id + "," + kind + "," + version + "," + inventory + "," + files + "," + bytes + ","
                + root + "\n";
    }

    /** Null when it is none. */
    static @Nullable SetObject read(String line) {
        String[] parts = line.split(",", 7);
        if (parts.length != 7) {
            return null;
        }
        try {
            return new SetObject(
                    UUID.fromString(parts[0]),
                    ObjectRef.Kind.valueOf(parts[1]),
                    Integer.parseInt(parts[2]),
                    parts[3],
                    Long.parseLong(parts[4]),
                    Long.parseLong(parts[5]),
                    parts[6]);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
