package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.portal.security.PersonOfSession;
import vn.tangthu.portal.security.PersonOfSession.Person;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;

/** Asking for what is not public or not digitised, and following what becomes of it. */
@Controller
class RequestController {
    private static final Map<String, Act> ACTS =
            Map.of("bo-sung", Act.SUPPLEMENT, "rut", Act.WITHDRAW, "khieu-nai", Act.APPEAL);

    private final AccessRequests requests;
    private final Words words;
    private final AskedFor askedFor;
    private final Fees fees;
    private final RequestAttachments attachments;
    private final TrackedPage page;
    private final PersonOfSession people;
    private final OwnRequests own;

    RequestController(
            AccessRequests requests,
            Words words,
            AskedFor askedFor,
            Fees fees,
            RequestAttachments attachments,
            TrackedPage page,
            PersonOfSession people,
            OwnRequests own) {
        this.requests = requests;
        this.words = words;
        this.askedFor = askedFor;
        this.fees = fees;
        this.attachments = attachments;
        this.page = page;
        this.people = people;
        this.own = own;
    }

    @GetMapping("/yeu-cau")
    String form(
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest asked,
            Model model,
            Locale locale) {
        MultiValueMap<String, String> filled = new LinkedMultiValueMap<>(parameters);
        String q = searched(parameters);
        if (!q.isEmpty() && !filled.containsKey("can-tim")) {
            filled.set("can-tim", words.get(locale, "request.prefill", q));
        }
        Optional<Person> person = people.of(asked);
        if (person.isPresent() && !filled.containsKey("ho-ten")) {
            filled.set("ho-ten", person.get().name());
        }
        RequestForm form = RequestForm.of(filled);
        if (parameters.containsKey("gio")) {
            form = form.withItems(Basket.of(asked).entries());
        }
        return show(form, person, searched(parameters), List.of(), List.of(), model);
    }

    /**
     * What forbids to send what was shown for one person as another's: a form that was open while
     * somebody signed out, or another signed in. Only the session says whose a request is; what the
     * form says is held against it and no more.
     */
    private Optional<String> anotherPerson(
            MultiValueMap<String, String> parameters, Optional<Person> person, Locale locale) {
        String shown = Objects.requireNonNullElse(parameters.getFirst("tai-khoan"), "");
        String now = person.map(Person::username).orElse("");
        if (shown.isEmpty() || shown.equals(now)) {
            return Optional.empty();
        }
        return Optional.of(
                words.get(locale, now.isEmpty() ? "request.person.gone" : "request.person.other"));
    }

    /** What was searched without success before the form was opened; it tells forms apart. */
    private static String searched(MultiValueMap<String, String> parameters) {
        String q = parameters.getFirst("q");
        return q == null ? "" : shortened(q.strip());
    }

    @PostMapping("/yeu-cau")
    String submit(
            @RequestParam MultiValueMap<String, String> parameters,
            Model model,
            Locale locale,
            HttpServletRequest sent,
            HttpServletResponse response) {
        RequestForm form = RequestForm.of(parameters);
        List<RequestForm.Wrong> wrongs = form.wrongs(reliefs());
        List<AskedFor.Line> lines = askedFor.lines(form.named());
        Optional<Person> person = people.of(sent);
        List<String> another = anotherPerson(parameters, person, locale).stream().toList();
        // Nobody sends less than they see on the page: what has gone since is told first.
        if (!wrongs.isEmpty() || !another.isEmpty() || lines.size() < form.named().size()) {
            response.setStatus(422);
            return show(form, person, searched(parameters), wrongs, another, model);
        }
        try {
            List<Asked> wanted = lines.stream().map(AskedFor.Line::asked).distinct().toList();
            AccessRequests.Reference reference =
                    requests.submit(
                            form.toRequest(wanted),
                            form.claimed(reliefs()).orElse(null),
                            person.map(Person::reader).orElse(Reader.ANONYMOUS));
            if (!form.items().isEmpty()) {
                Basket.of(sent).without(form.named()).keep(sent, response);
            }
            return "redirect:/yeu-cau/da-gui?ma=" + SearchQuery.encode(reference.value());
        } catch (RefusedException e) {
            response.setStatus(422);
            List<String> findings = TrackedPage.inWords(e, locale);
            return show(form, person, searched(parameters), List.of(), findings, model);
        }
    }

