package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.Report;

/** Every digest any inventory gives for a content file; each file is read once for all of them. */
final class ContentDigests {
    /**
     * @param code E092 for manifests, E093 for fixity blocks
     */
    private record Expected(String algorithm, String digest, String code, String inventory) {
        boolean saysTheSame(Expected other) {
            return code.equals(other.code)
                    && algorithm.equals(other.algorithm)
                    && InventoryRules.same(digest, other.digest);
        }
    }

    private final Map<String, List<Expected>> files = new LinkedHashMap<>();

    void manifest(Inventory inventory, String file) {
        String algorithm = Digests.normalised(String.valueOf(inventory.digestAlgorithm));
        inventory.manifest.forEach(
                (path, digest) -> add(path, new Expected(algorithm, digest, "E092", file)));
        for (Inventory.Fixity fixity : inventory.fixity) {
            add(
                    fixity.path(),
                    new Expected(
                            Digests.normalised(fixity.algorithm()), fixity.digest(), "E093", file));
        }
    }

    private void add(String path, Expected expected) {
        List<Expected> known = files.computeIfAbsent(path, any -> new ArrayList<>(1));
        if (known.stream().noneMatch(expected::saysTheSame)) {
            known.add(expected);
        }
    }

    void verify(Path root, Findings findings, HashCrew crew) throws IOException {
        for (Map.Entry<String, List<Expected>> entry : files.entrySet()) {
            String path = entry.getKey();
            if (!isInside(path)) {
                continue; // told by the rules of paths
            }
            Path file = root.resolve(path);
            if (!Listing.isFile(file) || !isReal(root, path)) {
                for (Expected expected : entry.getValue()) {
                    findings.error(expected.code(), path, expected.inventory());
                }
                continue;
            }
            crew.submit(() -> verify(file, path, entry.getValue(), findings));
        }
    }

    static boolean isInside(String path) {
        if (path.isEmpty() || path.indexOf('\0') >= 0 || path.startsWith("/")) {
            return false;
        }
        for (String element : path.split("/", -1)) {
            if (element.isEmpty() || element.equals(".") || element.equals("..")) {
                return false;
            }
        }
        return true;
    }

    /** No directory on the way is a link out of the object. */
    private static boolean isReal(Path root, String path) {
        Path at = root;
        for (String element : path.split("/", -1)) {
            at = at.resolve(element);
            if (Files.isSymbolicLink(at)) {
                return false;
            }
        }
        return true;
    }

    private static void verify(Path file, String path, List<Expected> expected, Findings findings) {
        Report report = findings.report();
        List<String> algorithms =
                expected.stream()
                        .map(Expected::algorithm)
                        .filter(Digests::known)
                        .distinct()
                        .toList();
        Digests.Read read;
        try (InputStream in = Files.newInputStream(file)) {
            read = Digests.read(in, algorithms);
        } catch (IOException e) {
            findings.error("OCFL_UNREADABLE", path, e.toString());
            return;
        }
        report.read(read.length());
        for (Expected each : expected) {
            int at = algorithms.indexOf(each.algorithm());
            if (at >= 0
                    && !Arrays.equals(
                            read.bytes().get(at), Digests.hex(each.digest()).orElse(new byte[0]))) {
                findings.error(
                        each.code(),
                        path,
                        each.inventory() + " " + each.algorithm() + " " + each.digest());
            }
        }
    }
}
