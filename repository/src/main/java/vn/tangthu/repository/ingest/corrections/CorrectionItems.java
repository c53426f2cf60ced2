package vn.tangthu.repository.ingest.corrections;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Corrections.Item;
import vn.tangthu.repository.Corrections.Outcome;
import vn.tangthu.repository.Difference;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;

/** Rows that change something, in the schema {@code kept}. */
@Component
final class CorrectionItems {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .changeDefaultVisibility(
                            visibility ->
                                    visibility
                                            .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                                            .withVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                                            .withVisibility(
                                                    PropertyAccessor.CREATOR, Visibility.ANY))
                    .changeDefaultPropertyInclusion(
                            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                    .build();

    private final JdbcClient jdbc;

    CorrectionItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes what rows change; {@code from} is the first ordinal. */
    void insert(UUID id, int from, List<Change> changes) {
        StringBuilder sql =
                new StringBuilder(
                        "insert into kept.correction_item (correction_id, ordinal, aip_id,"
                                + " document_id, code, place, version, before, after) values ");
        List<Object> values = new ArrayList<>(changes.size() * 9);
        for (int i = 0; i < changes.size(); i++) {
            sql.append(i == 0 ? "" : ", ");
            sql.append("(?, ?, ?, nullif(?, '')::uuid, ?, ?, ?, ?::jsonb, ?::jsonb)");
            Change change = changes.get(i);
            DocumentId document = change.document();
            values.add(id);
            values.add(from + i);
            values.add(change.record().value());
            values.add(document == null ? "" : document.toString());
            values.add(change.code());
            values.add(CorrectionRegister.storable(change.place()));
            values.add(change.version());
            values.add(JSON.writeValueAsString(change.before()));
            values.add(JSON.writeValueAsString(change.after()));
        }
        int unused = jdbc.sql(sql.toString()).params(values).update();
    }

    /** Takes out all rows of these hồ sơ: none of them is corrected by half. */
    void leaveOut(UUID id, Collection<AipId> records) {
        if (records.isEmpty()) {
            return;
        }
        int unused =
                jdbc.sql(
                                "delete from kept.correction_item where correction_id = ?"
                                        + " and aip_id = any(?::uuid[])")
                        .params(id, records.stream().map(AipId::toString).toArray(String[]::new))
                        .update();
    }

    /** Whether some row changes something. */
    boolean any(UUID id) {
        return jdbc.sql("select exists (select from kept.correction_item where correction_id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    List<Item> slice(UUID id, int offset, int limit) {
        return jdbc.sql(
                        "select * from kept.correction_item where correction_id = ?"
                                + " and not exists (select from projection.record r"
                                + " where r.id = aip_id and r.blocked)"
                                + " order by ordinal offset ? limit ?")
                .params(id, offset, limit)
                .query(CorrectionItems::item)
                .list();
    }

    long count(UUID id) {
        return jdbc.sql(
                        "select count(*) from kept.correction_item where correction_id = ?"
                                + " and not exists (select from projection.record r"
                                + " where r.id = aip_id and r.blocked)")
                .param(id)
                .query(Long.class)
                .single();
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        Change change = change(row, n);
        String outcome = row.getString("outcome");
        String why = row.getString("why");
        return new Item(
                change.place(),
                change.record(),
                change.document(),
                change.code(),
                change.version(),
                switch (change) {
                    case Change.OfRecord one -> Difference.fields(one.before(), one.after());
                    case Change.OfDocument one -> Difference.fields(one.before(), one.after());
                },
                outcome == null ? null : Outcome.valueOf(outcome),
                why == null ? null : JSON.readValue(why, Finding.class));
    }

    private static Change change(ResultSet row, int n) throws SQLException {
        String place = row.getString("place");
        AipId record = new AipId(row.getObject("aip_id", UUID.class));
        int version = row.getInt("version");
        UUID document = row.getObject("document_id", UUID.class);
        String before = row.getString("before");
        String after = row.getString("after");
        return document == null
                ? new Change.OfRecord(
                        place,
                        record,
                        version,
                        JSON.readValue(before, FileDescription.class),
                        JSON.readValue(after, FileDescription.class))
                : new Change.OfDocument(
                        place,
                        record,
                        version,
                        new DocumentId(document),
                        JSON.readValue(before, DocumentDescription.class),
                        JSON.readValue(after, DocumentDescription.class));
    }

    /** All that is to be changed of the first hồ sơ that waits; empty when none does. */
    List<Change> next(UUID id) {
        return jdbc.sql(
                        """
                        select * from kept.correction_item where correction_id = :id
                            and outcome is null and aip_id =
                                (select aip_id from kept.correction_item
                                 where correction_id = :id and outcome is null
                                 order by ordinal limit 1)
                        order by ordinal
                        """)
                .param("id", id)
                .query(CorrectionItems::change)
                .list();
    }

    /**
     * Notes what became of a hồ sơ.
     *
     * @return whether it waited until now
     */
    boolean ended(UUID id, AipId record, @Nullable Finding why) {
        return jdbc.sql(
                                "update kept.correction_item set outcome = ?, why ="
                                        + " nullif(?, '')::jsonb where correction_id = ?"
                                        + " and aip_id = ? and outcome is null")
                        .params(
                                (why == null ? Outcome.CORRECTED : Outcome.LEFT).name(),
                                why == null ? "" : JSON.writeValueAsString(why),
                                id,
                                record.value())
                        .update()
                > 0;
    }
}
