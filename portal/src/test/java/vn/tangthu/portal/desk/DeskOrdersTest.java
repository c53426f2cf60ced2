package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.Holidays;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.TextWork;

/** That orders of agencies wait is told where an archivist begins, without a browser. */
class DeskOrdersTest {
    private static final String WAY = "href=\"/app/de-nghi-co-quan\"";
    /** Held: it is current by a weak reference. */
    private final UI ui = new UI();

    private final CurrentReader current = mock(CurrentReader.class);
    private final AgencyOrders orders = mock(AgencyOrders.class);
    private final AccessRequests requests = mock(AccessRequests.class);

    @BeforeEach
    void enter() {
        ui.setLocale(Locale.forLanguageTag("vi"));
        UI.setCurrent(ui);
        when(current.reader()).thenReturn(reader(Role.ARCHIVIST));
        when(orders.waits()).thenReturn(1_234L);
        when(requests.queue(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(), 0, 0));
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private static Reader reader(Role role) {
        return new Reader(null, "x", Set.of(role), Set.of());
    }

    private String desk() {
        Deliveries deliveries = mock(Deliveries.class);
        when(deliveries.list(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(), 0, 0));
        FixityAudits audits = mock(FixityAudits.class);
        when(audits.summary()).thenReturn(new FixityAudits.Summary(0, 0, 0, null, 0));
        IndexStatus index = mock(IndexStatus.class);
        when(index.status()).thenReturn(mock(IndexStatus.Status.class));
        TextWork text = mock(TextWork.class);
        when(text.totals()).thenReturn(mock(TextWork.Totals.class));
        Holidays.Status days = new Holidays.Status(LocalDate.of(2027, 12, 31), false, List.of());
        return new DeskHomeView(
                        current,
                        deliveries,
                        requests,
                        audits,
                        index,
                        text,
                        mock(AccountClosings.class),
                        mock(FondsClosings.class),
                        orders,
                        () -> days)
                .getElement()
                .getOuterHTML();
    }

    @Test
    void theFirstPageSaysHowManyOrdersWait() {
        assertThat(desk()).contains("<strong>1.234</strong>", WAY);
        when(current.reader()).thenReturn(reader(Role.AUDITOR));
        assertThat(desk()).doesNotContain(WAY);
    }

    @Test
    void theListOfRequestsSaysItToo() {
        String html =
                new RequestsView(
                                requests,
                                mock(GrantedCopies.class),
                                mock(OnlineReadings.class),
                                mock(SecondDecisions.class),
                                mock(Fees.class),
                                orders,
                                mock(Catalogue.class),
                                current)
                        .getElement()
                        .getOuterHTML();
        assertThat(html).contains(WAY, "(1.234 chờ quyết định)");
    }
}
