package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.AgencyOrders.Holder;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
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
    private final AnswerLetters answers = mock(AnswerLetters.class);
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

    private String list() {
        return new RequestsView(
                        requests,
                        mock(GrantedCopies.class),
                        mock(OnlineReadings.class),
                        mock(SecondDecisions.class),
                        mock(Fees.class),
                        orders,
                        answers,
                        mock(Catalogue.class),
                        current)
                .getElement()
                .getOuterHTML();
    }

    @Test
    void theListOfRequestsSaysItToo() {
        assertThat(list()).contains(WAY, "(1.234 chờ quyết định)").doesNotContain("tt-box-warn");
    }

    @Test
    void theListOfRequestsTellsOfNumbersOfLettersThatWereSkipped() {
        when(answers.skipped())
                .thenReturn(
                        List.of(
                                new AnswerLetters.Skipped(
                                        Instant.parse("2026-11-24T02:00:00Z"), "2026", "2-3")));
        assertThat(list())
                .contains("Số thông báo 2-3 của năm 2026", "24/11/2026", "30 ngày", "tt-box-warn");
    }

    private static Stream<Component> all(Component one) {
        return Stream.concat(Stream.of(one), one.getChildren().flatMap(DeskOrdersTest::all));
    }

    private AgencyOrderView opened(Holder holder) {
        String number = "LH-2026-000001-ABCD";
        Order order =
                new Order(
                        1,
                        number,
                        new BodyId(new UUID(1, 1)),
                        "Phường Vạn Thạnh",
                        "Văn thư",
                        "",
                        "15/CV",
                        LocalDate.of(2026, 6, 20),
                        "Đất",
                        "CLEAN",
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        State.WAITING);
        when(orders.find(number)).thenReturn(Optional.of(order));
        when(orders.counts(number)).thenReturn(new Counts(1, 0, 0, 0, 0, 0, 0));
        when(orders.holder(order)).thenReturn(holder);
        BeforeEnterEvent event = mock(BeforeEnterEvent.class);
        when(event.getRouteParameters()).thenReturn(new RouteParameters("number", number));
        AgencyOrderView view =
                new AgencyOrderView(
                        orders, mock(AgencyDeliveries.class), mock(SecondDecisions.class), current);
        view.beforeEnter(event);
        return view;
    }

    private static List<String> buttons(Component view) {
        return all(view)
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(Component::isVisible)
                .map(Button::getText)
                .toList();
    }

    @Test
    void anOrderOfABodyThatIsNoMoreSaysWhoHasItAndIsGrantedToNobody() {
        AgencyOrderView lives = opened(new Holder(null, List.of(), true));
        assertThat(lives.getElement().getOuterHTML()).doesNotContain("đã kết thúc");
        assertThat(buttons(lives)).contains("Cho lấy tất cả", "Cho lấy các dòng đã chọn");

        LocalDate day = LocalDate.of(2026, 7, 1);
        Body.Line heir =
                new Body.Line(
                        new BodyId(new UUID(1, 2)),
                        "x",
                        BodyKind.values()[0],
                        "Phường Nha Trang",
                        "Khánh Hòa",
                        day,
                        null);
        AgencyOrderView whole = opened(new Holder(day, List.of(heir), true));
        assertThat(whole.getElement().getOuterHTML())
                .contains("01/07/2026", "Phường Nha Trang (Khánh Hòa)", "kế thừa trọn vẹn");
        assertThat(buttons(whole)).contains("Cho lấy tất cả");

        AgencyOrderView parted = opened(new Holder(day, List.of(heir), false));
        assertThat(parted.getElement().getOuterHTML())
                .contains("Phường Nha Trang (Khánh Hòa)", "không cho lấy được");
        assertThat(buttons(parted))
                .contains("Từ chối tất cả", "Rút đề nghị")
                .doesNotContain("Cho lấy tất cả", "Cho lấy các dòng đã chọn");
    }
}
