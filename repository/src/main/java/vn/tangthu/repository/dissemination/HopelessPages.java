package vn.tangthu.repository.dissemination;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.storage.Digest;

/**
 * Pages that could not be rendered a while ago. A page made for it costs a worker thirty seconds
 * and is asked for again at no cost: two of them would keep every other reader from seeing
 * anything.
 */
final class HopelessPages {
    /** How long it is believed; a busy machine may have been to blame. */
    static final Duration BELIEVED = Duration.ofMinutes(10);

    /** The most that are remembered. */
    private static final int MOST = 2_000;

    private final LongSupplier nanoTime;
    private final Map<Place, Failure> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, Failure> eldest) {
                    return size() > MOST;
                }
            };

    private record Place(Digest file, int number) {}

    private record Failure(int width, long at) {}

    HopelessPages(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @throws NotRenderable when it failed lately, in this width or a smaller one
     */
    synchronized void check(PageCache.Page page) throws NotRenderable {
        Failure failure = failures.get(new Place(page.sha512(), page.number()));
        if (failure != null
                && page.width() >= failure.width()
                && nanoTime.getAsLong() - failure.at() < BELIEVED.toNanos()) {
            throw new NotRenderable("Page " + page.number() + " could not be rendered lately");
        }
    }

    synchronized void add(PageCache.Page page) {
        failures.put(
                new Place(page.sha512(), page.number()),
                new Failure(page.width(), nanoTime.getAsLong()));
    }
}
