package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Pages whose reading the activity log has of this session: an image comes in several widths and
 * again and again, and is one line.
 */
public final class SeenPages implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String NAME = SeenPages.class.getName();

    /** Of one session; beyond, it begins anew and the log has some pages twice. */
    private static final int MOST = 5_000;

    private final Set<String> pages = new HashSet<>();

    private SeenPages() {}

    private synchronized boolean add(String page) {
        if (pages.size() >= MOST) {
            pages.clear();
        }
        return pages.add(page);
    }

    private synchronized boolean has(String page) {
        return pages.contains(page);
    }

    private static SeenPages of(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.getAttribute(NAME) instanceof SeenPages seen) {
            return seen;
        }
        SeenPages seen = new SeenPages(); // two at once: a line more, none less
        session.setAttribute(NAME, seen);
        return seen;
    }

    /** The log has it, or it is read unwatched. */
    public static void add(HttpServletRequest request, UUID file, int page) {
        boolean unused = of(request).add(file + "/" + page);
    }

    /**
     * @param line what tells a look that is not at a page of a kept file from every other
     */
    static void add(HttpServletRequest request, String line) {
        boolean unused = of(request).add(line);
    }

    static boolean has(HttpServletRequest request, String line) {
        return of(request).has(line);
    }

    static boolean has(HttpServletRequest request, UUID file, int page) {
        return of(request).has(file + "/" + page);
    }
}
