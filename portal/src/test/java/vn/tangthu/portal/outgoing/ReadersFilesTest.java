package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

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
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;

/** What leaves for somebody who is logged in stands in the log before it leaves. */
class ReadersFilesTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.CITIZEN), Set.of());

    private static final ReadingPurpose CHECK = new ReadingPurpose(ReadingPurpose.Kind.QUALITY, "");

    private final ActivityLog activity = mock(ActivityLog.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final PageImages images = mock(PageImages.class);
    private final ClosedThings closed = mock(ClosedThings.class);
    private final ReadersFiles files = new ReadersFiles(activity, current, closed);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final UUID file = UUID.randomUUID();
    private final AipId record = new AipId(UUID.randomUUID());

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
        when(closed.page(any(), any(), any())).thenReturn(CHECK);
        page(3, 1000);
        page(3, 2000);
        page(4, 1000);
        verify(activity, times(1)).record(READER, "VIEW", file.toString(), "trang 3", CHECK);
        verify(activity, times(1)).record(READER, "VIEW", file.toString(), "trang 4", CHECK);
    }

    /** Not a byte, and the way to where one can say it and come back. */
    private void isAsked(MockHttpServletResponse response, String back) {
        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getHeader("Location"))
                .isEqualTo("/app/ho-so/" + record + "/muc-dich?ve=" + back);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        verify(activity, never()).record(any(), any(), any(), any(), any());
    }

    @Test
    void beforeAnythingClosedLeavesItIsAskedWhatFor() throws Exception {
        when(images.image(any(), anyInt(), anyInt(), eq(Reader.ANONYMOUS)))
                .thenThrow(new Retrieval.NotAvailable());
        request.setRequestURI("/app-tep/x");
        request.setQueryString("a=%20b");
        Purposes.Missing missing = new Purposes.Missing(record, request);
        String back = "%2Fapp-tep%2Fx%3Fa%3D%2520b";
        when(closed.page(any(), any(), any())).thenThrow(missing);
        when(closed.document(any(), any(), any(), any())).thenThrow(missing);
        when(closed.pages(any(), any(), any(), any())).thenThrow(missing);
        MockHttpServletResponse response = new MockHttpServletResponse();
        files.page(images, file, 3, 1000, request, response);
        isAsked(response, back);
        response = new MockHttpServletResponse();
        Retrieval.VerifiedFile verified = mock(Retrieval.VerifiedFile.class, RETURNS_DEEP_STUBS);
        files.file(
                "DOWNLOAD",
                file.toString(),
                "",
                reader -> verified,
                reader -> {
                    throw missing;
                },
                request,
                response);
        isAsked(response, back);
        verify(verified).close();
        response = new MockHttpServletResponse();
        DocumentId document = new DocumentId(UUID.randomUUID());
        OriginalFiles originals = mock(OriginalFiles.class);
        files.zip(originals, record, document, request, response);
        isAsked(response, back);
        verify(originals, never()).zip(any(), any(), any(), any());
        response = new MockHttpServletResponse();
        ReadingCopies.ReadingCopy copy = mock(ReadingCopies.ReadingCopy.class);
        ReadingCopies copies = mock(ReadingCopies.class);
        when(copies.of(record, document, READER)).thenReturn(copy);
        files.pdf(copies, record, document, request, response);
        isAsked(response, back);
        verify(copy, never()).writeTo(any());
    }

    @Test
    void whatIsNotThereIsNotAskedAbout() throws Exception {
        when(images.image(any(), anyInt(), anyInt(), any()))
                .thenThrow(new Retrieval.NotAvailable());
        MockHttpServletResponse response = new MockHttpServletResponse();
        files.page(images, file, 3, 1000, request, response);
        assertThat(response.getStatus()).isEqualTo(404);
        verify(closed, never()).page(any(), any(), any());
    }

    @Test
    void whatIsWorkedOnIsALineOnceWithWhatItIsWorkedOnFor() throws Exception {
        for (int width : new int[] {480, 1000}) {
            files.worked(
                    "văn bản",
                    "trang 2",
                    reader -> CHECK,
                    2,
                    width,
                    reader -> new PageRenderer.Rendered(new byte[] {1}, 1, 1),
                    request,
                    new MockHttpServletResponse());
        }
        verify(activity, times(1)).record(READER, "VIEW", "văn bản", "trang 2", CHECK);
        files.worked(
                "kín",
                "trang 2",
                reader -> CHECK,
                2,
                480,
                reader -> {
                    throw new Retrieval.NotAvailable();
                },
                request,
                new MockHttpServletResponse());
        verify(activity, never()).record(any(), any(), eq("kín"), any(), any());
    }

    @Test
    void whatEverybodyMayReadIsReadUnwatched() throws Exception {
        page(3, 1000);
        verify(activity, never()).record(any(), any(), any(), any(), any());
    }

    @Test
    void aZipIsInTheLogBeforeItsFirstByte() throws Exception {
        DocumentId document = new DocumentId(UUID.randomUUID());
        when(closed.document(any(), any(), any(), any())).thenReturn(CHECK);
        OriginalFiles originals =
                (of, which, out, reader) -> {
                    verify(activity, never()).record(any(), any(), any(), any(), any());
                    out.write(new byte[] {1, 2});
                    verify(activity).record(READER, "DOWNLOAD", document.toString(), "ZIP", CHECK);
                    throw new java.io.IOException("the reader went away");
                };
        try {
            files.zip(
                    originals,
                    new AipId(UUID.randomUUID()),
                    document,
                    request,
                    new MockHttpServletResponse());
        } catch (java.io.IOException e) {
            assertThat(e).hasMessageContaining("went away");
        }
        verify(activity, times(1)).record(any(), any(), any(), any(), any());
    }
}
