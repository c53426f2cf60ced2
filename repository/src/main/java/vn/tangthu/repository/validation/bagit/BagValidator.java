package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.Report;

/** Judges one bag: names first, then every byte once, then what the manifests say of them. */
public final class BagValidator {
    private static final int SYSTEM_FILES_AT_MOST = 100_000;

    private final Report report;
    private final int threads;
    private final Progress progress;
    private final List<Manifest> manifests = new ArrayList<>();
    private final Map<String, Long> systemFiles = new HashMap<>();
    private boolean dataSeen;
    private long streams;
    private long octets;
    private long files;
    private long done;

    public BagValidator(Report report, int threads, Progress progress) {
        this.report = report;
        this.threads = threads;
        this.progress = progress;
    }

    public void validate(Path path) throws IOException {
        try (BagSource source = open(path);
                BagJoin join = new BagJoin()) {
            source.list(this::listed);
            BagDeclaration bag = BagDeclaration.read(source, report);
            BagInfo info = BagInfo.read(source, bag, report);
            structure(bag);
            ManifestReading reading =
                    new ManifestReading(source, bag, report, join, systemFiles.keySet());
            reading.read(manifests);
            reading.readFetch();
            boolean hashing = oxumHolds(info, reading);
            List<String> payload = algorithms(false);
            List<String> tags = algorithms(true);
            hash(source, join, hashing ? payload : List.of(), tags);
            BagVerdict verdict = new BagVerdict(manifests, payload, tags, bag.strict(), report);
            join.judge(verdict::judge);
            verdict.tagManifests();
        }
    }

    private BagSource open(Path path) throws IOException {
        return Files.isDirectory(path)
                ? new FolderSource(path, report)
                : ArchiveSources.open(path, report);
    }

    private void listed(BagSource.Entry entry) {
        String path = entry.path();
        if (path.equals("data") || BagPaths.isPayload(path)) {
            dataSeen |= entry.kind() == BagSource.Kind.DIRECTORY || BagPaths.isPayload(path);
        }
        if (entry.kind() != BagSource.Kind.FILE) {
            return;
        }
        files++;
        report.file();
        if (BagPaths.isPayload(path)) {
            streams++;
            octets += Math.max(0, entry.size());
        }
        if (BagPaths.isSystemFile(path) && systemFiles.size() < SYSTEM_FILES_AT_MOST) {
            systemFiles.put(path, Math.max(0, entry.size()));
        }
        Manifest manifest = Manifest.ofName(path);
        if (manifest != null) {
            manifests.add(manifest);
        }
    }

    private void structure(BagDeclaration bag) {
        manifests.sort(Comparator.comparing(Manifest::file));
        if (!dataSeen) {
            report.error(BagCode.DATA_MISSING, "data");
        }
        if (manifests.stream().allMatch(Manifest::tag)) {
            report.error(BagCode.MANIFEST_MISSING, "");
        }
        boolean verified = manifests.stream().anyMatch(m -> !m.tag() && m.verifiable());
        Set<String> seen = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (!manifest.isNamedByTheRule()) {
                if (bag.strict()) {
                    report.error(BagCode.MANIFEST_NAME, manifest.file());
                } else {
                    report.warning(BagCode.MANIFEST_NAME, manifest.file());
                }
            }
            if (!seen.add(manifest.tag() + manifest.algorithm())) {
                report.error(BagCode.ALGORITHM_TWICE, manifest.file(), manifest.algorithm());
            }
            if (!manifest.verifiable()) {
                if (manifest.tag() || verified) {
                    report.warning(
                            BagCode.ALGORITHM_UNKNOWN, manifest.file(), manifest.algorithm());
                } else { // nothing vouches for the payload then
                    report.error(BagCode.ALGORITHM_UNKNOWN, manifest.file(), manifest.algorithm());
                }
            }
        }
    }

    /** Payload-Oxum is there to fail fast: when it does, no payload byte is read. */
    private boolean oxumHolds(BagInfo info, ManifestReading reading) {
        int tolerated = reading.systemFilesMissing();
        if (info.octets().isEmpty() || info.streams().isEmpty()) {
            return true;
        }
        long wantedOctets = info.octets().getAsLong();
        long wantedStreams = info.streams().getAsLong();
        if (wantedOctets == octets
                && (wantedStreams == streams || wantedStreams == streams + tolerated)) {
            return true;
        }
        // What a system left there after bagging is told by itself, and is no reason to stop.
        long strayStreams = 0;
        long strayOctets = 0;
        for (Map.Entry<String, Long> stray : systemFiles.entrySet()) {
            if (BagPaths.isPayload(stray.getKey()) && !reading.isListed(stray.getKey())) {
                strayStreams++;
                strayOctets += stray.getValue();
            }
        }
        if (strayStreams > 0
                && wantedOctets == octets - strayOctets
                && wantedStreams == streams - strayStreams) {
            return true;
        }
        report.error(
                BagCode.OXUM_MISMATCH,
                "",
                wantedOctets + "." + wantedStreams,
                octets + "." + streams);
        return false;
    }

    private List<String> algorithms(boolean tag) {
        return manifests.stream()
                .filter(m -> m.tag() == tag && m.verifiable())
                .map(Manifest::algorithm)
                .distinct()
                .toList();
    }

    private void hash(BagSource source, BagJoin join, List<String> payload, List<String> tags)
            throws IOException {
        try (HashCrew crew = new HashCrew(threads)) {
            source.visit(
                    (path, size, opening) -> {
                        progress.at(Progress.Phase.CHECK, ++done, files);
                        if (progress.cancelled()) {
                            throw new InterruptedIOException("cancelled");
                        }
                        List<String> algorithms = BagPaths.isPayload(path) ? payload : tags;
                        HashCrew.Task task = () -> file(path, size, opening, algorithms, join);
                        if (algorithms.isEmpty()) {
                            join.file(path, size, List.of());
                        } else if (source.parallel()) {
                            crew.submit(task);
                        } else {
                            task.run();
                        }
                    });
            crew.await();
        }
    }

    private void file(
            String path,
            long size,
            BagSource.Opening opening,
            List<String> algorithms,
            BagJoin join)
            throws IOException {
        Digests.Read read;
        try (InputStream in = opening.open()) {
            read = Digests.read(in, algorithms);
        } catch (IOException e) {
            report.error(BagCode.FILE_UNREADABLE, path, e.toString());
            join.file(path, size, List.of());
            return;
        }
        report.read(read.length());
        join.file(path, read.length(), read.bytes());
    }
}
