package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.TextLine;

/** A delivery whose pages are read first, without a browser. */
class ReadDeliveryFirstTest {
    private final TextLine line = mock(TextLine.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private final DeliveryId delivery = new DeliveryId(new UUID(0, 7));
    private final ReadDeliveryFirst first =
            new ReadDeliveryFirst(
                    line, current, activity, new Words(Locale.forLanguageTag("vi")), delivery);

    @Test
    void onlyTheButtonChoosesTheDeliveryAndItIsRecordedOnceWithItsFiles() {
        verify(line, never()).choose(any(), any());
        when(current.require(Role.ARCHIVIST)).thenReturn(Reader.OPERATOR);
        when(line.choose(delivery, Reader.OPERATOR)).thenReturn(1_204);
        first.button().click();
        verify(line).choose(delivery, Reader.OPERATOR);
        verify(activity)
                .record(Reader.OPERATOR, "TEXT_PRIORITY", delivery.value().toString(), "1204");
        assertThat(first.getText()).contains("1.204 tệp");
        assertThat(first.getChildren()).isEmpty();
    }

    @Test
    void thatNothingWaitsIsSaid() {
        when(current.require(Role.ARCHIVIST)).thenReturn(Reader.OPERATOR);
        when(line.choose(delivery, Reader.OPERATOR)).thenReturn(0);
        first.button().click();
        assertThat(first.getText()).contains("Không có tệp nào");
    }
}
