package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.desk.WordDifference.Kind;

class WordDifferenceTest {
    private static String told(String before, String after) {
        return WordDifference.of(before, after).stream()
                .map(
                        piece ->
                                switch (piece.kind()) {
                                    case SAME -> piece.text();
                                    case GONE -> "[-" + piece.text() + "]";
                                    case NEW -> "[+" + piece.text() + "]";
                                })
                .collect(Collectors.joining(" "));
    }

    @Test
    void wordsInCommonStayAndTheOthersAreTold() {
        assertThat(told("Hồ sơ giao đất năm 1976", "Hồ sơ giao đất năm 1978"))
                .isEqualTo("Hồ sơ giao đất năm [-1976] [+1978]");
        assertThat(told("về việc đắp đê", "đắp đê  Hòa Bình"))
                .isEqualTo("[-về việc] đắp đê [+Hòa Bình]");
        assertThat(told("", "mới")).isEqualTo("[+mới]");
        assertThat(told("cũ", " ")).isEqualTo("[-cũ]");
        assertThat(told("như nhau", "như nhau")).isEqualTo("như nhau");
    }

    @Test
    void twoVeryLongTextsAreShownAsAWhole() {
        String longer = "chữ ".repeat(1_001);
        assertThat(WordDifference.of(longer, "một"))
                .extracting(WordDifference.Piece::kind)
                .containsExactly(Kind.GONE, Kind.NEW);
    }
}
