package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.select.Select;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperUse;
import vn.tangthu.repository.RefusedException;

/** A request on paper is keyed in, without a browser. */
class PaperRequestDialogTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final LocalDate WITH = LocalDate.of(2026, 11, 20);
    private static final LocalDate WITHOUT = LocalDate.of(2026, 1, 2);
    private static final LocalDate WITHOUT_TOO = LocalDate.of(2026, 1, 3);
    private static final LocalDate BEFORE = LocalDate.of(2026, 6, 1);
    private static final Relief STUDENT =
            new Relief(FeeGroup.STUDENT, 50, "Điều 5", "Thẻ sinh viên");
    private static final Relief STUDENT_BEFORE =
            new Relief(FeeGroup.STUDENT, 30, "Điều 4", "Thẻ sinh viên");

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final List<NewRequest> sent = new ArrayList<>();
    private final List<Optional<FeeGroup>> claimed = new ArrayList<>();
    private boolean refuses;
    private PaperRequestDialog dialog;

    @BeforeEach
    void open() {
        UI.setCurrent(ui);
        dialog =
                new PaperRequestDialog(
                        WORDS,
                        code -> Optional.empty(),
                        day ->
                                day.equals(WITHOUT) || day.equals(WITHOUT_TOO)
                                        ? List.of()
                                        : List.of(day.equals(BEFORE) ? STUDENT_BEFORE : STUDENT),
                        (request, group) -> {
                            if (refuses) {
                                throw new RefusedException(
                                        Finding.blocks("REQUEST_FEE_GROUP", "feeGroup"));
                            }
                            sent.add(request);
                            claimed.add(Optional.ofNullable(group));
                        });
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private static Stream<Component> all(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(PaperRequestDialogTest::all));
    }

    @SuppressWarnings("unchecked")
    private Select<Relief> relief() {
        return all(dialog)
                .filter(Select.class::isInstance)
                .map(one -> (Select<Relief>) one)
                .filter(one -> one.getLabel().equals("Diện miễn, giảm phí ghi trong phiếu"))
                .findFirst()
                .orElseThrow();
    }

    private DatePicker day() {
        return all(dialog)
                .filter(DatePicker.class::isInstance)
                .map(DatePicker.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void save() {
        dialog.save.click();
    }

    @Test
    void theReliefThatThePaperClaimsIsSentWithTheRequest() {
        day().setValue(WITH);
        assertThat(relief().isVisible()).isTrue();
        assertThat(relief().getItemLabelGenerator().apply(STUDENT))
                .isEqualTo("Học sinh, sinh viên, nghiên cứu sinh (giảm 50 %; Thẻ sinh viên)");
        assertThat(relief().getHelperText()).contains("quét và đính kèm");
        relief().setValue(STUDENT);
        save();
        assertThat(claimed).containsExactly(Optional.of(FeeGroup.STUDENT));
        assertThat(sent).extracting(NewRequest::paperOn).containsExactly(WITH);
    }

    @Test
    void howPaperIsWantedIsChosenFromTheListOrLeftOpen() {
        save();
        Select<PaperUse> use = use();
        assertThat(use.getItemLabelGenerator().apply(PaperUse.COPY))
                .isEqualTo("Sao chụp trên giấy");
        use.setValue(PaperUse.READING_ROOM);
        save();
        assertThat(sent)
                .extracting(NewRequest::paperUse)
                .containsExactly(null, PaperUse.READING_ROOM);
    }

    @SuppressWarnings("unchecked")
    private Select<PaperUse> use() {
        return all(dialog)
                .filter(Select.class::isInstance)
                .map(one -> (Select<PaperUse>) one)
                .filter(one -> one.getLabel().equals("Hình thức sử dụng tài liệu giấy"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDayWhoseTableHasNoReliefsOffersNone() {
        day().setValue(WITH);
        choose(STUDENT);
        day().setValue(BEFORE);
        assertThat(relief().getValue()).as("as that day has it").isEqualTo(STUDENT_BEFORE);
        assertThat(dialog.getElement().getOuterHTML()).doesNotContain("không có diện");
        day().setValue(WITHOUT);
        assertThat(relief().isVisible()).isFalse();
        assertThat(dialog.getElement().getOuterHTML()).contains("không có diện");
        save();
        assertThat(claimed).containsExactly(Optional.empty());
    }

    /** As a person does in the browser: of what the server sets the dialog takes no note. */
    private void choose(@Nullable Relief one) {
        relief().setValue(one);
        ComponentUtil.fireEvent(
                relief(),
                new AbstractField.ComponentValueChangeEvent<>(relief(), relief(), null, true));
    }

    private String shown() {
        return dialog.getElement().getOuterHTML();
    }

    @Test
    void theGroupThatWasChosenComesBackAfterAnEmptyDayAndAWrongOne() {
        day().setValue(WITH);
        choose(STUDENT);
        day().setValue(null);
        assertThat(relief().getValue()).isNull();
        assertThat(shown()).as("an empty day has no table").doesNotContain("không có diện");
        day().setValue(WITHOUT);
        assertThat(shown()).containsOnlyOnce("không có diện");
        day().setValue(WITH);
        assertThat(relief().getValue()).as("that day has it").isEqualTo(STUDENT);
        assertThat(shown()).doesNotContain("không có diện");
        day().setValue(WITHOUT);
        assertThat(shown()).containsOnlyOnce("không có diện");
        day().setValue(BEFORE);
        save();
        assertThat(claimed).containsExactly(Optional.of(FeeGroup.STUDENT));
    }

    @Test
    void theWarningStandsOnceAndWhatThePersonTookBackStaysAway() {
        day().setValue(WITH);
        choose(STUDENT);
        day().setValue(WITHOUT);
        day().setValue(WITHOUT_TOO);
        assertThat(shown()).containsOnlyOnce("không có diện");
        day().setValue(WITH);
        choose(null);
        day().setValue(WITHOUT);
        assertThat(shown()).doesNotContain("không có diện");
        day().setValue(WITH);
        assertThat(relief().getValue()).isNull();
    }

    @Test
    void whatTheArchiveRefusesIsShownAndNothingIsLost() {
        refuses = true;
        day().setValue(WITH);
        relief().setValue(STUDENT);
        save();
        assertThat(dialog.getElement().getOuterHTML())
                .contains(Finding.blocks("REQUEST_FEE_GROUP", "x").message(WORDS.locale()));
        assertThat(relief().getValue()).isEqualTo(STUDENT);
    }
}
