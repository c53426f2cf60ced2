package vn.tangthu.repository.erasure;

import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.SecretStamps;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.storage.Digest;

/**
 * Notes stamps in the table of suspicions and blocks the records. The archive's own process tells
 * the store of it at once; what a helper noted it tells within a minute.
 */
@Component
@Primary
@InWorkers
class JdbcSecretStamps implements SecretStamps {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RecordBlocks blocks;
    private final ObjectProvider<StoredSuspicions> stored;
    private final ActivityLog activity;

    JdbcSecretStamps(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            RecordBlocks blocks,
            ObjectProvider<StoredSuspicions> stored,
            ActivityLog activity) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.blocks = blocks;
        this.stored = stored;
        this.activity = activity;
    }

    private record Held(UUID aip, UUID file, String document, String code) {}

    @Override
    public void suspect(Digest sha512, int page, Level level) {
        transactions.executeWithoutResult(
                status -> {
                    if (notYet(sha512, page).isEmpty()) {
                        return;
                    }
                    // What stays of a hồ sơ may take its place meanwhile: looked at after that.
                    blocks.hold();
                    List<Held> held = notYet(sha512, page);
                    blocks.blockAtOnce(held.stream().map(one -> new AipId(one.aip())).toList());
                    for (Held one : held) {
                        note(one, sha512, page, level);
                    }
                });
        stored.ifAvailable(StoredSuspicions::write);
    }

    /** Records with these bytes of which nobody suspected or decided on this page yet. */
    private List<Held> notYet(Digest sha512, int page) {
        return jdbc.sql(
                        """
                        select distinct on (c.aip_id) c.aip_id, c.id, d.description ->> 'docCode',
                            r.arc_file_code
                        from projection.content_file c
                            join projection.document d on d.id = c.document_id
                            join projection.record r on r.id = c.aip_id
                        where c.sha512 = ? and (r.visible or r.withdrawn or r.blocked)
                          and not exists (select from kept.suspicion s
                              where s.aip_id = c.aip_id and s.sha512 = c.sha512
                                and s.page = ?)
                        order by c.aip_id, (? between coalesce(c.first_page, 1) and
                            coalesce(c.first_page, 1) + c.pages - 1) desc, c.id
                        """)
                .params(sha512.hex(), page, page)
                .query(
                        (row, n) ->
                                new Held(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getString(3) == null ? "" : row.getString(3),
                                        row.getString(4)))
                .list();
    }

    private void note(Held one, Digest sha512, int page, Level level) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.suspicion (aip_id, sha512, file_id, document, page,
                                    level, code, found_at, state)
                                values (?, ?, ?, ?, ?, ?, ?, now(), 'OPEN') on conflict do nothing
                                """) // a helper's clock may be wrong
                        .params(
                                one.aip(),
                                sha512.hex(),
                                one.file(),
                                one.document(),
                                page,
                                level.name(),
                                one.code())
                        .update();
        activity.record(Reader.OPERATOR, "SECRET_SUSPECTED", one.code(), null);
    }
}
