package vn.tangthu.portal.publicpages;

import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.tangthu.repository.SavedSearches;

/**
 * The page that letters about saved searches lead to: to confirm the address, and to stop. Opening
 * it changes nothing, since mail programs open what stands in letters; it names nobody.
 */
@Controller
class NoticeController {
    private static final Pattern CODE = Pattern.compile("[a-z2-7]{26}");
    private final SavedSearches saved;

    NoticeController(SavedSearches saved) {
        this.saved = saved;
    }

    @GetMapping("/thu-bao/{code}")
    String notice(@PathVariable String code, Model model) {
        SavedSearches.Notice notice = find(code);
        model.addAttribute("here", null); // on a sheet of paper the code would be anybody's
        model.addAttribute("code", code);
        model.addAttribute("confirmed", notice.confirmedAt() != null);
        return "public/notice";
    }

    @PostMapping("/thu-bao/{code}/xac-nhan")
    String confirm(@PathVariable String code) {
        find(code);
        saved.confirm(code);
        return "redirect:/thu-bao/" + code;
    }

    @PostMapping("/thu-bao/{code}/thoi")
    String stop(@PathVariable String code) {
        find(code);
        saved.stop(code);
        return "redirect:/thu-bao";
    }

    /** After stopping: the code is worth nothing any more. */
    @GetMapping("/thu-bao")
    String stopped(Model model) {
        model.addAttribute("stopped", true);
        return "public/notice";
    }

    private SavedSearches.Notice find(String code) {
        if (!CODE.matcher(code).matches()) {
            throw new NotHere();
        }
        return saved.byCode(code).orElseThrow(NotHere::new);
    }
}
