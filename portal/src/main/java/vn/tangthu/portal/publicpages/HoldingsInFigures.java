package vn.tangthu.portal.publicpages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

/** How much there is, counted as the anonymous reader may know it; looked up once a minute. */
@Component
final class HoldingsInFigures {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private final Catalogue catalogue;
    private final Search search;
    private final Clock clock;
    private volatile @Nullable Counted counted;

    HoldingsInFigures(Catalogue catalogue, Search search, Clock clock) {
        this.catalogue = catalogue;
        this.search = search;
        this.clock = clock;
    }

    Figures current() {
        Instant now = clock.instant();
        Counted last = counted;
        if (last == null || last.at.plus(KEPT).isBefore(now)) {
            try {
                last = new Counted(now, count());
                counted = last;
            } catch (SearchBusyException e) {
                if (last == null) {
                    throw e;
                }
            }
        }
        return last.figures;
    }

    private Figures count() {
        return new Figures(
                catalogue.fonds(0, 1, Reader.ANONYMOUS).total(), records(false), records(true));
    }

    private long records(boolean online) {
        Filters filters = new Filters(Set.of(), Set.of(), null, null, Set.of(), online);
        return search.search(new SearchRequest("", filters, Sort.NEWEST, 0, 1), Reader.ANONYMOUS)
                .total();
    }

    /**
     * @param records hồ sơ that everybody may know of; @param online those that open at once
     */
    record Figures(long fonds, long records, long online) {}

    private record Counted(Instant at, Figures figures) {}
}
