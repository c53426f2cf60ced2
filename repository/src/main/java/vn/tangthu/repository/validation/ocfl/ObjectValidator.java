package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.PagedMap;

/** Judges one object. */
final class ObjectValidator {
    private static final Pattern ALMOST_A_VERSION = Pattern.compile("[vV]?-?[0-9]+([._-][0-9]+)*");
    private static final Pattern ALMOST_AN_INVENTORY =
            Pattern.compile("(?i)_?inventor(y|ies)[^.]*\\.jso?n?");

    private final Path root;
    private final Listing listing;
    private final HashCrew crew;
    private Findings findings;

    /** Content files on disk, by version directory. */
    private final Map<String, Set<String>> contents = new LinkedHashMap<>();

    /** Inventories of version directories, by version number. */
    private final TreeMap<Long, Map.Entry<String, Inventory>> inventories = new TreeMap<>();

    ObjectValidator(Path root, Findings findings, Listing listing, HashCrew crew) {
        this.root = root;
        this.findings = findings;
        this.listing = listing;
        this.crew = crew;
    }

    /**
     * What a storage root wants to know of an object.
     *
     * @param spec null when it is not declared
     */
    record Judged(@Nullable String id, @Nullable Spec spec) {}

    Judged validate() throws IOException {
        List<Listing.Child> children = listing.of(root, "", findings);
        Spec declared = Declaration.OBJECT.check(children, findings);
        Inventory inventory = null;
        boolean hasInventory =
                children.stream()
                        .anyMatch(c -> !c.directory() && c.name().equals(Sidecar.INVENTORY));
        if (hasInventory) {
            if (declared != null) {
                findings = findings.with(declared);
            }
            inventory =
                    InventoryReading.read(
                            root.resolve(Sidecar.INVENTORY), Sidecar.INVENTORY, findings);
        } else {
            findings.error("E063", "", Sidecar.INVENTORY);
        }
        if (declared == null) {
            Spec typed = inventory == null ? null : Spec.ofType(inventory.type).orElse(null);
            findings = findings.with(typed == null ? Spec.V1_1 : typed);
        } else {
            findings = findings.with(declared);
        }
        String algorithm = inventory == null ? null : inventory.digestAlgorithm;
        rootChildren(children, algorithm);
        if (hasInventory) {
            Sidecar.check(root, "", children, algorithm, findings);
        }
        List<String> directories =
                children.stream()
                        .filter(c -> c.directory() && VersionName.of(c.name()) != null)
                        .map(Listing.Child::name)
                        .toList();
        if (directories.isEmpty() && hasInventory) {
            findings.error("E008", "", "v1");
        }
        if (inventory != null) {
            new InventoryRules(inventory, Sidecar.INVENTORY, findings).check();
            if (inventory.type != null && !inventory.type.equals(findings.spec().type())) {
                findings.error("E038", Sidecar.INVENTORY, inventory.type);
            }
            directoriesAndVersions(directories, inventory);
        } else {
            InventoryRules.versionNames(directories, findings, "");
        }
        for (String directory : directories) {
            versionDirectory(directory, inventory);
        }
        if (inventory != null) {
            priorInventories(inventory);
            contentListed(inventory);
            verify(inventory);
        }
        return new Judged(inventory == null ? null : inventory.id, declared);
    }

    private void rootChildren(List<Listing.Child> children, @Nullable String algorithm) {
        String sidecar = Sidecar.INVENTORY + "." + algorithm;
        for (Listing.Child child : children) {
            String name = child.name();
            if (child.directory()) {
                rootDirectory(child);
            } else {
                findings.report().file();
                boolean known =
                        name.equals(Sidecar.INVENTORY)
                                || (algorithm == null
                                        ? Sidecar.isNamedSo(name)
                                        : name.equals(sidecar))
                                || Declaration.OBJECT.isMeant(name);
                if (!known) {
                    findings.error("E001", name, name);
                    if (ALMOST_AN_INVENTORY.matcher(name).matches()) {
                        findings.error("E034", name, name);
                    }
                }
            }
        }
    }

