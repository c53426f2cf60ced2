package vn.tangthu.repository.ingest;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ingest.check.KnownChecks;
import vn.tangthu.storage.Digest;

/** What checks of bytes came to last, in the schema {@code kept}. */
@Component
final class CheckRows implements KnownChecks {
    private final JdbcClient jdbc;

    CheckRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ContentCheck> find(Digest sha512, Kind kind, String tool) {
        return jdbc.sql(
                        "select outcome, detail, checked_at from kept.content_check where sha512 ="
                                + " ? and kind = ? and tool = ?")
                .params(sha512.hex(), kind.name(), tool)
                .query(
                        (row, n) ->
                                new ContentCheck(
                                        kind,
                                        Outcome.valueOf(row.getString(1)),
                                        row.getString(2),
                                        tool,
                                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public void keep(Digest sha512, ContentCheck check) {
        if (check.cameToNoEnd()) {
            return;
        }
        int unused =
                jdbc.sql(
                                "insert into kept.content_check (sha512, kind, tool, outcome,"
                                        + " detail, checked_at) values (?, ?, ?, ?, ?, ?) on conflict"
                                        + " (sha512, kind) do update set tool = excluded.tool, outcome"
                                        + " = excluded.outcome, detail = excluded.detail, checked_at ="
                                        + " excluded.checked_at")
                        .params(
                                sha512.hex(),
                                check.kind().name(),
                                check.tool(),
                                check.outcome().name(),
                                check.detail(),
                                check.at().atOffset(ZoneOffset.UTC))
                        .update();
    }
}
