package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;

class SpellingsTest {
    @TempDir private Path home;
    private final Analysis analysis = new Analysis(new VietnameseAnalyzer());

    private List<String> ways(Spellings spellings, String typed) {
        return new QuestionReader(analysis, spellings)
                .read(typed).groups().stream()
                        .flatMap(group -> group.ways().stream())
                        .map(Analysis::key)
                        .toList();
    }

    @Test
    void abbreviationsAreReadBothWays() {
        Spellings spellings = new Spellings(analysis, null);
        assertThat(ways(spellings, "UBND")).contains("ubnd", "uy.ban.nhan.dan");
        assertThat(ways(spellings, "ủy ban nhân dân")).contains("ubnd", "uy.ban.nhan.dan");
        assertThat(ways(spellings, "Krông Ana")).contains("krong.a.na");
        assertThat(ways(spellings, "\"ủy ban nhân dân\"")).doesNotContain("ubnd");
        assertThat(ways(spellings, "125/QĐ-UBND")).doesNotContain("uy.ban.nhan.dan");
    }

    @Test
    void theArchiveAddsAndTakesAway() throws IOException {
        Path file = home.resolve(Spellings.FILE);
        Files.writeString(
                file,
                """
                # Tên gọi ở tỉnh nhà
                BQLDA = Ban quản lý dự án
                - KTXH
                """);
        Spellings spellings = new Spellings(analysis, file);
        assertThat(ways(spellings, "bqlda")).contains("ban.quan.li.du.an");
        assertThat(ways(spellings, "ban quản lý dự án")).contains("bqlda");
        assertThat(ways(spellings, "KTXH")).containsExactly("ktxh");
        assertThat(ways(spellings, "UBND")).contains("uy.ban.nhan.dan");
    }

    @Test
    void linesThatMakeNoSenseHarmNothing() throws IOException {
        Path file = home.resolve(Spellings.FILE);
        Files.writeString(file, "=\n= =\n-\nmột\nA = \n\u0000 = \uFFFD\n");
        assertThat(ways(new Spellings(analysis, file), "UBND")).contains("uy.ban.nhan.dan");
        Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28, '='});
        assertThat(ways(new Spellings(analysis, file), "UBND")).contains("uy.ban.nhan.dan");
    }
}
