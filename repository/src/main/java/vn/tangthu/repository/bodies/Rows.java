package vn.tangthu.repository.bodies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.SuccessionKind;

/** How rows of the register become what they mean. */
final class Rows {
    /**
     * A body with its last name and its last superior and that one's.
     *
     * <p>{@code where} goes on after it; the body is {@code b}.
     */
    static final String LINE =
            """
            select b.id, b.reference, b.kind, b.from_day, b.until_day, b.sort_key, n.name,
                   concat_ws(', ', s1.name, s2.name) as within
            from kept.body b
            cross join lateral (select name from kept.body_name where body = b.id
                order by ordinal desc limit 1) n
            left join lateral (select s.superior, (select name from kept.body_name
                    where body = s.superior order by ordinal desc limit 1) as name
                from kept.body_superior s where s.body = b.id order by s.ordinal desc limit 1) s1
                on true
            left join lateral (select (select name from kept.body_name
                    where body = s.superior order by ordinal desc limit 1) as name
                from kept.body_superior s where s.body = s1.superior
                order by s.ordinal desc limit 1) s2 on true
            """;

    private Rows() {}

    static Body.Line line(ResultSet row, int number) throws SQLException {
        return new Body.Line(
                new BodyId(row.getObject("id", UUID.class)),
                row.getString("reference"),
                BodyKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("within"),
                day(row, "from_day"),
                day(row, "until_day"));
    }

    static Succession succession(ResultSet row, int number) throws SQLException {
        UUID successor = row.getObject("successor", UUID.class);
        return new Succession(
                row.getObject("id", UUID.class),
                new BodyId(row.getObject("predecessor", UUID.class)),
                successor == null ? null : new BodyId(successor),
                SuccessionKind.valueOf(row.getString("kind")),
                day(row, "legal_day"),
                row.getObject("effective_day", LocalDate.class),
                row.getString("instrument"),
                row.getString("scope"),
                row.getBoolean("partly"));
    }

    static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** For {@code any(cast(? as uuid[]))}. */
    static String[] texts(Collection<BodyId> ids) {
        return ids.stream().map(BodyId::toString).toArray(String[]::new);
    }
}
