package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.PagedMap;
import vn.tangthu.repository.validation.common.Report;

/** Every digest any inventory gives for a content file; each file is read once for all of them. */
final class ContentDigests {
    /**
     * @param code E092 for manifests, E093 for fixity blocks
     */
    private record Expected(String algorithm, String digest, String code, String inventory) {
        String line() {
            return String.join("\n", algorithm, digest.replace('\n', ' '), code, inventory);
        }

        static List<Expected> read(String lines) {
            String[] parts = lines.split("\n", -1);
            List<Expected> expected = new ArrayList<>(parts.length / 4);
            for (int i = 0; i + 3 < parts.length; i += 4) {
                expected.add(new Expected(parts[i], parts[i + 1], parts[i + 2], parts[i + 3]));
            }
            return expected;
        }

        boolean saysTheSame(Expected other) {
            return code.equals(other.code)
                    && algorithm.equals(other.algorithm)
                    && InventoryRules.same(digest, other.digest);
        }
    }

    /** By path, each with four lines for each digest. */
    private final Map<String, String> files = new PagedMap();

    void manifest(Inventory inventory, String file) {
        String algorithm = Digests.normalised(String.valueOf(inventory.digestAlgorithm));
        inventory.manifest.forEach(
                (path, digest) -> add(path, new Expected(algorithm, digest, "E092", file)));
        inventory.fixity(
                fixity ->
                        add(
                                fixity.path(),
                                new Expected(
                                        Digests.normalised(fixity.algorithm()),
                                        fixity.digest(),
                                        "E093",
                                        file)));
    }

    private void add(String path, Expected expected) {
        String known = files.get(path);
        if (known == null) {
            files.put(path, expected.line());
        } else if (Expected.read(known).stream().noneMatch(expected::saysTheSame)) {
            files.put(path, known + "\n" + expected.line());
        }
    }

    void verify(Path root, Findings findings, HashCrew crew) throws IOException {
        for (Map.Entry<String, String> entry : files.entrySet()) {
            String path = entry.getKey();
            List<Expected> wanted = Expected.read(entry.getValue());
            if (!isInside(path)) {
                continue; // told by the rules of paths
            }
            Path file = root.resolve(path);
            if (!Listing.isFile(file) || !isReal(root, path)) {
                for (Expected expected : wanted) {
                    findings.error(expected.code(), path, expected.inventory());
                }
                continue;
            }
            crew.submit(() -> verify(file, path, wanted, findings));
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
