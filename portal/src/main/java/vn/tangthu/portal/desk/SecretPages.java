package vn.tangthu.portal.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.SuspectImages;
import vn.tangthu.repository.SuspectedSecrets.Place;

/** The page with the stamp, for the officer who decides; no browser keeps it. */
@RestController
@RequestMapping(SecretPages.ROOT)
class SecretPages {
    static final String ROOT = "/app-tep/bi-mat";
    private final SuspectImages images;
    private final CurrentReader current;
    private final ActivityLog activity;

    SecretPages(SuspectImages images, CurrentReader current, ActivityLog activity) {
        this.images = images;
        this.current = current;
        this.activity = activity;
    }

    static String image(Place place, int width) {
        return ROOT + "/" + place.record() + "/" + place.file() + "/" + place.page() + "/" + width;
    }

    @GetMapping("/{record}/{file}/{page}/{width}")
    void image(
            @PathVariable UUID record,
            @PathVariable UUID file,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletResponse response)
            throws IOException {
        Reader reader = current.reader();
        if (!PageImages.WIDTHS.contains(width)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try {
            Place place = new Place(new AipId(record), new ContentFileId(file), page);
            PageRenderer.Rendered image = images.image(place, width, reader);
            activity.record(
                    reader, "SECRET_LOOKED_AT", record.toString(), place.file() + ", " + page);
            response.setContentType("image/jpeg");
            response.setContentLength(image.jpeg().length);
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(image.jpeg());
        } catch (Retrieval.NotAvailable | PageRenderer.NotRenderable e) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } catch (Retrieval.Damaged e) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
