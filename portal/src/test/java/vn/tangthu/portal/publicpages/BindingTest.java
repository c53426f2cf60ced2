package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.Retrieval;

/** Documents that are bound while they leave: a few at once, and the rest of the pages go on. */
class BindingTest {
    private static final String RECORD = new UUID(1, 1).toString();
    private static final String DOCUMENT = new UUID(1, 2).toString();

    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ReadingCopies copies = mock(ReadingCopies.class);
    private final ContentController content =
            new ContentController(
                    mock(Retrieval.class),
                    mock(OriginalFiles.class),
                    copies,
                    mock(PageImages.class),
                    new PageShapes());

    /** Takes until it is told to go on. */
    private final class Slow implements ReadingCopies.ReadingCopy {
        @Override
        public String fileName() {
            return "H49.1.pdf";
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            begun.release();
            try {
                if (!goOn.await(30, TimeUnit.SECONDS)) {
                    throw new IOException("Nobody said so");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write('%');
        }
    }

    private MockHttpServletResponse asked(String from) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tep/ho-so");
        request.setRemoteAddr(from);
        MockHttpServletResponse response = new MockHttpServletResponse();
        content.pdf(RECORD, DOCUMENT, request, response);
        if (response.getStatus() == 503) {
            assertThat(request.getAttribute(ErrorPages.BINDING)).as("in words").isEqualTo(true);
        }
        return response;
    }

    @Test
    void asManyAsMayBeAreBoundAndTheOthersAreToldWhenToAskAgain() throws Exception {
        when(copies.of(any(), any(), any())).thenReturn(new Slow());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<MockHttpServletResponse>> bound = new ArrayList<>();
            for (String from : List.of("203.0.113.1", "203.0.113.2", "198.51.100.1", "192.0.2.1")) {
                bound.add(threads.submit(() -> asked(from)));
                assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                if (bound.size() == 2) {
                    assertThat(asked("203.0.113.3").getStatus())
                            .as("a third of one network")
                            .isEqualTo(503);
                }
            }
            MockHttpServletResponse fifth = asked("192.0.3.1");
            assertThat(fifth.getStatus()).isEqualTo(503);
            assertThat(fifth.getHeader("Retry-After")).isEqualTo("60");
            assertThat(fifth.getContentAsByteArray()).isEmpty();
            goOn.countDown();
            for (Future<MockHttpServletResponse> one : bound) {
                assertThat(one.get(20, TimeUnit.SECONDS).getContentAsString()).isEqualTo("%");
            }
            assertThat(asked("203.0.113.3").getStatus()).as("given back").isEqualTo(200);
        }
    }

    @Test
    void aFaultGivesThePlaceBackAndWhatIsMissingIsMissingAlsoWhenAllAreTaken() throws Exception {
        ReadingCopies.ReadingCopy damaged = mock(ReadingCopies.ReadingCopy.class);
        when(damaged.fileName()).thenReturn("x.pdf");
        doThrow(new IOException("gone")).when(damaged).writeTo(any());
        when(copies.of(any(), any(), any())).thenReturn(damaged);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> asked("203.0.113.1")).hasMessage("gone");
        }
        when(copies.of(eq(new AipId(UUID.fromString(RECORD))), any(), any()))
                .thenThrow(new Retrieval.NotAvailable());
        assertThatThrownBy(() -> asked("203.0.113.1")).isInstanceOf(NotHere.class);
    }
}
