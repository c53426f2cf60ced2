package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.Holidays;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.TextWork;

/** What the desk says of public holidays, without a browser. */
class DeskHolidaysTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 31);

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private static String desk(Role role, String language, Holidays.Status status) {
        UI ui = new UI();
        ui.setLocale(Locale.forLanguageTag(language));
        UI.setCurrent(ui);
        CurrentReader current = mock(CurrentReader.class);
        when(current.reader()).thenReturn(new Reader(null, "x", Set.of(role), Set.of()));
        FixityAudits audits = mock(FixityAudits.class);
        when(audits.summary()).thenReturn(new FixityAudits.Summary(0, 0, 0, null, 0));
        return new DeskHomeView(
                        current,
                        mock(Deliveries.class),
                        mock(AccessRequests.class),
                        audits,
                        mock(IndexStatus.class),
                        mock(TextWork.class),
                        mock(AccountClosings.class),
                        mock(FondsClosings.class),
                        mock(AgencyOrders.class),
                        () -> status)
                .getElement()
                .getOuterHTML();
    }

    @Test
    void thatTheDecidedDaysEndAndEveryMistakeOfTheFileAreToldToWhoCanMendThem() {
        Holidays.Status status =
                new Holidays.Status(
                        DAY,
                        true,
                        List.of(
                                new Holidays.Problem(3, "Không có ngày này", "No such day"),
                                new Holidays.Problem(0, "Thiếu ngày", "Days are missing")));
        assertThat(desk(Role.ADMINISTRATOR, "vi", status))
                .contains("31/12/2026", "holidays.csv", "Dòng 3: Không có ngày này", "Thiếu ngày")
                .doesNotContain("Dòng 0");
        assertThat(desk(Role.ADMINISTRATOR, "en", status)).contains("Line 3: No such day");
        assertThat(desk(Role.AUDITOR, "vi", status)).doesNotContain("holidays.csv");
    }

    @Test
    void nothingIsSaidWhileAllIsWell() {
        assertThat(
                        desk(
                                Role.ADMINISTRATOR,
                                "vi",
                                new Holidays.Status(DAY.plusYears(1), false, List.of())))
                .doesNotContain("holidays.csv", "31/12");
    }
}
