package vn.tangthu.repository.validation.ocfl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.PagedMap;

/** What can be said about one inventory without looking at the files it lists. */
final class InventoryRules {
    private static final Set<String> CONTENT_ALGORITHMS = Set.of("sha512", "sha256");

    private final Inventory inventory;
    private final String file;
    private final Findings findings;

    InventoryRules(Inventory inventory, String file, Findings findings) {
        this.inventory = inventory;
        this.file = file;
        this.findings = findings;
    }

    private void error(String code, String detail) {
        findings.error(code, file, detail);
    }

    void check() {
        header();
        versionNames(inventory.versions.keySet(), findings, file);
        manifest();
        fixity();
        inventory.versions.forEach(this::state);
    }

    private void header() {
        if (inventory.id != null && !Times.isUri(inventory.id)) {
            findings.warn("W005", file, inventory.id);
        }
        String algorithm = inventory.digestAlgorithm;
        if (algorithm != null) {
            if (!CONTENT_ALGORITHMS.contains(algorithm)) {
                error("E025", algorithm);
            } else if (algorithm.equals("sha256")) {
                findings.warn("W004", file, algorithm);
            }
        }
        String directory = inventory.contentDirectory;
        if (directory != null) {
            if (directory.contains("/")) {
                error("E017", directory);
                findings.since11("E108", "", file, directory);
            } else if (directory.equals(".") || directory.equals("..")) {
                error("E018", directory);
                findings.since11("E108", "", file, directory);
            }
        }
        head();
    }

    private void head() {
        String head = inventory.head;
        if (head == null) {
            return;
        }
        VersionName name = VersionName.of(head);
        long highest =
                inventory.versions.keySet().stream()
                        .map(VersionName::of)
                        .filter(Objects::nonNull)
                        .mapToLong(VersionName::number)
                        .max()
                        .orElse(0);
        if (name == null || !inventory.versions.containsKey(head) || name.number() != highest) {
            error("E040", head);
        }
    }

    /** Names of versions, in an inventory or on disk: sequence and padding. */
    static void versionNames(Collection<String> names, Findings findings, String where) {
        List<VersionName> versions = new ArrayList<>();
        for (String name : names) {
            VersionName version = VersionName.of(name);
            if (version != null) {
                versions.add(version);
                continue;
            }
            findings.error("E046", where, name);
            if (!name.startsWith("v")) {
                findings.since11("E104", "", where, name);
            } else {
                findings.since11("E105", "", where, name);
            }
        }
        versions.sort(Comparator.comparingLong(VersionName::number));
        for (int i = 0; i < versions.size(); i++) {
            VersionName version = versions.get(i);
            VersionName first = versions.getFirst();
            if (i == 0 && version.number() != 1) {
                findings.error("E009", where, version.name());
            }
            if (i > 0 && version.number() != versions.get(i - 1).number() + 1) {
                findings.error("E010", where, version.name());
            }
            if (version.padded()) {
                if (i == 0) {
                    findings.warn("W001", where, version.name());
                }
            } else if (first.padded()) {
                findings.error("E011", where, version.name());
            }
            if (version.padded() != first.padded()
                    || (first.padded() && version.name().length() != first.name().length())) {
                findings.error("E012", where, version.name());
                findings.error("E013", where, version.name());
            }
        }
    }

    private void manifest() {
        Set<String> told = new HashSet<>();
        String algorithm = inventory.digestAlgorithm;
        for (Map.Entry<String, String> entry : inventory.manifest.entrySet()) {
            String digest = entry.getValue();
            if (algorithm != null && Digests.known(Digests.normalised(algorithm))) {
                digest(algorithm, digest, "E039", told);
            }
            if (entry.getKey().charAt(0) != '\0') {
                contentPath(entry.getKey());
            }
        }
        conflicts(inventory.manifest.keySet(), "E101", "");
        Set<String> used = PagedMap.newSet();
        inventory.versions.values().forEach(v -> used.addAll(v.state.values()));
        for (String digest : inventory.manifest.values()) {
            if (used.add(digest)) {
                findings.since11("E107", "", file, digest);
            }
        }
    }

    private void digest(String algorithm, String digest, String otherwise, Set<String> told) {
        String normal = Digests.normalised(algorithm);
        boolean hex = Digests.hex(digest).isPresent();
        if (hex && digest.length() == 2 * Digests.length(normal)) {
            return;
        }
        if (told.add(digest)) {
            String encoding =
                    switch (normal) {
                        case "sha1" -> "E029";
                        case "sha256" -> "E030";
                        case "sha512" -> "E031";
                        case "blake2b512" -> "E032";
                        default -> otherwise;
                    };
            error(hex ? otherwise : encoding, algorithm + " " + digest);
        }
    }

    /** Whether the path may be looked for at all. */
    private boolean contentPath(String path) {
        boolean sound = elements(path, "E099", "E100", "");
        if (!sound) {
            return false;
        }
        int first = path.indexOf('/');
        int second = first < 0 ? -1 : path.indexOf('/', first + 1);
        if (first < 0 && path.indexOf('\\') > 0) {
            error("E035", path);
            error("E098", path);
            return true;
        }
        String version = first < 0 ? path : path.substring(0, first);
        if (!inventory.versions.containsKey(version)) {
            VersionName name = VersionName.of(version);
            boolean otherwisePadded =
                    name != null
                            && inventory.versions.keySet().stream()
                                    .map(VersionName::of)
                                    .anyMatch(v -> v != null && v.number() == name.number());
            error(otherwisePadded ? "E014" : "E042", path);
        } else if (second < 0
                || !path.substring(first + 1, second).equals(inventory.contentDirectory())) {
            error("E042", path);
            error("E016", path);
        }
        return true;
    }

    private boolean elements(String path, String element, String slash, String prefix) {
        boolean sound = true;
        String inner = path;
        if (path.startsWith("/") || path.endsWith("/")) {
            error(slash, prefix + path);
            sound = false;
            inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
        }
        for (String part : inner.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                error(element, prefix + path);
                return false;
            }
        }
        return sound;
    }

    /** No path may be the directory of another. */
    private void conflicts(Set<String> paths, String code, String prefix) {
        for (String path : paths) {
            for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                if (paths.contains(path.substring(0, slash))) {
                    error(code, prefix + path.substring(0, slash));
                    break;
                }
            }
        }
    }

    private void fixity() {
        Set<String> told = new HashSet<>();
        Set<String> toldPaths = PagedMap.newSet();
        inventory.fixity(
                fixity -> {
                    if (Digests.known(Digests.normalised(fixity.algorithm()))) {
                        digest(fixity.algorithm(), fixity.digest(), "E057", told);
                    }
                    if (toldPaths.add(fixity.path())
                            && elements(fixity.path(), "E099", "E100", "fixity ")
                            && !inventory.manifest.containsKey(fixity.path())) {
                        error("E057", "fixity " + fixity.path());
                    }
                });
    }

    private void state(String name, Inventory.Version version) {
        Set<String> digests = PagedMap.newSet();
        digests.addAll(inventory.manifest.values());
        Set<String> told = new HashSet<>();
        for (Map.Entry<String, String> entry : version.state.entrySet()) {
            if (!digests.contains(entry.getValue()) && told.add(entry.getValue())) {
                error("E050", name + " " + entry.getValue());
            }
            elements(entry.getKey(), "E052", "E053", name + " ");
        }
        conflicts(version.state.keySet(), "E095", name + " ");
    }

    /** Digests compare without regard to case. */
    static boolean same(String one, String other) {
        return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }
}
