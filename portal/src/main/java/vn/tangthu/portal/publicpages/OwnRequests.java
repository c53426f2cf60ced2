package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
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

    boolean isTheirs(String reference, HttpServletRequest asked) {
        return applicant(reference, asked).isPresent();
    }
}
