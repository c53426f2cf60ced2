package vn.tangthu.repository.validation.ocfl;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.PagedMap;

/** Compares the inventory of an earlier version with the object's current one. */
final class History {
    private final Inventory current;
    private final Findings findings;

    History(Inventory current, Findings findings) {
        this.current = current;
        this.findings = findings;
    }

    /**
     * @param directory the version directory it lies in
     * @param earlierType conformance of the version before; null if unknown
     */
    void check(Inventory prior, String directory, String file, @Nullable Spec earlierType) {
        if (prior.head != null && !prior.head.equals(directory)) {
            findings.error("E040", file, prior.head);
        }
        if (prior.id != null && current.id != null && !prior.id.equals(current.id)) {
            findings.error("E037", file, prior.id);
            findings.since11("E110", "", file, prior.id);
        }
        Optional<Spec> type = Spec.ofType(prior.type);
        if (prior.type != null && (type.isEmpty() || type.get().compareTo(findings.spec()) > 0)) {
            findings.error("E038", file, prior.type);
        }
        if (type.isPresent() && earlierType != null && type.get().compareTo(earlierType) < 0) {
            findings.since11("E103", "E038", file, String.valueOf(prior.type));
        }
        if (!Objects.equals(prior.contentDirectory, current.contentDirectory)
                && !prior.contentDirectory().equals(current.contentDirectory())) {
            String detail = prior.contentDirectory() + " ≠ " + current.contentDirectory();
            findings.error("E019", file, detail);
            findings.error("E020", file, detail);
        } else if (prior.contentDirectory == null && current.contentDirectory != null) {
            findings.error("E019", file, current.contentDirectory);
        }
        states(prior, directory, file);
    }

    private void states(Inventory prior, String directory, String file) {
        VersionName last = VersionName.of(directory);
        for (Map.Entry<String, Inventory.Version> entry : current.versions.entrySet()) {
            VersionName name = VersionName.of(entry.getKey());
            if (last == null || name == null || name.number() > last.number()) {
                continue;
            }
            Inventory.Version before = prior.versions.get(entry.getKey());
            if (before == null) {
                findings.error("E066", file, entry.getKey());
                continue;
            }
            state(prior, before, entry.getValue(), entry.getKey(), file);
            metadata(before, entry.getValue(), entry.getKey(), file);
        }
        for (String name : prior.versions.keySet()) {
            if (!current.versions.containsKey(name)) {
                findings.error("E066", file, name);
            }
        }
    }

    private void state(
            Inventory prior,
            Inventory.Version before,
            Inventory.Version now,
            String name,
            String file) {
        if (!before.state.keySet().equals(now.state.keySet())) {
            findings.error("E066", file, name);
            return;
        }
        boolean sameAlgorithm = Objects.equals(prior.digestAlgorithm, current.digestAlgorithm);
        Map<String, String> contents = sameAlgorithm ? Map.of() : contentByDigest(prior);
        for (Map.Entry<String, String> logical : before.state.entrySet()) {
            String digestNow = now.state.get(logical.getKey());
            String digestBefore = logical.getValue();
            boolean same;
            if (sameAlgorithm) {
                same = digestNow != null && InventoryRules.same(digestBefore, digestNow);
            } else { // the same content file must stand behind both digests
                String content = contents.get(digestBefore);
                String nowOfContent = content == null ? null : current.manifest.get(content);
                same =
                        nowOfContent != null
                                && digestNow != null
                                && InventoryRules.same(nowOfContent, digestNow);
            }
            if (!same) {
                findings.error("E066", file, name + " " + logical.getKey());
            }
        }
    }

    private static Map<String, String> contentByDigest(Inventory inventory) {
        Map<String, String> contents = new PagedMap();
        inventory.manifest.forEach((path, digest) -> contents.putIfAbsent(digest, path));
        return contents;
    }

    private void metadata(
            Inventory.Version before, Inventory.Version now, String name, String file) {
        if (!Objects.equals(before.created, now.created)
                || !Objects.equals(before.message, now.message)
                || !Objects.equals(before.userName, now.userName)
                || !Objects.equals(before.userAddress, now.userAddress)) {
            findings.warn("W011", file, name);
        }
    }
}
