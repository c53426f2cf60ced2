package vn.tangthu.repository.recovery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The tables of the schema {@code kept}, asked of the database, so that none is forgotten. */
final class KeptTables {
    static final String HISTORY = "flyway_schema_history";

    private KeptTables() {}

    /**
     * Names with their columns, generated ones left out; a table comes after those it refers to.
     */
    static Map<String, List<String>> inOrder(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement(
                                """
                                select t.table_name, c.column_name
                                from information_schema.tables t
                                join information_schema.columns c using (table_schema, table_name)
                                where t.table_schema = 'kept' and t.table_type = 'BASE TABLE'
                                  and t.table_name <> ? and c.is_generated = 'NEVER'
                                order by t.table_name, c.ordinal_position
                                """);
                ResultSet rows = execute(select, HISTORY)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        Map<String, Set<String>> refersTo = references(connection);
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        while (ordered.size() < columns.size()) {
            int before = ordered.size();
            for (String table : columns.keySet()) {
                Set<String> needed = refersTo.getOrDefault(table, Set.of());
                if (!ordered.containsKey(table)
                        && needed.stream()
                                .allMatch(n -> n.equals(table) || ordered.containsKey(n))) {
                    ordered.put(table, columns.getOrDefault(table, List.of()));
                }
            }
            if (ordered.size() == before) {
                throw new SQLException("Tables of the schema kept refer to each other in a circle");
            }
        }
        return ordered;
    }

    private static ResultSet execute(PreparedStatement select, String parameter)
            throws SQLException {
        select.setString(1, parameter);
        return select.executeQuery();
    }

    private static Map<String, Set<String>> references(Connection connection) throws SQLException {
        Map<String, Set<String>> references = new LinkedHashMap<>();
        try (var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select f.relname, t.relname from pg_constraint c
                                join pg_class f on f.oid = c.conrelid
                                join pg_class t on t.oid = c.confrelid
                                join pg_namespace n on n.oid = f.relnamespace
                                where c.contype = 'f' and n.nspname = 'kept'
                                """)) {
            while (rows.next()) {
                boolean unused =
                        references
                                .computeIfAbsent(rows.getString(1), name -> new TreeSet<>())
                                .add(rows.getString(2));
            }
        }
        return references;
    }

    static List<String> migrations(Connection connection) throws SQLException {
        List<String> versions = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select version from kept."
                                        + HISTORY
                                        + " where version is not null and success"
                                        + " order by installed_rank")) {
            while (rows.next()) {
                versions.add(rows.getString(1));
            }
        }
        return versions;
    }

    /** Quoted names, parted by commas. */
    static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(KeptTables::quoted).toList());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
