package vn.tangthu.portal.space;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.portal.outgoing.AltoResponse;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;

/** The text of a file with the places of its words, for readers who are logged in. */
@RestController
class AltoFiles {
    private final AltoTexts texts;
    private final Catalogue catalogue;
    private final ReadersFiles files;
    private final CurrentReader current;
    private final ActivityLog activity;
    private final ClosedThings closed;

    AltoFiles(
            AltoTexts texts,
            Catalogue catalogue,
            ReadersFiles files,
            CurrentReader current,
            ActivityLog activity,
            ClosedThings closed) {
        this.closed = closed;
        this.texts = texts;
        this.catalogue = catalogue;
        this.files = files;
        this.current = current;
        this.activity = activity;
    }

    static String address(ContentFileId file) {
        return ContentFiles.ROOT + "/alto/" + file;
    }

    @GetMapping(ContentFiles.ROOT + "/alto/{id}")
    void alto(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        ContentFileId file = new ContentFileId(id);
        Optional<AltoTexts.Alto> alto =
                reader.account() == null ? Optional.empty() : texts.of(file, reader);
        if (alto.isEmpty()) {
            // Of a file that they may have nothing is extracted yet: that is no refusal.
            if (reader.account() != null && catalogue.recordOf(file, reader).isEmpty()) {
                files.refused(reader, file.toString(), "ALTO", response);
            } else {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
            return;
        }
        try {
            ReadingPurpose purpose = closed.text(file, reader, request);
            activity.record(reader, "DOWNLOAD", file.toString(), "ALTO", purpose);
        } catch (Purposes.Missing e) {
            e.ask(response);
            return;
        }
        AltoResponse.write(alto.get(), file, response);
    }
}
