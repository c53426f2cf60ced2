package vn.tangthu.portal.upload;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.upload.UploadRefused.Reason;
import vn.tangthu.repository.Role;

/**
 * The files of a package by tus 1.0.0 (tus.io/protocols/resumable-upload): core, creation,
 * creation-with-upload, checksum (SHA-256), expiration, termination. A file is created at the
 * address of its package; {@code Upload-Metadata} has its {@code path} and {@code modified}.
 */
@RestController
@RequestMapping(UploadAddresses.ROOT + "/goi/{id}/tep")
class TusAddresses {
    private static final String VERSION = "1.0.0";
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String BYTES = "application/offset+octet-stream";

    /** The bytes are not those that were summed (tus, checksum extension). */
    private static final int CHECKSUM_MISMATCH = 460;

    private final IncomingPackages packages;
    private final UploadProperties limits;
    private final CurrentReader current;
    private final Semaphore atOnce;

    TusAddresses(IncomingPackages packages, UploadProperties limits, CurrentReader current) {
        this.packages = packages;
        this.limits = limits;
        this.current = current;
        this.atOnce = new Semaphore(limits.atOnce());
    }

    /** What a request says wrongly. */
    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        Bad(HttpStatus status, String message) {
            this(status.value(), message);
        }

        Bad(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options() {
        return ResponseEntity.noContent()
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .header(
                        "Tus-Extension",
                        "creation,creation-with-upload,checksum,expiration,termination")
                .header("Tus-Checksum-Algorithm", "sha256")
                .header("Tus-Max-Size", Long.toString(limits.largest().toBytes()))
                .build();
    }

    @PostMapping
    ResponseEntity<Void> create(@PathVariable String id, HttpServletRequest request)
            throws IOException, Bad, Body.WrongOffset, Body.WrongSum {
        IncomingPackage announced = announced(id);
        requireVersion(request);
        long length =
                number(request, LENGTH)
                        .orElseThrow(() -> new Bad(HttpStatus.BAD_REQUEST, "Upload-Length?"));
        Map<String, String> said = metadata(request.getHeader("Upload-Metadata"));
        long modified =
                said.getOrDefault("modified", "").matches("\\d{1,15}")
                        ? Long.parseLong(said.get("modified"))
                        : 0;
        IncomingFile file =
                packages.begin(announced, said.getOrDefault("path", ""), length, modified);
        if (BYTES.equals(request.getContentType())) {
            file = receive(announced, file.key(), 0, request);
        }
        return answer(announced, HttpStatus.CREATED)
                .header("Location", request.getRequestURI() + "/" + file.key())
                .header(OFFSET, Long.toString(file.offset()))
                .build();
    }

    @RequestMapping(path = "/{key}", method = RequestMethod.HEAD)
    ResponseEntity<Void> head(
            @PathVariable String id, @PathVariable String key, HttpServletRequest request)
            throws IOException, Bad {
        IncomingPackage announced = announced(id);
        requireVersion(request);
        IncomingFile file = packages.settled(announced, key);
        return answer(announced, HttpStatus.OK)
                .header(OFFSET, Long.toString(file.offset()))
                .header(LENGTH, Long.toString(file.size()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @PatchMapping("/{key}")
    ResponseEntity<Void> patch(
            @PathVariable String id, @PathVariable String key, HttpServletRequest request)
            throws IOException, Bad, Body.WrongOffset, Body.WrongSum {
        IncomingPackage announced = announced(id);
        requireVersion(request);
        if (!BYTES.equals(request.getContentType())) {
            throw new Bad(HttpStatus.UNSUPPORTED_MEDIA_TYPE, BYTES + "?");
        }
        long offset =
                number(request, OFFSET)
                        .orElseThrow(() -> new Bad(HttpStatus.BAD_REQUEST, "Upload-Offset?"));
        IncomingFile file = receive(announced, key, offset, request);
        return answer(announced, HttpStatus.NO_CONTENT)
                .header(OFFSET, Long.toString(file.offset()))
                .build();
    }

    @DeleteMapping("/{key}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @PathVariable String key, HttpServletRequest request)
            throws IOException, Bad {
        IncomingPackage announced = announced(id);
        requireVersion(request);
        packages.remove(announced, key);
        return ResponseEntity.noContent().header(RESUMABLE, VERSION).build();
    }

    private IncomingFile receive(
            IncomingPackage announced, String key, long offset, HttpServletRequest request)
            throws IOException, Bad, Body.WrongOffset, Body.WrongSum {
        Body body =
                new Body(
                        request.getInputStream(),
                        request.getContentLengthLong(),
                        sum(request.getHeader("Upload-Checksum")));
        if (!atOnce.tryAcquire()) {
            throw new Bad(HttpStatus.SERVICE_UNAVAILABLE, "busy");
        }
        try {
            return packages.receive(announced, key, offset, body);
        } finally {
            atOnce.release();
        }
    }

    private IncomingPackage announced(String id) {
        return packages.get(
                IncomingPackages.id(id).orElseThrow(() -> new UploadRefused(Reason.GONE)),
                Objects.requireNonNull(current.require(Role.ARCHIVIST).account()).value());
    }

    private ResponseEntity.HeadersBuilder<?> answer(IncomingPackage announced, HttpStatus status)
            throws IOException {
        Instant expires = packages.expires(packages.arrival(announced));
        return ResponseEntity.status(status)
                .header(RESUMABLE, VERSION)
                .header(
                        "Upload-Expires",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                expires.atZone(ZoneOffset.UTC)));
    }

    private static void requireVersion(HttpServletRequest request) throws Bad {
        if (!VERSION.equals(request.getHeader(RESUMABLE))) {
            throw new Bad(HttpStatus.PRECONDITION_FAILED, "Tus-Resumable: " + VERSION + "?");
        }
    }

    private static Optional<Long> number(HttpServletRequest request, String header) {
        String text = request.getHeader(header);
        return text != null && text.matches("\\d{1,18}")
                ? Optional.of(Long.parseLong(text))
                : Optional.empty();
    }

    private static Map<String, String> metadata(@Nullable String header) throws Bad {
        Map<String, String> said = new HashMap<>();
        if (header == null || header.isBlank()) {
            return said;
        }
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            said.put(
                    parts[0],
                    parts.length < 2 ? "" : new String(decoded(parts[1]), StandardCharsets.UTF_8));
        }
        return said;
    }

    private static byte @Nullable [] sum(@Nullable String header) throws Bad {
        if (header == null) {
            return null;
        }
        if (!header.startsWith("sha256 ")) {
            throw new Bad(HttpStatus.BAD_REQUEST, "sha256?");
        }
        return decoded(header.substring(7));
    }

    private static byte[] decoded(String base64) throws Bad {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Bad(HttpStatus.BAD_REQUEST, "base64?");
        }
    }

    @ExceptionHandler
    ResponseEntity<String> bad(Bad bad) {
        return ResponseEntity.status(bad.status)
                .header(RESUMABLE, VERSION)
                .header("Tus-Version", VERSION)
                .body(bad.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Void> wrongOffset(Body.WrongOffset wrong) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .header(RESUMABLE, VERSION)
                .header(OFFSET, Long.toString(wrong.offset()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<Void> wrongSum(Body.WrongSum wrong) {
        return ResponseEntity.status(CHECKSUM_MISMATCH).header(RESUMABLE, VERSION).build();
    }
}
