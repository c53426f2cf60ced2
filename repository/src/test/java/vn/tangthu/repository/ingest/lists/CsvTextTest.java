package vn.tangthu.repository.ingest.lists;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "+84",
                "-1",
                "@SUM(1)",
                "'-a-'",
                "''=1",
                "'",
                "a=b",
                "'a"
            })
    void whatIsWrittenStartsNoFormulaAndReadsBackAsItWas(String text) {
        String written = CsvText.neutral(text);
        assertThat("=+-@").doesNotContain(written.substring(0, 1));
        assertThat(CsvText.plain(written)).isEqualTo(text);
    }
}
