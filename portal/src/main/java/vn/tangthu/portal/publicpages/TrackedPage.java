package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;

/** The page on which an applicant follows a request, and who may see it. */
@Component
class TrackedPage {
    private final Catalogue catalogue;
    private final Throttles throttles;
    private final GrantedCopies copies;
    private final OnlineReadings readings;
    private final AskedFor askedFor;
    private final Fees fees;
    private final AnswerLetters letters;
    private final RequestAttachments attachments;

    TrackedPage(
            Catalogue catalogue,
            Throttles throttles,
            GrantedCopies copies,
            OnlineReadings readings,
            AskedFor askedFor,
            Fees fees,
            AnswerLetters letters,
            RequestAttachments attachments) {
        this.catalogue = catalogue;
        this.throttles = throttles;
        this.copies = copies;
        this.readings = readings;
        this.askedFor = askedFor;
        this.fees = fees;
        this.letters = letters;
        this.attachments = attachments;
    }

    /** Empty where no request can be meant. */
    Optional<Applicant> applicant(String reference, String lastFour) {
        if (reference.isBlank() || reference.length() > 40) {
            return Optional.empty();
        }
        if (!throttles.mayTry(reference)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        String end = lastFour.strip();
        return end.isEmpty() || end.length() > 4
                ? Optional.empty()
                : Optional.of(new Applicant(reference.strip(), end));
    }

    /**
     * @param found none where reference and end do not match: then the page asks for both again
     */
    String of(
            Optional<AccessRequests.Request> found,
            String reference,
            String lastFour,
            Model model,
            HttpServletResponse response) {
        model.addAttribute("ma", reference);
        model.addAttribute("wrong", found.isEmpty());
        model.addAttribute("tracked", found.orElse(null));
        if (found.isEmpty()) {
            response.setStatus(422);
            return "public/track";
        }
        AccessRequests.Request request = found.get();
        model.addAttribute("lastFour", lastFour.strip());
        model.addAttribute("kindKey", RequestForm.keyOf(request.request().kind()));
        model.addAttribute("conditional", isConditional(request));
        model.addAttribute("aboutRecord", record(request.request().about()).orElse(null));
        List<TrackedItem> items = TrackedItem.of(request, askedFor);
        model.addAttribute("items", items);
        model.addAttribute("letters", letters.of(request.reference().value()));
        model.addAttribute("fee", fees.of(request.reference().value()).orElse(null));
        model.addAttribute("claim", fees.claim(request.reference().value()).orElse(null));
        model.addAttribute("papers", attachments.of(request.reference().value()));
        model.addAttribute("limits", attachments.limits());
        model.addAttribute("acts", TrackedItem.acts(items));
        model.addAttribute(
                "copies",
                request.hasGranted()
                        ? copies.offered(
                                new Applicant(request.reference().value(), lastFour.strip()))
                        : List.of());
        model.addAttribute(
                "takenBack",
                request.hasGranted()
                        ? copies.takenBack(
                                new Applicant(request.reference().value(), lastFour.strip()))
                        : List.of());
        model.addAttribute(
                "readings",
                request.hasGranted()
                        ? readings.offered(
                                new Applicant(request.reference().value(), lastFour.strip()))
                        : List.of());
        return "public/track";
    }

    /**
     * Whether something has a longer term than its kind; of an appeal the term is another one. A
     * term that was given for another kind, before that was corrected, tells nothing.
     */
    private static boolean isConditional(AccessRequests.Request request) {
        boolean corrected = request.steps().stream().anyMatch(step -> step.kind() != null);
        boolean alike =
                request.items().stream()
                                .mapToInt(AccessRequests.Item::workingDays)
                                .distinct()
                                .count()
                        == 1;
        if (corrected && alike) {
            return false;
        }
        int usual = request.request().kind().workingDays();
        return request.items().stream()
                .filter(item -> item.status().open())
                .filter(item -> item.status() != AccessRequests.Status.APPEALED)
                .anyMatch(
                        item ->
                                item.workingDays() == AccessRequests.Kind.CONDITIONAL.workingDays()
                                        && item.workingDays() > usual);
    }

    static List<String> inWords(RefusedException refused, Locale locale) {
        return refused.findings().stream()
                .map(finding -> finding.message(locale) + " " + finding.remedy(locale))
                .toList();
    }

    private Optional<RecordView> record(@Nullable AipId id) {
        return id == null
                ? Optional.empty()
                : Optional.ofNullable(catalogue.found(List.of(id), Reader.ANONYMOUS).get(id));
    }
}
