package vn.tangthu.repository.ingest.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.NearPages;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.PagePrints.Alike;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.storage.Digest;

/**
 * Tells pages that say nearly the same as a page of an earlier file of the delivery, or of a file
 * that another hồ sơ has: one finding for each two files. A page that many files have is a printed
 * form or a cover and is passed over; so is what the hồ sơ itself has, which is delivered again.
 */
final class NearlyTheSame {
    /** A page found in more other files than this is a form. */
    private static final int MOST_OTHERS = 5;

    private static final int MOST_PAIRS = 10_000;
    private static final int FILES_AT_ONCE = 50;

    private final PagePrints prints;
    private final KeptFiles kept;
    private final Set<List<Digest>> told;
    private final Map<ByteBuffer, Integer> places = new HashMap<>();
    private final List<NearPages> pairs = new ArrayList<>();

    /**
     * @param told files of which is told already that they are the same
     */
    NearlyTheSame(OtherPages others, Set<List<Digest>> told) {
        this.told = told;
        this.prints = others.prints();
        this.kept = others.kept();
    }

    /** What two files share. */
    private static final class Shared {
        private final TreeSet<Integer> pages = new TreeSet<>();
        private final TreeSet<Integer> others = new TreeSet<>();
        private int percent = 100;
        private @Nullable Alike best;

        void add(Alike alike) {
            pages.add(alike.page());
            others.add(alike.otherPage());
            percent = Math.min(percent, alike.percent());
            if (best == null || alike.percent() > best.percent()) {
                best = alike;
            }
        }
    }

    /**
     * @param files in the order of the list
     * @return at most 10,000
     */
    List<NearPages> check(List<FileUnderCheck> files, Progress progress) {
        List<FileUnderCheck> read = files.stream().filter(file -> file.digests != null).toList();
        for (int i = 0; i < read.size(); i++) {
            places.putIfAbsent(key(sha512(read.get(i))), i);
        }
        for (int from = 0; from < read.size() && !progress.cancelled(); from += FILES_AT_ONCE) {
            progress.at(Progress.Phase.COMPARE, read.size() + from, 2L * read.size());
            check(read, from, Math.min(read.size(), from + FILES_AT_ONCE));
        }
        return pairs;
    }

    private void check(List<FileUnderCheck> files, int from, int to) {
        List<Digest> digests = files.subList(from, to).stream().map(f -> sha512(f)).toList();
        List<Alike> alike = withoutForms(prints.alike(digests));
        Set<Digest> elsewhere = new HashSet<>();
        for (Alike each : alike) {
            if (!places.containsKey(key(each.other()))) {
                elsewhere.add(each.other());
            }
        }
        Map<Digest, KeptFiles.Kept> keptAt = new HashMap<>();
        for (List<Digest> some : inParts(List.copyOf(elsewhere))) {
            kept.find(some).forEach(each -> keptAt.put(each.sha512(), each));
        }
        Map<List<Digest>, Shared> shared = new LinkedHashMap<>();
        for (Alike each : alike) {
            Integer one = places.get(key(each.one()));
            Integer other = places.get(key(each.other()));
            boolean earlier =
                    one != null
                            && other != null
                            && (other < one || other.equals(one) && each.otherPage() < each.page());
            if (earlier || keptAt.containsKey(each.other())) {
                shared.computeIfAbsent(List.of(each.one(), each.other()), k -> new Shared())
                        .add(each);
            }
        }
        shared.keySet().removeAll(told);
        shared.values().forEach(each -> tell(files, each, keptAt));
    }

    /** Without the pages that many files have. */
    private static List<Alike> withoutForms(List<Alike> alike) {
        Map<Map.Entry<Digest, Integer>, Set<Digest>> others = new HashMap<>();
        for (Alike each : alike) {
            others.computeIfAbsent(Map.entry(each.one(), each.page()), k -> new HashSet<>())
                    .add(each.other());
        }
        return alike.stream()
                .filter(
                        each -> {
                            Set<Digest> of = others.get(Map.entry(each.one(), each.page()));
                            return of != null && of.size() <= MOST_OTHERS;
                        })
                .toList();
    }

    private void tell(
            List<FileUnderCheck> files, Shared shared, Map<Digest, KeptFiles.Kept> keptAt) {
        Alike best = shared.best;
        Integer place = best == null ? null : places.get(key(best.one()));
        if (best == null || place == null) {
            return;
        }
        FileUnderCheck file = files.get(place);
        RecordUnderCheck record = file.document.record;
        KeptFiles.Kept there = keptAt.get(best.other());
        if (there != null && there.arcFileCode().equals(record.arcFileCode)) {
            return;
        }
        Integer earlier = places.get(key(best.other()));
        String other =
                there != null
                        ? there.originalName()
                        : earlier == null ? "" : files.get(earlier).found.name();
        String pages = PageNumbers.of(shared.pages).toString();
        String others = PageNumbers.of(shared.others).toString();
        String percent = String.valueOf(shared.percent);
        Finding finding =
                there == null
                        ? Finding.warns(
                                "PAGE_NEAR_IDENTICAL",
                                file.found.name(),
                                pages,
                                others,
                                other,
                                percent)
                        : Finding.warns(
                                "PAGE_NEAR_IDENTICAL_KEPT",
                                file.found.name(),
                                pages,
                                others,
                                other,
                                percent,
                                there.arcFileCode());
        // Findings go to who delivers: what not everybody may read is a pair for archivists only.
        if (there == null || there.open()) {
            record.add(
                    finding.about(record.arcFileCode + '|' + file.found.fileName() + '|' + other)
                            .of(
                                    there == null
                                            ? List.of(record.arcFileCode)
                                            : List.of(record.arcFileCode, there.arcFileCode())));
        }
        if (pairs.size() < MOST_PAIRS) {
            pairs.add(
                    new NearPages(
                            best.one(),
                            file.found.name(),
                            best.page(),
                            best.other(),
                            other,
                            best.otherPage(),
                            there == null ? null : there.arcFileCode(),
                            shared.pages.size(),
                            shared.percent,
                            true));
        }
    }

    static List<List<Digest>> inParts(List<Digest> all) {
        List<List<Digest>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += 1_000) {
            parts.add(all.subList(from, Math.min(all.size(), from + 1_000)));
        }
        return parts;
    }

    static Digest sha512(FileUnderCheck file) {
        FileDigests digests = file.digests;
        if (digests == null) {
            throw new IllegalStateException("Was not read: " + file.found.name());
        }
        return digests.sha512();
    }

    /** As bytes: there may be a hundred thousand. */
    static ByteBuffer key(Digest sha512) {
        return ByteBuffer.wrap(java.util.HexFormat.of().parseHex(sha512.hex()));
    }
}
