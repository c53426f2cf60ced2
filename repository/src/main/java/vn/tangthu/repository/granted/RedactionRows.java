package vn.tangthu.repository.granted;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Redactions.Area;

/** The boxes, {@code kept.redaction_box}. */
@Component
class RedactionRows {
    private static final String SELECT = "select * from kept.redaction_box where ";
    private static final String ORDER = " order by document, page, y, x, id";

    private final JdbcClient jdbc;

    RedactionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param sha512 of the kept file, hexadecimal
     * @param page of the kept file, from 1
     */
    record Row(
            UUID id,
            String request,
            AipId record,
            DocumentId document,
            String sha512,
            int page,
            Area area,
            String ground,
            Instant at,
            String by) {}

    /** Those that are drawn now; at most as many as a request may have. */
    List<Row> of(String request, AipId record) {
        return jdbc.sql(SELECT + "request = ? and record = ? and removed_at is null" + ORDER)
                .params(request, record.value())
                .query((row, n) -> read(row))
                .list();
    }

    /** How many a request has; until the end of the transaction nobody else draws one. */
    int count(String request) {
        var unused =
                jdbc.sql("select 1 from kept.access_request where reference = ? for update")
                        .param(request)
                        .query(Integer.class)
                        .optional();
        return jdbc.sql(
                        "select count(*) from kept.redaction_box where request = ? and removed_at is"
                                + " null")
                .param(request)
                .query(Integer.class)
                .single();
    }

    /** One that is drawn now; until the end of the transaction nobody else changes it. */
    Optional<Row> locked(UUID id) {
        return jdbc.sql(SELECT + "id = ? and removed_at is null for update")
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    void insert(Row row) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.redaction_box (id, request, record, document, sha512,
                                    page, x, y, width, height, ground, drawn_at, drawn_by)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(row.id(), row.request(), row.record().value())
                        .params(row.document().value(), row.sha512(), row.page())
                        .params(row.area().x(), row.area().y())
                        .params(row.area().width(), row.area().height())
                        .params(row.ground(), time(row.at()), row.by())
                        .update();
    }

    void removed(UUID id, Instant at, String by) {
        int unused =
                jdbc.sql(
                                "update kept.redaction_box set removed_at = ?, removed_by = ? where id"
                                        + " = ?")
                        .params(time(at), by, id)
                        .update();
    }

    /** Where something of the hồ sơ is erased nothing is left of what was drawn on it. */
    void erase(UUID record) {
        int unused =
                jdbc.sql("delete from kept.redaction_box where record = ?").param(record).update();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("request"),
                new AipId(row.getObject("record", UUID.class)),
                new DocumentId(row.getObject("document", UUID.class)),
                row.getString("sha512"),
                row.getInt("page"),
                new Area(
                        row.getInt("x"),
                        row.getInt("y"),
                        row.getInt("width"),
                        row.getInt("height")),
                row.getString("ground"),
                row.getObject("drawn_at", OffsetDateTime.class).toInstant(),
                row.getString("drawn_by"));
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
