package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StoreWitness;

/**
 * The packages that the change journal named last; where the projection is empty, the words of
 * acknowledgement that were noted last.
 */
@Component
@InWorkers
class JdbcStoreWitness implements StoreWitness {
    private static final int MOST = 9;

    /** Lines of the journal; several are about one package. */
    private static final int LINES = 500;

    private final JdbcClient jdbc;
    private final AipStore aips;

    JdbcStoreWitness(JdbcClient jdbc, AipStore aips) {
        this.jdbc = jdbc;
        this.aips = aips;
    }

    @Override
    public List<StoreKey> newest() throws IOException {
        try {
            List<StoreKey> packages = packages();
            return packages.isEmpty() ? words() : packages;
        } catch (DataAccessException e) {
            throw new IOException("The catalogue cannot be asked what the store must have", e);
        }
    }

    private List<StoreKey> packages() {
        return jdbc
                .sql(
                        """
                        select j.subject from
                            (select subject, sequence from projection.journal
                                order by sequence desc limit :lines) j
                            join projection.record r on r.id = j.subject
                        where (r.visible or r.withdrawn or r.blocked)
                            and not exists (select from kept.erasure where object = r.id)
                        group by j.subject order by max(j.sequence) desc limit :most
                        """)
                .param("lines", LINES)
                .param("most", MOST)
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> aips.rootOf(id).resolve("inventory.json"))
                .toList();
    }

    /** They are never removed, also when what they name was erased. */
    private List<StoreKey> words() {
        return jdbc
                .sql(
                        """
                        select a.object_key from kept.acknowledgement a
                            left join kept.ledger_once o on o.kind = 'ACKNOWLEDGED'
                                and o.subject = a.object_key and o.version = 0
                        where a.object_key like 'log/acknowledged/%'
                        order by o.at desc nulls last, o.entry desc nulls first limit ?
                        """)
                .param(MOST)
                .query(String.class)
                .list()
                .stream()
                .map(StoreKey::new)
                .toList();
    }
}
