package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs where the corpus lies beside the project; see docs/legacy-encodings.md for the figures. */
class LegacyCorpusTest {
    @TempDir static Path dir;

    @Test
    void realDocumentsComeOutRight() throws Exception {
        assumeTrue(LegacyCorpus.archive().isPresent(), "the corpus is not here");
        List<LegacyCorpus.Row> rows =
                LegacyCorpus.measure(LegacyCorpus.archive().orElseThrow(), dir);
        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(rows).allSatisfy(row -> assertThat(row.convertedFrom()).isNotNull());
        TextAccuracy exact = LegacyCorpus.sum(rows, LegacyCorpus.Row::exact);
        assertThat(exact.ofChars()).isGreaterThan(0.98);
        assertThat(exact.ofMarks()).isGreaterThan(0.97);
        TextAccuracy folded = LegacyCorpus.sum(rows, LegacyCorpus.Row::folded);
        assertThat(folded.ofChars()).isGreaterThan(0.995);
        assertThat(folded.ofMarks()).isGreaterThan(0.998);
        assertThat(rows)
                .allSatisfy(
                        row -> {
                            assertThat(row.folded().ofChars()).as(row.name()).isGreaterThan(0.97);
                            assertThat(row.folded().ofMarks()).as(row.name()).isGreaterThan(0.97);
                        });
    }
}
