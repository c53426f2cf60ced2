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

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.outgoing.ReadersFiles.Watched;
import vn.tangthu.portal.outgoing.ReadersFiles.WatchedImages;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.PairImages;
import vn.tangthu.repository.Reader;
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

    private final ReadersFiles files = mock(ReadersFiles.class);
    private final Redactions redactions = mock(Redactions.class);
    private final RecordHistory history = mock(RecordHistory.class);
    private final PairImages pairImages = mock(PairImages.class);
    private final DeliveryPairs pairs = mock(DeliveryPairs.class);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void allAreThere() throws Exception {
        when(redactions.preview(any(), anyInt(), any())).thenReturn(IMAGE);
        when(history.image(any(), anyInt(), any(), anyInt(), anyInt(), any())).thenReturn(IMAGE);
        when(pairImages.image(any(), any(), anyBoolean(), anyInt(), anyInt(), any()))
                .thenReturn(IMAGE);
    }

    private WatchedImages asked() throws Exception {
        ArgumentCaptor<WatchedImages> images = ArgumentCaptor.forClass(WatchedImages.class);
        verify(files).watched(eq(3), eq(1000), images.capture(), eq(request), eq(response));
        return images.getValue();
    }

    @Test
    void aPageWithRedactionsIsOfItsHoSoAndForItsRequest() throws Exception {
        new RedactionFiles(redactions, files)
                .image("YC-2026-ABCDEF", RECORD, PART, 3, 1000, request, response);
        assertThat(asked().image(LAN))
                .isEqualTo(
                        new Watched(
                                IMAGE, RECORD.toString(), "trang 3, " + PART + ": YC-2026-ABCDEF"));
        when(redactions.preview(any(), anyInt(), any())).thenThrow(new Retrieval.NotAvailable());
        assertThatThrownBy(() -> asked().image(LAN)).isInstanceOf(Retrieval.NotAvailable.class);
    }

    @Test
    void aPageOfAnEarlierVersionIsOfItsHoSo() throws Exception {
        new VersionFiles(history, files).image(RECORD, 2, PART, 3, 1000, request, response);
        assertThat(asked().image(LAN))
                .isEqualTo(new Watched(IMAGE, RECORD.toString(), "v2 trang 3, " + PART));
    }

    @Test
    void aPageOfAPairIsOfTheKeptFileOrOfTheDelivery() throws Exception {
        UUID delivery = new UUID(2, 2);
        ContentFileId kept = new ContentFileId(PART);
        new PairFiles(pairImages, pairs, files)
                .image(delivery, "k1", "kia", 3, 1000, request, response);
        WatchedImages door = asked();
        when(pairs.look(any(), eq("k1"), eq(true), eq(LAN)))
                .thenReturn(
                        Optional.of(
                                new Shown(
                                        mock(DeliveryPairs.Side.class),
                                        new AipId(RECORD),
                                        kept,
                                        3,
                                        9)));
        assertThat(door.image(LAN)).isEqualTo(new Watched(IMAGE, kept.toString(), "trang 3"));
        when(pairs.look(any(), eq("k1"), eq(true), eq(LAN))).thenReturn(Optional.empty());
        assertThat(door.image(LAN))
                .isEqualTo(new Watched(IMAGE, delivery.toString(), "k1 kia trang 3"));
        assertThatThrownBy(() -> door.image(Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class);
    }
}
