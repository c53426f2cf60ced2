package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.RouteParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Counts;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** The page of an order for who has it today, without a browser. */
class OwnOrderViewTest {
    private static final String NUMBER = "LH-2026-000001-ABCD";
    private static final Order ORDER =
            new Order(
                    1,
                    NUMBER,
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

    /** Held: it is current by a weak reference. */
    private final UI ui = new UI();

    private final Account heir =
            new Account(
                    new AccountId(UUID.randomUUID()),
                    "nhatrang",
                    "Văn thư",
                    Set.of(Role.AGENCY),
                    Set.of(),
                    true,
                    false,
                    Instant.EPOCH,
                    null,
                    new BodyId(new UUID(1, 2)),
                    null);
    private final Reader reader = new Reader(heir.id(), "nhatrang", Set.of(Role.AGENCY), Set.of());
    private final CurrentReader current = mock(CurrentReader.class);
    private final AgencyOrders orders = mock(AgencyOrders.class);

    @BeforeEach
    void enter() {
        ui.setLocale(Locale.forLanguageTag("vi"));
        UI.setCurrent(ui);
        when(current.account()).thenReturn(heir);
        when(current.require(Role.AGENCY)).thenReturn(reader);
        when(orders.find(NUMBER)).thenReturn(Optional.of(ORDER));
        when(orders.counts(NUMBER)).thenReturn(new Counts(1, 0, 0, 0, 0, 0, 0));
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private OwnOrderView open() {
        BeforeEnterEvent event = mock(BeforeEnterEvent.class);
        when(event.getRouteParameters()).thenReturn(new RouteParameters("number", NUMBER));
        OwnOrderView view = new OwnOrderView(orders, mock(AgencyDeliveries.class), current);
        view.beforeEnter(event);
        return view;
    }

    private static <T extends Component> Stream<T> all(Component one, Class<T> type) {
        Stream<T> below = one.getChildren().flatMap(child -> all(child, type));
        return type.isInstance(one) ? Stream.concat(Stream.of(type.cast(one)), below) : below;
    }

    private static Optional<Button> withdraw(OwnOrderView view) {
        return all(view, Button.class).filter(b -> b.getText().equals("Rút đề nghị")).findFirst();
    }

    @Test
    void anotherBodysOrderIsNotThere() {
        assertThatThrownBy(this::open).isInstanceOf(NotFoundException.class);
    }

    @Test
    void theFollowerSeesWhoseItWasAndWithdrawsItWithAReasonOnly() {
        when(orders.theirs(ORDER, heir, reader)).thenReturn(true);
        assertThat(withdraw(open())).as("left to others").isEmpty();
        when(orders.mayWithdraw(ORDER, reader)).thenReturn(true);
        OwnOrderView view = open();
        assertThat(view.getElement().getOuterHTML()).contains("Đề nghị của Phường Vạn Thạnh");
        withdraw(view).orElseThrow().click();
        verify(orders, never()).withdraw(NUMBER, "", reader);
        all(view, TextField.class).findFirst().orElseThrow().setValue("Đã có bản giấy");
        withdraw(view).orElseThrow().click();
        verify(orders).withdraw(NUMBER, "Đã có bản giấy", reader);
    }
}
