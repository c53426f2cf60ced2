package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Role;

/** The text of a file leaves as every other exit: what is refused stands in the log. */
class AltoFilesTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.CITIZEN), Set.of());
    private static final UUID FILE = UUID.randomUUID();

    private final AltoTexts texts = mock(AltoTexts.class);
    private final Catalogue catalogue = mock(Catalogue.class);
    private final ReadersFiles files = mock(ReadersFiles.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final ClosedThings closed = mock(ClosedThings.class);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final AltoFiles alto =
            new AltoFiles(texts, catalogue, files, current, activity, closed);

    @BeforeEach
    void somebodyIsThere() throws Exception {
        when(current.reader()).thenReturn(READER);
        when(texts.of(any(), any())).thenReturn(Optional.empty());
        when(catalogue.recordOf(any(), any())).thenReturn(Optional.empty());
    }

    @Test
    void whatIsNotTheirsToReadIsCounted() throws Exception {
        alto.alto(FILE, request, response);
        verify(files).refused(READER, FILE.toString(), "ALTO", response);
    }

    @Test
    void whatIsTheirsAndHasNoTextYetIsNoRefusal() throws Exception {
        when(catalogue.recordOf(new ContentFileId(FILE), READER))
                .thenReturn(Optional.of(new AipId(UUID.randomUUID())));
        alto.alto(FILE, request, response);
        assertThat(response.getStatus()).isEqualTo(404);
        verify(files, never()).refused(any(), any(), any(), any());
    }

    @Test
    void ofSomebodyUnknownNothingIsWrittenDown() throws Exception {
        when(current.reader()).thenReturn(Reader.ANONYMOUS);
        alto.alto(FILE, request, response);
        assertThat(response.getStatus()).isEqualTo(404);
        verify(files, never()).refused(any(), any(), any(), any());
        verify(texts, never()).of(any(), any());
    }

    @Test
    void theTextLeavesWithWhatItIsTakenFor() throws Exception {
        AltoTexts.Alto text = mock(AltoTexts.Alto.class);
        when(texts.of(any(), any())).thenReturn(Optional.of(text));
        ReadingPurpose check = new ReadingPurpose(ReadingPurpose.Kind.QUALITY, "");
        when(closed.text(new ContentFileId(FILE), READER, request)).thenReturn(check);
        alto.alto(FILE, request, response);
        verify(activity).record(READER, "DOWNLOAD", FILE.toString(), "ALTO", check);
        verify(text).writeTo(any());
    }
}
