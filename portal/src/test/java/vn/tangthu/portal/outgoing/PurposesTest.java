package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.internal.CurrentInstance;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletService;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.Role;

/** What closed things are opened for: said once, evident, or told by a header. */
class PurposesTest {
    private static final Reader ARCHIVIST = reader(Role.ARCHIVIST);
    private static final Reader AGENCY = reader(Role.AGENCY);
    private static final AipId ONE = new AipId(new UUID(1, 1));
    private static final AipId OTHER = new AipId(new UUID(1, 2));
    private static final ReadingPurpose ARRANGING = new ReadingPurpose(Kind.ARRANGING, "");
    private static final ReadingPurpose QUALITY = new ReadingPurpose(Kind.QUALITY, "");
    private static final ReadingPurpose REQUEST =
            new ReadingPurpose(Kind.REQUEST, "YC-2026-ABCDEF");

    private final AccessRequests requests = mock(AccessRequests.class);
    private final AgencyOrders orders = mock(AgencyOrders.class);
    private final Purposes purposes = new Purposes(requests, orders);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private static Reader reader(Role role) {
        return new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(role), Set.of());
    }

    @BeforeEach
    void session() {
        CurrentInstance.set(
                VaadinRequest.class,
                new VaadinServletRequest(request, mock(VaadinServletService.class)));
        Request known =
                new Request(
                        new Reference("YC-2026-ABCDEF"),
                        new NewRequest(
                                AccessRequests.Kind.READ, ONE, "Sổ", "Làm sổ", "An", "09", null),
                        Status.RECEIVED,
                        Instant.EPOCH,
                        LocalDate.of(2026, 11, 16),
                        null,
                        1,
                        null,
                        List.of());
        when(requests.find(anyString())).thenReturn(Optional.empty());
        when(requests.find("YC-2026-ABCDEF")).thenReturn(Optional.of(known));
        when(requests.find("yc 2026 abcdef")).thenReturn(Optional.of(known));
    }

    @AfterEach
    void over() {
        CurrentInstance.clearAll();
    }

    @Test
    void itHoldsForOneHoSoOrForAllOthersOfThisSessionAndNoOther() {
        assertThat(purposes.of(ONE, ARCHIVIST)).isEmpty();
        purposes.say(ONE, REQUEST, false);
        assertThat(purposes.of(ONE, ARCHIVIST)).contains(REQUEST);
        assertThat(purposes.of(OTHER, ARCHIVIST)).as("it is asked again").isEmpty();
        assertThat(purposes.last()).as("and offered").contains(REQUEST);
        purposes.say(OTHER, ARRANGING, true);
        AipId third = new AipId(new UUID(1, 3));
        assertThat(purposes.of(third, ARCHIVIST)).contains(ARRANGING);
        assertThat(purposes.of(ONE, ARCHIVIST)).as("what was said of it").contains(REQUEST);
        assertThat(purposes.of(third, ARCHIVIST, new MockHttpServletRequest())).isEmpty();
    }

    @Test
    void whatIsReadForSomethingElseIsALineAgain() {
        purposes.say(ONE, QUALITY, false);
        SeenPages.add(request, ONE.value(), 3);
        purposes.say(ONE, QUALITY, false);
        assertThat(SeenPages.has(request, ONE.value(), 3)).isTrue();
        purposes.say(ONE, ARRANGING, false);
        assertThat(SeenPages.has(request, ONE.value(), 3)).isFalse();
    }

    @Test
    void aRequestMustBeThereAndIsKnownToArchivistsOnly() {
        assertThat(purposes.checked(Kind.REQUEST, "yc 2026 abcdef", ARCHIVIST)).contains(REQUEST);
        assertThat(purposes.checked(Kind.REQUEST, "YC-2026-ZZZZZZ", ARCHIVIST)).isEmpty();
        assertThat(purposes.checked(Kind.REQUEST, "YC-2026-ABCDEF", AGENCY)).isEmpty();
        assertThat(purposes.checked(Kind.QUALITY, "", AGENCY)).isEmpty();
        assertThat(purposes.checked(Kind.AGENCY_WORK, " ", AGENCY)).isEmpty();
        assertThat(purposes.checked(Kind.AGENCY_WORK, " 12/CV\n ", AGENCY))
                .contains(new ReadingPurpose(Kind.AGENCY_WORK, "12/CV"));
        assertThat(purposes.checked(Kind.OTHER, "x".repeat(301), AGENCY)).isEmpty();
    }

    @Test
    void aProgrammeSaysItWithEachOfItsRequests() {
        request.addHeader(Purposes.HEADER, "OTHER%20%C4%91%E1%BB%91i%20chi%E1%BA%BFu");
        assertThat(purposes.of(ONE, AGENCY, request))
                .contains(new ReadingPurpose(Kind.OTHER, "đối chiếu"));
        for (String wrong :
                List.of("", "%", "OTHER", "NOTHING x", "REQUEST YC-2026-ZZZZZZ", "QUALITY")) {
            MockHttpServletRequest other = new MockHttpServletRequest();
            other.addHeader(Purposes.HEADER, wrong);
            assertThat(purposes.of(ONE, AGENCY, other)).as(wrong).isEmpty();
        }
        request.removeHeader(Purposes.HEADER);
        assertThat(purposes.of(ONE, AGENCY, request)).as("of that request only").isEmpty();
    }

    @Test
    void whatIsEvidentIsNotAskedAndHasToBeTrue() {
        purposes.evident("REQUEST YC-2026-ABCDEF", OTHER, ARCHIVIST);
        assertThat(purposes.of(OTHER, ARCHIVIST)).as("not of this request").isEmpty();
        purposes.evident("AGENCY_WORK LH-1", OTHER, ARCHIVIST);
        assertThat(purposes.of(OTHER, ARCHIVIST)).as("no such order").isEmpty();
        purposes.evident("OTHER xem", OTHER, ARCHIVIST);
        purposes.evident("ARRANGING", OTHER, AGENCY);
        assertThat(purposes.of(OTHER, ARCHIVIST)).isEmpty();
        purposes.evident("REQUEST YC-2026-ABCDEF", ONE, ARCHIVIST);
        assertThat(purposes.of(ONE, ARCHIVIST)).contains(REQUEST);
        String link = Purposes.checking("/app/ho-so/" + OTHER + "?q=a");
        purposes.evident(new Location(link.substring(1)).getQueryParameters(), OTHER, ARCHIVIST);
        assertThat(purposes.of(OTHER, ARCHIVIST)).contains(QUALITY);

        purposes.say(ONE, ARRANGING, false);
        purposes.evident("REQUEST YC-2026-ABCDEF", ONE, ARCHIVIST);
        assertThat(purposes.of(ONE, ARCHIVIST))
                .as("a step back says nothing new")
                .contains(ARRANGING);
    }

    @Test
    void theQuestionLeadsToOurOwnAddressesOnly() {
        for (String own : List.of("/app/ho-so/x?trang=2&q=%C4%91", "/app-tep/tai/x", "/app/")) {
            assertThat(Purposes.own(own)).contains(own);
        }
        for (String foreign :
                List.of(
                        "",
                        "//evil.example/app/",
                        "https://evil.example/app/",
                        "/application",
                        "/ho-so/x",
                        "/app/\\evil",
                        "/app/ x",
                        "/app/\n",
                        "javascript:/app/")) {
            assertThat(Purposes.own(foreign)).as(foreign).isEmpty();
        }
    }
}
