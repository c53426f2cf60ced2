package vn.tangthu.portal.space;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Saved;

/**
 * What appeared in searches that are kept, as far as they find it today. That a hồ sơ may be known
 * of is not enough: whoever has lost the right to the text by which it was found would be told, by
 * the list of what the search found, that the words stand in it. Of a fonds that is withheld from
 * searches nothing is told until it is not.
 */
@Component
class Appeared {
    private final SavedSearches saved;
    private final FindAmong search;

    Appeared(SavedSearches saved, FindAmong search) {
        this.saved = saved;
        this.search = search;
    }

    /** The newest first, {@value SavedSearches#MOST_FOUND} at most. */
    List<AipId> in(Saved one, Reader reader) {
        return found(one, saved.appeared(one.account(), one.id()), reader);
    }

    /** How many records, of all searches, were not looked at. */
    int unseen(AccountId account, Reader reader) {
        if (saved.unseen(account, null).isEmpty()) {
            return 0;
        }
        Set<AipId> unseen = new HashSet<>();
        for (Saved one : saved.of(account)) {
            unseen.addAll(found(one, saved.unseen(account, one.id()), reader));
        }
        return unseen.size();
    }

    /**
     * Those that the search finds for this reader, in the same order.
     *
     * @param records {@value FindAmong#MOST} at most
     */
    List<AipId> found(Saved one, Collection<AipId> records, Reader reader) {
        if (records.isEmpty()) {
            return List.of();
        }
        // Wherever it was: where the owner looks may have changed, and is no matter of rights.
        Set<AipId> found =
                search.among(SavedAddress.request(one.address(), Set.of()), records, reader)
                        .keySet();
        return records.stream().filter(found::contains).toList();
    }
}
