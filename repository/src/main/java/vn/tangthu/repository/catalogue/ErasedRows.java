package vn.tangthu.repository.catalogue;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.ErasureStep;

/** Takes the rows of what is erased out of the catalogue, and the prints of its pages. */
@Component
class ErasedRows implements ErasureStep {
    /** Tables that know a record by its id and are not emptied with its row. */
    static final List<String> BY_RECORD =
            List.of(
                    "text_state where aip_id",
                    "fixity_state where aip_id",
                    "staged_version where aip_id",
                    "pending_version where subject",
                    "incident where object_id",
                    "repair where object_id",
                    "audited_object where object_id",
                    "format_seen where aip_id",
                    "record where id");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;

    ErasedRows(JdbcClient jdbc, TransactionTemplate transactions, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public Place place() {
        return Place.ROWS;
    }

    @Override
    public void erase(List<Erased> some) {
        UUID[] ids = some.stream().map(Erased::object).toArray(UUID[]::new);
        byte[][] digests =
                some.stream()
                        .flatMap(one -> one.digests().stream())
                        .map(digest -> HexFormat.of().parseHex(digest.hex()))
                        .toArray(byte[][]::new);
        transactions.executeWithoutResult(
                status -> {
                    journal.lock();
                    for (UUID id : ids) {
                        long unused = journal.append(Kind.AIP_WITHDRAWN, id);
                    }
                    for (String table : BY_RECORD) {
                        int unused =
                                jdbc.sql("delete from projection." + table + " = any(?)")
                                        .param(ids)
                                        .update();
                    }
                    int unused =
                            jdbc.sql("delete from kept.format_change where aip = any(?)")
                                    .param(ids)
                                    .update();
                    unused =
                            jdbc.sql("delete from projection.file_print where sha512 = any(?)")
                                    .param(digests)
                                    .update();
                });
    }
}
