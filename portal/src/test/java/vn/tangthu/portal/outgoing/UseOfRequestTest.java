package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;

class UseOfRequestTest {
    private static final String REFERENCE = "YC-2026-ABCDEF";
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
    private final AccessRequests requests = mock(AccessRequests.class);

    @Test
    void aRequestOfThisArchiveIsAnsweredOnItsPageAndNowhereElse() {
        when(requests.find(REFERENCE))
                .thenReturn(
                        Optional.of(
                                new AccessRequests.Request(
                                        new AccessRequests.Reference(REFERENCE),
                                        new AccessRequests.NewRequest(
                                                AccessRequests.Kind.READ,
                                                new AipId(new UUID(1, 1)),
                                                "Đất",
                                                "Kiện",
                                                "Lan",
                                                "0900000000",
                                                null),
                                        Status.GRANTED,
                                        CLOCK.instant(),
                                        LocalDate.of(2026, 11, 24),
                                        null,
                                        1,
                                        "hoa",
                                        List.of())));
        RefusedException refused =
                catchThrowableOfType(
                        RefusedException.class,
                        () -> UseOfRequest.of(" " + REFERENCE + " ", requests, CLOCK));
        assertThat(refused.findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.code()).isEqualTo("DIP_BY_REQUEST");
                            assertThat(finding.message(Locale.ENGLISH)).contains(REFERENCE);
                            assertThat(finding.remedy(Locale.ENGLISH)).contains("page");
                        });
    }

    @Test
    void anotherArchivesRequestAndOwnUseAreOfficialAndOfToday() {
        when(requests.find("PYC-7/TT")).thenReturn(Optional.empty());
        UseOfRecords other = UseOfRequest.of("PYC-7/TT ", requests, CLOCK);
        assertThat(other.requestId()).isEqualTo("PYC-7/TT");
        assertThat(other.purpose()).isEqualTo(UsePurpose.OFFICIAL);
        UseOfRecords own = UseOfRequest.of(null, requests, CLOCK);
        assertThat(own.requestId()).startsWith("XU-2026-");
        assertThat(own.requestDate()).isEqualTo(LocalDate.of(2026, 11, 22));
    }
}
