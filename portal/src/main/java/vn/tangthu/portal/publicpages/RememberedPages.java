package vn.tangthu.portal.publicpages;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ChangeJournal;

/**
 * Pages as they left, for as long as catalogue and index stand where they stood when each was made,
 * and a minute at most. Bounded by bytes; what was not asked for the longest goes first.
 */
final class RememberedPages {
    /**
     * What a page learns from nothing else (the day of the last check, the name of a body) is as
     * old as this at most.
     */
    static final Duration KEPT = Duration.ofMinutes(1);

    /** What an entry costs beside its bytes and its address, about. */
    private static final int OVERHEAD = 1_000;

    private final long most;
    private final LinkedHashMap<String, Page> pages = new LinkedHashMap<>(16, 0.75f, true);
    private long held;
    private @Nullable Stand stand;

    /**
     * @param most bytes of all pages together
     */
    RememberedPages(long most) {
        this.most = most;
    }

    /**
     * @param searchable up to where of the journal the index is searchable
     * @param damage what is known to be damaged: a seal must not outlive what it says
     */
    record Stand(ChangeJournal.Position journal, long searchable, long damage) {
        /** The index has all that the journal tells. */
        boolean level() {
            return searchable >= journal.head();
        }
    }

    /**
     * @param headers of the page itself, not those that every answer has
     */
    record Page(
            Instant at, String etag, String contentType, Map<String, String> headers, byte[] body) {
        Page {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * @param now where everything stands, asked after the request came
     */
    synchronized @Nullable Page get(String address, Stand now, Instant time) {
        if (!now.equals(stand)) {
            pages.clear();
            held = 0;
            stand = now;
            return null;
        }
        Page page = pages.get(address);
        if (page == null || !page.at.plus(KEPT).isBefore(time)) {
            return page;
        }
        forget(address, pages.remove(address));
        return null;
    }

    /**
     * @param before where everything stood before the page was begun: where it moved meanwhile,
     *     nothing is remembered
     */
    synchronized void put(String address, Stand before, Page page) {
        if (!before.equals(stand) || weight(address, page) > most) {
            return;
        }
        forget(address, pages.put(address, page));
        held += weight(address, page);
        Iterator<Map.Entry<String, Page>> eldest = pages.entrySet().iterator();
        while (held > most && eldest.hasNext()) {
            Map.Entry<String, Page> gone = eldest.next();
            held -= weight(gone.getKey(), gone.getValue());
            eldest.remove();
        }
    }

    synchronized long held() {
        return held;
    }

    private void forget(String address, @Nullable Page page) {
        if (page != null) {
            held -= weight(address, page);
        }
    }

    private static long weight(String address, Page page) {
        return OVERHEAD + 2L * address.length() + page.body.length;
    }
}
