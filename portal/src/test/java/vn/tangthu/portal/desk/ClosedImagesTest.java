package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.outgoing.ReadersFiles.Images;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.PairImages;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;

/** Every door of the desk that shows pages of what is closed, with what the log is told of it. */
class ClosedImagesTest {
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private static final Rendered IMAGE = new Rendered(new byte[] {1}, 1, 1);
    private static final UUID RECORD = new UUID(1, 1);
    private static final UUID PART = new UUID(1, 2);
    private static final ReadingPurpose CHECK = new ReadingPurpose(Kind.QUALITY, "");

    private final ReadersFiles files = mock(ReadersFiles.class);
    private final ClosedThings closed = mock(ClosedThings.class);
    private final Redactions redactions = mock(Redactions.class);
    private final RecordHistory history = mock(RecordHistory.class);
    private final PairImages pairImages = mock(PairImages.class);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void allAreThere() throws Exception {
        when(redactions.preview(any(), anyInt(), any())).thenReturn(IMAGE);
        when(history.image(any(), anyInt(), any(), anyInt(), anyInt(), any())).thenReturn(IMAGE);
        when(pairImages.image(any(), any(), anyBoolean(), anyInt(), anyInt(), any()))
                .thenReturn(IMAGE);
        when(closed.version(any(), any(), any())).thenReturn(CHECK);
    }

    /** The image for whom the door is, and what the log has of it. */
    private Images told(UUID subject, String detail, ReadingPurpose purpose) throws Exception {
        ArgumentCaptor<Images> images = ArgumentCaptor.captor();
        ArgumentCaptor<Function<Reader, ReadingPurpose>> what = ArgumentCaptor.captor();
        verify(files)
                .worked(
                        eq(subject.toString()),
                        eq(detail),
                        what.capture(),
                        eq(3),
                        eq(1000),
                        images.capture(),
                        eq(request),
                        eq(response));
        assertThat(what.getValue().apply(LAN)).isEqualTo(purpose);
        assertThat(images.getValue().image(LAN)).isEqualTo(IMAGE);
        return images.getValue();
    }

    @Test
    void aPageWithRedactionsIsSeenForItsRequest() throws Exception {
        new RedactionFiles(redactions, files)
                .image("YC-2026-ABCDEF", RECORD, PART, 3, 1000, request, response);
        Images door = told(PART, "trang 3", new ReadingPurpose(Kind.REQUEST, "YC-2026-ABCDEF"));
        when(redactions.preview(any(), anyInt(), any())).thenThrow(new Retrieval.NotAvailable());
        assertThatThrownBy(() -> door.image(LAN)).isInstanceOf(Retrieval.NotAvailable.class);
    }

    @Test
    void aPageOfAnEarlierVersionIsOfItsHoSo() throws Exception {
        new VersionFiles(history, files, closed).image(RECORD, 2, PART, 3, 1000, request, response);
        assertThat(told(RECORD, "v2, trang 3, " + PART, CHECK)).isNotNull();
    }

    @Test
    void aPageOfAPairIsOfItsDelivery() throws Exception {
        new PairFiles(pairImages, files).image(PART, "k1", "kia", 3, 1000, request, response);
        Images door = told(PART, "k1 kia, trang 3", CHECK);
        assertThatThrownBy(() -> door.image(Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class);
    }
}
