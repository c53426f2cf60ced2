package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.tangthu.portal.certificates.DeliveryManifests;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** Places of deliveries under way, and when a fetch counts. */
class OrderFilesTest {
    private static final String NUMBER = OrderDeliveryTest.ORDER.number();
    private final AgencyOrders orders = mock(AgencyOrders.class);
    private final AgencyDeliveries deliveries = mock(AgencyDeliveries.class);
    private final PackageExports packages = mock(PackageExports.class);
    private final PackagesUnderWay sending = mock(PackagesUnderWay.class);
    private final ReadersFiles files = mock(ReadersFiles.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app-tep/x");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final AgencyOrders.Line line = OrderDeliveryTest.line(1, LineState.GRANTED);
    private final Account account =
            new Account(
                    new AccountId(new UUID(7, 7)),
                    "vanthu",
                    "Văn thư",
                    Set.of(Role.AGENCY),
                    Set.of(),
                    true,
                    false,
                    Instant.EPOCH,
                    null,
                    OrderDeliveryTest.ORDER.body(),
                    null);
    private final Reader reader = new Reader(account.id(), "vanthu", Set.of(Role.AGENCY), Set.of());
    private static final ReadingPurpose FOR =
            new ReadingPurpose(ReadingPurpose.Kind.AGENCY_WORK, NUMBER);

    private OrderFiles room;

    @BeforeEach
    void wire() {
        when(current.account()).thenReturn(account);
        when(current.reader()).thenReturn(reader);
        when(orders.find(NUMBER)).thenReturn(Optional.of(OrderDeliveryTest.ORDER));
        when(orders.theirs(OrderDeliveryTest.ORDER, account, reader)).thenReturn(true);
        stands(AgencyDeliveries.State.READY);
        when(orders.lines(eq(NUMBER), anyInt(), anyInt()))
                .thenAnswer(
                        call ->
                                new Slice<>(
                                        call.<Integer>getArgument(1) == 0
                                                ? List.of(line)
                                                : List.of(),
                                        call.getArgument(1),
                                        1));
        when(orders.entitled(any(), any(), any(), any())).thenReturn(Optional.of(reader));
        room =
                new OrderFiles(
                        orders,
                        deliveries,
                        mock(DeliveryManifests.class),
                        packages,
                        sending,
                        files,
                        mock(OrderCertificates.class),
                        mock(Accounts.class),
                        current,
                        Clock.systemUTC());
    }

    private void stands(AgencyDeliveries.State state) {
        when(deliveries.find(any()))
                .thenReturn(
                        Optional.of(
                                new AgencyDeliveries.Delivery(
                                        state, 1, 1, 5, "Văn thư", Instant.EPOCH, null, null)));
    }

    @Test
    void nothingLeavesAtOnceThatIsNotMadeYet() throws Exception {
        stands(AgencyDeliveries.State.MAKING);
        assertThat(room.all(NUMBER, request, response)).isNull();
        assertThat(response.getStatus()).isEqualTo(404);
    }

    @Test
    void whatIsAnotherBodysIsNotThere() throws Exception {
        when(orders.theirs(OrderDeliveryTest.ORDER, account, reader)).thenReturn(false);
        assertThat(room.all(NUMBER, request, response)).isNull();
        assertThat(response.getStatus()).isEqualTo(404);
        MockHttpServletResponse line = new MockHttpServletResponse();
        assertThat(room.one(NUMBER, 1, request, line)).isNull();
        assertThat(line.getStatus()).isEqualTo(404);
    }

    @Test
    void oneWholeOrderLeavesAtATimeAndItsPlaceIsFreeAgainWhateverBecomesOfIt() throws Exception {
        StreamingResponseBody breaks =
                out -> {
                    throw new IOException("gone");
                };
        when(sending.send(any(), any(), eq(FOR), any(), any(), eq(false), any()))
                .thenReturn(breaks);
        StreamingResponseBody first = Objects.requireNonNull(room.all(NUMBER, request, response));
        assertThat(room.all(NUMBER, request, response)).isNull();
        verify(files).busy(response);
        assertThatThrownBy(() -> first.writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
        assertThat(room.all(NUMBER, request, response)).isNotNull();
    }

    @Test
    void askingForTheHeadOrFailingKeepsNoPlace() throws Exception {
        when(sending.send(any(), any(), eq(FOR), any(), any(), anyBoolean(), any()))
                .thenReturn(null)
                .thenThrow(new IOException("x"))
                .thenReturn(out -> {});
        request.setMethod("HEAD");
        assertThat(room.all(NUMBER, request, response)).isNull();
        assertThatThrownBy(() -> room.all(NUMBER, request, response))
                .isInstanceOf(IOException.class);
        assertThat(room.all(NUMBER, request, response)).isNotNull();
        verify(files, never()).busy(any());
        verify(orders, never()).fetched(any(), any(), any());
    }

    @Test
    void aFetchCountsOnceItsPackageHasLeft() throws Exception {
        PackageExports.Packed dip = mock(PackageExports.Packed.class);
        when(packages.dip(any(), any(), any(), any())).thenReturn(dip);
        when(sending.send(any(), any(), eq(FOR), any(), any(), anyBoolean(), any()))
                .thenAnswer(
                        call -> {
                            PackageExports.Packed packed =
                                    call.<PackagesUnderWay.Packages>getArgument(4).packed(reader);
                            verify(orders, never()).fetched(any(), any(), any());
                            packed.writeTo(OutputStream.nullOutputStream(), Progress.NONE);
                            return null;
                        });
        StreamingResponseBody unused = room.one(NUMBER, 1, request, response);
        verify(orders, times(1)).fetched(OrderDeliveryTest.ORDER, line, reader);
    }
}
