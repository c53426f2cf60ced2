package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Links to the pages of a list: first, last and those around the current one.
 *
 * @param previous address of the page before, or null on the first
 * @param next address of the page after, or null on the last
 */
record Pager(@Nullable String previous, @Nullable String next, List<Link> links) {
    private static final int AROUND = 2;

    /**
     * @param url null for a gap
     */
    record Link(int number, @Nullable String url, boolean current) {}

    /**
     * Of a list whose length is only estimated: to the next page, if there is one, and no further.
     *
     * @param page from 1
     * @param more whether the list goes on behind that page
     */
    static Pager open(int page, boolean more, IntFunction<String> address) {
        return of(page, more ? page + 1 : page, address);
    }

    /**
     * @param page from 1
     * @param pages how many there are; a list of one page has no links
     */
    static Pager of(int page, int pages, IntFunction<String> address) {
        List<Link> links = new ArrayList<>();
        int last = 0;
        for (int number = 1; number <= pages; number++) {
            if (number == 1 || number == pages || Math.abs(number - page) <= AROUND) {
                if (number > last + 1) {
                    links.add(new Link(0, null, false));
                }
                links.add(new Link(number, address.apply(number), number == page));
                last = number;
            } else if (number < page) {
                number = Math.max(number, page - AROUND - 1);
            } else {
                number = pages - 1;
            }
        }
        return new Pager(
                page > 1 && page <= pages ? address.apply(page - 1) : null,
                page < pages ? address.apply(page + 1) : null,
                pages > 1 ? links : List.of());
    }

    /** Pages of a list of so many. */
    static int pages(long total, int size) {
        return (int) Math.min(Integer.MAX_VALUE, (total + size - 1) / size);
    }
}
