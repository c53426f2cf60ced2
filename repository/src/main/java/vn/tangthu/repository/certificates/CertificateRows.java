package vn.tangthu.repository.certificates;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Figure;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.Name;
import vn.tangthu.repository.Certificates.State;
import vn.tangthu.repository.Certificates.Withdrawal;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** {@code kept.certificate} and {@code kept.certificate_withdrawal}. */
@Component
class CertificateRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Figure>> FIGURES = new TypeReference<>() {};

    /** Whether there is a later version is asked of what is shown: of nothing else it is told. */
    private static final String SELECT =
            """
            select c.*, w.at as withdrawn_at, w.actor as withdrawn_by, w.reason as withdrawn_why,
                exists (select from projection.record r where c.kind = 'RECORD'
                    and r.id = c.subject and r.visible and r.version > c.version) as later
            from kept.certificate c left join kept.certificate_withdrawal w on w.certificate = c.id
            """;

    private final JdbcClient jdbc;

    CertificateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Never given twice, whatever becomes of it. */
    long nextNumber() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('kept.certificate', 'n'))")
                .query(Long.class)
                .single();
    }

    void insert(
            UUID id,
            long n,
            Name name,
            Draft draft,
            String actor,
            boolean signed,
            String key,
            long size,
            Digest sha512) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.certificate (id, n, number, code, kind, subject,
                                    version, open, files, figures, entry, note, issued_at,
                                    issued_by, signed, object_key, size, sha512)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .param(id)
                        .param(n)
                        .param(name.number())
                        .param(name.code())
                        .param(draft.kind().name())
                        .param(draft.subject())
                        .param(draft.version())
                        .param(draft.open())
                        .param(draft.files().stream().map(Digest::hex).toArray(String[]::new))
                        .param(JSON.writeValueAsString(draft.figures()))
                        .param(draft.entry())
                        .param(draft.note())
                        .param(name.at().atOffset(ZoneOffset.UTC))
                        .param(actor)
                        .param(signed)
                        .param(key)
                        .param(size)
                        .param(sha512.hex())
                        .update();
    }

    /**
     * @return whether it was not withdrawn before
     */
    boolean withdraw(UUID id, Instant at, String actor, String reason) {
        return jdbc.sql(
                                "insert into kept.certificate_withdrawal (certificate, at, actor,"
                                        + " reason) values (?, ?, ?, ?) on conflict do nothing")
                        .params(id, at.atOffset(ZoneOffset.UTC), actor, reason)
                        .update()
                > 0;
    }

    Optional<Certificate> byCode(String code) {
        return one("where c.code = ?", code);
    }

    Optional<Certificate> byPdf(Digest sha512) {
        return one("where c.sha512 = ? order by c.n limit 1", sha512.hex());
    }

    Optional<Certificate> find(UUID id) {
        return one("where c.id = ?", id);
    }

    private Optional<Certificate> one(String where, Object parameter) {
        return jdbc.sql(SELECT + where).param(parameter).query((row, n) -> read(row)).optional();
    }

    List<Certificate> list(String number, long before, int limit) {
        boolean digits = number.matches("[0-9]{1,18}");
        return jdbc.sql(
                        SELECT
                                + " where c.n < :before and (:all or c.n = :n or starts_with(c.number, :number))"
                                + " order by c.n desc limit :limit")
                .param("before", before)
                .param("all", number.isEmpty())
                .param("n", digits ? Long.parseLong(number) : -1)
                .param("number", number)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    String key(UUID id) {
        return jdbc.sql("select object_key from kept.certificate where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static Certificate read(ResultSet row) throws SQLException {
        Kind kind = Kind.valueOf(row.getString("kind"));
        Instant withdrawn = at(row, "withdrawn_at");
        Withdrawal withdrawal =
                withdrawn == null
                        ? null
                        : new Withdrawal(
                                withdrawn,
                                row.getString("withdrawn_by"),
                                row.getString("withdrawn_why"));
        State state =
                withdrawal != null
                        ? State.WITHDRAWN
                        : row.getBoolean("later") ? State.LATER_VERSION : State.VALID;
        Draft what =
                new Draft(
                        kind,
                        row.getObject("subject", UUID.class),
                        row.getObject("version", Integer.class),
                        row.getBoolean("open"),
                        digests(row.getArray("files")),
                        JSON.readValue(row.getString("figures"), FIGURES),
                        row.getObject("entry", Long.class),
                        row.getString("note"));
        Instant issued = at(row, "issued_at");
        return new Certificate(
                row.getObject("id", UUID.class),
                row.getLong("n"),
                row.getString("number"),
                row.getString("code"),
                what,
                issued == null ? Instant.EPOCH : issued,
                row.getString("issued_by"),
                row.getBoolean("signed"),
                row.getLong("size"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")),
                state,
                withdrawal);
    }

    private static List<Digest> digests(Array files) throws SQLException {
        return Arrays.stream((String[]) files.getArray())
                .map(hex -> new Digest(DigestAlgorithm.SHA512, hex))
                .toList();
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
