package vn.tangthu.portal.space;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;

/**
 * Page images and files for readers who are logged in; the login's filter chain stands before it,
 * and the ports decide what the reader may have.
 */
@RestController
@RequestMapping(ContentFiles.ROOT)
class ContentFiles {
    static final String ROOT = "/app-tep";
    private final PageImages images;
    private final Retrieval retrieval;
    private final OriginalFiles originals;
    private final ActivityLog activity;
    private final CurrentReader current;

    ContentFiles(
            PageImages images,
            Retrieval retrieval,
            OriginalFiles originals,
            ActivityLog activity,
            CurrentReader current) {
        this.originals = originals;
        this.images = images;
        this.retrieval = retrieval;
        this.activity = activity;
        this.current = current;
    }

    static String image(ContentFileId file, int page, int width) {
        return ROOT + "/trang/" + file + "/" + page + "/" + width;
    }

    static String zip(AipId record, DocumentId document) {
        return ROOT + "/zip/" + record + "/" + document;
    }

    static String download(ContentFileId file) {
        return ROOT + "/tai/" + file;
    }

    @GetMapping("/trang/{file}/{page}/{width}")
    void image(
            @PathVariable UUID file,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null || page < 1 || !PageImages.WIDTHS.contains(width)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            PageRenderer.Rendered rendered =
                    images.image(new ContentFileId(file), page, width, reader);
            response.setContentType("image/jpeg");
            response.setContentLength(rendered.jpeg().length);
            response.getOutputStream().write(rendered.jpeg());
        } catch (Retrieval.NotAvailable | PageRenderer.NotRenderable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    @GetMapping("/tai/{file}")
    void file(@PathVariable UUID file, HttpServletResponse response) throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (Retrieval.VerifiedFile verified = retrieval.open(new ContentFileId(file), reader)) {
            activity.record(reader, "DOWNLOAD", file.toString(), verified.file().originalName());
            response.setContentType(verified.file().mimeType());
            response.setContentLengthLong(Files.size(verified.path()));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(verified.file().originalName(), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            Files.copy(verified.path(), response.getOutputStream());
        } catch (Retrieval.NotAvailable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            activity.record(reader, "DOWNLOAD_DAMAGED", file.toString(), null);
            damaged(response);
        }
    }

    /** All files of a document as they were delivered. */
    @GetMapping("/zip/{record}/{document}")
    void zip(@PathVariable UUID record, @PathVariable UUID document, HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(document + ".zip").build().toString());
        try {
            originals.zip(
                    new AipId(record),
                    new DocumentId(document),
                    response.getOutputStream(),
                    reader);
            activity.record(reader, "DOWNLOAD", document.toString(), "ZIP");
        } catch (Retrieval.NotAvailable e) {
            response.reset();
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            activity.record(reader, "DOWNLOAD_DAMAGED", document.toString(), null);
            if (response.isCommitted()) {
                throw new IOException("The rest of the ZIP is damaged", e); // ends the connection
            }
            response.reset();
            damaged(response);
        }
    }

    /** Told plainly, instead of bytes that are not what was taken in. */
    private static void damaged(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .write(
                        """
                        <!doctype html><html lang="vi"><meta charset="utf-8">\
                        <title>Tệp bị hư hỏng</title><h1>Tệp này bị hư hỏng</h1>\
                        <p>Nội dung đang lưu không còn khớp với mã kiểm tra lúc nhập kho, nên không \
                        được gửi đi. Sự cố đã được ghi lại để lưu trữ viên xử lý.</p>\
                        <p lang="en">The stored bytes no longer match the digest taken when the file \
                        was accepted, so they are not sent. An incident was opened.</p>\
                        <p><a href="/app/">Tàng Thư</a></p></html>
                        """);
    }
}
