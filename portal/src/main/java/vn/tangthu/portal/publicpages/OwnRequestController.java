package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;

/**
 * The status page of one's own request for who is signed in: that of the applicant, without typing
 * its two secrets. Its forms lead on as those of the applicant do. Another's is as one that does
 * not exist; who is not signed in is led to the login, whatever the reference.
 */
@Controller
class OwnRequestController {
    private static final Set<String> DONE = Set.of("bo-sung", "rut", "khieu-nai", "giay-to");
    static final String LIST = "/app/tai-khoan/yeu-cau";

    private final OwnRequests own;
    private final AccessRequests requests;
    private final TrackedPage page;

    OwnRequestController(OwnRequests own, AccessRequests requests, TrackedPage page) {
        this.own = own;
        this.requests = requests;
        this.page = page;
    }

    @GetMapping("/yeu-cau/cua-toi/{reference}")
    String own(
            @PathVariable String reference,
            @RequestParam(defaultValue = "") String da,
            HttpServletRequest asked,
            HttpServletResponse response,
            Model model) {
        response.setHeader("Cache-Control", "private, no-store");
        if (!own.isSomebodySignedIn(asked)) {
            return "redirect:" + LIST;
        }
        Applicant applicant = own.applicant(reference, asked).orElseThrow(NotHere::new);
        model.addAttribute("own", LIST);
        model.addAttribute("done", DONE.contains(da) ? da : null);
        return page.of(
                requests.track(applicant),
                applicant.reference(),
                applicant.lastFour(),
                model,
                response);
    }
}
