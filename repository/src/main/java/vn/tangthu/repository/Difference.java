package vn.tangthu.repository;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a hồ sơ.
 *
 * @param fields of its description
 * @param rights of the hồ sơ: {@code access}, {@code titlePublic}, {@code basis}
 * @param documents that are not the same, in the order of the later version; those that it lacks
 *     stand at the end
 */
public record Difference(
        List<Field> fields, List<Field> rights, List<DocumentDifference> documents) {
    public Difference {
        fields = List.copyOf(fields);
        rights = List.copyOf(rights);
        documents = List.copyOf(documents);
    }

    /**
     * @param name as the record component is called
     * @param before a value of that component, null for none
     * @param after as before
     */
    public record Field(String name, @Nullable Object before, @Nullable Object after) {}

    /**
     * @param before null for one that was added
     * @param after null for one that is not there any more
     * @param files that are not the same
     */
    public record DocumentDifference(
            Aip.@Nullable Document before,
            Aip.@Nullable Document after,
            List<Field> fields,
            List<Field> rights,
            List<FileDifference> files) {
        public DocumentDifference {
            fields = List.copyOf(fields);
            rights = List.copyOf(rights);
            files = List.copyOf(files);
        }

        /** One of the two. */
        public Aip.Document either() {
            return after != null ? after : Objects.requireNonNull(before);
        }
    }

    /** Of one place in a document; both are there where a file was replaced. */
    public record FileDifference(@Nullable ContentFile before, @Nullable ContentFile after) {}

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return fields.isEmpty() && rights.isEmpty() && documents.isEmpty();
    }

    public static Difference between(Aip before, Aip after) {
        Map<DocumentId, Aip.Document> old = new LinkedHashMap<>();
        before.documents().forEach(document -> old.put(document.id(), document));
        List<DocumentDifference> documents = new ArrayList<>();
        for (Aip.Document document : after.documents()) {
            Aip.Document earlier = old.remove(document.id());
            if (!document.equals(earlier)) {
                documents.add(between(earlier, document));
            }
        }
        old.values().forEach(gone -> documents.add(between(gone, null)));
        return new Difference(
                fields(before.description(), after.description()),
                fields(before.rights(), after.rights()),
                documents);
    }

    private static DocumentDifference between(
            Aip.@Nullable Document before, Aip.@Nullable Document after) {
        return new DocumentDifference(
                before,
                after,
                before == null || after == null
                        ? List.of()
                        : fields(before.description(), after.description()),
                before == null || after == null
                        ? List.of()
                        : fields(before.rights(), after.rights()),
                files(
                        before == null ? List.of() : before.files(),
                        after == null ? List.of() : after.files()));
    }

    /** By place: a replaced file stands where the other stood. */
    private static List<FileDifference> files(List<ContentFile> before, List<ContentFile> after) {
        List<FileDifference> files = new ArrayList<>();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            ContentFile old = i < before.size() ? before.get(i) : null;
            ContentFile now = i < after.size() ? after.get(i) : null;
            if (!Objects.equals(old, now)) {
                files.add(new FileDifference(old, now));
            }
        }
        return files;
    }

    /** Components of two records of one type that are not equal. */
    public static <R extends Record> List<Field> fields(R before, R after) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            Object old = value(component, before);
            Object now = value(component, after);
            if (!Objects.equals(old, now)) {
                fields.add(new Field(component.getName(), old, now));
            }
        }
        return fields;
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A public record's accessor: " + component, e);
        }
    }
}
