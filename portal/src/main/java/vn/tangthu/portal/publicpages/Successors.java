package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

/**
 * Addresses of a hồ sơ of which documents were erased lead to what stays of it: documents and files
 * keep their ids there; those of paper that was digitised lead to its hồ sơ. Where a reader may not
 * know of that, they lead nowhere, as all others do that lead nowhere.
 */
@ControllerAdvice(basePackageClasses = Successors.class)
class Successors {
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(/ho-so/|/tep/ho-so/)([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
                            + "([/\\w.-]*)");

    private final Catalogue catalogue;

    Successors(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @ExceptionHandler(NotHere.class)
    void lead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<String> address = address(request);
        if (address.isEmpty()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        response.setStatus(HttpStatus.MOVED_PERMANENTLY.value());
        response.setHeader("Location", address.get());
    }

    private Optional<String> address(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        Matcher parts = ADDRESS.matcher(path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        UUID asked = UUID.fromString(parts.group(2));
        String query = request.getQueryString();
        return catalogue
                .resolve(asked.toString(), Reader.ANONYMOUS)
                .map(AipId::value)
                .filter(now -> !now.equals(asked))
                .map(
                        now ->
                                request.getContextPath()
                                        + parts.group(1)
                                        + now
                                        + parts.group(3)
                                        + (query == null ? "" : "?" + query));
    }
}
