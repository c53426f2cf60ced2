package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.OnlineReadings;

/**
 * Is this file one of ours, and unchanged? The browser takes the digest; without JavaScript the
 * file is sent, digested while it comes in, and not kept. Says yes of what everybody may see, and
 * of certificates and copies, whose pages say what everybody may know; what is closed and what is
 * not here get the same no. Of a reading it tells by its number that it was opened and until when.
 */
@Controller
class VerifyController {
    /** The number of a reading, as {@link CopyController#typed}: a register's, and four letters. */
    private static final Pattern READING =
            Pattern.compile("bd([0-9]{4})([0-9]{6,18})([a-z2-7]{4})");

    private final Verifying verifying;
    private final Certificates certificates;
    private final GrantedCopies copies;
    private final OnlineReadings readings;
    private final Throttles throttles;

    VerifyController(
            Verifying verifying,
            Certificates certificates,
            GrantedCopies copies,
            OnlineReadings readings,
            Throttles throttles) {
        this.copies = copies;
        this.verifying = verifying;
        this.certificates = certificates;
        this.readings = readings;
        this.throttles = throttles;
    }

    @GetMapping("/kiem-chung")
    String page(
            @RequestParam(defaultValue = "") String sha512,
            @RequestParam(name = "loi", defaultValue = "") String wrong,
            @RequestParam(name = "ma", defaultValue = "") String code,
            Model model) {
        String typed = CopyController.typed(code);
        if (copies.byCode(typed).isPresent()) {
            return "redirect:/ban-sao/" + typed;
        }
        if (certificates.byCode(typed).isPresent()) {
            return "redirect:/chung-nhan/" + typed;
        }
        OnlineReadings.Told reading = reading(typed);
        model.addAttribute("reading", reading);
        model.addAttribute("noCode", !typed.isEmpty() && reading == null);
        Verifying.Asked asked = Verifying.asked(sha512, wrong);
        var digest = asked.digest();
        model.addAttribute("largest", verifying.largest());
        model.addAttribute("wrong", asked.wrong());
        model.addAttribute("digest", digest == null ? null : digest.hex());
        model.addAttribute("ours", digest == null ? null : verifying.ours(digest).orElse(null));
        model.addAttribute(
                "certificate", digest == null ? null : certificates.byPdf(digest).orElse(null));
        model.addAttribute("copy", digest == null ? null : copies.byBytes(digest).orElse(null));
        return "public/verify";
    }

    /**
     * The register counts, so that only the letters cannot be guessed: they are slowed down for
     * each number of it, whoever guesses and whether there is such a reading or not.
     */
    private OnlineReadings.@Nullable Told reading(String typed) {
        Matcher number = READING.matcher(typed);
        if (!number.matches()) {
            return null;
        }
        String counted = "BD-" + number.group(1) + "-" + number.group(2);
        if (!throttles.mayTry(counted)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        return readings.told(counted + "-" + number.group(3).toUpperCase(Locale.ROOT)).orElse(null);
    }

    @PostMapping("/kiem-chung")
    String sent(HttpServletRequest request) throws IOException {
        return verifying.sent(request, "/kiem-chung");
    }
}
