package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.repository.RequestAttachments.Content;
import vn.tangthu.repository.RequestAttachments.Type;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class AttachedPaperHeadersTest {
    private static final Reader LAN = new Reader(null, "lan", Set.of(Role.ARCHIVIST), Set.of());
    private final RequestAttachments attachments = mock(RequestAttachments.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final AttachedPapers papers = new AttachedPapers(attachments, current);

    private MockHttpServletResponse fetched() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        papers.one("YC-2026-ABCDEF", 1, response);
        return response;
    }

    @Test
    void aPaperIsSavedAndNeverShownByABrowser() throws Exception {
        byte[] bytes = {1, 2, 3};
        when(current.reader()).thenReturn(LAN);
        when(attachments.open("YC-2026-ABCDEF", 1, LAN))
                .thenReturn(
                        Optional.of(
                                new Content(
                                        new Attachment(
                                                "YC-2026-ABCDEF",
                                                1,
                                                "Giấy \"tờ\".pdf",
                                                Type.PDF,
                                                3,
                                                Digest.of(DigestAlgorithm.SHA512, bytes),
                                                Instant.EPOCH,
                                                null,
                                                true,
                                                "",
                                                null),
                                        bytes)));
        MockHttpServletResponse response = fetched();
        assertThat(response.getContentAsByteArray()).isEqualTo(bytes);
        assertThat(response.getHeader("Content-Disposition"))
                .startsWith("attachment;")
                .doesNotContain("\n");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Content-Security-Policy")).startsWith("sandbox");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void whatIsNotForTheReaderIsNotThere() throws Exception {
        when(current.reader()).thenReturn(Reader.ANONYMOUS);
        when(attachments.open(any(), anyInt(), any())).thenReturn(Optional.empty());
        assertThat(fetched().getStatus()).isEqualTo(404);
    }
}
