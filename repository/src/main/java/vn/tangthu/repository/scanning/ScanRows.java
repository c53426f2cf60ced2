package vn.tangthu.repository.scanning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusCheck.Outcome;
import vn.tangthu.storage.Digest;

/** The last word of the scanner on bytes, by their digest, in the schema {@code kept}. */
@Component
final class ScanRows {
    private final JdbcClient jdbc;

    ScanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<VirusCheck> find(Digest sha512) {
        return jdbc.sql(
                        "select outcome, detail, engine, checked_at from kept.virus_check where"
                                + " sha512 = ?")
                .param(sha512.hex())
                .query((row, n) -> check(row))
                .optional();
    }

    private static VirusCheck check(ResultSet row) throws SQLException {
        return new VirusCheck(
                Outcome.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    void save(Digest sha512, VirusCheck check) {
        int unused =
                jdbc.sql(
                                "insert into kept.virus_check (sha512, outcome, detail, engine,"
                                        + " checked_at) values (?, ?, ?, ?, ?) on conflict (sha512)"
                                        + " do update set outcome = excluded.outcome, detail ="
                                        + " excluded.detail, engine = excluded.engine, checked_at ="
                                        + " excluded.checked_at")
                        .params(
                                sha512.hex(),
                                check.outcome().name(),
                                check.detail(),
                                check.engine(),
                                check.at().atOffset(ZoneOffset.UTC))
                        .update();
    }
}
