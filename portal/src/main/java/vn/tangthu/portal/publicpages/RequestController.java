package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;

/** Asking for what is not public or not digitised, and following what becomes of it. */
@Controller
class RequestController {
    private final AccessRequests requests;
    private final Catalogue catalogue;
    private final Words words;
    private final Throttles throttles;
    private final Clock clock;

    RequestController(
            AccessRequests requests,
            Catalogue catalogue,
            Words words,
            Throttles throttles,
            Clock clock) {
        this.requests = requests;
        this.catalogue = catalogue;
        this.words = words;
        this.throttles = throttles;
        this.clock = clock;
    }

    @GetMapping("/yeu-cau")
    String form(
            @RequestParam MultiValueMap<String, String> parameters, Model model, Locale locale) {
        MultiValueMap<String, String> filled = new LinkedMultiValueMap<>(parameters);
        String q = filled.getFirst("q");
        if (q != null && !q.isBlank() && !filled.containsKey("can-tim")) {
            filled.set("can-tim", words.get(locale, "request.prefill", shortened(q.strip())));
        }
        return show(RequestForm.of(filled), List.of(), List.of(), model);
    }

    @PostMapping("/yeu-cau")
    String submit(
            @RequestParam MultiValueMap<String, String> parameters,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        RequestForm form = RequestForm.of(parameters);
        List<RequestForm.Wrong> wrongs = form.wrongs();
        if (!wrongs.isEmpty()) {
            response.setStatus(422);
            return show(form, wrongs, List.of(), model);
        }
        try {
            AipId about = about(form).map(RecordView::id).orElse(null);
            AccessRequests.Reference reference =
                    requests.submit(form.toRequest(about), Reader.ANONYMOUS);
            return "redirect:/yeu-cau/da-gui?ma=" + SearchQuery.encode(reference.value());
        } catch (RefusedException e) {
            response.setStatus(422);
            List<String> findings =
                    e.findings().stream()
                            .map(finding -> finding.message(locale) + " " + finding.remedy(locale))
                            .toList();
            return show(form, List.of(), findings, model);
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
        if (!ma.isBlank() && ma.length() <= 40 && !throttles.mayTry(ma)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        Optional<AccessRequests.Request> found =
                ma.isBlank() || ma.length() > 40 || lastFour.strip().length() != 4
                        ? Optional.empty()
                        : requests.track(ma.strip(), lastFour.strip());
        model.addAttribute("ma", ma);
        model.addAttribute("wrong", found.isEmpty());
        model.addAttribute("tracked", found.orElse(null));
        if (found.isEmpty()) {
            response.setStatus(422);
            return "public/track";
        }
        AccessRequests.Request request = found.get();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Formats.ZONE);
        boolean open =
                switch (request.status()) {
                    case RECEIVED, IN_PROGRESS, NEEDS_MORE -> true;
                    case GRANTED, REFUSED, WITHDRAWN -> false;
                };
        model.addAttribute("open", open);
        model.addAttribute("daysLeft", WorkingDays.between(today, request.dueOn()));
        model.addAttribute("kindKey", RequestForm.keyOf(request.request().kind()));
        model.addAttribute("aboutRecord", record(request.request().about()).orElse(null));
        return "public/track";
    }

    private String show(
            RequestForm form, List<RequestForm.Wrong> wrongs, List<String> findings, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("wrongs", wrongs);
        model.addAttribute("findings", findings);
        model.addAttribute("wrongFields", wrongs.stream().map(RequestForm.Wrong::field).toList());
        model.addAttribute("aboutRecord", about(form).orElse(null));
        return "public/request";
    }

    private Optional<RecordView> about(RequestForm form) {
        try {
            return form.about().isBlank()
                    ? Optional.empty()
                    : record(new AipId(UUID.fromString(form.about())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<RecordView> record(@Nullable AipId id) {
        return id == null ? Optional.empty() : catalogue.record(id, Reader.ANONYMOUS);
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
