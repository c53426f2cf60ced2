package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AnswerLetters;

/** The letter that answered a request, for its applicant. */
@Controller
class AnswerLetterController {
    private final AnswerLetters letters;
    private final Throttles throttles;

    AnswerLetterController(AnswerLetters letters, Throttles throttles) {
        this.letters = letters;
        this.throttles = throttles;
    }

    /** By POST, as the page that it stands on. Wrong and missing are one. */
    @PostMapping("/yeu-cau/tra-cuu/thu")
    void fetch(
            @RequestParam(defaultValue = "") String ma,
            @RequestParam(name = "bon-so", defaultValue = "") String lastFour,
            @RequestParam(name = "so", defaultValue = "") String number,
            HttpServletResponse response)
            throws IOException {
        String end = lastFour.strip();
        if (ma.isBlank()
                || ma.length() > 40
                || end.isEmpty()
                || end.length() > 4
                || !number.matches("[0-9]{1,6}")) {
            throw new NotHere();
        }
        if (!throttles.mayTry(ma)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        byte[] pdf =
                letters.pdf(new Applicant(ma.strip(), end), Integer.parseInt(number))
                        .orElseThrow(NotHere::new);
        response.setContentType(MediaType.APPLICATION_PDF_VALUE);
        response.setContentLengthLong(pdf.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("thong-bao-" + number + ".pdf")
                        .build()
                        .toString());
        response.getOutputStream().write(pdf);
    }
}
