package vn.tangthu.portal.outgoing;

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
import org.springframework.http.MediaType;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Answers a request with verified bytes. Says nothing of caching and nothing of what is missing or
 * damaged: that is for the page that calls, before and instead of it.
 */
public final class VerifiedBytes {
    private static final Pattern MIME_TYPE =
            Pattern.compile("[a-z]+/[A-Za-z0-9][A-Za-z0-9.+-]{0,100}");

    private VerifiedBytes() {}

    /** The image of a page; 304 when the browser has it already. */
    public static void image(
            PageRenderer.Rendered rendered,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Digest digest = Digest.of(DigestAlgorithm.SHA256, rendered.jpeg());
        if (known(digest.hex().substring(0, 32), request, response)) {
            return;
        }
        response.setContentType(MediaType.IMAGE_JPEG_VALUE);
        response.setContentLength(rendered.jpeg().length);
        response.getOutputStream().write(rendered.jpeg());
    }

    /**
     * The file to be saved, whole or the one range that was asked for (RFC 9110, section 14), with
     * its digests (RFC 9530).
     *
     * @param name what the file is to be called where it arrives
     */
    public static void file(
            Retrieval.VerifiedFile verified,
            String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ContentFile file = verified.file();
        long size = Files.size(verified.path());
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        // Digests of the whole file, so that anybody can check what arrived.
        response.setHeader(
                "Repr-Digest",
                "sha-256=:" + base64(file.sha256()) + ":, sha-512=:" + base64(file.sha512()) + ":");
        response.setContentType(
                MIME_TYPE.matcher(file.mimeType()).matches()
                        ? file.mimeType()
                        : MediaType.APPLICATION_OCTET_STREAM_VALUE);
        String tag = file.sha256().hex();
        if (known(tag, request, response)) {
            return;
        }
        HttpRange range = range(request, quoted(tag));
        long start = 0;
        long end = size - 1;
        if (range != null) {
            start = range.getRangeStart(size);
            end = range.getRangeEnd(size);
            if (start >= size) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                response.setContentLength(0);
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                return;
            }
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
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

    /**
     * All files of a document as they were delivered.
     *
     * @throws Retrieval.NotAvailable and the answer is as if nothing had been said
     * @throws Retrieval.Damaged and the answer is as if nothing had been said, unless a part of the
     *     ZIP has left: then the response is committed and the connection must be ended
     */
    public static void zip(
            OriginalFiles originals,
            AipId record,
            DocumentId document,
            Reader reader,
            HttpServletResponse response)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        response.setContentType("application/zip");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(document + ".zip").build().toString());
        try {
            originals.zip(record, document, response.getOutputStream(), reader);
        } catch (Retrieval.NotAvailable | Retrieval.Damaged e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            throw e;
        }
    }

    /**
     * A document as one PDF to read, made on the way. Exceptions as for {@link #zip}; whether there
     * is one must be known before.
     */
    public static void pdf(
            ReadingCopies.ReadingCopy copy,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(copy.fileName(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try {
            copy.writeTo(response.getOutputStream());
        } catch (Retrieval.NotAvailable | Retrieval.Damaged e) {
            if (!response.isCommitted()) {
                response.reset();
            }
            throw e;
        }
    }

    /** Names the bytes; answers 304 and returns true when the browser has them already. */
    private static boolean known(
            String digest, HttpServletRequest request, HttpServletResponse response) {
        String tag = quoted(digest);
        response.setHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        return false;
    }

    private static String quoted(String digest) {
        return "\"" + digest + "\"";
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
