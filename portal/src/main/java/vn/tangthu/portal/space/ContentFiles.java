package vn.tangthu.portal.space;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.outgoing.SendingPlaces;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.Retrieval;

/** Page images and files for readers who are logged in. */
@RestController
@RequestMapping(ContentFiles.ROOT)
class ContentFiles {
    static final String ROOT = "/app-tep";

    /** Documents that are bound to PDFs at once, each in one of the threads that answer. */
    private static final int BOUND_AT_ONCE = 4;

    private static final int BOUND_AT_ONCE_FOR_AN_ACCOUNT = 2;

    private final SendingPlaces binding =
            new SendingPlaces(BOUND_AT_ONCE, BOUND_AT_ONCE_FOR_AN_ACCOUNT);
    private final PageImages images;
    private final Retrieval retrieval;
    private final OriginalFiles originals;
    private final ReadingCopies copies;
    private final ReadersFiles files;
    private final ClosedThings closed;

    ContentFiles(
            PageImages images,
            Retrieval retrieval,
            OriginalFiles originals,
            ReadingCopies copies,
            ReadersFiles files,
            ClosedThings closed) {
        this.closed = closed;
        this.images = images;
        this.retrieval = retrieval;
        this.originals = originals;
        this.copies = copies;
        this.files = files;
    }

    static String image(ContentFileId file, int page, int width) {
        return ROOT + "/trang/" + file + "/" + page + "/" + width;
    }

    static String zip(AipId record, DocumentId document) {
        return ROOT + "/zip/" + record + "/" + document;
    }

    static String pdf(AipId record, DocumentId document) {
        return ROOT + "/pdf/" + record + "/" + document;
    }

    static String download(ContentFileId file) {
        return ROOT + "/tai/" + file;
    }

    @GetMapping("/trang/{file}/{page}/{width}")
    void image(
            @PathVariable UUID file,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        files.page(images, file, page, width, request, response);
    }

    @GetMapping("/tai/{file}")
    void file(@PathVariable UUID file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        files.file(
                "DOWNLOAD",
                file.toString(),
                "",
                reader -> retrieval.open(new ContentFileId(file), reader),
                reader -> closed.file(new ContentFileId(file), reader, request),
                request,
                response);
    }

    /** All files of a document as they were delivered. */
    @GetMapping("/zip/{record}/{document}")
    void zip(
            @PathVariable UUID record,
            @PathVariable UUID document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        files.zip(originals, new AipId(record), new DocumentId(document), request, response);
    }

    /** A document's images, scanned PDFs, or pages in a shared file, as one PDF to read. */
    @GetMapping("/pdf/{record}/{document}")
    void pdf(
            @PathVariable UUID record,
            @PathVariable UUID document,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        String account = Objects.toString(request.getRemoteUser());
        if (!binding.take(account)) {
            files.busy(response);
            return;
        }
        try {
            files.pdf(copies, new AipId(record), new DocumentId(document), request, response);
        } finally {
            binding.giveBack(account);
        }
    }
}
