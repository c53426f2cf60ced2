package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
import vn.tangthu.storage.Digest;

/**
 * Tells pages that are the same scan, saved in another way, as a page of an earlier file of the
 * delivery, or of a file that another hồ sơ has: one finding for each two files. Prints only
 * propose which pages to decode and hold over each other; of what cannot be compared, or would go
 * beyond the bounds, nothing is told.
 */
final class ScannedAgain {
    private static final Logger LOG = LoggerFactory.getLogger(ScannedAgain.class);

    /** The most pages of one file that are compared. */
    private static final int MOST_OF_A_FILE = 60;

    /** The most of a delivery: some minutes. */
    private static final int MOST = 3_000;

    /**
     * After so many that were others only those are compared that are very near by their prints.
     */
    private static final int MOST_IN_VAIN = 500;

    private static final int VERY_NEAR = 4;

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
    private int compared;
    private int fetched;
    private int inVain;

    /**
     * @param told gets the digests of each two files that were told
     */
    ScannedAgain(OtherPages others, ContentProbe probe, Set<List<Digest>> told) {
        this.others = others;
        this.probe = probe;
        this.told = told;
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
        for (int from = 0;
                from < read.size() && compared < MOST && !progress.cancelled();
                from += FILES_AT_ONCE) {
            progress.at(Progress.Phase.COMPARE, from, 2L * read.size());
            int to = Math.min(read.size(), from + FILES_AT_ONCE);
            List<Digest> digests =
                    read.subList(from, to).stream().map(NearlyTheSame::sha512).toList();
            check(read, others.scans().candidates(digests), progress);
        }
        if (compared >= MOST) {
            LOG.info("Scans were compared {} times; the rest of the delivery is not", compared);
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
            boolean tried = inVain < MOST_IN_VAIN || each.apart() <= VERY_NEAR;
            if (tried && (earlier || keptAt.containsKey(each.other()))) {
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
        int before = compared;
        List<Map.Entry<Digest, List<Candidate>>> each = new ArrayList<>(beside.entrySet());
        each.sort(
                Comparator.comparingInt(
                        (Map.Entry<Digest, List<Candidate>> other) -> -other.getValue().size()));
        for (Map.Entry<Digest, List<Candidate>> other : each) {
            int left = Math.min(MOST - compared, MOST_OF_A_FILE - (compared - before));
            if (left <= 0 || progress.cancelled()) {
                return;
            }
            List<Candidate> some =
                    other.getValue().subList(0, Math.min(left, other.getValue().size()));
            KeptFiles.Kept there = keptAt.get(other.getKey());
            Integer earlier = places.get(NearlyTheSame.key(other.getKey()));
            if (there != null) {
                if (!there.arcFileCode().equals(file.document.record.arcFileCode)) {
                    tell(file, sameAsKept(file, there, some), there.originalName(), there);
                }
            } else if (earlier != null) {
                FileUnderCheck its = files.get(earlier);
                tell(file, same(file, its.found.path(), some), its.found.name(), null);
            }
        }
    }

    private List<Candidate> sameAsKept(
            FileUnderCheck file, KeptFiles.Kept there, List<Candidate> candidates) {
        Retrieval retrieval = others.retrieval();
        if (retrieval == null || fetched >= MOST_FETCHED) {
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
                return same;
            }
            compared += some.size();
            for (int i = 0; i < some.size(); i++) {
                if (are.get(i)) {
                    same.add(some.get(i));
                } else {
                    differ++;
                    inVain++;
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
