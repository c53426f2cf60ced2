package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.ContentProbe.TwoPages;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.NearPages;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.ScanPrints.Candidate;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.storage.Digest;

/**
 * Tells pages that are the same scan, saved in another way, as a page of an earlier file of the
 * delivery, or of a file that another hồ sơ has: one finding for each two files. Prints only
 * propose which pages to decode and hold over each other. Of what cannot be compared nothing is
 * told; what goes beyond the bounds ({@link ScanBounds}) is not compared, and how many files that
 * concerns is a finding of the delivery.
 */
final class ScannedAgain {
    private static final Logger LOG = LoggerFactory.getLogger(ScannedAgain.class);

    /** The most pages of one file that are compared. */
    private static final int MOST_OF_A_FILE = 60;

    /** The most kept files that are fetched for it. */
    private static final int MOST_FETCHED = 500;

    /** Two files whose first pages are not the same are let go. */
    private static final int ENOUGH = 2;

    /** Pages that are compared in one go. */
    private static final int AT_ONCE = 4;

    private static final int FILES_AT_ONCE = 50;

    private final OtherPages others;
    private final ContentProbe probe;
    private final Set<List<Digest>> told;
    private final Map<ByteBuffer, Integer> places = new HashMap<>();
    private final List<NearPages> pairs = new ArrayList<>();
    private final ScanBounds bounds = new ScanBounds();
    private final FindingSink findings;

    /** Files that look like another with which they were not compared. */
    private final Set<FileUnderCheck> beyond = new HashSet<>();

    private int fetched;

    /**
     * @param told gets the digests of each two files that were told
     * @param findings of the delivery
     */
    ScannedAgain(
            OtherPages others, ContentProbe probe, Set<List<Digest>> told, FindingSink findings) {
        this.others = others;
        this.probe = probe;
        this.told = told;
        this.findings = findings;
    }

    /**
     * @param files in the order of the list
     * @return at most one for each comparison
     */
    List<NearPages> check(List<FileUnderCheck> files, Progress progress) {
        List<FileUnderCheck> read = files.stream().filter(file -> file.digests != null).toList();
        for (int i = 0; i < read.size(); i++) {
            places.putIfAbsent(NearlyTheSame.key(NearlyTheSame.sha512(read.get(i))), i);
        }
        int from = 0;
        for (;
                from < read.size() && bounds.left() > 0 && !progress.cancelled();
                from += FILES_AT_ONCE) {
            progress.at(Progress.Phase.COMPARE, from, 2L * read.size());
            int to = Math.min(read.size(), from + FILES_AT_ONCE);
            List<Digest> digests =
                    read.subList(from, to).stream().map(NearlyTheSame::sha512).toList();
            check(read, others.scans().candidates(digests), progress);
        }
        beyond.addAll(read.subList(Math.min(from, read.size()), read.size()));
        if (!beyond.isEmpty() && !progress.cancelled()) {
            findings.add(
                    Finding.notes(
                            "SCANS_NOT_ALL_COMPARED",
                            "—",
                            String.valueOf(beyond.size()),
                            String.valueOf(bounds.compared())));
        }
        return pairs;
    }

    private void check(List<FileUnderCheck> files, List<Candidate> candidates, Progress progress) {
        Map<Digest, KeptFiles.Kept> keptAt = keptAt(candidates);
        Map<Digest, Map<Digest, List<Candidate>>> byFile = new LinkedHashMap<>();
        for (Candidate each : candidates) {
            Integer one = places.get(NearlyTheSame.key(each.one()));
            Integer other = places.get(NearlyTheSame.key(each.other()));
            boolean earlier =
                    one != null
                            && other != null
                            && (other < one || other.equals(one) && each.otherPage() < each.page());
            if (earlier || keptAt.containsKey(each.other())) {
                byFile.computeIfAbsent(each.one(), k -> new LinkedHashMap<>())
                        .computeIfAbsent(each.other(), k -> new ArrayList<>())
                        .add(each);
            }
        }
        byFile.forEach(
                (sha512, beside) -> {
                    Integer place = places.get(NearlyTheSame.key(sha512));
                    if (place != null) {
                        progress.at(Progress.Phase.COMPARE, place, 2L * files.size());
                        check(files, files.get(place), beside, keptAt, progress);
                    }
                });
    }

    private Map<Digest, KeptFiles.Kept> keptAt(List<Candidate> candidates) {
        List<Digest> elsewhere =
                candidates.stream()
                        .map(Candidate::other)
                        .filter(other -> !places.containsKey(NearlyTheSame.key(other)))
                        .distinct()
                        .toList();
        Map<Digest, KeptFiles.Kept> keptAt = new HashMap<>();
        for (List<Digest> some : NearlyTheSame.inParts(elsewhere)) {
            others.kept().find(some).forEach(each -> keptAt.put(each.sha512(), each));
        }
        return keptAt;
    }

