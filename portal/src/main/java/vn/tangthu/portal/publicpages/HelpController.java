package vn.tangthu.portal.publicpages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Help, the statement on accessibility, and guided searches for what people most often need. */
@Controller
class HelpController {
    /** Guided searches; each has its words under {@code guide.TOPIC}. */
    static final List<String> TOPICS = List.of("dat", "quyet-dinh", "can-bo", "xay-dung");

    @GetMapping("/tro-giup")
    String help() {
        return "public/help";
    }

    @GetMapping("/tro-giup/tiep-can")
    String accessibility() {
        return "public/accessibility";
    }

    @GetMapping("/tro-giup/ho-tich")
    String civilStatus() {
        return "public/civil-status";
    }

    /** Who, where and when become one ordinary search, which can be kept and sent to others. */
    @GetMapping("/tim-theo/{topic}")
    String guide(
            @PathVariable String topic,
            @RequestParam(defaultValue = "") String ai,
            @RequestParam(name = "o-dau", defaultValue = "") String where,
            @RequestParam(defaultValue = "") String tu,
            @RequestParam(defaultValue = "") String den,
            Model model) {
        if (!TOPICS.contains(topic)) {
            throw new NotHere();
        }
        String q =
                Stream.of(ai, where)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "));
        if (q.isEmpty() && tu.isBlank() && den.isBlank()) {
            model.addAttribute("topic", topic);
            return "public/guide";
        }
        return "redirect:/tim?q="
                + SearchQuery.encode(q)
                + (tu.isBlank() ? "" : "&tu=" + SearchQuery.encode(tu.strip()))
                + (den.isBlank() ? "" : "&den=" + SearchQuery.encode(den.strip()));
    }
}
