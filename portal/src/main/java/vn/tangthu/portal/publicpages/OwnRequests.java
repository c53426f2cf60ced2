package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import vn.tangthu.portal.security.PersonOfSession;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.UserFiles;

/** Requests of the person whose session comes with what is asked; nobody else's. */
@Component
class OwnRequests {
    private final PersonOfSession people;
    private final UserFiles files;

    OwnRequests(PersonOfSession people, UserFiles files) {
        this.people = people;
        this.files = files;
    }

    boolean isSomebodySignedIn(HttpServletRequest asked) {
        return people.of(asked).isPresent();
    }

    /** As whom they follow it; empty for another's and for one that does not exist. */
    Optional<Applicant> applicant(String reference, HttpServletRequest asked) {
        return people.of(asked).flatMap(person -> files.applicant(reference, person.reader()));
    }

    /**
     * Where the page goes on after an act on it, so that a reload does nothing twice.
     *
     * @param said what the form said of being on the own page; a form elsewhere stays there
     */
    Optional<String> back(String said, String reference, String act, HttpServletRequest asked) {
        return said.isEmpty()
                ? Optional.empty()
                : applicant(reference, asked)
                        .map(who -> "redirect:/yeu-cau/cua-toi/" + who.reference() + "?da=" + act);
    }

    /** The forms of the page know again that it is the own one. */
    void mark(String said, String reference, HttpServletRequest asked, Model model) {
        if (!said.isEmpty() && isTheirs(reference, asked)) {
            model.addAttribute("own", OwnRequestController.LIST);
        }
    }

    boolean isTheirs(String reference, HttpServletRequest asked) {
        return applicant(reference, asked).isPresent();
    }
}
