package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Body.Dated;

class BodyTextsTest {
    @Test
    void whatIsWrittenIsReadBackWithLastDaysThatCount() {
        List<Dated> names =
                List.of(
                        Dated.always("Sở Nội vụ"),
                        new Dated("Ban Tổ chức", null, LocalDate.of(2008, 1, 1)),
                        new Dated("Sở", LocalDate.of(2008, 1, 1), LocalDate.of(2025, 7, 1)));
        String lines = BodyTexts.lines(names);
        assertThat(lines)
                .isEqualTo(
                        """
                        Sở Nội vụ
                        Ban Tổ chức |  | 31/12/2007
                        Sở | 01/01/2008 | 30/06/2025""");
        assertThat(BodyTexts.parse("\n" + lines + "\n \n")).isEqualTo(names);
        assertThat(BodyTexts.parse("Sở|1/7/2025"))
                .containsExactly(new Dated("Sở", LocalDate.of(2025, 7, 1), null));
    }

    @Test
    void aLineThatCannotBeReadIsNamed() {
        for (String line :
                List.of(
                        "Sở | hôm qua",
                        "Sở | 2025",
                        "Sở | 1/1/2025 | x",
                        "a|b|c|d",
                        "| 1/1/2025")) {
            assertThatThrownBy(() -> BodyTexts.parse("Ban\n" + line))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(line);
        }
    }

    @Test
    void aPeriodShowsItsFirstAndLastDay() {
        Words words = Words.in(Locale.ENGLISH);
        assertThat(BodyTexts.period(null, LocalDate.of(2025, 7, 1), words))
                .startsWith("… – ")
                .contains("30");
        assertThat(BodyTexts.period(null, null, words)).isEmpty();
    }

    @Test
    void anUploadedListKeepsItsForm() {
        assertThat(BodiesView.plain("../Danh sách.CSV", 1)).isEqualTo("danh-sach-1.csv");
        assertThat(BodiesView.plain("x", 2)).isEqualTo("danh-sach-2.xlsx");
    }
}
