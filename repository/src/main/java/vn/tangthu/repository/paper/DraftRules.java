package vn.tangthu.repository.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperRegister.Draft;

/** What a draft must keep to by itself; the limits are those of the fields of hồ sơ. */
final class DraftRules {
    private static final int FIRST_YEAR = 1000;

    private DraftRules() {}

    static List<Finding> of(Draft draft, int thisYear) {
        List<Finding> findings = new ArrayList<>();
        String place = draft.place();
        if (draft.fileCode().length() > 100 || !draft.fileCode().matches("(?U)[\\p{Graph} ]*")) {
            findings.add(Finding.blocks("PAPER_REFERENCE", place, shown(draft.fileCode())));
        }
        if (draft.title().length() > 1_000) {
            findings.add(Finding.blocks("PAPER_TOO_LONG", place, "Tiêu đề hồ sơ", "1000"));
        }
        Integer from = draft.fromYear();
        Integer to = draft.toYear();
        boolean impossible =
                from != null && (from < FIRST_YEAR || from > thisYear)
                        || to != null && (to < FIRST_YEAR || to > thisYear)
                        || from != null && to != null && from > to;
        if (impossible) {
            findings.add(
                    Finding.blocks(
                            "PAPER_YEARS",
                            place,
                            from == null ? "—" : from.toString(),
                            to == null ? "—" : to.toString()));
        }
        return findings;
    }

    /** What a form must not leave out; of a list, its reading tells that by cells. */
    static List<Finding> blank(Draft draft) {
        List<Finding> findings = new ArrayList<>();
        Map.of(
                        "Mã phông", draft.fondsCode(),
                        "Mã hồ sơ", draft.fileCode(),
                        "Tiêu đề hồ sơ", draft.title())
                .forEach(
                        (heading, value) -> {
                            if (value.isBlank()) {
                                findings.add(
                                        Finding.blocks("BODY_CELL_EMPTY", draft.place(), heading));
                            }
                        });
        return findings;
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
