package vn.tangthu.repository.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Ledger.Fault;

/**
 * Rows of the database against what the log says of them: each row's salted digest, a thousand at a
 * time, and rows of which the log says nothing. Numbers of activities are bits, so that ten million
 * take little memory.
 */
final class RowProof {
    private static final int AT_ONCE = 1000;

    /** A table: its first column is the key as the log has it, its second the salt. */
    private record Table(String name, String columns, String where) {}

    private static final Map<String, Table> TABLES =
            Map.of(
                    "activity",
                    new Table(
                            "activity",
                            "id::text, salt::text, kept.ledger_micros(at), account::text, actor,"
                                    + " action || coalesce('/' || purpose, ''), subject,"
                                    + " detail",
                            "id = any(cast(? as bigint[]))"),
                    "access_request",
                    new Table(
                            "access_request",
                            "reference, salt::text, kept.ledger_micros(received_at),"
                                    + " kind || coalesce(':' || paper_on, '')"
                                    + " || coalesce('/' || paper_use, ''), about::text, wanted,"
                                    + " purpose, name || coalesce(chr(10) || on_behalf_of, ''),"
                                    + " contact, identity_number",
                            "reference = any(?)"),
                    "access_request_item",
                    new Table(
                            "access_request_item",
                            "reference || '/' || number, salt::text, asked::text, document::text",
                            "reference = any(?)"),
                    "access_request_step",
                    new Table(
                            "access_request_step",
                            "reference || '/' || number, salt::text, kept.ledger_micros(at),"
                                    + " status || coalesce(':' || reason, '') || coalesce('#' || item,"
                                    + " '') || coalesce('=' || kind, ''), actor, text",
                            "reference = any(?)"));

    private final JdbcClient jdbc;
    private final Problems problems;
    private final List<long[]> restored;
    private final BitSet activities = new BitSet();
    private final Names others = new Names();
    private final Set<String> named;

    /** Entries of rows that a restore lost, by range. */
    private final Map<String, Long> lost = new LinkedHashMap<>();

    /** Numbers that were given anew after a restore: the newer entry has to be that of the row. */
    private final Map<String, Long> replaced = new LinkedHashMap<>();

    private final Map<String, List<Entry>> waiting = new HashMap<>();
    private final Set<String> restorations = new LinkedHashSet<>();
    private long compared;
    private long notCompared;

    /**
     * @param restored ranges that the database says it lost
     * @param named those of which the auditor knows
     */
    RowProof(JdbcClient jdbc, Problems problems, List<long[]> restored, Collection<String> named) {
        this.jdbc = jdbc;
        this.named = Set.copyOf(named);
        this.problems = problems;
        this.restored = restored;
    }

    long compared() {
        return compared;
    }

    long notCompared() {
        return notCompared;
    }

    void entry(Entry entry) {
        if (entry.kind() == Entry.Kind.RESTORED) {
            restorations.add(entry.number("from") + "-" + entry.number("to"));
        }
        if (entry.kind() != Entry.Kind.ROW) {
            return;
        }
        String table = entry.text("table");
        seen(table, entry.text("key"));
        List<Entry> batch = waiting.computeIfAbsent(table, name -> new ArrayList<>());
        batch.add(entry);
        if (batch.size() == AT_ONCE) {
            compare(table, batch);
        }
    }

    private void seen(String table, String key) {
        try {
            if (table.equals("activity")) {
                activities.set(Integer.parseInt(key));
                return;
            }
        } catch (NumberFormatException e) {
            // above two thousand million: as the others
        }
        others.add(table + ":" + key);
    }

    private boolean isSeen(String table, String key) {
        try {
            if (table.equals("activity")) {
                return activities.get(Integer.parseInt(key));
            }
        } catch (NumberFormatException e) {
            // as above
        }
        return others.contains(table + ":" + key);
    }

    /** What is left of batches. */
    void flush() {
        waiting.forEach(this::compare);
    }

