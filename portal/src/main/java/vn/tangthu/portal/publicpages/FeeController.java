package vn.tangthu.portal.publicpages;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.tangthu.repository.Fees;

/** The table of fees that requests of today have. Where nothing costs anything there is none. */
@Controller
class FeeController {
    private final Fees fees;

    FeeController(Fees fees) {
        this.fees = fees;
    }

    @GetMapping("/phi")
    String table(Model model) {
        model.addAttribute("table", fees.now().orElseThrow(NotHere::new).of());
        return "public/fees";
    }
}
