package vn.tangthu.portal.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.PublicAddress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.SavedSearches.Letter;
import vn.tangthu.repository.SavedSearches.Saved;

/**
 * The letter about what is new, in both languages. A letter goes over lines that nobody guards: it
 * names only what anybody may read, and counts the rest. Neither the words of a search nor its name
 * stand in it.
 */
@Component
class SavedSearchLetter {
    static final String SUBJECT = "Có hồ sơ mới trong tìm kiếm đã lưu";

    private static final int NAMED = 10;
    private static final int AT_ONCE = 50;
    private static final int MOST_ASKED = 1_000;
    private final Catalogue catalogue;
    private final String address;

    /**
     * @param address the portal's, as people reach it; blank: letters have the path only
     */
    SavedSearchLetter(Catalogue catalogue, @Value("${tangthu.portal.public-url:}") String address) {
        this.catalogue = catalogue;
        this.address = PublicAddress.of(address);
    }

    /**
     * @param code of the page to stop
     * @param found what the account may see of it today
     */
    Letter about(String code, Map<Saved, Set<AipId>> found) {
        Set<AipId> ids = found.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        List<RecordView> open = open(ids);
        StringBuilder text = new StringBuilder();
        line(text, "Có " + ids.size() + " hồ sơ mới trong " + found.size() + " tìm kiếm đã lưu.");
        line(text, ids.size() + " new file(s) in " + found.size() + " saved search(es).");
        line(text, "");
        for (RecordView view : open) {
            line(text, view.arcFileCode() + ": " + view.titleOrNull());
            line(text, "  " + address + "/ho-so/" + view.id());
        }
        if (ids.size() > open.size()) {
            int others = ids.size() - open.size();
            line(text, "Và " + others + " hồ sơ khác: xin đăng nhập để xem.");
            line(text, "And " + others + " more: please log in to see them.");
        }
        line(text, "");
        line(text, "Tìm kiếm đã lưu / Saved searches: " + address + "/app/tim-da-luu");
        line(text, "Thôi nhận thư / No more letters: " + address + "/thu-bao/" + code);
        return new Letter(
                SUBJECT,
                text.toString(),
                open.stream().map(RecordView::id).collect(Collectors.toSet()));
    }

    /** Some that anybody may read; few are asked for at once, since most of the time those do. */
    private List<RecordView> open(Set<AipId> ids) {
        List<AipId> first =
                ids.stream().sorted(Comparator.comparing(AipId::value)).limit(MOST_ASKED).toList();
        List<RecordView> open = new ArrayList<>();
        for (int from = 0; from < first.size() && open.size() < NAMED; from += AT_ONCE) {
            catalogue
                    .records(
                            first.subList(from, Math.min(first.size(), from + AT_ONCE)),
                            Reader.ANONYMOUS)
                    .values()
                    .stream()
                    .filter(view -> view.titleOrNull() != null)
                    .sorted(Comparator.comparing(RecordView::arcFileCode))
                    .limit(NAMED - open.size())
                    .forEach(open::add);
        }
        return open;
    }

    private static void line(StringBuilder text, String line) {
        text.append(line.replaceAll("[\\r\\n]+", " ")).append('\n');
    }
}