    private void rootDirectory(Listing.Child child) {
        String name = child.name();
        if (VersionName.of(name) != null || Declaration.OBJECT.isMeant(name)) {
            return;
        }
        if (name.equals("logs")) {
            contents(child.path(), name, null);
            return;
        }
        if (name.equals("extensions")) {
            extensions(listing, child.path(), findings, "E067", "W013");
            return;
        }
        findings.error("E001", name, name + "/");
        if (ALMOST_A_VERSION.matcher(name).matches()) {
            findings.since11(
                    Character.isDigit(name.charAt(0)) || name.charAt(0) == 'V' ? "E104" : "E105",
                    "",
                    name,
                    name);
        }
        if (Declaration.isObjectRoot(listing.of(child.path(), name, findings))) {
            findings.error("E082", name, name);
        }
    }

    static void extensions(
            Listing listing, Path directory, Findings findings, String stray, String unregistered) {
        for (Listing.Child child : listing.of(directory, "extensions", findings)) {
            String inner = "extensions/" + child.name();
            if (!child.directory()) {
                findings.report().file();
                findings.error(stray, inner, child.name());
            } else if (!Spec.EXTENSIONS.contains(child.name())) {
                findings.warn(unregistered, inner, child.name());
            }
        }
    }

    private void directoriesAndVersions(List<String> directories, Inventory inventory) {
        for (String directory : directories) {
            if (!inventory.versions.containsKey(directory)) {
                findings.error("E046", directory, directory);
            }
        }
        for (String name : inventory.versions.keySet()) {
            if (VersionName.of(name) != null && !directories.contains(name)) {
                findings.error("E010", name, name);
                findings.error("E046", name, name);
            }
        }
    }

    private void versionDirectory(String directory, @Nullable Inventory inventory) {
        Path path = root.resolve(directory);
        List<Listing.Child> children = listing.of(path, directory, findings);
        boolean hasInventory =
                children.stream()
                        .anyMatch(c -> !c.directory() && c.name().equals(Sidecar.INVENTORY));
        Inventory own = null;
        boolean isHead = inventory != null && directory.equals(inventory.head);
        if (hasInventory) {
            String file = directory + "/" + Sidecar.INVENTORY;
            if (isHead && sameAsRoot(path.resolve(Sidecar.INVENTORY), file)) {
                own = inventory; // its findings were told
            } else {
                own = InventoryReading.read(path.resolve(Sidecar.INVENTORY), file, findings);
            }
            VersionName name = VersionName.of(directory);
            if (own != null && name != null) {
                inventories.put(name.number(), Map.entry(directory, own));
                Sidecar.check(path, directory, children, own.digestAlgorithm, findings);
            }
        } else {
            findings.warn("W010", directory, directory);
        }
        String contentDirectory =
                inventory == null
                        ? Inventory.DEFAULT_CONTENT_DIRECTORY
                        : inventory.contentDirectory();
        for (Listing.Child child : children) {
            versionChild(directory, child, contentDirectory, own);
        }
    }

    private boolean sameAsRoot(Path inventory, String file) {
        try {
            if (Files.mismatch(root.resolve(Sidecar.INVENTORY), inventory) < 0) {
                return true;
            }
            findings.error("E064", file, file);
        } catch (IOException e) {
            findings.error("OCFL_UNREADABLE", file, e.toString());
        }
        return false;
    }