    private void compare(String name, List<Entry> batch) {
        Table table = TABLES.get(name);
        if (table == null) {
            batch.forEach(
                    entry -> problems.add(Fault.LINE_UNREADABLE, "entry " + entry.index(), name));
            batch.clear();
            return;
        }
        Map<String, String> now = new HashMap<>();
        String[] keys =
                batch.stream()
                        .map(entry -> entry.text("key"))
                        .map(
                                key ->
                                        key.contains("/")
                                                ? key.substring(0, key.lastIndexOf('/'))
                                                : key)
                        .distinct()
                        .toArray(String[]::new);
        jdbc.sql("select " + table.columns() + " from kept." + name + " where " + table.where())
                .param(keys)
                .query(
                        row -> {
                            List<@Nullable String> fields = new ArrayList<>(List.of(name));
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                fields.add(row.getString(i));
                            }
                            now.put(row.getString(1), sha256(fields));
                        });
        for (Entry entry : batch) {
            String key = entry.text("key");
            String row = name + ":" + key;
            String digest = now.get(key);
            String range = range(entry);
            if (entry.text("sha256").equals(digest)) {
                compared++;
                replaced.remove(row);
            } else if (range != null) {
                notCompared++;
                lost.merge(range, 1L, Long::sum);
                if (digest != null) {
                    replaced.put(row, entry.index());
                }
            } else {
                compared++;
                problems.add(
                        digest == null ? Fault.ROW_MISSING : Fault.ROW_CHANGED,
                        row,
                        "entry " + entry.index());
            }
        }
        batch.clear();
    }

    private @Nullable String range(Entry entry) {
        for (long[] each : restored) {
            if (each[0] <= entry.index() && entry.index() < each[1]) {
                return each[0] + "-" + each[1];
            }
        }
        return null;
    }

    /** As the triggers make it: netstrings of the table's name and the columns. */
    static String sha256(List<@Nullable String> fields) {
        StringBuilder all = new StringBuilder();
        for (String field : fields) {
            if (field == null) {
                all.append("-,");
            } else {
                all.append(field.getBytes(StandardCharsets.UTF_8).length)
                        .append(':')
                        .append(field)
                        .append(',');
            }
        }
        return PublicKey.hex(Merkle.sha256(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Rows that neither the log names nor the list of those on their way; 100,000 at most. */
    Map<String, List<String>> notLogged() {
        Map<String, List<String>> missing = new LinkedHashMap<>();
        long last = 0;
        for (boolean more = true; more; ) {
            List<Long> ids =
                    jdbc.sql(
                                    "select id from kept.activity where id > ? order by id limit"
                                            + " 20000")
                            .param(last)
                            .query(Long.class)
                            .list();
            more = ids.size() == 20_000;
            for (long id : ids) {
                miss(missing, "activity", Long.toString(id));
                last = id;
            }
        }
        jdbc.sql("select reference from kept.access_request")
                .query(String.class)
                .list()
                .forEach(key -> miss(missing, "access_request", key));
        jdbc.sql("select reference || '/' || number from kept.access_request_item")
                .query(String.class)
                .list()
                .forEach(key -> miss(missing, "access_request_item", key));
        jdbc.sql("select reference || '/' || number from kept.access_request_step")
                .query(String.class)
                .list()
                .forEach(key -> miss(missing, "access_request_step", key));
        return missing;
    }

    private void miss(Map<String, List<String>> missing, String table, String key) {
        if (!isSeen(table, key)) {
            List<String> keys = missing.computeIfAbsent(table, name -> new ArrayList<>());
            if (keys.size() < 100_000) {
                keys.add(key);
            }
        }
    }

    /** While nobody writes the log, and all of it is read. */
    void conclude(Map<String, List<String>> candidates) {
        flush();
        candidates.forEach(
                (table, keys) -> {
                    Set<String> due =
                            Set.copyOf(
                                    jdbc.sql(
                                                    "select key from kept.ledger_due where source ="
                                                            + " ?")
                                            .param(table)
                                            .query(String.class)
                                            .list());
                    for (String key : keys) {
                        if (!isSeen(table, key) && !due.contains(key)) {
                            problems.add(Fault.NOT_LOGGED, table + ":" + key, "");
                        }
                    }
                });
        replaced.forEach((row, entry) -> problems.add(Fault.ROW_CHANGED, row, "entry " + entry));
        lost.forEach(
                (range, count) -> {
                    if (!named.contains(range)) {
                        problems.add(Fault.ROWS_RESTORED, range, count + " rows");
                    }
                });
        for (long[] range : restored) {
            if (!restorations.contains(range[0] + "-" + range[1])) {
                problems.add(
                        Fault.HEAD_DIFFERS,
                        "kept.ledger_restored",
                        "entries " + range[0] + " to " + range[1]);
            }
        }
    }
}
