package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;

/** What leaves for somebody who is logged in stands in the log before it leaves. */
class ReadersFilesTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.CITIZEN), Set.of());

    private final ActivityLog activity = mock(ActivityLog.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final PageImages images = mock(PageImages.class);
    private final ReadersFiles files = new ReadersFiles(activity, current);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final UUID file = UUID.randomUUID();

    @BeforeEach
    void somebodyIsThere() throws Exception {
        when(current.reader()).thenReturn(READER);
        when(images.image(any(), anyInt(), anyInt(), any()))
                .thenReturn(new PageRenderer.Rendered(new byte[] {1}, 1, 1));
    }

    private void page(int page, int width) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        files.page(images, file, page, width, request, response);
        assertThat(response.getContentAsByteArray()).hasSize(1);
    }

    @Test
    void aPageThatIsNotPublicIsOneLineOfTheLogHoweverOftenItIsFetched() throws Exception {
        when(images.image(any(), anyInt(), anyInt(), eq(Reader.ANONYMOUS)))
                .thenThrow(new Retrieval.NotAvailable());
        page(3, 1000);
        page(3, 2000);
        page(4, 1000);
        verify(activity, times(1)).record(READER, "VIEW", file.toString(), "trang 3");
        verify(activity, times(1)).record(READER, "VIEW", file.toString(), "trang 4");
    }

    @Test
    void whatEverybodyMayReadIsReadUnwatched() throws Exception {
        page(3, 1000);
        verify(activity, never()).record(any(), any(), any(), any());
    }

    private MockHttpServletResponse watched(ReadersFiles.WatchedImages door) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        files.watched(3, 1000, door, request, response);
        return response;
    }

    @Test
    void whatTheDeskShowsIsOneLineOfTheLogForEachSessionAndPage() throws Exception {
        PageRenderer.Rendered image = new PageRenderer.Rendered(new byte[] {1}, 1, 1);
        for (int i = 0; i < 3; i++) {
            MockHttpServletResponse response =
                    watched(reader -> new ReadersFiles.Watched(image, "x", "trang 3: YC-1"));
            assertThat(response.getContentAsByteArray()).hasSize(1);
        }
        var unused = watched(reader -> new ReadersFiles.Watched(image, "x", "trang 3: YC-2"));
        verify(activity, times(1)).record(READER, "VIEW", "x", "trang 3: YC-1");
        verify(activity, times(1)).record(READER, "VIEW", "x", "trang 3: YC-2");
    }

    @Test
    void withoutTheLogNoByteLeavesAndWhatIsRefusedIsNoView() throws Exception {
        MockHttpServletResponse response =
                watched(
                        reader -> {
                            throw new Retrieval.NotAvailable();
                        });
        assertThat(response.getStatus()).isEqualTo(404);
        verify(activity, never()).record(any(), eq("VIEW"), any(), any());
        doThrow(new IllegalStateException("no database"))
                .when(activity)
                .record(any(), eq("VIEW"), any(), any());
        PageRenderer.Rendered image = new PageRenderer.Rendered(new byte[] {1}, 1, 1);
        MockHttpServletResponse none = new MockHttpServletResponse();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(
                            () ->
                                    files.watched(
                                            3,
                                            1000,
                                            reader -> new ReadersFiles.Watched(image, "x", "y"),
                                            request,
                                            none))
                    .hasMessage("no database");
        }
        assertThat(none.getContentAsByteArray()).isEmpty();
    }

    @Test
    void noDoorOutsideCanShowAnImageWithoutTellingTheLog() {
        assertThat(Modifier.isPublic(ReadersFiles.Images.class.getModifiers())).isFalse();
        assertThat(ReadersFiles.class.getMethods())
                .extracting(Method::getName)
                .contains("watched", "page")
                .doesNotContain("image");
    }

    @Test
    void aZipIsInTheLogBeforeItsFirstByte() throws Exception {
        DocumentId document = new DocumentId(UUID.randomUUID());
        OriginalFiles originals =
                (record, which, out, reader) -> {
                    verify(activity, never()).record(any(), any(), any(), any());
                    out.write(new byte[] {1, 2});
                    verify(activity).record(READER, "DOWNLOAD", document.toString(), "ZIP");
                    throw new java.io.IOException("the reader went away");
                };
        try {
            files.zip(
                    originals,
                    new AipId(UUID.randomUUID()),
                    document,
                    new MockHttpServletResponse());
        } catch (java.io.IOException e) {
            assertThat(e).hasMessageContaining("went away");
        }
        verify(activity, times(1)).record(any(), any(), any(), any());
    }
}
