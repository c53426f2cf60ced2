package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.GrantedCopies;

/**
 * Is this file one of ours, and unchanged? The browser takes the digest; without JavaScript the
 * file is sent, digested while it comes in, and not kept. Says yes of what everybody may see, and
 * of certificates and copies, whose pages say what everybody may know; what is closed and what is
 * not here get the same no.
 */
@Controller
class VerifyController {
    private final Verifying verifying;
    private final Certificates certificates;
    private final GrantedCopies copies;

    VerifyController(Verifying verifying, Certificates certificates, GrantedCopies copies) {
        this.copies = copies;
        this.verifying = verifying;
        this.certificates = certificates;
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
        model.addAttribute("noCode", !typed.isEmpty());
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

    @PostMapping("/kiem-chung")
    String sent(HttpServletRequest request) throws IOException {
        return verifying.sent(request, "/kiem-chung");
    }
}
