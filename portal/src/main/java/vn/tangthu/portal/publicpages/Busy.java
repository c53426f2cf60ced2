package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import vn.tangthu.indexer.SearchBusyException;

/**
 * Where too many search at once, in the archive or inside a hồ sơ, a page says when to ask again.
 */
@ControllerAdvice(basePackageClasses = Busy.class)
class Busy {
    @ExceptionHandler(SearchBusyException.class)
    void busy(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, "" + SearchBusyException.RETRY_AFTER);
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
}