    @GetMapping("/yeu-cau/da-gui")
    String submitted(
            @RequestParam(defaultValue = "") String ma, HttpServletRequest asked, Model model) {
        AccessRequests.Request request =
                (ma.length() > 40 ? Optional.<AccessRequests.Request>empty() : requests.find(ma))
                        .orElseThrow(NotHere::new);
        // The reference alone shows nothing of the person.
        model.addAttribute("reference", request.reference().value());
        model.addAttribute("own", own.isTheirs(request.reference().value(), asked));
        // What is open does not wait for what is conditional: two terms, two days.
        Comparator<Item> term = Comparator.comparingInt(Item::workingDays);
        Item first = Collections.min(request.items(), term.thenComparing(Item::dueOn));
        Item last = Collections.max(request.items(), term.thenComparing(Item::dueOn));
        model.addAttribute("first", first);
        model.addAttribute("later", last.workingDays() > first.workingDays() ? last : null);
        model.addAttribute("limits", attachments.limits());
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
        Optional<AccessRequests.Request> found =
                page.applicant(ma, lastFour).flatMap(requests::track);
        return page.of(found, ma, lastFour, model, response);
    }

    /** What the applicant does, on the page that {@link #track} showed. */
    @PostMapping("/yeu-cau/tra-cuu/{act:bo-sung|rut|khieu-nai}")
    String act(
            @PathVariable String act,
            @RequestParam(defaultValue = "") String ma,
            @RequestParam(name = "bon-so", defaultValue = "") String lastFour,
            @RequestParam(name = "noi-dung", defaultValue = "") String text,
            @RequestParam(name = "muc", defaultValue = "") String item,
            @RequestParam(defaultValue = "") String rieng,
            Model model,
            Locale locale,
            HttpServletRequest asked,
            HttpServletResponse response) {
        Optional<Applicant> applicant = page.applicant(ma, lastFour);
        Act meant = Objects.requireNonNull(ACTS.get(act));
        try {
            Optional<AccessRequests.Request> done =
                    applicant.flatMap(who -> requests.act(who, meant, number(item), text));
            Optional<String> back =
                    done.flatMap(
                            request -> own.back(rieng, request.reference().value(), act, asked));
            if (back.isPresent()) {
                return back.get();
            }
            model.addAttribute("done", done.isPresent() ? act : null);
            return page.of(done, ma, lastFour, model, response);
        } catch (RefusedException e) {
            response.setStatus(422);
            model.addAttribute("findings", TrackedPage.inWords(e, locale));
            model.addAttribute("said", Map.of(act, text));
            own.mark(rieng, ma, asked, model);
            return page.of(applicant.flatMap(requests::track), ma, lastFour, model, response);
        }
    }

    /** Null for all; what is no number is none of them. */
    private static @Nullable Integer number(String item) {
        return item.isBlank() ? null : item.matches("[0-9]{1,3}") ? Integer.valueOf(item) : 0;
    }

    /** What can be claimed today. */
    private List<Fees.Relief> reliefs() {
        return fees.now().map(table -> table.of().reliefs()).orElse(List.of());
    }

    private String show(
            RequestForm form,
            Optional<Person> person,
            String searched,
            List<RequestForm.Wrong> wrongs,
            List<String> findings,
            Model model) {
        model.addAttribute("form", form);
        model.addAttribute("person", person.orElse(null));
        model.addAttribute("searched", searched);
        model.addAttribute("fees", fees.now().isPresent());
        model.addAttribute("reliefs", reliefs());
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
        model.addAttribute("onPaper", askedFor.onPaper(lines));
        return "public/request";
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
