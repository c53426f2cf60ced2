package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Retrieval;

/**
 * Files for whoever is logged in. The login's filter chain stands before it and the ports decide
 * what the reader may have; what is missing and what is not for the reader both answer 404, damage
 * answers 503 and not one byte of the file. Downloads are written to the activity log. Before
 * something closed leaves, what for has been said ({@link Purposes}): else the answer leads to that
 * question.
 */
@Component
public class ReadersFiles {
    private final ActivityLog activity;
    private final CurrentReader current;
    private final ClosedThings closed;

    ReadersFiles(ActivityLog activity, CurrentReader current, ClosedThings closed) {
        this.activity = activity;
        this.current = current;
        this.closed = closed;
    }

    /** Opens a file for a reader, or says why not. */
    @FunctionalInterface
    public interface Files {
        Retrieval.VerifiedFile open(Reader reader)
                throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
    }

    /**
     * What something is opened for, asked when it is known that the reader may; null where
     * everybody may.
     */
    @FunctionalInterface
    public interface Purpose {
        @Nullable ReadingPurpose of(Reader reader);
    }

    /** Finds or makes the image of a page for a reader, or says why not. */
    @FunctionalInterface
    public interface Images {
        PageRenderer.Rendered image(Reader reader)
                throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
    }

    /**
     * @param page from 1
     * @param width one of {@link PageImages#WIDTHS}; another answers 404
     */
    private void image(
            int page,
            int width,
            Images images,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null || page < 1 || !PageImages.WIDTHS.contains(width)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            VerifiedBytes.image(images.image(reader), request, response);
        } catch (Purposes.Missing e) {
            e.ask(response);
        } catch (PageInk.Busy e) {
            response.setHeader("Retry-After", "" + PageInk.Busy.RETRY_AFTER);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (Retrieval.NotAvailable e) {
            refused(reader, null, request.getRequestURI(), response);
        } catch (PageRenderer.NotRenderable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /**
     * The image of a page that is shown to who works on it, and that nobody else has so: in the log
     * before the first byte leaves, once for each session, subject and detail.
     *
     * @param subject what the log says was looked at
     * @param purpose never null
     * @param page from 1
     * @param width one of {@link PageImages#WIDTHS}; another answers 404
     */
    public void worked(
            String subject,
            String detail,
            Function<Reader, ReadingPurpose> purpose,
            int page,
            int width,
            Images images,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        image(
                page,
                width,
                reader -> {
                    PageRenderer.Rendered image = images.image(reader);
                    ReadingPurpose what = purpose.apply(reader);
                    String name = subject + "/" + detail + "/" + what.stored();
                    if (!SeenPages.has(request, name)) {
                        activity.record(reader, "VIEW", subject, detail, what);
                        SeenPages.add(request, name);
                    }
                    return image;
                },
                request,
                response);
    }

    /**
     * The image of a page of a kept file. What everybody may read is read unwatched; the rest is in
     * the log before the first byte leaves, once for each session, file and page.
     */
    public void page(
            PageImages images,
            UUID file,
            int page,
            int width,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ContentFileId id = new ContentFileId(file);
        image(
                page,
                width,
                reader -> {
                    PageRenderer.Rendered image = images.image(id, page, width, reader);
                    if (!SeenPages.has(request, file, page)) {
                        try {
                            PageRenderer.Rendered unused =
                                    images.image(id, page, width, Reader.ANONYMOUS);
                        } catch (Retrieval.NotAvailable e) {
                            activity.record(
                                    reader,
                                    "VIEW",
                                    file.toString(),
                                    "trang " + page,
                                    closed.page(id, reader, request));
                        }
                        SeenPages.add(request, file, page);
                    }
                    return image;
                },
                request,
                response);
    }

    /**
     * @param action what the activity log calls it
     * @param subject what it says was read
     * @param prefix before the name the file was delivered with
     */
    public void file(
            String action,
            String subject,
            String prefix,
            Files files,
            Purpose purpose,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (Retrieval.VerifiedFile verified = files.open(reader)) {
            String name = verified.file().originalName();
            activity.record(reader, action, subject, name, purpose.of(reader));
            VerifiedBytes.file(verified, prefix + name, request, response);
        } catch (Purposes.Missing e) {
            e.ask(response);
        } catch (Retrieval.NotAvailable e) {
            refused(reader, subject, null, response);
        } catch (Retrieval.Damaged e) {
            String file = e.file().toString();
            damaged(reader, subject, file.equals(subject) ? null : file, response);
        }
    }

    /** All files of a document as they were delivered. */
    public void zip(
            OriginalFiles originals,
            AipId record,
            DocumentId document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            ReadingPurpose purpose = closed.document(record, document, reader, request);
            OriginalFiles noted =
                    (of, which, out, whose) ->
                            originals.zip(
                                    of,
                                    which,
                                    new FirstByte(
                                            out,
                                            () ->
                                                    activity.record(
                                                            reader,
                                                            "DOWNLOAD",
                                                            document.toString(),
                                                            "ZIP",
                                                            purpose)),
                                    whose);
            VerifiedBytes.zip(noted, record, document, reader, response);
        } catch (Purposes.Missing e) {
            e.ask(response);
        } catch (Retrieval.NotAvailable e) {
            refused(reader, document.toString(), null, response);
        } catch (Retrieval.Damaged e) {
            damaged(reader, document.toString(), null, response);
        }
    }

    /** A document as one PDF to read. */
    public void pdf(
            ReadingCopies copies,
            AipId record,
            DocumentId document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (reader.account() == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            ReadingCopies.ReadingCopy copy = copies.of(record, document, reader);
            ReadingPurpose purpose = closed.pages(record, document, reader, request);
            activity.record(reader, "DOWNLOAD", document.toString(), "PDF", purpose);
            VerifiedBytes.pdf(copy, request, response);
        } catch (Purposes.Missing e) {
            e.ask(response);
        } catch (Retrieval.NotAvailable e) {
            if (response.isCommitted()) {
                throw new IOException("Withheld meanwhile: " + document, e);
            }
            refused(reader, document.toString(), null, response);
        } catch (Retrieval.Damaged e) {
            damaged(reader, document.toString(), null, response);
        }
    }

    /** Says so before the first byte leaves; where none does, there was no download. */
    private static final class FirstByte extends FilterOutputStream {
        private final Runnable first;
        private boolean begun;

        private FirstByte(OutputStream out, Runnable first) {
            super(out);
            this.first = first;
        }

        private void begin() {
            if (!begun) {
                first.run();
                begun = true;
            }
        }

        @Override
        public void write(int one) throws IOException {
            begin();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            begin();
            out.write(bytes, from, length);
        }
    }

    /**
     * What is forbidden and what is missing are one line in the log, as they are one answer; what
     * is refused to nobody in particular is none.
     */
    public void refused(
            Reader reader,
            @Nullable String subject,
            @Nullable String detail,
            HttpServletResponse response)
            throws IOException {
        if (reader.account() != null) {
            activity.record(reader, "ACCESS_REFUSED", subject, detail);
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    /** Written to the activity log before the first byte leaves. */
    void note(
            Reader reader,
            String action,
            String subject,
            String detail,
            @Nullable ReadingPurpose purpose) {
        activity.record(reader, action, subject, detail, purpose);
    }

    /** For an archivist to look into. */
    public void damaged(Reader reader, String subject, @Nullable String file) {
        activity.record(reader, "DOWNLOAD_DAMAGED", subject, file);
    }

    /** Told plainly, instead of bytes that are not what was taken in. */
    void damaged(Reader reader, String subject, @Nullable String file, HttpServletResponse response)
            throws IOException {
        damaged(reader, subject, file);
        if (response.isCommitted()) {
            throw new IOException("The rest of " + subject + " is damaged"); // ends the connection
        }
        say(
                response,
                """
                <title>Tệp bị hư hỏng</title><h1>Tệp này bị hư hỏng</h1>\
                <p>Nội dung đang lưu không còn khớp với mã kiểm tra lúc nhập kho, nên không \
                được gửi đi. Sự cố đã được ghi lại để lưu trữ viên xử lý.</p>\
                <p lang="en">The stored bytes no longer match the digest taken when the file \
                was accepted, so they are not sent. An incident was opened.</p>\
                """);
    }

    /** As many packages as may be are under way. */
    public void busy(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "60");
        say(
                response,
                """
                <title>Xin thử lại sau</title><h1>Đang gửi các gói khác</h1>\
                <p>Nhiều gói đang được xuất cùng lúc. Xin thử lại sau ít phút.</p>\
                <p lang="en">Other packages are being sent. Try again in a few minutes.</p>\
                """);
    }

    private static void say(HttpServletResponse response, String words) throws IOException {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream()
                .write(
                        ("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\">"
                                        + words
                                        + "<p><a href=\"/app/\">Tàng Thư</a></p></html>\n")
                                .getBytes(StandardCharsets.UTF_8));
    }
}
