package vn.tangthu.portal.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.outgoing.UseOfRequest;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.PackageExports.Form;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UseOfRecords;

/** A hồ sơ as a package of Thông tư 05/2025, for archivists. */
@RestController
@RequestMapping(PackageFiles.ROOT)
class PackageFiles {
    static final String ROOT = "/app-tep/goi";
    static final String DIP = "dip";
    private final PackageExports packages;
    private final PackagesUnderWay sending;
    private final ReadersFiles files;
    private final AccessRequests requests;
    private final CurrentReader current;
    private final Clock clock;
    private final ClosedThings closed;

    PackageFiles(
            PackageExports packages,
            PackagesUnderWay sending,
            ReadersFiles files,
            AccessRequests requests,
            CurrentReader current,
            Clock clock,
            ClosedThings closed) {
        this.closed = closed;
        this.packages = packages;
        this.sending = sending;
        this.files = files;
        this.requests = requests;
        this.current = current;
        this.clock = clock;
    }

    /**
     * @param form the word of {@link Form}, or {@link #DIP}
     */
    static String address(AipId id, String form) {
        return ROOT + "/" + id + "/" + form;
    }

    /**
     * @param reference of a request: nothing, since a DIP for a request leaves with its
     *     certificate, as one of its copies (ADR 0045); this one has a number of its own
     */
    @GetMapping("/{id}/{form}")
    @Nullable StreamingResponseBody send(
            @PathVariable UUID id,
            @PathVariable String form,
            @RequestParam(name = "yeu-cau", required = false) @Nullable String reference,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        Optional<Form> wanted =
                Arrays.stream(Form.values()).filter(one -> one.word().equals(form)).findFirst();
        AipId record = new AipId(id);
        if (!reader.is(Role.ARCHIVIST)) {
            files.refused(reader, record.toString(), null, response);
            return null;
        }
        if (wanted.isEmpty() && !form.equals(DIP)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        boolean head = request.getMethod().equals("HEAD");
        ReadingPurpose purpose;
        try {
            purpose = closed.record(record, reader, request);
        } catch (Purposes.Missing e) {
            e.ask(response);
            return null;
        }
        if (wanted.isPresent()) {
            return sending.send(
                    record,
                    wanted.get().name(),
                    purpose,
                    reader,
                    asked -> packages.hoso(record, wanted.get(), asked),
                    head,
                    response);
        }
        if (reference != null && !reference.isBlank()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        UseOfRecords use = UseOfRequest.of(null, requests, clock);
        return sending.send(
                record,
                "DIP " + use.requestId(),
                purpose,
                reader,
                asked -> packages.dip(record, use, asked),
                head,
                response);
    }
}
