package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import vn.tangthu.repository.GrantedCopies;

/** Answers with a copy that a granted request received. */
public final class HandedCopies {
    private HandedCopies() {}

    /**
     * Kept by nobody on the way, with its digest (RFC 9530), so that what arrived can be verified.
     *
     * @param handed is left open
     * @param inline to be looked at, and not saved; a ZIP always is
     */
    public static void send(
            GrantedCopies.Handed handed, boolean inline, HttpServletResponse response)
            throws IOException {
        GrantedCopies.Copy copy = handed.copy();
        String sha512 = Objects.requireNonNull(copy.made()).sha512().hex();
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha512));
        boolean zip = copy.kind() == GrantedCopies.Kind.DIP;
        response.setContentType(zip ? "application/zip" : MediaType.APPLICATION_PDF_VALUE);
        response.setContentLengthLong(Files.size(handed.path()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader("Repr-Digest", "sha-512=:" + digest + ":");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                (inline && !zip ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(copy.number() + (zip ? ".zip" : ".pdf"))
                        .build()
                        .toString());
        long unused = Files.copy(handed.path(), response.getOutputStream());
    }
}
