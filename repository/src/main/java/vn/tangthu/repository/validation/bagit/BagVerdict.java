package vn.tangthu.repository.validation.bagit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.bagit.BagJoin.Fetched;
import vn.tangthu.repository.validation.bagit.BagJoin.Group;
import vn.tangthu.repository.validation.bagit.BagJoin.Listed;
import vn.tangthu.repository.validation.bagit.BagJoin.Present;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.Report;

/** Judges what the manifests, fetch.txt and the bag say about one path (section 3). */
final class BagVerdict {
    private final List<Manifest> manifests;
    private final List<String> payloadAlgorithms;
    private final List<String> tagAlgorithms;
    private final boolean strict;
    private final Report report;
    private final Map<Integer, Set<String>> payloadManifestsListed = new HashMap<>();

    BagVerdict(
            List<Manifest> manifests,
            List<String> payloadAlgorithms,
            List<String> tagAlgorithms,
            boolean strict,
            Report report) {
        this.manifests = manifests;
        this.payloadAlgorithms = payloadAlgorithms;
        this.tagAlgorithms = tagAlgorithms;
        this.strict = strict;
        this.report = report;
    }

    /** An entry and the file it means; null when there is none. */
    private record Match(Listed entry, @Nullable Present file) {}

    void judge(Group group) {
        List<Match> matches = new ArrayList<>(group.listed.size());
        for (Listed entry : group.listed) {
            matches.add(new Match(entry, find(entry.path(), group.present, true)));
        }
        names(group);
        repeats(matches);
        for (Match match : matches) {
            if (match.file() == null) {
                missing(match.entry(), group, matches);
            } else {
                matched(match.entry(), match.file());
            }
        }
        for (Present file : group.present) {
            listings(file, matches);
        }
        for (Fetched fetched : group.fetched) {
            fetched(fetched, group, matches);
        }
    }

    private @Nullable Present find(String path, List<Present> files, boolean telling) {
        String decoded = strict ? BagPaths.decoded(path) : path;
        String other = strict ? path : BagPaths.breaksDecoded(path);
        for (Present file : files) {
            if (file.path().equals(decoded)) {
                if (telling && strict && BagPaths.hasRawPercent(path)) {
                    report.warning(BagCode.PATH_PERCENT, path);
                }
                return file;
            }
        }
        for (Present file : files) {
            if (file.path().equals(other)) {
                if (telling && strict) {
                    report.warning(BagCode.PATH_PERCENT, path);
                }
                return file;
            }
        }
        for (Present file : files) {
            String normal = BagPaths.nfc(file.path());
            if (normal.equals(BagPaths.nfc(decoded)) || normal.equals(BagPaths.nfc(other))) {
                if (telling) {
                    report.warning(BagCode.NAME_NORMALISED, file.path());
                }
                return file;
            }
        }
        return null;
    }

    /** Names that other systems refuse, or cannot tell apart. */
    private void names(Group group) {
        Set<String> spellings = new HashSet<>();
        group.present.forEach(file -> spellings.add(file.path()));
        if (spellings.isEmpty()) {
            group.listed.forEach(entry -> spellings.add(entry.path()));
            group.fetched.forEach(fetched -> spellings.add(fetched.path()));
        }
        for (String path : spellings) {
            if (BagPaths.hasDeviceName(path)) {
                report.error(BagCode.NAME_RESERVED, path);
            } else if (BagPaths.isNotPortable(path)) {
                report.warning(BagCode.NAME_NOT_PORTABLE, path);
            }
        }
        if (group.present.size() > 1) {
            Set<String> seen = new HashSet<>();
            for (Present file : group.present) {
                if (!seen.add(file.path())) {
                    report.error(BagCode.ENTRY_TWICE, file.path(), "ZIP/tar");
                }
            }
            if (seen.size() > 1) {
                report.warning(BagCode.NAMES_ALIKE, group.present.get(0).path());
            }
        }
    }

    /** Section 2.1.3 of 1.0: the same path must not be listed twice; before, it was advised. */
    private void repeats(List<Match> matches) {
        for (int i = 1; i < matches.size(); i++) {
            Match match = matches.get(i);
            for (int j = 0; j < i; j++) {
                Match earlier = matches.get(j);
                if (match.entry().manifest() != earlier.entry().manifest()) {
                    continue;
                }
                String path = match.entry().path();
                String manifest = manifests.get(match.entry().manifest()).file();
                boolean samePath = canonical(path).equals(canonical(earlier.entry().path()));
                boolean sameFile = match.file() != null && match.file() == earlier.file();
                boolean sameDigest =
                        Arrays.equals(match.entry().digest(), earlier.entry().digest());
                if (!samePath && !sameFile) {
                    report.warning(BagCode.NAMES_ALIKE, path);
                } else if (!sameDigest) {
                    report.error(BagCode.ENTRY_CONFLICT, path, manifest);
                } else if (samePath && strict) {
                    report.error(BagCode.ENTRY_TWICE, path, manifest);
                } else {
                    report.warning(BagCode.ENTRY_TWICE, path, manifest);
                }
                break;
            }
        }
    }