    private void versionChild(
            String directory,
            Listing.Child child,
            String contentDirectory,
            @Nullable Inventory own) {
        String name = child.name();
        String inner = directory + "/" + name;
        if (child.directory()) {
            if (!name.equals(contentDirectory)) {
                findings.warn("W002", inner, name);
                return;
            }
            Set<String> files = PagedMap.newSet();
            contents(child.path(), inner, files);
            contents.put(directory, files);
            if (files.isEmpty()) {
                findings.warn("W003", inner, name);
            }
            return;
        }
        findings.report().file();
        boolean known =
                name.equals(Sidecar.INVENTORY)
                        || (own != null
                                && name.equals(Sidecar.INVENTORY + "." + own.digestAlgorithm));
        if (!known) {
            findings.error("E015", inner, name);
        }
    }

    /** Regular files below a directory; empty directories are E024. */
    private void contents(Path top, String topInner, @Nullable Set<String> files) {
        record Level(Path path, String inner, int depth) {}
        ArrayDeque<Level> todo = new ArrayDeque<>();
        todo.add(new Level(top, topInner, 0));
        while (!todo.isEmpty()) {
            Level level = todo.removeLast();
            List<Listing.Child> children = listing.of(level.path(), level.inner(), findings);
            if (children.isEmpty() && level.depth() > 0 && files != null) {
                findings.error("E024", level.inner(), level.inner());
            }
            for (Listing.Child child : children) {
                String inner = level.inner() + "/" + child.name();
                if (!child.directory()) {
                    findings.report().file();
                    if (files != null) {
                        files.add(inner);
                    }
                } else if (level.depth() < Listing.MAX_DEPTH) {
                    todo.add(new Level(child.path(), inner, level.depth() + 1));
                } else {
                    findings.error("OCFL_TOO_DEEP", inner, "" + Listing.MAX_DEPTH);
                }
            }
        }
    }

    private void priorInventories(Inventory current) {
        History history = new History(current, findings);
        Spec earlier = null;
        for (Map.Entry<String, Inventory> entry : inventories.values()) {
            Inventory prior = entry.getValue();
            String file = entry.getKey() + "/" + Sidecar.INVENTORY;
            if (prior != current) {
                new InventoryRules(prior, file, findings).check();
            }
            history.check(prior, entry.getKey(), file, earlier);
            earlier = Spec.ofType(prior.type).orElse(earlier);
        }
        if (findings.spec() != Spec.V1_0
                && earlier != null
                && Spec.ofType(current.type).orElse(earlier).compareTo(earlier) < 0) {
            findings.error("E103", Sidecar.INVENTORY, String.valueOf(current.type));
        }
    }

    /** E023: the manifest of a version's inventory lists all content up to that version. */
    private void contentListed(Inventory current) {
        List<Map.Entry<String, Inventory>> all = new ArrayList<>(inventories.values());
        for (Map.Entry<String, Set<String>> entry : contents.entrySet()) {
            VersionName version = VersionName.of(entry.getKey());
            for (String file : entry.getValue()) {
                if (!current.manifest.containsKey(file)) {
                    findings.error("E023", file, Sidecar.INVENTORY);
                    continue;
                }
                for (Map.Entry<String, Inventory> prior : all) {
                    VersionName at = VersionName.of(prior.getKey());
                    if (prior.getValue() != current
                            && version != null
                            && at != null
                            && at.number() >= version.number()
                            && !prior.getValue().manifest.containsKey(file)) {
                        findings.error("E023", file, prior.getKey() + "/" + Sidecar.INVENTORY);
                    }
                }
            }
        }
    }

    private void verify(Inventory current) throws IOException {
        ContentDigests digests = new ContentDigests();
        digests.manifest(current, Sidecar.INVENTORY);
        Set<Inventory> done = Collections.newSetFromMap(new IdentityHashMap<>());
        done.add(current);
        inventories.values().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .filter(entry -> Objects.nonNull(entry.getValue()) && done.add(entry.getValue()))
                .forEach(
                        entry ->
                                digests.manifest(
                                        entry.getValue(),
                                        entry.getKey() + "/" + Sidecar.INVENTORY));
        digests.verify(root, findings, crew);
    }
}
