package vn.tangthu.repository.ingest.lists;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which pages of its hồ sơ's file a document has, as the list says it: {@code 4-6} in one cell or
 * in two, or the first page alone. Read only where documents share a file: elsewhere the same
 * column counts the sheets of the paper file and means nothing for the computer file.
 *
 * @param first the first cell as written; empty when blank
 * @param last the second cell as written; empty when blank or when there is none
 * @param sheets whether the heading speaks of sheets of paper: of two pages each, where they have
 *     two sides
 */
public record ListedPages(String first, String last, boolean sheets) {
    public static final ListedPages NONE = new ListedPages("", "", false);

    private static final String WORDS = "[\\p{L}\\s.:]{0,20}";
    private static final Pattern RANGE =
            Pattern.compile(
                    WORDS
                            + "(\\d{1,6})"
                            + "\\s{0,3}(?:[-\u2010-\u2015\u2212÷→>~]{1,2}|\\.{2,3}|(?i:đến|den|to))"
                            + WORDS
                            + "(\\d{1,6})"
                            + WORDS);
    private static final Pattern ONE = Pattern.compile(WORDS + "(\\d{1,6})" + WORDS);

    /**
     * @param from from 1
     * @param to 0 where only the first page is told
     */
    public record Range(int from, int to) {}

    /** Most rows say nothing of pages. */
    static ListedPages of(String first, String last, boolean sheets) {
        return first.isEmpty() && last.isEmpty() ? NONE : new ListedPages(first, last, sheets);
    }

    public boolean isBlank() {
        return first.isEmpty() && last.isEmpty();
    }

    /** As a person would write it. */
    public String written() {
        return last.isEmpty() ? first : first + " - " + last;
    }

    /** Empty when it says no range from the first to the same or a later page. */
    public Optional<Range> read() {
        Matcher range = RANGE.matcher(written());
        Matcher one = ONE.matcher(first);
        Range read;
        if (range.matches()) {
            read = new Range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        } else if (last.isEmpty() && one.matches()) {
            read = new Range(Integer.parseInt(one.group(1)), 0);
        } else {
            return Optional.empty();
        }
        boolean sound = read.from() >= 1 && (read.to() == 0 ? one.matches() : true);
        return sound && (read.to() == 0 || read.to() >= read.from())
                ? Optional.of(read)
                : Optional.empty();
    }
}
