package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.NotFoundException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/** The question before closed pages: short, answered once, and it leads on. */
class PurposeViewTest {
    private static final Reader ARCHIVIST = reader(Role.ARCHIVIST);
    private static final Reader AGENCY = reader(Role.AGENCY);
    private static final ReadingPurpose REQUEST =
            new ReadingPurpose(Kind.REQUEST, "YC-2026-ABCDEF");

    private final UI ui = new UI();
    private final Catalogue catalogue = mock(Catalogue.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final Purposes purposes = mock(Purposes.class);

    private static Reader reader(Role role) {
        return new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(role), Set.of());
    }

    @BeforeEach
    void somebodyIsThere() {
        UI.setCurrent(ui);
        ui.setLocale(Locale.forLanguageTag("vi"));
        RecordView.Full record = Views.record();
        when(catalogue.record(eq(Views.RECORD), any())).thenReturn(Optional.of(record));
        when(purposes.of(any(), any())).thenReturn(Optional.empty());
        when(purposes.last()).thenReturn(Optional.empty());
        when(purposes.checked(any(), any(), any())).thenReturn(Optional.empty());
        when(purposes.checked(Kind.REQUEST, "yc", ARCHIVIST)).thenReturn(Optional.of(REQUEST));
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private PurposeView opened(Reader reader, String id, String back) {
        when(current.reader()).thenReturn(reader);
        PurposeView view = new PurposeView(catalogue, current, purposes);
        view.beforeEnter(Views.entering("ho-so/" + id + "/muc-dich?ve=" + back, Map.of("id", id)));
        return view;
    }

    private PurposeView opened(Reader reader) {
        return opened(reader, Views.RECORD.toString(), "/app-tep/tai/x");
    }

    @SuppressWarnings("unchecked")
    private static RadioButtonGroup<Kind> kinds(PurposeView view) {
        return Views.all(view, RadioButtonGroup.class).getFirst();
    }

    private static TextField text(PurposeView view) {
        return Views.all(view, TextField.class).getFirst();
    }

    private static Checkbox others(PurposeView view) {
        return Views.all(view, Checkbox.class).getFirst();
    }

    private static void press(PurposeView view) {
        Views.all(view, Button.class).getFirst().click();
    }

    @Test
    void eachPurposeAsksForWhatItNeedsAndForNothingElse() {
        PurposeView view = opened(ARCHIVIST);
        assertThat(view.getPageTitle()).startsWith("Mở hồ sơ H03.10 để làm gì?");
        assertThat(kinds(view).getListDataView().getItems()).containsExactly(Kind.values());
        assertThat(text(view).isVisible() || others(view).isVisible()).isFalse();
        kinds(view).setValue(Kind.REQUEST);
        assertThat(text(view).getLabel()).isEqualTo("Số yêu cầu");
        assertThat(text(view).isVisible()).isTrue();
        assertThat(others(view).isVisible()).as("a request names its hồ sơ").isFalse();
        kinds(view).setValue(Kind.ARRANGING);
        assertThat(text(view).isVisible()).isFalse();
        assertThat(others(view).isVisible()).isTrue();
    }

    @Test
    void withoutAnAnswerNothingIsOpened() {
        PurposeView view = opened(ARCHIVIST);
        press(view);
        assertThat(kinds(view).isInvalid()).isTrue();
        kinds(view).setValue(Kind.REQUEST);
        text(view).setValue("YC-0");
        press(view);
        assertThat(text(view).getErrorMessage()).contains("Không có yêu cầu số này");
        verify(purposes, never()).say(any(), any(), anyBoolean());
    }

    @Test
    void theAnswerIsKeptAndTheFileIsOffered() {
        PurposeView view = opened(ARCHIVIST);
        kinds(view).setValue(Kind.REQUEST);
        text(view).setValue("yc");
        press(view);
        verify(purposes).say(Views.RECORD, REQUEST, false);
        assertThat(Views.links(view)).contains("Mở lại nếu tệp không tự mở → /app-tep/tai/x");
        assertThat(Views.text(view)).contains("Giải quyết yêu cầu: YC-2026-ABCDEF");
    }

    @Test
    void whatWasSaidLastIsOfferedSoThatOnePressIsEnough() {
        when(purposes.last()).thenReturn(Optional.of(REQUEST));
        PurposeView view = opened(ARCHIVIST);
        assertThat(kinds(view).getValue()).isEqualTo(Kind.REQUEST);
        assertThat(text(view).getValue()).isEqualTo("YC-2026-ABCDEF");
    }

    @Test
    void anAgencyWorksForItselfAndSeesNoNumbersOfRequests() {
        PurposeView view = opened(AGENCY);
        assertThat(kinds(view).getListDataView().getItems())
                .containsExactly(Kind.AGENCY_WORK, Kind.OTHER);
        assertThat(kinds(view).getValue()).isEqualTo(Kind.AGENCY_WORK);
        assertThat(text(view).getLabel()).isEqualTo("Số văn bản");
    }

    @Test
    void whatIsNotThereAndWhatIsNotForThemAreOneAnswer() {
        UUID listed = new UUID(9, 9);
        when(catalogue.record(eq(new AipId(listed)), any()))
                .thenReturn(Optional.of(mock(RecordView.Listed.class)));
        for (String id : List.of(listed.toString(), new UUID(9, 8).toString(), "khong-co")) {
            assertThatThrownBy(() -> opened(AGENCY, id, "/app/"))
                    .isInstanceOf(NotFoundException.class);
        }
    }
}
