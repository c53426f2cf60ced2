package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A closure ends only where both the paper's and what was delivered end. */
class PaperRightsTest {
    private static final LocalDate DAY = LocalDate.of(2040, 12, 31);
    private static final LocalDate LATER = LocalDate.of(2050, 12, 31);

    private static PaperRights paper(Access now, Access afterwards, @Nullable LocalDate until) {
        return new PaperRights(new Rights(now, false, null), afterwards, until);
    }

    private static Rights given(Access access, @Nullable LocalDate until) {
        return new Rights(access, false, "Đơn", AccessGround.OTHER, until);
    }

    @Test
    void openPaperWithADayGivesTheDay() {
        Rights narrowed = paper(Access.LISTED, Access.PUBLIC, DAY).narrow(Rights.OPEN);
        assertThat(narrowed.access()).isEqualTo(Access.LISTED);
        assertThat(narrowed.closedUntil()).isEqualTo(DAY);
        assertThat(narrowed.basis()).contains("31/12/2040");
    }

    @Test
    void paperThatStaysListedOrHiddenAfterItsDayGivesNone() {
        assertThat(paper(Access.LISTED, Access.LISTED, DAY).narrow(Rights.OPEN).closedUntil())
                .isNull();
        assertThat(paper(Access.HIDDEN, Access.HIDDEN, DAY).narrow(Rights.OPEN).closedUntil())
                .isNull();
        assertThat(
                        paper(Access.HIDDEN, Access.HIDDEN, null)
                                .narrow(given(Access.LISTED, DAY))
                                .closedUntil())
                .isNull();
    }

    @Test
    void whatIsDeliveredAsClosedWithoutAnEndStaysSo() {
        Rights endless = new Rights(Access.LISTED, true, "Đơn");
        Rights narrowed = paper(Access.LISTED, Access.PUBLIC, DAY).narrow(endless);
        assertThat(narrowed.titlePublic()).isFalse();
        assertThat(narrowed.closedUntil()).isNull();
    }

    @Test
    void ofTwoDaysTheLaterCountsAlsoWhereTheAccessIsTheSame() {
        Rights narrowed =
                paper(Access.LISTED, Access.PUBLIC, LATER).narrow(given(Access.LISTED, DAY));
        assertThat(narrowed).isEqualTo(given(Access.LISTED, LATER));
        assertThat(paper(Access.LISTED, Access.PUBLIC, DAY).narrow(narrowed)).isSameAs(narrowed);
        assertThat(paper(Access.LISTED, Access.LISTED, null).narrow(narrowed).closedUntil())
                .isNull();
    }

    @Test
    void narrowingTwiceIsNarrowingOnce() {
        for (Access afterwards : Access.values()) {
            for (LocalDate until : new LocalDate[] {DAY, LATER}) {
                PaperRights paper =
                        paper(Access.strictest(Access.LISTED, afterwards), afterwards, until);
                for (Access access : Access.values()) {
                    Rights once = paper.narrow(given(access, DAY));
                    assertThat(paper.narrow(once)).isEqualTo(once);
                }
            }
        }
    }

    @Test
    void openPaperLeavesWhatIsGiven() {
        Rights given = given(Access.LISTED, DAY);
        assertThat(paper(Access.PUBLIC, Access.PUBLIC, null).narrow(given)).isSameAs(given);
    }
}
