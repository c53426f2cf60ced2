package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.RequestAttachments.Content;

/**
 * Papers that came with a request, for archivists and whose request it is; for everybody else there
 * is none. They come from outside: a browser saves them, and neither shows them nor guesses what
 * they are.
 */
@RestController
@RequestMapping(AttachedPapers.ROOT)
public class AttachedPapers {
    static final String ROOT = "/app-tep/giay-to";

    private final RequestAttachments attachments;
    private final CurrentReader current;

    AttachedPapers(RequestAttachments attachments, CurrentReader current) {
        this.attachments = attachments;
        this.current = current;
    }

    /** Where it is fetched. */
    public static String address(String reference, int n) {
        return ROOT + "/" + reference + "/" + n;
    }

    @GetMapping("/{reference}/{n:[0-9]{1,4}}")
    void one(@PathVariable String reference, @PathVariable int n, HttpServletResponse response)
            throws IOException {
        Optional<Content> content = attachments.open(reference, n, current.reader());
        if (content.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        RequestAttachments.Attachment of = content.get().of();
        byte[] bytes = content.get().bytes();
        response.setContentType(of.type().mediaType());
        response.setContentLengthLong(bytes.length);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(of.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getOutputStream().write(bytes);
    }
}
