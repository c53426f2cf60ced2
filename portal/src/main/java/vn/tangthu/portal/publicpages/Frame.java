package vn.tangthu.portal.publicpages;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.tangthu.repository.PublicAddress;

/** What every public page needs: language and its switch, formats, static files, addresses. */
@ControllerAdvice(basePackageClasses = Frame.class)
class Frame {
    private final PublicSettings settings;
    private final PublicWeb.StaticFiles files;

    Frame(PublicSettings settings, PublicWeb.StaticFiles files) {
        this.settings = settings;
        this.files = files;
    }

    @ModelAttribute
    void frame(
            Model model, HttpServletRequest request, HttpServletResponse response, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        model.addAttribute("lang", english ? "en" : "vi");
        model.addAttribute("fmt", new Formats(locale));
        model.addAttribute("s", files.base());
        model.addAttribute(
                "archiveName", english ? settings.archiveNameEnglish() : settings.archiveName());
        model.addAttribute("contact", settings.contact());
        model.addAttribute("otherLanguage", switched(request, english ? "vi" : "en"));
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("here", here(request));
        // Rights may change at any moment and the language lies in a cookie: keep nothing.
        response.setHeader("Cache-Control", "private, no-cache");
    }

    /** What a sheet of paper says of where it is from; what a form was answered with is nowhere. */
    private @Nullable String here(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                        || !request.getMethod().equals("GET")
                ? null
                : origin(settings) + request.getRequestURI();
    }

    /** The page itself in the other language; the start page when it shows an error. */
    private static String switched(HttpServletRequest request, String language) {
        if (request.getDispatcherType() == DispatcherType.ERROR
                || !request.getMethod().equals("GET")) {
            return "/?lang=" + language;
        }
        String query = request.getQueryString();
        String rest =
                query == null
                        ? ""
                        : Arrays.stream(query.split("&"))
                                .filter(part -> !part.isEmpty() && !part.startsWith("lang="))
                                .map(part -> part + "&")
                                .collect(Collectors.joining());
        return request.getRequestURI() + "?" + rest + "lang=" + language;
    }

    /** The address before every path, without a slash at the end. */
    static String origin(PublicSettings settings) {
        if (!settings.publicUrl().isBlank()) {
            return URI.create(PublicAddress.of(settings.publicUrl())).toString();
        }
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
    }
}
