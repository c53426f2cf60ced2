package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.AipId;

class UseOfRequestTest {
    private static final String REFERENCE = "YC-2026-ABCDEF";
    private static final AipId ABOUT = new AipId(UUID.randomUUID());
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
    private final AccessRequests requests = mock(AccessRequests.class);

    private void request(@Nullable AipId about, Status status, Reason... reasons) {
        AccessRequests.NewRequest asked =
                new AccessRequests.NewRequest(
                        AccessRequests.Kind.READ, about, "Đất", "Kiện", "Lan", "0900000000", null);
        when(requests.find(REFERENCE))
                .thenReturn(
                        Optional.of(
                                new AccessRequests.Request(
                                        new AccessRequests.Reference(REFERENCE),
                                        asked,
                                        status,
                                        CLOCK.instant(),
                                        LocalDate.of(2026, 11, 24),
                                        null,
                                        1,
                                        "hoa",
                                        Stream.of(reasons)
                                                .map(
                                                        reason ->
                                                                new Step(
                                                                        CLOCK.instant(),
                                                                        status,
                                                                        "hoa",
                                                                        reason,
                                                                        null))
                                                .toList())));
    }

    @Test
    void onlyAGrantedRequestAboutThisHoSoIsAnswered() {
        request(ABOUT, Status.GRANTED);
        assertThat(UseOfRequest.of(ABOUT, REFERENCE, requests, CLOCK)).isNotNull();
        request(new AipId(UUID.randomUUID()), Status.GRANTED);
        refused();
        request(null, Status.GRANTED); // in words only: nobody has said that it is this hồ sơ
        refused();
        request(ABOUT, Status.RECEIVED);
        refused();
    }

    @Test
    void whatWasGrantedWithRedactionsLeavesInNoPackage() {
        request(ABOUT, Status.GRANTED, Reason.OWN_RECORD);
        assertThat(UseOfRequest.of(ABOUT, REFERENCE, requests, CLOCK)).isNotNull();
        request(ABOUT, Status.GRANTED, Reason.REDACTED, Reason.OWN_RECORD);
        assertThatThrownBy(() -> UseOfRequest.of(ABOUT, REFERENCE, requests, CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("duyệt có che", "redacted copy", REFERENCE);
    }

    private void refused() {
        assertThatThrownBy(() -> UseOfRequest.of(ABOUT, REFERENCE, requests, CLOCK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(REFERENCE);
    }
}
