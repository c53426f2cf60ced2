package vn.tangthu.repository.bodies;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyNames;

/** Whom a list means by a reference, a code or a name: of the list itself and of the register. */
final class Resolving {
    /** By what was written; the first that knows it decides: reference, then code, then name. */
    private final Map<String, Set<BodyId>> meant = new HashMap<>();

    Resolving(JdbcClient jdbc, Collection<String> written, List<BodyList.Entry> listed) {
        Map<String, Set<BodyId>> references = new HashMap<>();
        Map<String, Set<BodyId>> codes = new HashMap<>();
        Map<String, Set<BodyId>> names = new HashMap<>();
        for (BodyList.Entry entry : listed) {
            BodyId id = BodyId.of(entry.reference());
            put(references, entry.reference(), id);
            entry.codes().forEach(code -> put(codes, code.value(), id));
            entry.names().forEach(name -> put(names, BodyNames.accented(name.value()), id));
        }
        String[] texts = written.toArray(String[]::new);
        String[] folded = written.stream().map(BodyNames::folded).toArray(String[]::new);
        look(
                jdbc,
                "select reference, id from kept.body where reference = any(?)",
                texts,
                references);
        look(jdbc, "select code, body from kept.body_code where code = any(?)", texts, codes);
        Map<String, Set<BodyId>> known = new LinkedHashMap<>();
        look(jdbc, "select name, body from kept.body_name where folded = any(?)", folded, known);
        known.forEach((name, ids) -> ids.forEach(id -> put(names, BodyNames.accented(name), id)));
        for (String text : written) {
            Set<BodyId> found = references.get(text);
            found = found == null ? codes.get(text) : found;
            found = found == null ? names.get(BodyNames.accented(text)) : found;
            meant.put(text, found == null ? Set.of() : found);
        }
    }

    private static void look(
            JdbcClient jdbc, String sql, String[] texts, Map<String, Set<BodyId>> into) {
        jdbc.sql(sql)
                .params(List.of((Object) texts))
                .query(
                        (RowCallbackHandler)
                                row ->
                                        put(
                                                into,
                                                row.getString(1),
                                                new BodyId(row.getObject(2, UUID.class))));
    }

    private static void put(Map<String, Set<BodyId>> map, String key, BodyId id) {
        boolean unused = map.computeIfAbsent(key, x -> new LinkedHashSet<>()).add(id);
    }

    /** Nobody, the one, or all who may be meant. */
    Set<BodyId> of(String text) {
        return meant.getOrDefault(text, Set.of());
    }

    /** All texts in which a list names a body. */
    static Set<String> written(BodyList list) {
        Set<String> written = new LinkedHashSet<>();
        list.bodies()
                .forEach(b -> b.superiors().stream().map(Body.Dated::value).forEach(written::add));
        for (BodyList.Edge edge : list.successions()) {
            written.add(edge.predecessor());
            if (edge.successor() != null) {
                written.add(edge.successor());
            }
        }
        return written;
    }
}
