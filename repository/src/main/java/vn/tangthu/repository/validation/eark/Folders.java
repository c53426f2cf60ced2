package vn.tangthu.repository.validation.eark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.PackageFiles.Item;

/**
 * What a package has beside what its METS documents say of it: folders down to the third level,
 * which no rule goes beyond, the METS documents themselves, and which folders of metadata are not
 * empty.
 */
final class Folders {
    private static final int LEVELS = 3;

    private final Set<String> directories = new HashSet<>();
    private final Set<String> metadata = new HashSet<>();
    private final Map<String, Item> documents = new TreeMap<>();

    /** Of folders and METS documents, in lower case; made when first asked. */
    private @Nullable Set<String> folded;

    void directory(String path) {
        if (levels(path) <= LEVELS) {
            directories.add(path);
        }
    }

    /** A file and, as archives need not name their directories, those above it. */
    void file(Item item) {
        String path = item.path();
        for (int at = path.indexOf('/'), level = 1;
                at >= 0 && level <= LEVELS;
                at = path.indexOf('/', at + 1), level++) {
            directories.add(path.substring(0, at));
        }
        for (String kind : new String[] {"metadata/descriptive", "metadata/preservation"}) {
            if (path.startsWith(kind + "/") && !path.contains("/.")) { // hidden ones hold a place
                metadata.add(kind);
            }
        }
        if (path.equals(EarkValidator.METS) || path.endsWith("/" + EarkValidator.METS)) {
            documents.put(path, item);
        }
    }

    private static int levels(String path) {
        return (int) path.chars().filter(c -> c == '/').count() + 1;
    }

    boolean has(String directory) {
        return directories.contains(directory);
    }

    Collection<String> all() {
        return Collections.unmodifiableSet(directories);
    }

    /** Whether files lie in metadata/descriptive or metadata/preservation of the package. */
    boolean hasMetadata(String folder) {
        return metadata.contains(folder);
    }

    @Nullable Item document(String path) {
        return documents.get(path);
    }

    Collection<String> documents() {
        return Collections.unmodifiableSet(documents.keySet());
    }

    /**
     * Whether there is a folder with this path; the vocabulary's names begin with a capital and the
     * folders' do not, so that case is of no matter. Beyond the third level anything is believed.
     *
     * @param base of the METS document, empty or ending in a slash; the path may begin there or at
     *     the package's root
     */
    boolean hasNamed(String base, String path) {
        return foldedHas(base + path) || foldedHas(path);
    }

    private boolean foldedHas(String path) {
        List<String> elements = new ArrayList<>();
        for (String element : path.split("/")) {
            if (!element.isEmpty() && !element.equals(".") && elements.size() < LEVELS) {
                elements.add(element);
            }
        }
        return folded().contains(fold(String.join("/", elements)));
    }

    /** Whether the folder, named without regard to case, has a METS document. */
    boolean hasDocument(String folder) {
        return folded().contains(fold(folder + "/" + EarkValidator.METS));
    }

    private Set<String> folded() {
        Set<String> all = folded;
        if (all == null) {
            all = new HashSet<>();
            for (String directory : directories) {
                all.add(fold(directory));
            }
            for (String document : documents.keySet()) {
                all.add(fold(document));
            }
            folded = all;
        }
        return all;
    }

    private static String fold(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
