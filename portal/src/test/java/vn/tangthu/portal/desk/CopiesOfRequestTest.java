package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Fetch;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Level;
import vn.tangthu.repository.GrantedCopies.Made;
import vn.tangthu.repository.GrantedCopies.Part;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.GrantedCopies.Withdrawal;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.SecondDecisions.Standing;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The copies of a request on the desk, without a browser. */
class CopiesOfRequestTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");

    private final GrantedCopies copies = mock(GrantedCopies.class);
    private final Fees fees = mock(Fees.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final SecondDecisions decisions = mock(SecondDecisions.class);

    private static Copy copy(State state, @Nullable Finding problem, boolean made) {
        return new Copy(
                new UUID(1, 1),
                "BS-2026-000012",
                "a".repeat(26),
                "YC-2026-ABC234",
                new AipId(new UUID(2, 2)),
                "H41.02.0145",
                made ? 3 : null,
                List.of(new Part(new DocumentId(new UUID(3, 3)), 1, 12)),
                Kind.CERTIFIED,
                null,
                state,
                AT,
                "lan",
                null,
                problem == null ? 1 : 5,
                7,
                problem,
                made
                        ? new Made(
                                AT,
                                AT.plusSeconds(1_296_000),
                                1_234_567,
                                Digest.of(DigestAlgorithm.SHA512, new byte[0]),
                                Level.B_T,
                                "CN=Kho")
                        : null,
                state == State.WITHDRAWN ? new Withdrawal(AT, "mai", "sai trang") : null);
    }

    private static Request request() {
        return new Request(
                new Reference("YC-2026-ABC234"),
                new NewRequest(
                        AccessRequests.Kind.CERTIFIED_COPY, null, "x", "y", "An", "090", null),
                Status.GRANTED,
                AT,
                LocalDate.of(2026, 11, 24),
                null,
                1,
                "lan",
                List.of());
    }

    private String shown(Copy copy, String reader, boolean moves) {
        when(copies.of("YC-2026-ABC234")).thenReturn(List.of(copy));
        when(copies.leaves(copy.id())).thenReturn(true);
        when(copies.fetches(eq(copy.id()), anyInt()))
                .thenReturn(List.of(new Fetch(AT, "applicant", "Thừa kế")));
        when(current.reader())
                .thenReturn(new Reader(null, reader, Set.of(Role.ARCHIVIST), Set.of()));
        CopiesOfRequest panel =
                new CopiesOfRequest(
                        copies,
                        fees,
                        current,
                        new SecondPerson(decisions, current, WORDS),
                        WORDS,
                        request());
        assertThat(panel.refresh()).isEqualTo(moves);
        return panel.getElement().getOuterHTML();
    }

    @Test
    void whatIsBeingMadeShowsHowFarItIs() {
        assertThat(shown(copy(State.MAKING, null, false), "lan", true))
                .contains("Đang lập", "vaadin-progress-bar", "12 trang")
                .doesNotContain("Xem trước");
    }

    @Test
    void whatWaitsForItsFeeIsNotLookedAtEveryFewSeconds() {
        Copy waiting = copy(State.WAITING, null, false);
        assertThat(shown(waiting, "lan", true)).contains("BS-2026-000012");
        when(fees.holds("YC-2026-ABC234")).thenReturn(true);
        assertThat(shown(waiting, "lan", false)).contains("BS-2026-000012");
    }

    @Test
    void whatIsReadyIsLookedAtAndSaysWhoFetchedItWhatFor() {
        assertThat(shown(copy(State.READY, null, true), "lan", false))
                .contains("/app-tep/ban-sao/00000000-0000-0001", "/ban-sao/aaaa", "1,2 MB")
                .contains("07/12/2026", "có dấu thời gian", "người yêu cầu: Thừa kế", "Thu hồi");
    }

    @Test
    void whatFailedSaysWhyAndWhatToDo() {
        Finding problem = Finding.blocks("COPY_PAGE_UNREADABLE", "a.pdf, trang 3");
        assertThat(shown(copy(State.FAILED, problem, false), "lan", false))
                .contains(
                        "Có trang không dựng được hình",
                        "a.pdf, trang 3",
                        "Đã thử 5 lần",
                        "Thử lại");
    }

    @Test
    void onlyASecondPersonIsOfferedToApprove() {
        Copy proposed = copy(State.PROPOSED, null, false);
        when(decisions.standing(any(), eq(Set.of("lan")))).thenReturn(Standing.TOOK_PART);
        assertThat(shown(proposed, "lan", false))
                .contains("cần một lưu trữ viên khác duyệt")
                .doesNotContain("Duyệt BS-");
        when(decisions.leftToApprovers(Set.of("lan"))).thenReturn(true);
        assertThat(shown(proposed, "lan", false)).contains("đang chờ người duyệt");
        when(decisions.standing(any(), eq(Set.of("lan")))).thenReturn(Standing.MAY);
        assertThat(shown(proposed, "mai", false)).contains("Duyệt BS-2026-000012");
    }

    @Test
    void whoIsNoApproverReadsInThePlaceOfTheButtonThatItWaitsForOne() {
        when(decisions.standing(any(), eq(Set.of("lan")))).thenReturn(Standing.APPROVERS);
        assertThat(shown(copy(State.PROPOSED, null, false), "mai", false))
                .contains("Quyết định thứ hai dành cho người duyệt")
                .doesNotContain("Duyệt BS-");
    }

    @Test
    void whatWasWithdrawnSaysByWhomAndIsDone() {
        assertThat(shown(copy(State.WITHDRAWN, null, true), "lan", false))
                .contains("mai: sai trang")
                .doesNotContain("Xem trước", "Thu hồi BS-");
    }
}
