package vn.tangthu.repository.ingest.lists;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

class FindingSinkTest {
    /** Ten thousand findings are read by nobody, and must not fill the memory either. */
    @Test
    void whatIsBeyondTheLimitIsCountedAndBlocksAllTheSame() {
        FindingSink findings = new FindingSink();
        for (int i = 0; i < FindingSink.LIMIT; i++) {
            findings.add(Finding.warns("FILE_UNUSED", "tệp " + i));
        }
        assertThat(findings.all()).hasSize(FindingSink.LIMIT);
        findings.add(Finding.blocks("FILE_DAMAGED", "tệp hỏng", "x"));
        findings.add(Finding.warns("FILE_UNUSED", "tệp cuối"));
        assertThat(findings.blocked()).isTrue();
        assertThat(findings.all()).hasSize(FindingSink.LIMIT + 1);
        Finding more = findings.all().getLast();
        assertThat(more.code()).isEqualTo("MORE_FINDINGS");
        assertThat(more.severity()).isEqualTo(Severity.BLOCKS);
        assertThat(more.values()).containsExactly("2");
    }
}
