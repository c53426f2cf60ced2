package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.repository.ContentFileId;

/** The text of a file as ALTO, as an answer to a browser. */
public final class AltoResponse {
    private AltoResponse() {}

    public static void write(AltoTexts.Alto alto, ContentFileId file, HttpServletResponse response)
            throws IOException {
        // A restriction acts at once.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + file.value() + ".alto.xml\"");
        response.setContentType("application/xml");
        response.setCharacterEncoding("UTF-8");
        alto.writeTo(response.getOutputStream());
    }
}
