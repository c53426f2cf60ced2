package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.UserFiles;

/** A request put into one's file: its secret is tried here no more often than elsewhere. */
class ClaimFormTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final UserFiles files = mock(UserFiles.class);
    private final List<String> tried = new ArrayList<>();
    private boolean may = true;

    @BeforeEach
    void open() {
        UI.setCurrent(ui);
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private void claim() {
        ClaimForm form =
                new ClaimForm(
                        files,
                        reference -> {
                            tried.add(reference);
                            return may;
                        },
                        () -> Reader.ANONYMOUS,
                        WORDS,
                        () -> {});
        List<TextField> fields =
                form.getChildren()
                        .filter(TextField.class::isInstance)
                        .map(TextField.class::cast)
                        .toList();
        fields.getFirst().setValue(" YC-2026-ABC234 ");
        fields.getLast().setValue("5678");
        form.getChildren()
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .findFirst()
                .orElseThrow()
                .click();
    }

    @Test
    void theBrakeOfTheReferenceIsAskedFirst() {
        may = false;
        claim();
        verify(files, never()).claim(any(), any());
        assertThat(tried).containsExactly("YC-2026-ABC234");
        may = true;
        claim();
        verify(files).claim(new Applicant("YC-2026-ABC234", "5678"), Reader.ANONYMOUS);
    }
}
