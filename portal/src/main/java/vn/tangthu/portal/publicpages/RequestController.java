package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AnswerLetters;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;

/** Asking for what is not public or not digitised, and following what becomes of it. */
@Controller
class RequestController {
    private static final Map<String, Act> ACTS =
            Map.of("bo-sung", Act.SUPPLEMENT, "rut", Act.WITHDRAW, "khieu-nai", Act.APPEAL);

    private final AccessRequests requests;
    private final Catalogue catalogue;
    private final Words words;
    private final Throttles throttles;
    private final GrantedCopies copies;
    private final OnlineReadings readings;
    private final AskedFor askedFor;
    private final Fees fees;
    private final AnswerLetters letters;

    RequestController(
            AccessRequests requests,
            Catalogue catalogue,
            Words words,
            Throttles throttles,
            GrantedCopies copies,
            OnlineReadings readings,
            AskedFor askedFor,
            Fees fees,
            AnswerLetters letters) {
        this.letters = letters;
        this.fees = fees;
        this.copies = copies;
        this.readings = readings;
        this.askedFor = askedFor;
        this.requests = requests;
        this.catalogue = catalogue;
        this.words = words;
        this.throttles = throttles;
    }

    @GetMapping("/yeu-cau")
    String form(
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest asked,
            Model model,
            Locale locale) {
        MultiValueMap<String, String> filled = new LinkedMultiValueMap<>(parameters);
        String q = filled.getFirst("q");
        if (q != null && !q.isBlank() && !filled.containsKey("can-tim")) {
            filled.set("can-tim", words.get(locale, "request.prefill", shortened(q.strip())));
        }
        RequestForm form = RequestForm.of(filled);
        if (parameters.containsKey("gio")) {
            form = form.withItems(Basket.of(asked).entries());
        }
        return show(form, List.of(), List.of(), model);
    }

    @PostMapping("/yeu-cau")
    String submit(
            @RequestParam MultiValueMap<String, String> parameters,
            Model model,
            Locale locale,
            HttpServletRequest sent,
            HttpServletResponse response) {
        RequestForm form = RequestForm.of(parameters);
        List<RequestForm.Wrong> wrongs = form.wrongs();
        List<AskedFor.Line> lines = askedFor.lines(form.named());
        // Nobody sends less than they see on the page: what has gone since is told first.
        if (!wrongs.isEmpty() || lines.size() < form.named().size()) {
            response.setStatus(422);
            return show(form, wrongs, List.of(), model);
        }
        try {
            List<Asked> wanted = lines.stream().map(AskedFor.Line::asked).distinct().toList();
            AccessRequests.Reference reference =
                    requests.submit(form.toRequest(wanted), Reader.ANONYMOUS);
            if (!form.items().isEmpty()) {
                Basket.of(sent).without(form.named()).keep(sent, response);
            }
            return "redirect:/yeu-cau/da-gui?ma=" + SearchQuery.encode(reference.value());
        } catch (RefusedException e) {
            response.setStatus(422);
            return show(form, List.of(), inWords(e, locale), model);
        }
    }

    @GetMapping("/yeu-cau/da-gui")
    String submitted(@RequestParam(defaultValue = "") String ma, Model model) {
        AccessRequests.Request request =
                (ma.length() > 40 ? Optional.<AccessRequests.Request>empty() : requests.find(ma))
                        .orElseThrow(NotHere::new);
        // The reference alone shows nothing of the person.
        model.addAttribute("reference", request.reference().value());
        model.addAttribute("dueOn", request.dueOn());
        model.addAttribute("kindKey", RequestForm.keyOf(request.request().kind()));
        model.addAttribute("workingDays", request.request().kind().workingDays());
        return "public/request-sent";
    }

    @GetMapping("/yeu-cau/tra-cuu")
    String trackForm(@RequestParam(defaultValue = "") String ma, Model model) {
        model.addAttribute("ma", ma);
        model.addAttribute("wrong", false);
        model.addAttribute("tracked", null);
        return "public/track";
    }

    /** By POST, so that neither reference nor telephone number stays in an address or a log. */
    @PostMapping("/yeu-cau/tra-cuu")
    String track(
            @RequestParam(defaultValue = "") String ma,
            @RequestParam(name = "bon-so", defaultValue = "") String lastFour,
            Model model,
            HttpServletResponse response) {
        Optional<AccessRequests.Request> found = applicant(ma, lastFour).flatMap(requests::track);
        return tracked(found, ma, lastFour, model, response);
    }

    /** What the applicant does, on the page that {@link #track} showed. */
    @PostMapping("/yeu-cau/tra-cuu/{act:bo-sung|rut|khieu-nai}")
    String act(
            @PathVariable String act,
            @RequestParam(defaultValue = "") String ma,
            @RequestParam(name = "bon-so", defaultValue = "") String lastFour,
            @RequestParam(name = "noi-dung", defaultValue = "") String text,
            @RequestParam(name = "muc", defaultValue = "") String item,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        Optional<Applicant> applicant = applicant(ma, lastFour);
        Act meant = Objects.requireNonNull(ACTS.get(act));
        try {
            Optional<AccessRequests.Request> done =
                    applicant.flatMap(who -> requests.act(who, meant, number(item), text));
            model.addAttribute("done", done.isPresent() ? act : null);
            return tracked(done, ma, lastFour, model, response);
        } catch (RefusedException e) {
            response.setStatus(422);
            model.addAttribute("findings", inWords(e, locale));
            model.addAttribute("said", Map.of(act, text));
            return tracked(applicant.flatMap(requests::track), ma, lastFour, model, response);
        }
    }

    /** Empty where no request can be meant. */
    private Optional<Applicant> applicant(String reference, String lastFour) {
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

    private String tracked(
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
        model.addAttribute("aboutRecord", record(request.request().about()).orElse(null));
        List<TrackedItem> items = TrackedItem.of(request, askedFor);
        model.addAttribute("items", items);
        model.addAttribute("letters", letters.of(request.reference().value()));
        model.addAttribute("fee", fees.of(request.reference().value()).orElse(null));
        model.addAttribute("acts", TrackedItem.acts(items));
        model.addAttribute(
                "copies",
                request.hasGranted()
                        ? copies.offered(
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

    /** Null for all; what is no number is none of them. */
    private static @Nullable Integer number(String item) {
        return item.isBlank() ? null : item.matches("[0-9]{1,3}") ? Integer.valueOf(item) : 0;
    }

    private static List<String> inWords(RefusedException refused, Locale locale) {
        return refused.findings().stream()
                .map(finding -> finding.message(locale) + " " + finding.remedy(locale))
                .toList();
    }

    private String show(
            RequestForm form, List<RequestForm.Wrong> wrongs, List<String> findings, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("fees", fees.now().isPresent());
        model.addAttribute("wrongs", wrongs);
        model.addAttribute("findings", findings);
        model.addAttribute("wrongFields", wrongs.stream().map(RequestForm.Wrong::field).toList());
        List<AskedFor.Line> lines = askedFor.lines(form.named());
        String one = form.one().map(Basket.Entry::key).orElse("");
        model.addAttribute(
                "about",
                lines.stream().filter(line -> line.key().equals(one)).findAny().orElse(null));
        model.addAttribute(
                "lines", lines.stream().filter(line -> !line.key().equals(one)).toList());
        model.addAttribute("gone", form.named().size() - lines.size());
        return "public/request";
    }

    private Optional<RecordView> record(@Nullable AipId id) {
        return id == null
                ? Optional.empty()
                : Optional.ofNullable(catalogue.found(List.of(id), Reader.ANONYMOUS).get(id));
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
