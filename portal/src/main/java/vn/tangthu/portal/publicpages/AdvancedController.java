package vn.tangthu.portal.publicpages;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.publicpages.NamesTyped.Option;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;

/**
 * A form of many fields that becomes one ordinary search, which can be kept and sent to others.
 * Where a name that was typed in part is that of several, it asks which.
 */
@Controller
class AdvancedController {
    /** So many fonds are a list to choose from; more are found by name or code. */
    private static final int FONDS = 500;

    private static final String QUOTES = "[\"“”„«»|]";

    /** The fields that a name is typed into, and what of the search each is. */
    private static final Map<String, String> NAMES =
            Map.of("coquan", "coquan", "noi-ten", "noi", "phong-ten", "phong");

    /** The agency is the name that was chosen, and nothing to look up. */
    private static final String CHOSEN = "da-chon";

    private final Catalogue catalogue;
    private final NamesTyped names;

    AdvancedController(Catalogue catalogue, NamesTyped names) {
        this.catalogue = catalogue;
        this.names = names;
    }

    @GetMapping("/tim-nang-cao")
    String advanced(
            @RequestParam MultiValueMap<String, String> parameters, Model model, Locale locale) {
        Map<String, List<Option>> choices = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        if (!parameters.containsKey("ca-chu")) {
            return form(parameters, choices, unknown, model, locale);
        }
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        asked.set("q", words(parameters));
        for (String same :
                List.of(
                        "phong",
                        "coquan",
                        "tu",
                        "den",
                        "loai",
                        "online",
                        "ngonngu",
                        "noi",
                        "dang",
                        "trachnhiem",
                        "sap")) {
            asked.put(same, parameters.getOrDefault(same, List.of()));
        }
        NAMES.forEach(
                (field, filter) -> {
                    String typed = typed(parameters, field);
                    boolean whole = field.equals(filter) && parameters.containsKey(CHOSEN);
                    if (typed.isEmpty() || whole) {
                        return;
                    }
                    List<Option> meant = meant(field, typed, locale);
                    if (meant.size() > 1) {
                        choices.put(field, meant);
                    } else if (meant.size() == 1) {
                        asked.set(filter, meant.getFirst().value());
                    } else if (!field.equals(filter)) {
                        unknown.add(field); // an agency's name may be right and not yet known here
                    }
                });
        boolean decided = choices.keySet().stream().allMatch(field -> isChosen(parameters, field));
        return decided && unknown.isEmpty()
                ? "redirect:" + SearchQuery.of(asked).url()
                : form(parameters, choices, unknown, model, locale);
    }

    /** Of several that were offered, one or none of them. */
    private static boolean isChosen(MultiValueMap<String, String> parameters, String field) {
        String filter = Objects.requireNonNull(NAMES.get(field));
        return !field.equals(filter) && !typed(parameters, filter).isEmpty();
    }

    private List<Option> meant(String field, String typed, Locale locale) {
        return switch (field) {
            case "coquan" -> names.agencies(typed);
            case "noi-ten" -> names.places(typed, locale);
            default -> names.fonds(typed);
        };
    }

    /**
     * @param parameters what was filled in
     * @param choices by the field, of which one is to be chosen
     * @param unknown fields with a name that nothing has
     */
    private String form(
            MultiValueMap<String, String> parameters,
            Map<String, List<Option>> choices,
            Set<String> unknown,
            Model model,
            Locale locale) {
        Formats formats = new Formats(locale);
        Slice<Fonds> fonds = catalogue.fonds(0, FONDS, Reader.ANONYMOUS);
        model.addAttribute("filled", parameters.toSingleValueMap());
        model.addAttribute("choices", choices);
        model.addAttribute("filters", NAMES);
        model.addAttribute("unknown", unknown);
        model.addAttribute(
                "fonds",
                fonds.total() > FONDS
                        ? List.of()
                        : fonds.items().stream().map(NamesTyped::option).toList());
        model.addAttribute("manyFonds", fonds.total() > FONDS);
        model.addAttribute(
                "types",
                Arrays.stream(DocumentType.values())
                        .map(type -> new Option(type.code(), formats.entry(type)))
                        .toList());
        model.addAttribute(
                "languages",
                Arrays.stream(LanguageCode.values())
                        // one of two is found by either
                        .filter(language -> language.parts().size() == 1)
                        .map(language -> new Option(language.code(), formats.entry(language)))
                        .toList());
        return "public/advanced";
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
        return typed(parameters, name).replaceAll(QUOTES, " ").strip();
    }

    /** Never longer than a search may be. */
    private static String typed(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null
                ? ""
                : value.substring(0, Math.min(value.length(), SearchRequest.MAX_QUERY)).strip();
    }
}
