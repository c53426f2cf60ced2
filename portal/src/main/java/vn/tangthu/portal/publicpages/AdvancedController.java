package vn.tangthu.portal.publicpages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Reader;

/** A form of many fields that becomes one ordinary search, which can be kept and sent to others. */
@Controller
class AdvancedController {
    private static final int FONDS = 500;
    private static final String QUOTES = "[\"“”„«»|]";
    private final Catalogue catalogue;

    AdvancedController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A value of a list and what it is called. */
    record Option(String value, String label) {}

    @GetMapping("/tim-nang-cao")
    String advanced(
            @RequestParam MultiValueMap<String, String> parameters, Model model, Locale locale) {
        if (!parameters.containsKey("ca-chu")) {
            Formats formats = new Formats(locale);
            model.addAttribute(
                    "fonds",
                    catalogue.fonds(0, FONDS, Reader.ANONYMOUS).items().stream()
                            .map(one -> new Option(one.id().toString(), one.title()))
                            .toList());
            model.addAttribute(
                    "types",
                    Arrays.stream(DocumentType.values())
                            .map(type -> new Option(type.code(), formats.entry(type)))
                            .toList());
            return "public/advanced";
        }
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        asked.set("q", words(parameters));
        for (String same :
                List.of(
                        "phong", "coquan", "tu", "den", "loai", "online", "ngonngu", "noi",
                        "dang", "trachnhiem", "sap")) {
            asked.put(same, parameters.getOrDefault(same, List.of()));
        }
        return "redirect:" + SearchQuery.of(asked).url();
    }

    /** All words, then the number, the phrase in quotation marks, and any of the last. */
    private static String words(MultiValueMap<String, String> parameters) {
        String phrase = first(parameters, "cum-tu");
        String any =
                Arrays.stream(first(parameters, "mot-trong").split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" | "));
        String all =
                Stream.of(
                                first(parameters, "ca-chu"),
                                first(parameters, "so-ky-hieu"),
                                phrase.isEmpty() ? "" : '"' + phrase + '"')
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" "));
        // "Any" makes all of a search a choice, so it stands alone or not at all.
        return all.isEmpty() ? any : all;
    }

    private static String first(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value.replaceAll(QUOTES, " ").strip();
    }
}
