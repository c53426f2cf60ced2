package vn.tangthu.repository.ingest.check;

import java.util.List;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Sight;

/** Numbers of pages as people write them: "2, 5–9, 14". */
record PageNumbers(int count, String words) {
    private static final int MOST_RANGES = 12;

    /** Those that show this, counted from 1. */
    static PageNumbers of(List<PageFacts> each, Sight sight) {
        return of(each.size(), page -> each.get(page - 1).sight() == sight);
    }

    static PageNumbers of(SortedSet<Integer> pages) {
        return of(pages.isEmpty() ? 0 : pages.last(), pages::contains);
    }

    private static PageNumbers of(int pages, IntPredicate counts) {
        StringBuilder words = new StringBuilder();
        int count = 0;
        int ranges = 0;
        for (int page = 1; page <= pages; page++) {
            int last = page;
            while (last <= pages && counts.test(last)) {
                last++;
            }
            if (last == page) {
                continue;
            }
            count += last - page;
            ranges++;
            if (ranges <= MOST_RANGES) {
                words.append(words.isEmpty() ? "" : ", ").append(page);
                words.append(last - page > 1 ? "–" + (last - 1) : "");
            } else if (ranges == MOST_RANGES + 1) {
                words.append(", …");
            }
            page = last;
        }
        return new PageNumbers(count, words.toString());
    }

    @Override
    public String toString() {
        return words;
    }
}
