package vn.tangthu.portal.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.outgoing.ReadersFiles.Watched;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Redactions.Place;

/** Pages as a copy with redactions would have them, for archivists. */
@RestController
@RequestMapping(RedactionFiles.ROOT)
class RedactionFiles {
    static final String ROOT = "/app-tep/che";
    private final Redactions redactions;
    private final ReadersFiles files;

    RedactionFiles(Redactions redactions, ReadersFiles files) {
        this.redactions = redactions;
        this.files = files;
    }

    /**
     * @param state what the boxes are: another address as soon as they are others
     */
    static String image(Place place, int width, String state) {
        return String.join(
                "/",
                ROOT,
                place.request(),
                place.record().toString(),
                place.document().toString(),
                "" + place.page(),
                width + "?v=" + state);
    }

    @GetMapping("/{request}/{record}/{document}/{page}/{width}")
    void image(
            @PathVariable String request,
            @PathVariable UUID record,
            @PathVariable UUID document,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletRequest asked,
            HttpServletResponse response)
            throws IOException {
        Place place = new Place(request, new AipId(record), new DocumentId(document), page);
        files.watched(
                page,
                width,
                reader ->
                        new Watched(
                                redactions.preview(place, width, reader),
                                record.toString(),
                                "trang " + page + ", " + document + ": " + request),
                asked,
                response);
    }
}
