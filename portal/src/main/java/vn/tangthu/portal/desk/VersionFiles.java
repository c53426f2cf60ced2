package vn.tangthu.portal.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.Retrieval;

/** Page images and files of earlier versions, for those who look after the archive. */
@RestController
@RequestMapping(VersionFiles.ROOT)
class VersionFiles {
    static final String ROOT = "/app-tep/phien-ban";
    private final RecordHistory history;
    private final ActivityLog activity;
    private final CurrentReader current;

    VersionFiles(RecordHistory history, ActivityLog activity, CurrentReader current) {
        this.history = history;
        this.activity = activity;
        this.current = current;
    }

    static String image(AipId id, int version, ContentFileId file, int page, int width) {
        return ROOT + "/" + id + "/" + version + "/" + file + "/trang/" + page + "/" + width;
    }

    static String download(AipId id, int version, ContentFileId file) {
        return ROOT + "/" + id + "/" + version + "/" + file;
    }

    @GetMapping("/{id}/{version}/{file}/trang/{page}/{width}")
    void image(
            @PathVariable UUID id,
            @PathVariable int version,
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
                    history.image(
                            new AipId(id), version, new ContentFileId(file), page, width, reader);
            response.setContentType(MediaType.IMAGE_JPEG_VALUE);
            response.setContentLength(rendered.jpeg().length);
            response.getOutputStream().write(rendered.jpeg());
        } catch (Retrieval.NotAvailable | PageRenderer.NotRenderable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    @GetMapping("/{id}/{version}/{file}")
    void file(
            @PathVariable UUID id,
            @PathVariable int version,
            @PathVariable UUID file,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String subject = id + " v" + version;
        try (Retrieval.VerifiedFile verified =
                history.open(new AipId(id), version, new ContentFileId(file), reader)) {
            activity.record(reader, "DOWNLOAD_VERSION", subject, verified.file().originalName());
            response.setContentType(verified.file().mimeType());
            response.setContentLengthLong(Files.size(verified.path()));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(
                                    "v" + version + "-" + verified.file().originalName(),
                                    StandardCharsets.UTF_8)
                            .build()
                            .toString());
            Files.copy(verified.path(), response.getOutputStream());
        } catch (Retrieval.NotAvailable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            activity.record(reader, "DOWNLOAD_DAMAGED", subject, file.toString());
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter()
                    .write(
                            "Nội dung đang lưu của phiên bản này không còn khớp với mã kiểm tra,"
                                    + " nên không được gửi đi. Sự cố đã được ghi lại.\n"
                                    + "The stored bytes of this version no longer match their"
                                    + " digest, so they are not sent. An incident was opened.\n");
        }
    }
}
