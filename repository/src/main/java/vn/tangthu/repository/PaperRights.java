package vn.tangthu.repository;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What restricts an entry of paper at this moment, and so the hồ sơ that is digitised of it: see
 * ADR 0040.
 *
 * @param rights as archivists set them; while a closure lasts, at least listed
 * @param afterwards how open the entry is once the closure is over
 * @param closedUntil the last day of a closure that is not over, or null
 */
public record PaperRights(Rights rights, Access afterwards, @Nullable LocalDate closedUntil) {
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
        boolean same = access == given.access() && sameTitle;
        LocalDate until = until(given);
        if (same && Objects.equals(until, given.closedUntil())) {
            return given;
        }
        String before = access == given.access() ? given.basis() : null;
        String basis = same ? before : before == null ? ground() : before + "; " + ground();
        return new Rights(access, same ? given.titlePublic() : title, basis, given.ground(), until);
    }

    /** The day after which neither restricts any more; null where one of them has no end. */
    private @Nullable LocalDate until(Rights given) {
        if (rights.access() == Access.PUBLIC) {
            return given.closedUntil();
        }
        LocalDate own = afterwards == Access.PUBLIC ? closedUntil : null;
        if (given.access() == Access.PUBLIC) {
            return own;
        }
        LocalDate other = given.closedUntil();
        return own == null || other == null ? null : own.isAfter(other) ? own : other;
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
