package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;

/** The answer to a request on the desk, without a browser. */
class RequestReplyTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final List<Decision> looked = new ArrayList<>();
    private RequestReply reply;
    private Set<Integer> byTwo = Set.of();

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    @BeforeEach
    void open() {
        UI.setCurrent(ui);
        open(Status.RECEIVED, Optional.empty());
    }

    private void open(Status status, Optional<String> barred) {
        Request request =
                new Request(
                        new Reference("YC-2026-ABC234"),
                        new NewRequest(Kind.READ, null, "x", "y", "An", "090", null),
                        status,
                        Instant.parse("2026-11-22T02:00:00Z"),
                        LocalDate.of(2026, 11, 24),
                        null,
                        1,
                        null,
                        List.of());
        reply = new RequestReply(request, item -> "", byTwo, item -> barred, WORDS);
    }

    private static Stream<Component> all(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(RequestReplyTest::all));
    }

    private Button button(String text) {
        return all(reply)
                .filter(one -> one instanceof Button button && button.getText().equals(text))
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private void decide(Status status) {
        ((Select<Status>)
                        all(reply)
                                .filter(Select.class::isInstance)
                                .map(Select.class::cast)
                                .findFirst()
                                .orElseThrow())
                .setValue(status);
    }

    private String shown() {
        return reply.getElement().getOuterHTML();
    }

    @Test
    void whoCannotGiveTheSecondDecisionIsToldBeforeAndCanStillGiveAnotherAnswer() {
        open(Status.PROPOSED, Optional.of("Chờ người duyệt"));
        assertThat(button("Gửi trả lời").isEnabled()).isFalse();
        assertThat(button("Xem trước thông báo").isEnabled()).isFalse();
        assertThat(button("Gửi trả lời").getElement().getAttribute("aria-describedby"))
                .isEqualTo("second-decision");
        assertThat(shown()).contains("id=\"second-decision\"", "Chờ người duyệt");
        decide(Status.REFUSED);
        assertThat(button("Gửi trả lời").isEnabled()).isTrue();
        assertThat(shown()).doesNotContain("Chờ người duyệt");
        decide(Status.GRANTED);
        assertThat(button("Gửi trả lời").isEnabled()).isFalse();
        open(Status.PROPOSED, Optional.empty());
        assertThat(button("Gửi trả lời").isEnabled()).isTrue();
    }

    @Test
    void theLetterIsLookedAtAsItWouldBeSentAndAnotherDecisionTakesItAway() {
        reply.onPreview(
                (items, decision) -> {
                    looked.add(decision);
                    return Optional.of(new byte[] {1});
                });
        assertThat(button("Xem trước thông báo").isVisible())
                .as("work that has begun has no letter")
                .isFalse();
        decide(Status.REFUSED);
        button("Xem trước thông báo").click();
        assertThat(looked).extracting(Decision::status).containsExactly(Status.REFUSED);
        assertThat(shown()).contains("Mở bản xem trước (PDF)");
        decide(Status.GRANTED);
        assertThat(shown()).doesNotContain("Mở bản xem trước (PDF)");
    }

    @Test
    void aDraftGoesAwayWithTheWordsAndTheReasonThatItShows() {
        reply.onPreview((items, decision) -> Optional.of(new byte[] {1}));
        decide(Status.REFUSED);
        button("Xem trước thông báo").click();
        only(TextArea.class).setValue("Lời khác");
        assertThat(shown()).doesNotContain("Mở bản xem trước (PDF)");
        button("Xem trước thông báo").click();
        assertThat(shown()).contains("Mở bản xem trước (PDF)");
        reasons().setValue(Reason.NOT_HELD);
        assertThat(shown()).doesNotContain("Mở bản xem trước (PDF)");
    }

    @Test
    void withNothingMarkedThereIsNothingToLookAtAsThereIsNothingToSend() {
        reply.onPreview(
                (items, decision) -> {
                    looked.add(decision);
                    return Optional.of(new byte[] {1});
                });
        decide(Status.REFUSED);
        only(CheckboxGroup.class).clear();
        button("Xem trước thông báo").click();
        assertThat(looked).isEmpty();
        assertThat(shown()).contains(WORDS.of("requests.reply.none"));
    }

    private <T extends Component> T only(Class<T> type) {
        return all(reply).filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Select<Reason> reasons() {
        return (Select<Reason>)
                all(reply)
                        .filter(Select.class::isInstance)
                        .map(Select.class::cast)
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whatTheRecordLeavesToTwoIsAProposalWhateverWasAskedFor() {
        decide(Status.GRANTED);
        assertThat(only(TextArea.class).getHelperText()).contains("trang tra cứu");
        byTwo = Set.of(1);
        open(Status.RECEIVED, Optional.empty());
        decide(Status.GRANTED);
        assertThat(only(TextArea.class).getHelperText()).contains("người thứ hai");
        decide(Status.REFUSED);
        assertThat(only(TextArea.class).getHelperText()).contains("trang tra cứu");
    }

    @Test
    void whatSendsNoLetterSaysSo() {
        reply.onPreview((items, decision) -> Optional.empty());
        decide(Status.GRANTED);
        button("Xem trước thông báo").click();
        assertThat(shown()).contains("Trả lời này không gửi thông báo");
    }

    @Test
    void whatIsWrongWithTheAnswerIsToldBeforeItIsSent() {
        reply.onPreview(
                (items, decision) -> {
                    throw new RefusedException(Finding.blocks("REPLY_TEXT_MISSING", "text"));
                });
        decide(Status.REFUSED);
        button("Xem trước thông báo").click();
        assertThat(shown())
                .contains(Finding.blocks("REPLY_TEXT_MISSING", "text").message(WORDS.locale()))
                .doesNotContain("Mở bản xem trước (PDF)");
    }
}
