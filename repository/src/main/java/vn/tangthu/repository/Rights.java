package vn.tangthu.repository;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded about the right to see something. Kept in the AIP (PREMIS rights), so that a
 * rebuild knows it.
 *
 * @param access who may see it
 * @param titlePublic whether the title of a listed record may be shown to everybody
 * @param basis the ground or legal basis in words, if one was given
 * @param ground why it is not public; null where it was not stated, and of what is public
 * @param closedUntil the last day on which it is meant to be closed; null where no end was set, and
 *     of what is public. Nothing opens by itself when it is over: {@link Closures}
 */
public record Rights(
        Access access,
        boolean titlePublic,
        @Nullable String basis,
        @Nullable AccessGround ground,
        @Nullable LocalDate closedUntil) {
    public static final Rights OPEN = new Rights(Access.PUBLIC, true, null);
    public static final Rights LISTED = new Rights(Access.LISTED, false, null);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** What is public is not closed: neither ground nor end of a closure is kept of it. */
    public Rights {
        if (access == Access.PUBLIC) {
            ground = null;
            closedUntil = null;
        }
    }

    /** Without a stated ground, and without an end. */
    public Rights(Access access, boolean titlePublic, @Nullable String basis) {
        this(access, titlePublic, basis, null, null);
    }

    /** Another access for the same reasons. */
    public Rights with(Access other, boolean title) {
        return new Rights(other, title, basis, ground, closedUntil);
    }

    /** Whether anything is said of why, or until when. */
    public boolean saysWhy() {
        return basis != null || ground != null || closedUntil != null;
    }

    /**
     * Ground with its source, basis and end of the closure as a line; empty where nothing is said.
     * Tells why something is closed, so it is for those who may read it, and for the staff.
     */
    public String why(Locale locale) {
        boolean vietnamese = locale.getLanguage().equals("vi");
        List<String> parts = new ArrayList<>();
        if (ground != null) {
            parts.add(ground.cited(locale));
        }
        if (basis != null) {
            parts.add(basis);
        }
        if (closedUntil != null) {
            String until = vietnamese ? "đến hết ngày " : "until the end of ";
            parts.add(until + DAY.format(closedUntil));
        }
        return String.join("; ", parts);
    }
}
