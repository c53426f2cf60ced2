package vn.tangthu.portal.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.outgoing.HandedCopies;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.Retrieval;

/** A copy for an applicant, as an archivist looks at it. */
@RestController
class CopyFiles {
    static final String ROOT = "/app-tep/ban-sao";

    private final GrantedCopies copies;
    private final CurrentReader current;

    CopyFiles(GrantedCopies copies, CurrentReader current) {
        this.copies = copies;
        this.current = current;
    }

    @GetMapping(ROOT + "/{id}")
    void send(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        try (GrantedCopies.Handed handed = copies.preview(id, current.reader())) {
            HandedCopies.send(handed, true, response);
        } catch (Retrieval.NotAvailable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
