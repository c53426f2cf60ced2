package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.PagePrints.Alike;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class JdbcPagePrintsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final JdbcPagePrints prints =
            new JdbcPagePrints(DATABASE.jdbc(), DATABASE.transactions());

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Digest file(String name) {
        return Digest.of(DigestAlgorithm.SHA512, name.getBytes(StandardCharsets.UTF_8));
    }

    /** What a page says; of its hashes a few are other at each pass. */
    private static PagePrint page(long seed, int pass) {
        Random random = new Random(seed);
        short[] minima = new short[PagePrint.MINIMA];
        for (int n = 0; n < minima.length; n++) {
            minima[n] = (short) random.nextInt();
        }
        minima[pass]++;
        return PagePrint.of(minima, (int) seed);
    }

    @Test
    void aPageIsFoundAgainInItsOwnFileAndInOthers() {
        Digest one = file("một");
        Digest other = file("hai");
        prints.put(Map.of(one, List.of(page(1, 1), page(2, 1), PagePrint.NONE)));
        prints.put(Map.of(other, List.of(page(9, 1), page(8, 1), page(2, 2), page(9, 2))));
        assertThat(prints.alike(List.of(one)))
                .extracting(Alike::page, Alike::other, Alike::otherPage)
                .containsExactly(tuple(2, other, 3));
        assertThat(prints.alike(List.of(other)))
                .extracting(Alike::page, Alike::other, Alike::otherPage)
                .containsExactlyInAnyOrder(
                        tuple(1, other, 4), tuple(3, one, 2), tuple(4, other, 1));
    }

    @Test
    void ofAFormThatAllFilesHaveOnlySomeAreCompared() {
        for (int n = 0; n < 3 * JdbcPagePrints.UNDER_A_KEY; n++) {
            prints.put(Map.of(file("mẫu " + n), List.of(page(5, 0))));
        }
        assertThat(prints.alike(List.of(file("mẫu 20"))))
                .hasSizeBetween(
                        JdbcPagePrints.UNDER_A_KEY - 1,
                        PagePrint.KEYS * JdbcPagePrints.UNDER_A_KEY);
    }

    @Test
    void whatIsNeverKeptIsForgottenAndWhatIsKeptIsNot() {
        Digest kept = file("giữ");
        Digest refused = file("trả");
        assertThat(prints.keep(kept)).isFalse();
        prints.put(Map.of(kept, List.of(page(11, 0)), refused, List.of(page(12, 0))));
        assertThat(prints.keep(kept)).isTrue();
        int unused =
                DATABASE.jdbc()
                        .sql(
                                "update projection.file_print set forget_after = forget_after - 40"
                                        + " where forget_after is not null")
                        .update();
        prints.put(Map.of(file("sau"), List.of(page(13, 0))));
        assertThat(prints.keep(kept)).isTrue();
        assertThat(prints.keep(refused)).isFalse();
    }
}
