package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AuditBudget.Age;

class AgeBarsTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));

    @Test
    void eachAgeHasItsPartsInProportionAndSaysHowMany() {
        String svg =
                AgeBars.svg(
                        List.of(
                                new Age(0, 8, 100, 1000, 50, 25),
                                new Age(8, 91, 0, 0, 0, 0),
                                new Age(91, null, 10, 100, 5, 0)),
                        90,
                        WORDS);
        assertThat(svg)
                .contains("class=\"tt-age-fresh\" x=\"152.0\" y=\"4\" width=\"80.0\"")
                .contains("class=\"tt-age-damaged\" x=\"232.0\" y=\"4\" width=\"40.0\"")
                .contains("0–7 ngày", "8–90 ngày", "trên 90 ngày", ">100<", ">0<", ">10<");
        assertThat(svg.split("tt-age-late", -1)).as("overdue, read or not").hasSize(3);
        assertThat(svg).doesNotContain("NaN");
    }
}
