package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom deliveries come from (đơn vị số hóa, cơ quan giao nộp), and what a person confirmed that
 * their lists mean by their headings. A contractor is known by its name; case and the number of
 * spaces do not matter, diacritics do.
 */
public interface Contractors {
    /** The most characters of a contractor's name. */
    int LONGEST_NAME = 200;

    /** In the order of {@link VietnameseOrder}. */
    List<String> names();

    /**
     * No effect when it is known. For archivists, as all that changes what is known of contractors.
     *
     * @throws RefusedException when the name is blank or too long
     */
    void add(String contractor, Reader actor);

    /** Forgets the contractor and all that was confirmed for it; deliveries keep its name. */
    void forget(String contractor, Reader actor);

    /** What was confirmed for it, by list and heading; nothing for one that is not known. */
    List<Confirmed> confirmed(String contractor);

    /**
     * Saves what headings mean in the lists of this contractor, from its next check on; the
     * contractor is added when it is not known. What was said of the same headings is replaced.
     *
     * @throws RefusedException when a field does not exist or two headings are to be one field
     */
    void confirm(String contractor, List<Choice> choices, Reader actor);

    /** Takes back what was said of a heading. */
    void remove(String contractor, DeliveryList list, String heading, Reader actor);

    /** What is asked of scans where nobody said what a contract asks. */
    ScanRules usualScans();

    /** What the contract with it asks of scans; the usual where nobody said otherwise. */
    ScanRules scans(String contractor);

    /**
     * Says what the contract with it asks of scans, from its next check on; the contractor is added
     * when it is not known. What is as usual goes on with what is usual.
     *
     * @throws RefusedException {@code SCAN_RULES_WRONG} when dpi are below 0 or above {@link
     *     ScanRules#MOST_DPI}
     */
    void scans(String contractor, ScanRules rules, Reader actor);

    /** What a column can be, in the template's order. */
    List<Field> fields(DeliveryList list);

    /**
     * What a heading means.
     *
     * @param field the field's name, or null for a column that is not to be read
     */
    record Choice(DeliveryList list, String heading, @Nullable String field) {}

    /**
     * @param field as in {@link Choice}
     * @param by the name of who confirmed it
     */
    record Confirmed(
            DeliveryList list, String heading, @Nullable String field, String by, Instant at) {}

    /**
     * @param name as in Thông tư 05/2025, or our own in the same manner
     * @param heading as the template writes it
     */
    record Field(String name, String heading, boolean mandatory) {}
}
