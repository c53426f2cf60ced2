package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Figures;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.HoldingFigures.Measures;

class FigureBarsTest {
    private static final Measures NONE = new Measures(0, 0, 0, 0, 0);

    @Test
    void theLongestBarIsFullAndTheOthersInProportionAndNamesAreText() {
        FigureWords words = new FigureWords(new Words(Locale.forLanguageTag("vi")));
        String svg =
                FigureBars.svg(
                        By.FONDS,
                        new Figures(
                                List.of(
                                        new Line("A", "<script>alert(1)</script>", 50, 0, 0, NONE),
                                        new Line("B", "Sở & ban", 100, 0, 0, NONE)),
                                0),
                        words);
        assertThat(svg)
                .contains("width=\"210\"", "width=\"420\"", "Sở &amp; ban")
                .doesNotContain("<script");
    }
}
