package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tangthu.portal.outgoing.SendingPlaces;
import vn.tangthu.portal.outgoing.VerifiedBytes;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.Retrieval;

/**
 * Bytes: whole files and images of their pages, only after they matched their digests. Damage
 * answers 503 and not one byte of the file.
 */
@Controller
class ContentController {
    /**
     * Documents that are bound at once. Each takes one of the 40 threads that answer, for as long
     * as its pages are drawn and its reader takes them: minutes for a long one.
     */
    private static final int BOUND_AT_ONCE = 4;

    private static final int BOUND_AT_ONCE_FOR_A_NETWORK = 2;
    private static final String AGAIN_SECONDS = "60";

    private final Retrieval retrieval;
    private final OriginalFiles originals;
    private final ReadingCopies copies;
    private final PageImages images;
    private final PageShapes shapes;
    private final SendingPlaces binding =
            new SendingPlaces(BOUND_AT_ONCE, BOUND_AT_ONCE_FOR_A_NETWORK);

    ContentController(
            Retrieval retrieval,
            OriginalFiles originals,
            ReadingCopies copies,
            PageImages images,
            PageShapes shapes) {
        this.retrieval = retrieval;
        this.originals = originals;
        this.copies = copies;
        this.images = images;
        this.shapes = shapes;
    }

    @GetMapping("/tep/{id}/trang/{page:\\d{1,6}}/{width:\\d{1,5}}.jpg")
    void image(
            @PathVariable String id,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!PageImages.WIDTHS.contains(width) || page < 1) {
            throw new NotHere();
        }
        ContentFileId file = new ContentFileId(Ids.uuid(id));
        PageRenderer.Rendered rendered;
        try {
            rendered = images.image(file, page, width, Reader.ANONYMOUS);
        } catch (Retrieval.NotAvailable | PageRenderer.NotRenderable e) {
            throw new NotHere();
        } catch (Retrieval.Damaged e) {
            damaged(request, response);
            return;
        }
        shapes.learn(file, page, rendered.width(), rendered.height());
        again(response);
        VerifiedBytes.image(rendered, request, response);
    }

    @GetMapping("/tep/{id}")
    void download(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ContentFileId file = new ContentFileId(Ids.uuid(id));
        try (Retrieval.VerifiedFile verified = retrieval.open(file, Reader.ANONYMOUS)) {
            again(response);
            VerifiedBytes.file(verified, verified.file().originalName(), request, response);
        } catch (Retrieval.NotAvailable e) {
            throw new NotHere();
        } catch (Retrieval.Damaged e) {
            damaged(request, response);
        }
    }

    /** All files of a document as they were delivered. */
    @GetMapping("/tep/ho-so/{id}/{document}.zip")
    void zip(
            @PathVariable String id,
            @PathVariable String document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        again(response);
        try {
            VerifiedBytes.zip(
                    originals,
                    new AipId(Ids.uuid(id)),
                    new DocumentId(Ids.uuid(document)),
                    Reader.ANONYMOUS,
                    response);
        } catch (Retrieval.NotAvailable e) {
            throw new NotHere();
        } catch (Retrieval.Damaged e) {
            if (response.isCommitted()) {
                throw new IOException("The rest of the ZIP is damaged", e); // ends the connection
            }
            damaged(request, response);
        }
    }

    /** A document's images, scanned PDFs, or pages in a shared file, as one PDF to read. */
    @GetMapping("/tep/ho-so/{id}/{document}.pdf")
    void pdf(
            @PathVariable String id,
            @PathVariable String document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        again(response);
        try {
            ReadingCopies.ReadingCopy copy =
                    copies.of(
                            new AipId(Ids.uuid(id)),
                            new DocumentId(Ids.uuid(document)),
                            Reader.ANONYMOUS);
            bound(copy, request, response);
        } catch (Retrieval.NotAvailable e) {
            if (response.isCommitted()) {
                throw new IOException("The document was withheld meanwhile", e);
            }
            throw new NotHere();
        } catch (Retrieval.Damaged e) {
            if (response.isCommitted()) {
                throw new IOException("The rest of the PDF is damaged", e);
            }
            damaged(request, response);
        }
    }

    /** What is missing was told before: that all places are taken says nothing of a document. */
    private void bound(
            ReadingCopies.ReadingCopy copy,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        String network = Throttle.network(request.getRemoteAddr());
        if (!binding.take(network)) {
            request.setAttribute(ErrorPages.BINDING, true);
            response.setHeader(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            VerifiedBytes.pdf(copy, request, response);
        } finally {
            binding.giveBack(network);
        }
    }

    /** A restriction acts at once: the browser asks each time, a 304 costs no bytes. */
    private static void again(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    private static void damaged(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ErrorPages.DAMAGED, true);
        response.sendError(503);
    }
}
