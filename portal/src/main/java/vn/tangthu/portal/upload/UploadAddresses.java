package vn.tangthu.portal.upload;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.upload.IncomingPackage.Arrival;
import vn.tangthu.portal.upload.IncomingPackage.Kind;
import vn.tangthu.portal.upload.UploadRefused.Reason;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * Packages that a browser sends, as JSON for the page's own script. The filter chain lets in
 * archivists only, and nothing that changes something without the token of their session.
 */
@RestController
@RequestMapping(UploadAddresses.ROOT)
class UploadAddresses {
    static final String ROOT = "/app-tai-len";
    private static final int NAME = 1_000;

    private final IncomingPackages packages;
    private final UploadProperties limits;
    private final CurrentReader current;
    private final ActivityLog activity;

    UploadAddresses(
            IncomingPackages packages,
            UploadProperties limits,
            CurrentReader current,
            ActivityLog activity) {
        this.packages = packages;
        this.limits = limits;
        this.current = current;
        this.activity = activity;
    }

    /** What the script needs to send, and what it may go on with. */
    record Desk(String header, String token, long piece, int parallel, List<Shown> packages) {}

    /** A package on its way, as its sender sees it. */
    record Shown(
            UUID id,
            String name,
            Kind kind,
            int files,
            long bytes,
            int arrivedFiles,
            long arrivedBytes,
            Instant at,
            Instant expires) {}

    /** What the script announces. */
    record Announcement(@Nullable String name, @Nullable Kind kind, int files, long bytes) {}

    @GetMapping
    Desk desk(CsrfToken token) throws IOException {
        List<Shown> shown = new ArrayList<>();
        for (IncomingPackage one : packages.of(archivist())) {
            shown.add(shown(one));
        }
        return new Desk(
                token.getHeaderName(),
                token.getToken(),
                limits.piece().toBytes(),
                limits.parallel(),
                shown);
    }

    @PostMapping("/goi")
    @ResponseStatus(HttpStatus.CREATED)
    Shown announce(@RequestBody Announcement said) throws IOException {
        Reader reader = current.require(Role.ARCHIVIST);
        String name = said.name();
        if (name == null || name.length() > NAME || said.kind() == null) {
            throw new UploadRefused(Reason.UNSAFE_NAME, name == null ? "" : name);
        }
        IncomingPackage announced =
                packages.announce(archivist(), name, said.kind(), said.files(), said.bytes());
        activity.record(reader, "UPLOAD_BEGUN", announced.name(), null);
        return shown(announced);
    }

    /** The files that were begun, so that a sender who comes back goes on with each. */
    @GetMapping("/goi/{id}")
    void files(@PathVariable String id, HttpServletResponse response) throws IOException {
        IncomingPackage announced = announced(id);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        try (OutputStream out = response.getOutputStream();
                JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("files");
            packages.each(announced, json::writePOJO);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    @PostMapping("/goi/{id}/xong")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void finish(@PathVariable String id) throws IOException {
        Reader reader = current.require(Role.ARCHIVIST);
        IncomingPackage announced = announced(id);
        packages.finish(announced);
        activity.record(reader, "UPLOAD_ARRIVED", announced.name(), null);
    }

    @DeleteMapping("/goi/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(@PathVariable String id) {
        Reader reader = current.require(Role.ARCHIVIST);
        IncomingPackage announced = announced(id);
        packages.discard(announced);
        activity.record(reader, "UPLOAD_REMOVED", announced.name(), null);
    }

    private UUID archivist() {
        return Objects.requireNonNull(current.require(Role.ARCHIVIST).account()).value();
    }

    private IncomingPackage announced(String id) {
        return packages.get(
                IncomingPackages.id(id).orElseThrow(() -> new UploadRefused(Reason.GONE)),
                archivist());
    }

    private Shown shown(IncomingPackage one) throws IOException {
        Arrival arrival = packages.arrival(one);
        return new Shown(
                one.id(),
                one.name(),
                one.kind(),
                one.files(),
                one.bytes(),
                arrival.files(),
                arrival.bytes(),
                arrival.at(),
                packages.expires(arrival));
    }
}
