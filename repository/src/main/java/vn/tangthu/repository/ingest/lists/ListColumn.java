package vn.tangthu.repository.ingest.lists;

import java.util.List;

/** A column of a list: its Vietnamese heading, the circular's field name and other headings. */
interface ListColumn {
    /** The heading as the template writes it. */
    String heading();

    /** The field name of Thông tư 05/2025, or one of our own in the same manner. */
    String field();

    /** Other headings seen in contractors' lists. */
    List<String> otherHeadings();

    /** What the template says about filling it in. */
    String hint();

    /** Whether a list without it cannot be read. */
    boolean mandatory();

    /** Whether its cells are codes that a spreadsheet must not have turned into numbers. */
    default boolean code() {
        return false;
    }
}
