package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;

/** What is read out of what was typed. */
class QuestionReaderTest {
    private static final Analysis ANALYSIS = new Analysis(new VietnameseAnalyzer());

    private static List<Question.Group> read(String typed) {
        return new QuestionReader(ANALYSIS, Spellings.none(ANALYSIS)).read(typed).groups();
    }

    private static List<String> ways(Question.Group group) {
        return group.ways().stream().map(Analysis::key).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "28/4/1998",
                "28-04-1998",
                "28.4.1998",
                "ngày 28/4/1998",
                "1998-04-28",
                "1998/4/28",
                "28/4/98",
                "28-4-98",
                "ngày 28/4/98",
                "28/IV/1998",
                "28-iv-98",
                "28 tháng 4 năm 1998",
                "ngày 28 thang 4 nam 98",
                "ngày 28 tháng tư năm 1998",
                "28 thang tu nam 1998",
                "28 tháng IV năm 1998",
                "28 tháng 4/1998",
                "ngày 28 tháng 4-1998",
                "28 tháng 4 1998",
                "28 tháng 4, 1998",
                "28 thang tu 1998",
                "28 tháng 4/98",
                "ngày 28 4 1998",
                "28 04 1998",
                "28 4 1998,"
            })
    void aDayIsReadInEachWayOfWritingIt(String typed) {
        List<Question.Group> groups = read("giao " + typed + " đất");
        assertThat(groups).hasSize(3);
        assertThat(ways(groups.get(1)))
                .contains("28.4.1998", "28.thang.4.nam.1998", "28.iv.1998", "28.thang.tu.nam.1998");
    }

    @ParameterizedTest
    @CsvSource({
        "tháng tư năm 1998,4",
        "thang tu nam 1998,4",
        "tháng 4 năm 98,4",
        "tháng IV/1998,4",
        "tháng 4/1998,4",
        "tháng 4/98,4",
        "tháng 4 1998,4",
        "tháng tư 1998,4",
        "4/1998,4",
        "tháng năm năm 1998,5",
        "tháng giêng năm 1998,1",
        "tháng mười năm 1998,10",
        "tháng mười một năm 1998,11",
        "tháng chạp năm 1998,12"
    })
    void aMonthIsReadInEachWayOfWritingIt(String typed, int month) {
        List<Question.Group> groups = read("giao " + typed + " đất");
        assertThat(groups).hasSize(3);
        assertThat(ways(groups.get(1))).contains(month + ".1998", "thang." + month + ".nam.1998");
    }

    @ParameterizedTest
    @CsvSource({"29,2029", "30,1930", "00,2000", "05,2005", "75,1975"})
    void twoFiguresAreTheYearsFrom1930To2029(String typed, int year) {
        assertThat(ways(read("2/9/" + typed).getFirst())).contains("2.9." + year);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16.12.98", // codes have full stops
                "1998.12.5",
                "số 12/3/98", // a number, as it says
                "32/4/98",
                "28/13/98",
                "28/4/198",
                "28/4/8"
            })
    void whatIsNoDateStaysWhatItIs(String typed) {
        assertThat(read(typed)).hasSize(1);
        assertThat(read(typed).getFirst().ways()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12 5 1998/QĐ-UB", // a number follows
                "giao 3 4 thửa",
                "28 tháng 4 5023/KH",
                "45 5 1998",
                "12 13 1998",
                "12, 5, 1998",
                "giao đất Hòa Thắng năm 1998",
                "tháng 4-10 nam",
                "tháng năm 1998"
            })
    void figuresThatAreNoDateStandApart(String typed) {
        assertThat(read(typed)).hasSizeGreaterThan(1);
        assertThat(read(typed)).allMatch(group -> group.ways().size() == 1);
    }

    /** A month of another tone is no month. */
    @Test
    void aNameOfAMonthHasItsOwnTone() {
        assertThat(read("tháng từ năm 1998")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Quyết định giao đất ngày 12 tháng 3 năm 1998",
                "ngày 12 tháng 3 năm 1998 về giao đất",
                "kính gửi tháng giêng năm nay",
                "giao đất tháng 3 năm 1998"
            })
    void aQuotedPhraseKeepsAllItsWords(String typed) {
        List<Question.Group> groups = read("xã \"" + typed + "\" Cam");
        assertThat(groups).hasSize(3);
        assertThat(ways(groups.get(1))).containsExactly(Analysis.key(ANALYSIS.words(typed)));
        assertThat(groups.get(1).exact()).isTrue();
    }

    @Test
    void aQuotedDateIsADate() {
        assertThat(ways(read("\"ngày 12 tháng 3 năm 1998\"").getFirst()))
                .contains("12.3.1998", "12.thang.3.nam.1998");
        assertThat(ways(read("\"12/3/1998\"").getFirst())).containsExactly("12.3.1998");
    }

    @Test
    void whatIsGluedIsNoDateForItsWordsAlone() {
        assertThat(ways(read("họp/giao/tháng/giêng/năm/nay").getFirst()))
                .containsExactly("hop.giao.thang.gieng.nam.nay");
    }
}
