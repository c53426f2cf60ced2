package vn.tangthu.repository.ingest.lists;

import java.util.List;
import java.util.Set;

/** A column of a list: its Vietnamese heading, the circular's field name and other headings. */
interface ListColumn {
    /**
     * @param heading as the template writes it
     * @param field the field name of Thông tư 05/2025, or one of our own in the same manner
     * @param mandatory whether a list without it cannot be read
     * @param hint what the template says about filling it in
     * @param otherHeadings seen in contractors' lists
     */
    record Words(
            String heading,
            String field,
            boolean mandatory,
            String hint,
            List<String> otherHeadings) {}

    Words words();

    /** Whether its cells are codes that a spreadsheet must not have turned into dates. */
    boolean asWritten();

    /** Whether it holds the code a row is known by. */
    boolean identifies();

    /**
     * Whether any cell of another column would be taken for one of its own: codes and the words a
     * hồ sơ or document is found by. A guess at such a column is never good enough; what is checked
     * against a closed list, a fonds that exists or the form of a date tells by itself.
     */
    boolean believed();

    /** Whether the template and lists of this software's making have it. */
    default boolean ofTemplate() {
        return true;
    }

    /**
     * What a heading means in a list with these columns.
     *
     * @param heading by which it was taken for this column
     * @param beside all columns that the list's headings could be
     */
    default ListColumn among(Set<? extends ListColumn> beside, String heading) {
        return this;
    }

    /** Whether a heading is the column's own name or that of its field. */
    default boolean isOwn(String heading) {
        String key = PlainKey.withoutBrackets(heading);
        return key.equals(PlainKey.of(heading())) || key.equals(PlainKey.of(field()));
    }

    default String heading() {
        return words().heading();
    }

    default String field() {
        return words().field();
    }

    default List<String> otherHeadings() {
        return words().otherHeadings();
    }

    default String hint() {
        return words().hint();
    }

    default boolean mandatory() {
        return words().mandatory();
    }
}
