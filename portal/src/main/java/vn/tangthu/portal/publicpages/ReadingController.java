package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.OnlineReadings.Reading;
import vn.tangthu.repository.PageInk;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Retrieval;

/**
 * Reading online, for who knows the secrets of the request: page after page as images, without a
 * script and without a file to take away. Wrong, missing, forbidden and over are the same 404.
 */
@Controller
class ReadingController {
    static final String ROOT = "/doc-truc-tuyen";

    private final OnlineReadings readings;
    private final ReadingTickets tickets;
    private final Throttles throttles;

    ReadingController(OnlineReadings readings, ReadingTickets tickets, Throttles throttles) {
        this.readings = readings;
        this.tickets = tickets;
        this.throttles = throttles;
    }

    /** By POST from the tracking page, with its secrets. */
    @PostMapping("/yeu-cau/tra-cuu/doc")
    String open(
            @RequestParam(defaultValue = "") String ma,
            @RequestParam(name = "bon-so", defaultValue = "") String lastFour,
            @RequestParam(name = "so", defaultValue = "") String number,
            HttpServletRequest request,
            HttpServletResponse response) {
        String end = lastFour.strip();
        if (ma.isBlank() || ma.length() > 40 || end.isEmpty() || end.length() > 4) {
            throw new NotHere();
        }
        if (!throttles.mayTry(ma)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        try {
            Reading reading = readings.open(new Applicant(ma.strip(), end), number.strip());
            String way = ROOT + "/" + reading.number();
            tickets.give(reading.id(), way, request, response);
            return "redirect:" + way;
        } catch (Retrieval.NotAvailable e) {
            throw new NotHere();
        }
    }

    @GetMapping(ROOT + "/{number:BD-[0-9A-Z-]{1,40}}")
    String page(
            @PathVariable String number,
            @RequestParam(name = "trang", defaultValue = "1") String asked,
            @RequestParam(name = "rong", defaultValue = "") String wide,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Reading reading = opened(number, request);
        int page = asked.matches("[0-9]{1,6}") ? Integer.parseInt(asked) : 1;
        if (page < 1 || page > reading.pages()) {
            throw new NotHere();
        }
        keptByNobody(response);
        model.addAttribute("reading", reading);
        model.addAttribute("page", page);
        model.addAttribute("large", wide.equals("1"));
        model.addAttribute("way", ROOT + "/" + reading.number());
        model.addAttribute("until", reading.until());
        return "public/reading";
    }

    @GetMapping(ROOT + "/{number:BD-[0-9A-Z-]{1,40}}/{page:[0-9]{1,6}}-{width:[0-9]{1,4}}.jpg")
    void image(
            @PathVariable String number,
            @PathVariable int page,
            @PathVariable int width,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Reading reading = opened(number, request);
        try {
            PageRenderer.Rendered image = readings.page(reading.number(), page, width);
            keptByNobody(response);
            response.setContentType(MediaType.IMAGE_JPEG_VALUE);
            response.setContentLength(image.jpeg().length);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline");
            response.getOutputStream().write(image.jpeg());
        } catch (PageInk.Busy e) {
            keptByNobody(response);
            response.setHeader(HttpHeaders.RETRY_AFTER, "" + PageInk.Busy.RETRY_AFTER);
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        } catch (Retrieval.NotAvailable | PageRenderer.NotRenderable e) {
            throw new NotHere();
        } catch (Retrieval.Damaged e) {
            throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private Reading opened(String number, HttpServletRequest request) {
        return readings.opened(number)
                .filter(reading -> tickets.has(reading.id(), request))
                .orElseThrow(NotHere::new);
    }

    private static void keptByNobody(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex, noimageindex, noarchive");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