    /** One file beside others: first with that of which most pages may be the same. */
    private void check(
            List<FileUnderCheck> files,
            FileUnderCheck file,
            Map<Digest, List<Candidate>> beside,
            Map<Digest, KeptFiles.Kept> keptAt,
            Progress progress) {
        int before = bounds.compared();
        List<Map.Entry<Digest, List<Candidate>>> each = new ArrayList<>(beside.entrySet());
        each.sort(
                Comparator.comparingInt(
                        (Map.Entry<Digest, List<Candidate>> other) -> -other.getValue().size()));
        for (Map.Entry<Digest, List<Candidate>> other : each) {
            if (progress.cancelled()) {
                return;
            }
            KeptFiles.Kept there = keptAt.get(other.getKey());
            if (there != null && there.arcFileCode().equals(file.document.record.arcFileCode)) {
                continue;
            }
            int left = Math.min(bounds.left(), MOST_OF_A_FILE - (bounds.compared() - before));
            List<Candidate> some =
                    other.getValue().stream()
                            .filter(bounds::allows)
                            .limit(Math.max(0, left))
                            .toList();
            boolean all = some.size() == other.getValue().size();
            Integer earlier = places.get(NearlyTheSame.key(other.getKey()));
            List<Candidate> same = List.of();
            if (there != null) {
                all &= some.isEmpty() || fetched < MOST_FETCHED;
                same = sameAsKept(file, there, some);
                tell(file, same, there.originalName(), there);
            } else if (earlier != null) {
                FileUnderCheck its = files.get(earlier);
                same = same(file, its.found.path(), some);
                tell(file, same, its.found.name(), null);
            }
            if (!all && same.isEmpty()) {
                beyond.add(file);
            }
        }
    }

    private List<Candidate> sameAsKept(
            FileUnderCheck file, KeptFiles.Kept there, List<Candidate> candidates) {
        Retrieval retrieval = others.retrieval();
        if (retrieval == null || candidates.isEmpty() || fetched >= MOST_FETCHED) {
            return List.of();
        }
        fetched++;
        try (Retrieval.VerifiedFile copy = retrieval.open(there.file(), Reader.OPERATOR)) {
            return same(file, copy.path(), candidates);
        } catch (IOException | Retrieval.NotAvailable | Retrieval.Damaged e) {
            LOG.info("{} is not compared with a kept file: {}", file.found.name(), e.toString());
            return List.of();
        }
    }

    /** Those of the candidates that are the same. */
    private List<Candidate> same(FileUnderCheck file, Path other, List<Candidate> candidates) {
        List<Candidate> same = new ArrayList<>();
        int differ = 0;
        for (int from = 0; from < candidates.size(); from += AT_ONCE) {
            List<Candidate> some =
                    candidates.subList(from, Math.min(candidates.size(), from + AT_ONCE));
            List<Boolean> are;
            try {
                are =
                        probe.sameScan(
                                file.found.path(),
                                other,
                                some.stream()
                                        .map(each -> new TwoPages(each.page(), each.otherPage()))
                                        .toList());
            } catch (RuntimeException e) {
                LOG.info("{} is not compared with another: {}", file.found.name(), e.toString());
                some.forEach(bounds::differ);
                return same;
            }
            for (int i = 0; i < some.size(); i++) {
                if (are.get(i)) {
                    bounds.same();
                    same.add(some.get(i));
                } else {
                    differ++;
                    bounds.differ(some.get(i));
                }
            }
            if (same.isEmpty() && differ >= ENOUGH) {
                return same;
            }
        }
        return same;
    }

    private void tell(
            FileUnderCheck file,
            List<Candidate> same,
            String other,
            KeptFiles.@Nullable Kept there) {
        if (same.isEmpty()) {
            return;
        }
        TreeSet<Integer> pages = new TreeSet<>();
        TreeSet<Integer> otherPages = new TreeSet<>();
        for (Candidate each : same) {
            pages.add(each.page());
            otherPages.add(each.otherPage());
        }
        Candidate first = same.getFirst();
        told.add(List.of(first.one(), first.other()));
        RecordUnderCheck record = file.document.record;
        String name = file.found.name();
        String all = PageNumbers.of(pages).toString();
        String its = PageNumbers.of(otherPages).toString();
        Finding finding =
                there == null
                        ? Finding.warns("PAGE_SAME_SCAN", name, all, its, other)
                        : Finding.warns(
                                "PAGE_SAME_SCAN_KEPT", name, all, its, other, there.arcFileCode());
        // Findings go to who delivers: what not everybody may read is a pair for archivists only.
        if (there == null || there.open()) {
            record.add(
                    finding.about(record.arcFileCode + '|' + file.found.fileName() + '|' + other)
                            .of(
                                    there == null
                                            ? List.of(record.arcFileCode)
                                            : List.of(record.arcFileCode, there.arcFileCode())));
        }
        pairs.add(
                new NearPages(
                        first.one(),
                        name,
                        first.page(),
                        first.other(),
                        other,
                        first.otherPage(),
                        there == null ? null : there.arcFileCode(),
                        pages.size(),
                        100,
                        false));
    }
}
