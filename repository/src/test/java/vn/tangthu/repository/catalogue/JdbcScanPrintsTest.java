package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;
import vn.tangthu.repository.ScanPrints.Candidate;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class JdbcScanPrintsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final JdbcPagePrints texts =
            new JdbcPagePrints(DATABASE.jdbc(), DATABASE.transactions());
    private final JdbcScanPrints prints =
            new JdbcScanPrints(DATABASE.jdbc(), DATABASE.transactions());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Digest file(String name) {
        return Digest.of(DigestAlgorithm.SHA512, name.getBytes(StandardCharsets.UTF_8));
    }

    /** What a page looks like; of its bits so many are the other way, some of each key. */
    private static ScanPrint page(long seed, int bits) {
        Random random = new Random(seed * 0x9e3779b97f4a7c15L);
        int[] keys = random.ints(ScanPrint.KEYS).toArray();
        int[][] unsure = {{0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {0, 1, 2}};
        for (int bit = 0; bit < bits; bit++) {
            keys[bit % ScanPrint.KEYS] ^= 1 << bit / ScanPrint.KEYS;
        }
        return ScanPrint.of(keys, unsure, false);
    }

    private void put(Map<Digest, List<ScanPrint>> files) {
        Map<Digest, List<PagePrint>> none = new HashMap<>();
        files.keySet().forEach(sha512 -> none.put(sha512, List.of()));
        texts.put(none);
        prints.put(files);
    }

    @Test
    void pagesThatShareAKeyInOneOfItsWaysAreProposedTheNearestFirst() {
        Digest one = file("một");
        Digest other = file("hai");
        Digest third = file("ba");
        put(Map.of(one, List.of(page(1, 0), ScanPrint.NONE, page(2, 0))));
        put(Map.of(other, List.of(page(3, 0), page(1, 11))));
        put(Map.of(third, List.of(page(1, 4), page(2, 40))));
        put(Map.of(third, List.of(page(1, 4), page(2, 40))));
        assertThat(prints.candidates(List.of(one)))
                .extracting(
                        Candidate::page, Candidate::other, Candidate::otherPage, Candidate::apart)
                .containsExactly(tuple(1, third, 1, 4), tuple(1, other, 2, 11));
        assertThat(prints.candidates(List.of(other)))
                .extracting(Candidate::page, Candidate::other, Candidate::otherPage)
                .containsExactly(tuple(2, third, 1), tuple(2, one, 1));
    }

    @Test
    void aPageOnItsHeadIsMetWhereUpAndDownAreUnsure() {
        int[] keys = {11, 22, 33, 44};
        int[] turned = {11 ^ 0xaaaaaaaa, 22 ^ 0xaaaaaaaa, 33 ^ 0xaaaaaaaa, 44 ^ 0xaaaaaaaa};
        int[][] unsure = {{0, 1, 2}, {0, 1, 2}, {0, 1, 2}, {29, 30, 31}};
        put(Map.of(file("đứng"), List.of(ScanPrint.of(keys, unsure, true))));
        put(Map.of(file("ngược"), List.of(ScanPrint.of(turned, unsure, true))));
        assertThat(prints.candidates(List.of(file("ngược"))))
                .extracting(Candidate::other, Candidate::apart)
                .containsExactly(tuple(file("đứng"), 0));
    }

    @Test
    void whatManyFilesHaveIsAFormAndOfThousandsThatAreNearSomeAreProposed() {
        for (int n = 0; n < 8; n++) {
            put(Map.of(file("mẫu " + n), List.of(page(5, 0))));
            put(Map.of(file("thư " + n), List.of(page(6, 4 + n))));
        }
        assertThat(prints.candidates(List.of(file("mẫu 4")))).isEmpty();
        put(Map.of(file("thư"), List.of(page(6, 0))));
        assertThat(prints.candidates(List.of(file("thư")))).hasSize(JdbcScanPrints.CANDIDATES);
    }
}
