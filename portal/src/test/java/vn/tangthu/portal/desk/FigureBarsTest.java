package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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

    @Test
    void ofManyLinesTheLargestAreDrawnInTheOrderOfTheTable() {
        FigureWords words = new FigureWords(new Words(Locale.forLanguageTag("vi")));
        List<Line> lines =
                IntStream.rangeClosed(1990, 2020)
                        .mapToObj(
                                year ->
                                        new Line(
                                                "" + year,
                                                "" + year,
                                                year >= 2010 ? 5 : 2,
                                                0,
                                                0,
                                                NONE))
                        .toList();
        Figures figures = new Figures(lines, 0);
        assertThat(FigureBars.isCut(figures)).isTrue();
        String svg = FigureBars.svg(By.YEAR, figures, words);
        assertThat(svg).contains(">1990<", ">1998<", ">2010<", ">2020<").doesNotContain(">1999<");
        assertThat(svg.indexOf(">1998<")).isLessThan(svg.indexOf(">2010<"));
    }
}
