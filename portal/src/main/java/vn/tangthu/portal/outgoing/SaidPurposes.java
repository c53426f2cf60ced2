package vn.tangthu.portal.outgoing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ReadingPurpose;

/** What somebody said in one session, by hồ sơ; it ends with the session. */
final class SaidPurposes implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String NAME = SaidPurposes.class.getName();

    /** Hồ sơ of one session; beyond, it begins anew and asks again. */
    private static final int MOST = 5_000;

    /** As the log keeps them. */
    private final Map<UUID, String> said = new LinkedHashMap<>();

    /** What pages that led here said, each once: a reload says nothing new. */
    private final Set<String> evident = new HashSet<>();

    /** Of every hồ sơ of which nothing is said. */
    private @Nullable String others;

    private @Nullable String last;

    private SaidPurposes() {}

    static SaidPurposes of(HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (session.getAttribute(NAME) instanceof SaidPurposes there) {
            return there;
        }
        SaidPurposes fresh = new SaidPurposes(); // two at once: one is asked once more
        session.setAttribute(NAME, fresh);
        return fresh;
    }

    synchronized Optional<ReadingPurpose> of(AipId record) {
        return ReadingPurpose.read(said.getOrDefault(record.value(), others));
    }

    synchronized Optional<ReadingPurpose> last() {
        return ReadingPurpose.read(last);
    }

    /** Whether a page that led here says it for the first time in this session. */
    synchronized boolean isNew(AipId record, String told) {
        if (evident.size() >= MOST) {
            evident.clear();
        }
        return evident.add(record + " " + told);
    }

    /** Whether something else held of this hồ sơ before. */
    synchronized boolean say(AipId record, ReadingPurpose purpose, boolean ofOthers) {
        String now = purpose.stored();
        String before = said.getOrDefault(record.value(), others);
        if (said.size() >= MOST) {
            said.clear();
        }
        String unused = said.put(record.value(), now);
        last = now;
        if (ofOthers) {
            others = now;
        }
        return before != null && !before.equals(now);
    }
}