    private String canonical(String path) {
        return strict ? BagPaths.decoded(path) : path;
    }

    private void missing(Listed entry, Group group, List<Match> matches) {
        Manifest manifest = manifests.get(entry.manifest());
        for (Fetched fetched : group.fetched) {
            if (BagPaths.nfc(fetched.path()).equals(BagPaths.nfc(entry.path()))) {
                report.error(BagCode.FILE_NOT_FETCHED, entry.path(), manifest.file());
                return;
            }
        }
        for (Match other : matches) {
            if (other.file() != null
                    && other.entry().manifest() == entry.manifest()
                    && entry.digest().length > 0
                    && Arrays.equals(other.entry().digest(), entry.digest())) {
                // one file under two spellings, made where these are one: NAMES_ALIKE was told
                return;
            }
        }
        if (manifest.verifiable()
                && BagPaths.isSystemFile(entry.path())
                && Arrays.equals(entry.digest(), Digests.ofNothing(manifest.algorithm()))) {
            report.warning(BagCode.SYSTEM_FILE_MISSING, entry.path(), manifest.file());
            return;
        }
        report.error(BagCode.FILE_MISSING, entry.path(), manifest.file());
    }

    private void matched(Listed entry, Present file) {
        Manifest manifest = manifests.get(entry.manifest());
        if (manifest.tag()
                && Manifest.ofName(file.path()) instanceof Manifest listed
                && !listed.tag()) {
            payloadManifestsListed
                    .computeIfAbsent(entry.manifest(), any -> new HashSet<>())
                    .add(file.path());
        }
        if (!manifest.verifiable() || file.digests().isEmpty() || entry.digest().length == 0) {
            return;
        }
        List<String> algorithms = manifest.tag() ? tagAlgorithms : payloadAlgorithms;
        byte[] actual = file.digests().get(algorithms.indexOf(manifest.algorithm()));
        if (!Arrays.equals(actual, entry.digest())) {
            report.error(
                    BagCode.DIGEST_MISMATCH,
                    file.path(),
                    manifest.file(),
                    HexFormat.of().formatHex(entry.digest()),
                    HexFormat.of().formatHex(actual));
        }
    }

    private void listings(Present file, List<Match> matches) {
        boolean system = BagPaths.isSystemFile(file.path());
        if (!BagPaths.isPayload(file.path())) {
            if (system) {
                report.warning(BagCode.SYSTEM_FILE, file.path());
            }
            return;
        }
        Set<Integer> in = new HashSet<>();
        for (Match match : matches) {
            if (match.file() == file) {
                in.add(match.entry().manifest());
            }
        }
        if (in.isEmpty()) {
            report.error(
                    system ? BagCode.SYSTEM_FILE_UNLISTED : BagCode.FILE_UNLISTED, file.path());
            return;
        }
        if (system) {
            report.warning(BagCode.SYSTEM_FILE, file.path());
        }
        notInAll(BagCode.FILE_NOT_IN_ALL, file.path(), in);
    }

    private void notInAll(String code, String path, Set<Integer> in) {
        for (int i = 0; i < manifests.size(); i++) {
            if (!manifests.get(i).tag() && !in.contains(i)) {
                if (strict) {
                    report.error(code, path, manifests.get(i).file());
                } else {
                    report.warning(code, path, manifests.get(i).file());
                }
            }
        }
    }

    private void fetched(Fetched fetched, Group group, List<Match> matches) {
        Set<Integer> in = new HashSet<>();
        for (Match match : matches) {
            if (BagPaths.nfc(canonical(match.entry().path()))
                    .equals(BagPaths.nfc(canonical(fetched.path())))) {
                in.add(match.entry().manifest());
            }
        }
        if (in.isEmpty()) {
            report.error(BagCode.FETCH_UNLISTED, fetched.path(), "manifest-*.txt");
        } else if (group.present.isEmpty()) {
            notInAll(BagCode.FETCH_UNLISTED, fetched.path(), in);
        }
        Present file = find(fetched.path(), group.present, false);
        if (file != null && fetched.length() >= 0 && fetched.length() != file.size()) {
            report.error(
                    BagCode.FETCH_LENGTH, file.path(), "" + fetched.length(), "" + file.size());
        }
    }

    /** Section 2.2.1: each tag manifest must list every payload manifest. */
    void tagManifests() {
        for (int i = 0; i < manifests.size(); i++) {
            Manifest tag = manifests.get(i);
            if (!tag.tag()) {
                continue;
            }
            Set<String> listed = payloadManifestsListed.getOrDefault(i, Set.of());
            for (Manifest payload : manifests) {
                if (!payload.tag() && !listed.contains(payload.file())) {
                    if (strict) {
                        report.error(BagCode.TAG_MANIFEST_INCOMPLETE, tag.file(), payload.file());
                    } else {
                        report.warning(BagCode.TAG_MANIFEST_INCOMPLETE, tag.file(), payload.file());
                    }
                }
            }
        }
    }
}
