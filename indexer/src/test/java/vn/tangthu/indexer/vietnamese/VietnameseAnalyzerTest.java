package vn.tangthu.indexer.vietnamese;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VietnameseAnalyzerTest {
    private static final VietnameseAnalyzer ANALYZER = new VietnameseAnalyzer();

    @ParameterizedTest
    @CsvSource({
        "hoà, hòa",
        "thuỷ, thủy",
        "Uỷ, ủy",
        "khoẻ, khỏe",
        "HOÁ, hóa",
        "loé, lóe",
        "uý, úy",
        "toạ, tọa",
        "xoà, xòa"
    })
    void aToneInAnOpenSyllableGoesToItsUsualPlace(String written, String exact) {
        assertThat(exact(written)).containsExactly(exact);
        assertThat(exact(exact)).containsExactly(exact);
    }

    @ParameterizedTest
    @CsvSource({
        "hoàn", "suýt", "huỳnh", "toán", "khoảng", "thuyền", "quyết", "quỳnh", "hoài", "xoáy",
        "khuỷu", "ngoại", "thoại", "giặt", "giống", "gìn", "nghĩa", "quá", "quả", "quốc"
    })
    void aToneElsewhereStays(String written) {
        assertThat(exact(written)).containsExactly(written);
    }

    @ParameterizedTest
    @CsvSource({
        "qủa, quả",
        "qúy, quý",
        "qùa, quà",
        "qúa, quá",
        "gìa, già",
        "qúy, quí",
        "kỹ, kĩ",
        "ký, kí",
        "lý, lí",
        "quý, quí",
        "quỹ, quĩ",
        "mỹ, mĩ",
        "qủan, quản",
        "qúyêt, quyết"
    })
    void spellingsOfOneWordAreOne(String written, String other) {
        assertThat(exact(written)).isEqualTo(exact(other));
    }

    @ParameterizedTest
    @CsvSource({
        "Đắk Lắk, dak lak",
        "ĐƯỜNG, duong",
        "Lƣu trữ, luu tru",
        "BCÐ, bcd",
        "Ủy ban nhân dân, uy ban nhan dan",
        "Pơng Drang, pong drang",
        "ＵＢＮＤ, ubnd",
        "Œuvre, oeuvre"
    })
    void foldingTakesEveryDiacriticAway(String written, String folded) {
        assertThat(String.join(" ", folded(written))).isEqualTo(folded);
        assertThat(String.join(" ", folded(Normalizer.normalize(written, Normalizer.Form.NFD))))
                .isEqualTo(folded);
    }

    @Test
    void decomposedTextIsTheSameAsComposed() {
        String text = "Quyết định về việc giao đất ở huyện Diên Khánh, tỉnh Khánh Hoà; Lưu trữ";
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(text);
        assertThat(exact(decomposed)).isEqualTo(exact(text));
        assertThat(folded(decomposed)).isEqualTo(folded(text));
    }

    @ParameterizedTest
    @CsvSource({
        "5023/KH-UBND, 5023 kh ubnd",
        "041 /KH-UBND, 41 kh ubnd",
        "41/KH-UBND, 41 kh ubnd",
        "5023 kh ubnd, 5023 kh ubnd",
        "05/2025/TT-BNV, 5 2025 tt bnv",
        "127-KL/TW, 127 kl tw",
        "202/2025/QH15, 202 2025 qh15",
        "H32.16.1998.12, h32 16 1998 12",
        "G09.01_CV_000021_V1, g09 1 cv 21 v1",
        "47.456.800.000, 47 456 800 0",
        "28/04/2025, 28 4 2025",
        "28/4/2025, 28 4 2025",
        "14 tháng5, 14 thang 5",
        "ngày28tháng4, ngay 28 thang 4",
        "000, 0"
    })
    void numbersAndSymbols(String written, String folded) {
        assertThat(String.join(" ", folded(written))).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({
        "CVT<NN, cvtltnn",
        "CVT&LTNN, cvtltnn",
        "CVTLTNN, cvtltnn",
        "CVT&amp;LTNN, cvtltnn",
        "CVT&lt;NN, cvtltnn",
        "CVT&LT;NN, cvtltnn",
        "cvt&lt;nn, cvtltnn",
        "Số125/QĐ, so 125 qd",
        "so125, so 125",
        "SỐ 05a/QĐ-UB, so 5a qd ub",
        "00a, 00a",
        "TT&TT, tttt",
        "NN&PTNT, nnptnt",
        "M'Drắk, mdrak",
        "Ea H’Leo, ea hleo",
        "a < b, a b",
        "A & B, a b",
        "Việt-Nam, viet nam",
        "lưu\u00ADtrữ, luutru"
    })
    void signsBetweenLetters(String written, String folded) {
        assertThat(String.join(" ", folded(written))).isEqualTo(folded);
    }

    @Test
    void theExactFormStandsAtThePositionOfTheFoldedOneAndOffsetsAreThoseOfTheText()
            throws IOException {
        String text = "Số: 041 /KH-UBND Khánh Hoà";
        List<String> seen = new ArrayList<>();
        try (TokenStream stream = ANALYZER.tokenStream("words", text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = stream.getAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                seen.add(
                        step.getPositionIncrement()
                                + term.toString()
                                + "="
                                + text.substring(offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        }
        assertThat(seen)
                .containsExactly(
                        "1so=Số",
                        "0số=Số",
                        "141=041",
                        "1kh=KH",
                        "1ubnd=UBND",
                        "1khanh=Khánh",
                        "0khánh=Khánh",
                        "1hoa=Hoà",
                        "0hòa=Hoà");
    }

    @Test
    void ideographsAreWordsAndAnythingElseIsSurvived() {
        assertThat(folded("越南 𡨸喃")).containsExactly("越", "南", "𡨸", "喃");
        assertThat(folded("\uD800 ))(( \u0301\u0301 \"*?~^ 😀")).isEmpty();
        assertThat(folded("a".repeat(500))).hasSizeGreaterThan(1);
    }

    private static List<String> exact(String text) {
        return tokens(text, VietnameseAnalyzer.EXACT);
    }

    private static List<String> folded(String text) {
        return tokens(text, VietnameseAnalyzer.FOLDED);
    }

    private static List<String> tokens(String text, String type) {
        List<String> tokens = new ArrayList<>();
        try (TokenStream stream = ANALYZER.tokenStream("words", text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            TypeAttribute kind = stream.getAttribute(TypeAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (kind.type().equals(type)) {
                    tokens.add(term.toString());
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return tokens;
    }
}
