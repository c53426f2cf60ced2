package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Rights;

/** What abbreviations find, and that they do not stand before what was typed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpellingsInSearchTest {
    @TempDir private static Path home;
    private final FakeArchive archive = new FakeArchive();
    private Indexed indexed;

    @BeforeAll
    void index() throws IOException {
        FondsId fonds = archive.addFonds("H.16", "Phông huyện", Rights.OPEN);
        add(fonds, "TT.tu", "Thông tư hướng dẫn nuôi tôm Cam Hải");
        add(fonds, "TT.tran", "Đường vào thị trấn Cam Hải");
        add(fonds, "TT", "Việc của TT Cam Hải");
        for (int n = 0; n < 30; n++) {
            add(fonds, "N." + n, "Công văn trả lời TT số " + n + "/TT-UB về nuôi tôm");
        }
        add(fonds, "KT", "Tình hình KT-XH Ninh Diêm");
        add(fonds, "KT.full", "Tình hình kinh tế - xã hội Ninh Diêm");
        add(fonds, "TP", "Đất ở TP. Tuy Hòa");
        add(fonds, "TP.full", "Đất ở thành phố Tuy Hòa");
        indexed = new Indexed(home, archive);
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private void add(FondsId fonds, String code, String page) {
        archive.add(
                fonds,
                code,
                "Hồ sơ",
                null,
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Giấy tờ").page(page));
    }

    private List<String> codes(String typed) {
        return indexed.search(typed).hits().stream()
                .map(hit -> hit.record().arcFileCode())
                .toList();
    }

    @Test
    void anAbbreviationOfSeveralMeaningsFindsThemAllAndItselfFirst() {
        assertThat(codes("TT Cam Hải"))
                .startsWith("TT")
                .containsExactlyInAnyOrder("TT", "TT.tu", "TT.tran");
    }

    @Test
    void whoTypesOneMeaningDoesNotGetAllThatIsShortAlike() {
        assertThat(codes("thị trấn Cam Hải")).containsExactly("TT.tran");
        assertThat(codes("thông tư nuôi tôm")).containsExactly("TT.tu");
    }

    @Test
    void whatIsShortForOneThingIsFoundBothWaysWithWhatWasTypedFirst() {
        assertThat(codes("kinh tế xã hội Ninh Diêm")).containsExactly("KT.full", "KT");
        assertThat(codes("KT-XH Ninh Diêm")).containsExactly("KT", "KT.full");
        assertThat(codes("thành phố Tuy Hòa")).containsExactly("TP.full", "TP");
        assertThat(codes("TP Tuy Hòa")).containsExactly("TP", "TP.full");
    }
}
