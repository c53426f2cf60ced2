package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Bytes: whole files and images of their pages, only after they matched their digests. Damage
 * answers 503 and not one byte of the file.
 */
@Controller
class ContentController {
    private static final Pattern MIME_TYPE =
            Pattern.compile("[a-z]+/[A-Za-z0-9][A-Za-z0-9.+-]{0,100}");
    private final Retrieval retrieval;
    private final OriginalFiles originals;
    private final PageImages images;
    private final PageShapes shapes;

    ContentController(
            Retrieval retrieval, OriginalFiles originals, PageImages images, PageShapes shapes) {
        this.retrieval = retrieval;
        this.originals = originals;
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
        Digest digest = Digest.of(DigestAlgorithm.SHA256, rendered.jpeg());
        String tag = "\"" + digest.hex().substring(0, 32) + "\"";
        response.setHeader(HttpHeaders.ETAG, tag);
        // A restriction acts at once: the browser asks again, a 304 costs no bytes.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(304);
            return;
        }
        response.setContentType("image/jpeg");
        response.setContentLength(rendered.jpeg().length);
        response.getOutputStream().write(rendered.jpeg());
    }

    @GetMapping("/tep/{id}")
    void download(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ContentFileId file = new ContentFileId(Ids.uuid(id));
        try (Retrieval.VerifiedFile verified = retrieval.open(file, Reader.ANONYMOUS)) {
            send(verified, request, response);
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
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(Ids.uuid(document) + ".zip")
                        .build()
                        .toString());
        try {
            originals.zip(
                    new AipId(Ids.uuid(id)),
                    new DocumentId(Ids.uuid(document)),
                    response.getOutputStream(),
                    Reader.ANONYMOUS);
        } catch (Retrieval.NotAvailable e) {
            response.reset();
            throw new NotHere();
        } catch (Retrieval.Damaged e) {
            if (response.isCommitted()) {
                throw new IOException("The rest of the ZIP is damaged", e); // ends the connection
            }
            response.reset();
            damaged(request, response);
        }
    }

    private static void damaged(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(ErrorPages.DAMAGED, true);
        response.sendError(503);
    }

    private static void send(
            Retrieval.VerifiedFile verified,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ContentFile file = verified.file();
        long size = Files.size(verified.path());
        String tag = "\"" + file.sha256().hex() + "\"";
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.originalName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        // RFC 9530: digests of the whole file, so that anybody can check what arrived.
        response.setHeader(
                "Repr-Digest",
                "sha-256=:" + base64(file.sha256()) + ":, sha-512=:" + base64(file.sha512()) + ":");
        response.setContentType(
                MIME_TYPE.matcher(file.mimeType()).matches()
                        ? file.mimeType()
                        : "application/octet-stream");
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(304);
            return;
        }
        HttpRange range = range(request, tag);
        long start = 0;
        long end = size - 1;
        if (range != null) {
            start = range.getRangeStart(size);
            end = range.getRangeEnd(size);
            if (start >= size) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                response.setContentLength(0);
                response.setStatus(416);
                return;
            }
            response.setStatus(206);
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes " + start + "-" + end + "/" + size);
        }
        response.setContentLengthLong(end - start + 1);
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream in = Files.newInputStream(verified.path())) {
            in.skipNBytes(start);
            copy(in, response, end - start + 1);
        }
    }

    /** The one range asked for; several, a wrong one or one of other bytes mean the whole file. */
    private static @Nullable HttpRange range(HttpServletRequest request, String tag) {
        String header = request.getHeader(HttpHeaders.RANGE);
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (header == null || (condition != null && !condition.equals(tag))) {
            return null;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            return ranges.size() == 1 ? ranges.getFirst() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void copy(InputStream in, HttpServletResponse response, long length)
            throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The verified copy is shorter than it was");
            }
            response.getOutputStream().write(buffer, 0, read);
            left -= read;
        }
    }

    private static String base64(Digest digest) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
    }
}
