package vn.tangthu.portal.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import vn.tangthu.repository.RefusedException;

/** What goes wrong in the API, as {@link ApiProblem}. */
@RestControllerAdvice(assignableTypes = DeliveriesApi.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    void found(ApiProblem.Found found, HttpServletResponse response) throws IOException {
        switch (found.problem()) {
            case BUSY -> response.setHeader("Retry-After", "30");
            case TOO_LARGE, NOT_A_ZIP, NO_SPACE -> response.setHeader("Connection", "close");
            default -> {}
        }
        found.problem().write(response);
    }

    @ExceptionHandler
    void refused(RefusedException refused, HttpServletResponse response) throws IOException {
        ApiProblem.FORBIDDEN.write(response);
    }

    @ExceptionHandler
    void mistyped(MethodArgumentTypeMismatchException mistyped, HttpServletResponse response)
            throws IOException {
        boolean address = mistyped.getName().equals("id");
        (address ? ApiProblem.NOT_FOUND : ApiProblem.BAD_REQUEST).write(response);
    }

    @ExceptionHandler
    void missing(MissingServletRequestParameterException missing, HttpServletResponse response)
            throws IOException {
        ApiProblem.BAD_REQUEST.write(response);
    }

    /** The line was lost or stood still: there is nobody to tell, but somebody may listen. */
    @ExceptionHandler
    void lost(IOException lost, HttpServletResponse response) throws IOException {
        LOG.info("A delivery by the API broke off: {}", lost.toString());
        ApiProblem.INCOMPLETE.write(response);
    }

    @ExceptionHandler
    void failed(RuntimeException failure, HttpServletResponse response) throws IOException {
        LOG.error("The API failed", failure);
        ApiProblem.INTERNAL.write(response);
    }
}
