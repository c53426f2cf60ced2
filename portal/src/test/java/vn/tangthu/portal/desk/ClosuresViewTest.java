package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Closures;
import vn.tangthu.repository.Closures.Level;
import vn.tangthu.repository.Closures.Over;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** What is due is opened in the name of who ticked it, and logged as any change of rights. */
class ClosuresViewTest {
    private static final FondsId FONDS = new FondsId(new UUID(1, 1));
    private static final AipId RECORD = new AipId(new UUID(2, 2));

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final Closures closures = mock(Closures.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private ClosuresView view;

    @BeforeEach
    void begin() {
        UI.setCurrent(ui);
        ui.setLocale(Locale.forLanguageTag("vi"));
        when(current.reader()).thenReturn(Reader.OPERATOR);
        when(current.require(Role.ARCHIVIST)).thenReturn(Reader.OPERATOR);
        view = new ClosuresView(closures, current, activity);
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private static Over over(Level level, UUID id) {
        return new Over(
                level,
                id,
                FONDS,
                level == Level.FONDS ? null : RECORD,
                "H49." + level,
                "Tiêu đề",
                new Rights(
                        Access.LISTED,
                        false,
                        null,
                        AccessGround.PERSONAL_DATA,
                        LocalDate.of(2020, 12, 31)),
                Access.PUBLIC);
    }

    @Test
    void eachIsOpenedAndNotedAndWhatIsNotAsShownIsNotNoted() {
        Over fonds = over(Level.FONDS, FONDS.value());
        Over record = over(Level.RECORD, RECORD.value());
        Over document = over(Level.DOCUMENT, new UUID(3, 3));
        Over changed = over(Level.DOCUMENT, new UUID(4, 4));
        Over gone = over(Level.RECORD, new UUID(5, 5));
        when(closures.open(any(), any(), any())).thenReturn(true);
        when(closures.open(changed, "Hết hạn", Reader.OPERATOR)).thenReturn(false);
        when(closures.open(gone, "Hết hạn", Reader.OPERATOR))
                .thenThrow(new RefusedException(Finding.blocks("NO_SUCH_RECORD", "x", "x")));
        view.open(List.of(fonds, gone, record, changed, document), "Hết hạn");
        for (Over one : List.of(fonds, record, document)) {
            verify(closures).open(one, "Hết hạn", Reader.OPERATOR);
        }
        verify(activity).record(Reader.OPERATOR, "RESTRICT_FONDS", "H49.FONDS", "PUBLIC: Hết hạn");
        verify(activity).record(Reader.OPERATOR, "RESTRICT", RECORD.toString(), "PUBLIC: Hết hạn");
        verify(activity)
                .record(
                        Reader.OPERATOR,
                        "RESTRICT_DOCUMENT",
                        RECORD.toString(),
                        "H49.DOCUMENT PUBLIC: Hết hạn");
        verifyNoMoreInteractions(activity);
    }

    @Test
    void whoIsNoArchivistOpensNothing() {
        when(current.require(Role.ARCHIVIST)).thenThrow(new IllegalStateException("no"));
        assertThatThrownBy(() -> view.open(List.of(over(Level.FONDS, FONDS.value())), "x"))
                .isInstanceOf(IllegalStateException.class);
        verify(closures, never()).open(any(), any(), any());
    }

    @Test
    void nothingIsOpenedBeforeSomethingIsTicked() {
        assertThat(view.getElement().getOuterHTML())
                .contains("Đến hạn mở", "Mở công khai mục đã chọn", "disabled");
    }
}
