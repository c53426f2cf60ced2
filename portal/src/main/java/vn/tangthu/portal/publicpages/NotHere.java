package vn.tangthu.portal.publicpages;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** There is no such page for this reader: hidden and missing give this same answer. */
final class NotHere extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    NotHere() {
        super(HttpStatus.NOT_FOUND);
    }
}
