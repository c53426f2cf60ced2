package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueChanges;
import vn.tangthu.repository.ChangeJournal.Kind;

/** Lines of the journal for entries that other rooms keep. */
@Component
class JdbcCatalogueChanges implements CatalogueChanges {
    private static final int AT_ONCE = 10_000;

    private final JdbcChangeJournal journal;
    private final PaperLinks links;

    JdbcCatalogueChanges(JdbcClient jdbc, JdbcChangeJournal journal) {
        this.journal = journal;
        this.links = new PaperLinks(jdbc, journal, new PendingVersions(jdbc, journal));
    }

    @Override
    public void lock() {
        journal.lock();
    }

    @Override
    public void changed(Collection<AipId> ids) {
        List<AipId> all = new ArrayList<>(ids);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            UUID[] some = PaperLinks.uuids(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
            journal.appendAll(
                    Kind.AIP_CHANGED, "select unnest(cast(? as uuid[])) as id", (Object) some);
        }
    }

    @Override
    public long head() {
        return journal.head();
    }

    /** Also those that are shown to nobody: what was withdrawn or blocked is not told as paper. */
    @Override
    public int linkPaper() {
        return links.ofAll();
    }

    @Override
    public int linkPaper(Collection<AipId> entries) {
        return links.ofEntries(entries);
    }
}
