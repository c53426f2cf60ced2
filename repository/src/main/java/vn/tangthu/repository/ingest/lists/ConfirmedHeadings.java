package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.DeliveryList;

/** What the headings of a contractor's lists mean, as people confirmed it. */
public final class ConfirmedHeadings {
    public static final ConfirmedHeadings NONE = new ConfirmedHeadings(List.of());

    private record Key(DeliveryList list, String heading) {}

    private final Map<Key, Optional<String>> fields = new HashMap<>();

    public ConfirmedHeadings(List<Choice> choices) {
        for (Choice choice : choices) {
            fields.put(
                    new Key(choice.list(), keyOf(choice.heading())),
                    Optional.ofNullable(choice.field()));
        }
    }

    /** What headings have in common that are the same but for diacritics, case and spaces. */
    public static String keyOf(String heading) {
        return PlainKey.of(heading);
    }

    /** Empty for a column that is not to be read; null when nothing was said of the heading. */
    @Nullable Optional<String> field(DeliveryList list, String heading) {
        return fields.get(new Key(list, keyOf(heading)));
    }

    /** The fields that more than one of these headings is to be. */
    public static List<String> twice(List<Choice> choices) {
        List<String> twice = new ArrayList<>();
        Map<List<Object>, String> seen = new HashMap<>();
        for (Choice choice : choices) {
            String field = choice.field();
            if (field != null
                    && seen.put(List.of(choice.list(), field), choice.heading()) != null) {
                twice.add(field);
            }
        }
        return twice;
    }
}
