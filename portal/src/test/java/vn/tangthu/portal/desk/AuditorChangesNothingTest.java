package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** An auditor reads logs and certificates, and neither signs nor issues any. */
class AuditorChangesNothingTest {
    private final CurrentReader current = mock(CurrentReader.class);

    @BeforeEach
    void enter() {
        UI ui = new UI();
        ui.setLocale(Locale.forLanguageTag("en"));
        UI.setCurrent(ui);
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private void as(Role role) {
        Reader reader = new Reader(null, "x", Set.of(role), Set.of());
        when(current.reader()).thenReturn(reader);
        when(current.is(role)).thenReturn(true);
        when(current.require(role)).thenReturn(reader);
    }

    private String log() {
        Ledger ledger = mock(Ledger.class);
        when(ledger.status()).thenReturn(new Ledger.Status(1, 0, null, null, null, null));
        when(ledger.checkpoints(anyInt())).thenReturn(List.of());
        return new LogView(ledger, mock(LogChecking.class), mock(ActivityLog.class), current)
                .getElement()
                .getOuterHTML();
    }

    private String certificates() {
        FixityAudits audits = mock(FixityAudits.class);
        when(audits.history(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(), 0, 0));
        return new CertificatesView(
                        mock(Certificates.class),
                        mock(CertificateIssuing.class),
                        mock(Catalogue.class),
                        audits,
                        mock(FondsCertifying.class),
                        mock(ActivityLog.class),
                        current)
                .getElement()
                .getOuterHTML();
    }

    @Test
    void theLogIsCheckedByBothAndSignedByArchivistsOnly() {
        as(Role.AUDITOR);
        assertThat(log()).contains("Check").doesNotContain("Sign a checkpoint now");
        as(Role.ARCHIVIST);
        assertThat(log()).contains("Sign a checkpoint now");
    }

    @Test
    void certificatesAreSeenByBothAndIssuedByArchivistsOnly() {
        as(Role.AUDITOR);
        assertThat(certificates())
                .contains("Certificates")
                .doesNotContain("Issue a certificate of the audits");
        as(Role.ARCHIVIST);
        assertThat(certificates()).contains("Issue a certificate of the audits");
    }
}
