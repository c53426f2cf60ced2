package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.repository.Rights;

/** Rights are changed, without a browser. */
class RightsDialogTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final ClosureTerms TERMS =
            ground ->
                    switch (ground) {
                        case PERSONAL_DATA -> OptionalInt.of(75);
                        case BUSINESS_SECRET -> OptionalInt.of(10);
                        default -> OptionalInt.empty();
                    };
    private static final LocalDate AFTER_75 = LocalDate.of(2056, 12, 31);

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final List<Rights> saved = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // each test opens it first
    private RightsDialog dialog;

    @BeforeEach
    void begin() {
        UI.setCurrent(ui);
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private void open(Rights now, @Nullable Integer lastYear) {
        dialog =
                new RightsDialog(
                        WORDS,
                        "H49.1",
                        now,
                        TERMS,
                        lastYear,
                        (rights, reason) -> saved.add(rights));
    }

    private static Stream<Component> all(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(RightsDialogTest::all));
    }

    private <C> C only(Class<C> type) {
        return all(dialog).filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private Select<AccessGround> ground() {
        return only(Select.class);
    }

    private DatePicker until() {
        return only(DatePicker.class);
    }

    @SuppressWarnings("unchecked")
    private void close(Access access) {
        ((RadioButtonGroup<Access>) only(RadioButtonGroup.class)).setValue(access);
    }

    private void save(String reason) {
        only(TextArea.class).setValue(reason);
        dialog.save.click();
    }

    private String text() {
        return all(dialog)
                .map(one -> one.getElement().getText())
                .reduce("", (one, other) -> one + "\n" + other);
    }

    @Test
    void whatIsNotPublicSaysWhyBeforeItIsSaved() {
        open(Rights.OPEN, 1981);
        assertThat(ground().isVisible()).isFalse();
        assertThat(until().isVisible()).isFalse();
        close(Access.LISTED);
        assertThat(ground().isVisible()).isTrue();
        save("Có tên người");
        assertThat(saved).isEmpty();
        assertThat(ground().isInvalid()).isTrue();
        ground().setValue(AccessGround.PERSONAL_DATA);
        save(" ");
        assertThat(saved).as("nor without a reason").isEmpty();
        save("Có tên người");
        assertThat(saved)
                .containsExactly(
                        new Rights(
                                Access.LISTED, true, null, AccessGround.PERSONAL_DATA, AFTER_75));
    }

    @Test
    void theDayIsProposedUntilSomebodyChoosesOne() {
        open(Rights.LISTED, 1981);
        ground().setValue(AccessGround.PERSONAL_DATA);
        assertThat(until().getValue()).isEqualTo(AFTER_75);
        assertThat(until().getHelperText()).contains("75 năm", "1981", "31/12/2056");
        assertThat(ground().getHelperText()).contains("91/2025/QH15");
        assertThat(text()).contains("Sau ngày 31/12/2056 không tự mở");
        ground().setValue(AccessGround.BUSINESS_SECRET);
        assertThat(until().getValue()).isEqualTo(LocalDate.of(1991, 12, 31));
        assertThat(text()).contains("Ngày 31/12/1991 đã qua");
        ground().setValue(AccessGround.DAMAGED);
        assertThat(until().getValue()).as("no years for it").isNull();
        assertThat(until().getHelperText()).contains("chưa đặt số năm");
        assertThat(text()).contains("Không định ngày");
        until().setValue(LocalDate.of(2030, 6, 1));
        ground().setValue(AccessGround.PERSONAL_DATA);
        assertThat(until().getValue()).isEqualTo(LocalDate.of(2030, 6, 1));
        save("Đang tu bổ");
        assertThat(saved.getFirst().closedUntil()).isEqualTo(LocalDate.of(2030, 6, 1));
    }

    @Test
    void withoutALastYearNothingIsProposed() {
        open(Rights.LISTED, null);
        ground().setValue(AccessGround.PERSONAL_DATA);
        assertThat(until().getValue()).isNull();
        assertThat(until().getHelperText()).contains("75 năm", "chưa biết năm kết thúc");
        save("Có tên người");
        assertThat(saved.getFirst())
                .isEqualTo(
                        new Rights(Access.LISTED, false, null, AccessGround.PERSONAL_DATA, null));
    }

    @Test
    void whatIsKeptIsShownAndLeftAndAnotherGroundNeedsWords() {
        Rights kept =
                new Rights(
                        Access.HIDDEN,
                        false,
                        null,
                        AccessGround.PERSONAL_DATA,
                        LocalDate.of(2060, 1, 1));
        open(kept, 1981);
        assertThat(until().getValue()).isEqualTo(LocalDate.of(2060, 1, 1));
        ground().setValue(AccessGround.OTHER);
        save("Theo thỏa thuận");
        assertThat(saved).isEmpty();
        only(TextField.class).setValue("Hợp đồng ký gửi số 5");
        save("Theo thỏa thuận");
        assertThat(saved)
                .containsExactly(
                        new Rights(
                                Access.HIDDEN,
                                false,
                                "Hợp đồng ký gửi số 5",
                                AccessGround.OTHER,
                                LocalDate.of(2060, 1, 1)));
    }

    @Test
    void whatIsOpenedHasNeitherGroundNorEnd() {
        open(new Rights(Access.LISTED, true, null, AccessGround.DAMAGED, AFTER_75), 1981);
        close(Access.PUBLIC);
        save("Đã tu bổ");
        assertThat(saved).containsExactly(Rights.OPEN);
    }
}
