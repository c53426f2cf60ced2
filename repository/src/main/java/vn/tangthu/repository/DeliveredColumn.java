package vn.tangthu.repository;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a delivered list as it was understood.
 *
 * @param heading as the list writes it; of two lines, both
 * @param field the name of the field it is read as, or null when it is not read
 * @param samples some of its values, shortened
 */
public record DeliveredColumn(
        DeliveryList list, String heading, How how, @Nullable String field, List<String> samples) {
    public DeliveredColumn {
        samples = List.copyOf(samples);
    }

    /** How a heading was understood. */
    public enum How {
        /** It is called so, but for diacritics and case, in the circular or in usual lists. */
        KNOWN,
        /** A person confirmed it for this contractor. */
        CONFIRMED,
        /** A person said for this contractor that it is not to be read. */
        IGNORED,
        /** A guess that cannot do harm unseen; it is warned about. */
        GUESSED,
        /** A guess that a person must confirm before anything is taken in. */
        DOUBTFUL,
        /** Nothing is like it; it is not read. */
        UNKNOWN,
        /** Another column is this field already; it is not read. */
        TWICE
    }
}
