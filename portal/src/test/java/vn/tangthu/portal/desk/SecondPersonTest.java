package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccessRequests.Step;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.AttachmentTerms;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.SecondDecisions.Standing;

/** What the desk says of second decisions and of approvers, without a browser. */
class SecondPersonTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final AccessRequests requests = mock(AccessRequests.class);
    private final SecondDecisions decisions = mock(SecondDecisions.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final SecondPerson second = new SecondPerson(decisions, current, WORDS);

    @BeforeEach
    void open() {
        ui.setLocale(WORDS.locale());
        UI.setCurrent(ui);
        when(current.reader()).thenReturn(LAN);
        when(current.require(any())).thenReturn(LAN);
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    /** Refused by "mai", appealed, and then at this status with "hoa". */
    private static Request request(Status status, @Nullable String by) {
        return new Request(
                new Reference("YC-2026-ABC234"),
                new NewRequest(Kind.CONDITIONAL, null, "x", "y", "An", "090", null),
                status,
                AT,
                LocalDate.of(2026, 11, 24),
                null,
                1,
                by,
                List.of(
                        new Step(AT, Status.REFUSED, "mai", null, null),
                        new Step(AT, Status.APPEALED, "applicant", null, null)));
    }

    @Test
    void whoProposedAndWhoRefusedBeforeAnAppealTookPart() {
        Request proposed = request(Status.PROPOSED, "hoa");
        Set<String> both = Set.of("hoa", "mai");
        assertThat(proposed.tookPart(proposed.items().getFirst())).isEqualTo(both);
        when(decisions.leftToApprovers(both)).thenReturn(true);
        when(decisions.standing(LAN, both)).thenReturn(Standing.APPROVERS);
        assertThat(second.mark(proposed).orElseThrow().getText()).isEqualTo("Chờ người duyệt");
        assertThat(second.whyNot(proposed, proposed.items().getFirst()).orElseThrow())
                .contains("dành cho người duyệt");
        Request appealed = request(Status.APPEALED, null);
        assertThat(second.mark(appealed)).as("nobody proposed it").isEmpty();
        assertThat(second.whyNot(appealed, appealed.items().getFirst())).isEmpty();
    }

    @Test
    void anAppealThatLacksPeopleSaysSo() {
        Request appealed = request(Status.APPEALED, null);
        when(decisions.archivistsBeside(Set.of("mai"))).thenReturn(1);
        assertThat(second.tooFew(appealed, Set.of(1)).orElseThrow())
                .contains("cần 2 lưu trữ viên", "hiện có 1 người");
        assertThat(second.tooFew(appealed, Set.of())).as("one decides it").isEmpty();
        when(decisions.archivistsBeside(Set.of("mai"))).thenReturn(2);
        assertThat(second.tooFew(appealed, Set.of(1))).isEmpty();
        Request proposed = request(Status.PROPOSED, "hoa");
        assertThat(second.tooFew(proposed, Set.of(1)).orElseThrow())
                .as("of those who neither refused nor proposed it")
                .contains("cần 1 lưu trữ viên", "hiện có 0 người");
    }

    @Test
    void copiesThatWaitAreListedWithWhomTheyWaitFor() {
        Copy copy = mock(Copy.class);
        when(copy.request()).thenReturn("YC-2026-ABC234");
        when(copy.number()).thenReturn("BS-2026-000012");
        when(copy.orderedBy()).thenReturn("hoa");
        when(decisions.leftToApprovers(Set.of("hoa"))).thenReturn(true);
        assertThat(
                        new Proposed(List.of(copy), List.of(), requests, second, WORDS)
                                .getElement()
                                .getOuterHTML())
                .contains("/app/yeu-cau/YC-2026-ABC234", "BS-2026-000012")
                .contains("do hoa đề xuất", "Chờ người duyệt");
        when(requests.askedBy(Set.of("YC-2026-ABC234")))
                .thenReturn(Map.of("YC-2026-ABC234", Set.of("mai")));
        assertThat(
                        new Proposed(List.of(copy), List.of(), requests, second, WORDS)
                                .getElement()
                                .getOuterHTML())
                .as("the only approver asked for it")
                .doesNotContain("Chờ người duyệt");
        when(requests.askedBy(any())).thenReturn(Map.of());
        when(decisions.leftToApprovers(Set.of("hoa"))).thenReturn(false);
        assertThat(
                        new Proposed(List.of(copy), List.of(), requests, second, WORDS)
                                .getElement()
                                .getOuterHTML())
                .doesNotContain("Chờ người duyệt");
        assertThat(new Proposed(List.of(), List.of(), requests, second, WORDS).isEmpty()).isTrue();
    }

    private String accounts(String... approvers) {
        when(decisions.approvers()).thenReturn(List.of(approvers));
        return new AccountsView(
                        mock(Accounts.class),
                        mock(AccountClosings.class),
                        mock(Bodies.class),
                        mock(Inheritance.class),
                        mock(Catalogue.class),
                        mock(DeliveryTokens.class),
                        current,
                        decisions,
                        Clock.systemUTC())
                .getElement()
                .getOuterHTML();
    }

    @Test
    void anAdministratorIsWarnedOfOneApproverAndOfNoneOrTwoNot() {
        assertThat(accounts("mai")).contains("Chỉ có một người duyệt: mai");
        assertThat(accounts()).doesNotContain("Chỉ có một người duyệt");
        assertThat(accounts("mai", "nam")).doesNotContain("Chỉ có một người duyệt");
        when(decisions.archivistsBeside(Set.of())).thenReturn(2);
        assertThat(accounts()).contains("lưu trữ viên đăng nhập được: 2");
        when(decisions.archivistsBeside(Set.of())).thenReturn(3);
        assertThat(accounts()).doesNotContain("lưu trữ viên đăng nhập được");
    }

    @Test
    void papersAreErasedInTheNameOfWhoConfirmsAndTheTermIsTold() {
        AttachmentTerms terms = mock(AttachmentTerms.class);
        when(terms.years()).thenReturn(5);
        PapersOverView view = new PapersOverView(terms, current);
        assertThat(view.getElement().getOuterHTML())
                .contains("đã kết thúc hơn 5 năm", "Xóa giấy tờ đã chọn", "disabled");
        view.erase(Set.of("YC-2020-ABCDEF"));
        verify(terms).erase(Set.of("YC-2020-ABCDEF"), LAN);
        when(terms.years()).thenReturn(0);
        assertThat(new PapersOverView(terms, current).getElement().getOuterHTML())
                .contains("chưa đặt thời hạn");
    }
}
