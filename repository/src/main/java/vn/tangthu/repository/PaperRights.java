package vn.tangthu.repository;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What restricts an entry of paper at this moment, and so the hồ sơ that is digitised of it: see
 * ADR 0040.
 *
 * @param rights as archivists set them; while a closure lasts, at least listed
 * @param closedUntil the last day of a closure that is not over, or null
 */
public record PaperRights(Rights rights, @Nullable LocalDate closedUntil) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /**
     * The narrower of both, with a ground that says where that comes from.
     *
     * @return what is given, if it is as narrow already
     */
    public Rights narrow(Rights given) {
        Access access = Access.strictest(given.access(), rights.access());
        boolean title = tells(given) && tells(rights);
        boolean sameTitle = access == Access.HIDDEN || title == tells(given);
        if (access == given.access() && sameTitle) {
            return given;
        }
        String before = access == given.access() ? given.basis() : null;
        String basis = before == null ? ground() : before + "; " + ground();
        return new Rights(access, title, basis, given.ground(), later(given.closedUntil()));
    }

    /** Both ends must have passed before somebody is asked whether to open it. */
    private @Nullable LocalDate later(@Nullable LocalDate other) {
        return other == null || closedUntil != null && closedUntil.isAfter(other)
                ? closedUntil
                : other;
    }

    /** Whether everybody may learn the title. */
    private static boolean tells(Rights rights) {
        return rights.access() == Access.PUBLIC || rights.titlePublic();
    }

    private String ground() {
        String basis = rights.basis();
        return "Theo mục hồ sơ giấy trước khi số hóa"
                + (closedUntil == null ? "" : ", hạn chế đến hết ngày " + closedUntil.format(DAY))
                + (basis == null ? "" : ": " + basis);
    }
}
