package vn.tangthu.repository.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.NearPages;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ScanPrint;
import vn.tangthu.repository.ScanPrints;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.source.DeliveryFiles;
import vn.tangthu.storage.Digest;

/** However many pages look alike, few are decoded and held over each other. */
class ScannedAgainTest {
    /** What may be under way when a bound is reached. */
    private static final int UNDER_WAY = 4;

    @TempDir Path folder;

    private final FindingSink findings = new FindingSink();
    private final List<FileUnderCheck> files = new ArrayList<>();
    private final Map<Digest, Integer> places = new HashMap<>();
    private final Map<Digest, List<ScanPrints.Candidate>> candidates = new HashMap<>();
    private boolean unreadable;
    private int compared;

    /** A file of one page. */
    private int file() throws IOException {
        int place = files.size();
        Path path = Files.writeString(folder.resolve(place + ".pdf"), "scan " + place);
        RecordUnderCheck record =
                new RecordUnderCheck(
                        new SipRecord("dòng 2", "F", null, "1", "H.F.1", null, null, null),
                        findings);
        DocumentUnderCheck document =
                new DocumentUnderCheck(
                        record,
                        new SipDocument(
                                "dòng 2", "1", "1", List.of(), ListedPages.NONE, null, null, null));
        FileUnderCheck file =
                new FileUnderCheck(
                        document, new DeliveryFiles.Found(path, place + ".pdf", Files.size(path)));
        FileDigests digests = FileDigests.of(path);
        file.digests = digests;
        files.add(file);
        places.put(digests.sha512(), place);
        return place;
    }

    private void alike(int one, int other, int apart) {
        Digest sha512 = NearlyTheSame.sha512(files.get(one));
        candidates
                .computeIfAbsent(sha512, file -> new ArrayList<>())
                .add(
                        new ScanPrints.Candidate(
                                sha512, 1, NearlyTheSame.sha512(files.get(other)), 1, apart));
    }

    /** Each page looks like three before it, as prints propose them. */
    private int template(int count, int apart) throws IOException {
        int first = files.size();
        for (int i = 0; i < count; i++) {
            int one = file();
            for (int other = one - 1; other >= Math.max(first, one - 3); other--) {
                alike(one, other, apart);
            }
        }
        return first;
    }

    private final class Prints implements ScanPrints {
        @Override
        public void put(Map<Digest, List<ScanPrint>> prints) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Candidate> candidates(Collection<Digest> sha512) {
            return sha512.stream()
                    .sorted(Comparator.comparing(file -> places.getOrDefault(file, 0)))
                    .flatMap(file -> candidates.getOrDefault(file, List.of()).stream())
                    .toList();
        }
    }

    /** Counts what is decoded. */
    private final class Probe implements ContentProbe {
        private final Collection<List<Path>> same = new HashSet<>();

        @Override
        public Result probe(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Boolean> sameScan(Path one, Path other, List<TwoPages> pages) {
            compared += pages.size();
            if (unreadable) {
                throw new IllegalStateException("no worker");
            }
            return pages.stream().map(each -> same.contains(List.of(one, other))).toList();
        }
    }

    private final Probe probe = new Probe();

    private void isSame(int one, int other) {
        probe.same.add(List.of(files.get(one).found.path(), files.get(other).found.path()));
    }

    private List<NearPages> check() {
        KeptFiles kept = mock(KeptFiles.class);
        OtherPages others = new OtherPages(mock(PagePrints.class), new Prints(), kept, null);
        return new ScannedAgain(others, probe, new HashSet<>(), findings)
                .check(files, Progress.NONE);
    }

    private List<Finding> notCompared() {
        return findings.all().stream()
                .filter(finding -> finding.code().equals("SCANS_NOT_ALL_COMPARED"))
                .toList();
    }

    @Test
    void formsOfOneTemplateCostNoMoreThanAFewAndTheirTwinsAreToldAllTheSame() throws IOException {
        int first = template(400, 9);
        int twin = file();
        alike(twin, first + 7, 1);
        alike(twin, first + 8, 9);
        isSame(twin, first + 7);
        assertThat(check()).hasSize(1);
        assertThat(compared).isBetween(20, 21 + UNDER_WAY);
        assertThat(notCompared())
                .singleElement()
                .satisfies(
                        note -> {
                            assertThat(Integer.parseInt(note.values().getFirst()))
                                    .isBetween(380, 400);
                            assertThat(note.values().getLast()).isEqualTo("" + compared);
                        });
    }

    @Test
    void oneTemplateLeavesTheOthersWhatTheyNeed() throws IOException {
        for (int i = 0; i < 10; i++) {
            int unused = template(100, 9);
        }
        int one = file();
        int other = file();
        alike(other, one, 9);
        isSame(other, one);
        assertThat(check()).hasSize(1);
        assertThat(compared).isLessThanOrEqualTo(10 * (20 + UNDER_WAY) + 1);
    }

    @Test
    void manyTemplatesOfAFewPagesAreBoundedForTheDelivery() throws IOException {
        for (int i = 0; i < 150; i++) {
            int unused = template(5, 9);
        }
        assertThat(check()).isEmpty();
        assertThat(compared).isBetween(500, 500 + UNDER_WAY);
        assertThat(notCompared()).hasSize(1);
    }

    @Test
    void whatIsVeryNearIsBoundedToo() throws IOException {
        int unused = template(300, 3);
        assertThat(check()).isEmpty();
        assertThat(compared).isBetween(100, 100 + UNDER_WAY);
        for (int i = 0; i < 200; i++) {
            unused = template(5, 3);
        }
        compared = 0;
        assertThat(check()).isEmpty();
        assertThat(compared).isBetween(1_500, 1_500 + UNDER_WAY);
    }

    @Test
    void whatCannotBeComparedCountsAsWell() throws IOException {
        int unused = template(300, 9);
        unreadable = true;
        assertThat(check()).isEmpty();
        assertThat(compared).isLessThanOrEqualTo(20 + UNDER_WAY);
        assertThat(notCompared()).hasSize(1);
    }

    @Test
    void whereAllWasComparedNothingIsNoted() throws IOException {
        int first = template(4, 9);
        isSame(first + 3, first);
        assertThat(check()).hasSize(1);
        assertThat(compared).isEqualTo(6);
        assertThat(findings.all()).extracting(Finding::code).containsExactly("PAGE_SAME_SCAN");
    }
}
