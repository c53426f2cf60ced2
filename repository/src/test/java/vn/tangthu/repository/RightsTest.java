package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final Locale VIETNAMESE = Locale.of("vi");
    private static final LocalDate DAY = LocalDate.of(2056, 12, 31);

    @Test
    void whatIsPublicIsClosedForNoReasonAndNoTime() {
        Rights open = new Rights(Access.PUBLIC, true, "QĐ 1", AccessGround.DAMAGED, DAY);
        assertThat(open).isEqualTo(new Rights(Access.PUBLIC, true, "QĐ 1"));
        Rights closed = new Rights(Access.LISTED, false, "QĐ 1", AccessGround.DAMAGED, DAY);
        assertThat(closed.with(Access.PUBLIC, true)).isEqualTo(open);
        assertThat(closed.with(Access.HIDDEN, false))
                .isEqualTo(new Rights(Access.HIDDEN, false, "QĐ 1", AccessGround.DAMAGED, DAY));
    }

    @Test
    void whyIsToldInWordsWithTheLawAndTheDay() {
        Rights all = new Rights(Access.LISTED, false, "QĐ 1", AccessGround.PRIVATE_LIFE, DAY);
        assertThat(all.why(VIETNAMESE))
                .isEqualTo(
                        "Đời sống riêng tư, bí mật cá nhân (Luật Tiếp cận thông tin 2016, Điều 7);"
                                + " QĐ 1; đến hết ngày 31/12/2056");
        assertThat(all.why(Locale.ENGLISH))
                .startsWith("Private life, personal secret (")
                .endsWith("until the end of 31/12/2056");
        assertThat(Rights.LISTED.why(VIETNAMESE)).isEmpty();
        assertThat(Rights.LISTED.saysWhy()).isFalse();
        assertThat(new Rights(Access.LISTED, false, "Ý nguyện", AccessGround.OTHER, null))
                .extracting(rights -> rights.why(VIETNAMESE))
                .isEqualTo("Căn cứ khác; Ý nguyện");
    }
}
