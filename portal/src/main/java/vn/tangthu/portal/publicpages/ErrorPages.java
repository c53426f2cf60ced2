package vn.tangthu.portal.publicpages;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Every error in the site's look, with its true status, and with what to do next; nothing of what
 * happened inside. The text depends on the status alone, so that hidden and missing cannot be told
 * apart.
 */
@Controller
class ErrorPages implements ErrorController {
    /** Request attribute: the 503 means damaged bytes. */
    static final String DAMAGED = ErrorPages.class.getName() + ".damaged";

    /** Request attribute: the 503 means that as many documents as may be are being bound. */
    static final String BINDING = ErrorPages.class.getName() + ".binding";

    private static final Set<Integer> WITH_WORDS = Set.of(400, 403, 404, 405, 410, 429, 500, 503);

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    String error(HttpServletRequest request, HttpServletResponse response, Model model) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer number ? number : 404;
        response.setStatus(status);
        String key = WITH_WORDS.contains(status) ? "" + status : status < 500 ? "400" : "500";
        if (request.getAttribute(DAMAGED) != null) {
            key = "damaged";
        } else if (request.getAttribute(BINDING) != null) {
            key = "binding";
        }
        model.addAttribute("status", status);
        model.addAttribute("key", key);
        return "public/error";
    }
}
