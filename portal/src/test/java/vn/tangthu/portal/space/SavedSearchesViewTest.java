package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Saved;

/** What is new in a search that is kept is listed, as its owner may see it, and then looked at. */
class SavedSearchesViewTest {
    private static final AccountId AN = new AccountId(UUID.randomUUID());
    private static final AipId CLOSED = new AipId(UUID.randomUUID());
    private static final Saved SEARCH =
            new Saved(UUID.randomUUID(), AN, "quy hoạch", "/app/tim?q=quy", true, Instant.EPOCH);

    private final UI ui = new UI();
    private final SavedSearches saved = mock(SavedSearches.class);
    private final FindAmong search = mock(FindAmong.class);
    private final Catalogue catalogue = mock(Catalogue.class);
    private final CurrentReader current = mock(CurrentReader.class);

    @BeforeEach
    void open() {
        UI.setCurrent(ui);
        ui.setLocale(Locale.forLanguageTag("vi"));
        Account account = mock(Account.class);
        when(account.id()).thenReturn(AN);
        when(current.account()).thenReturn(account);
        when(current.reader()).thenReturn(Reader.ANONYMOUS);
        when(saved.of(AN)).thenReturn(List.of(SEARCH));
        when(saved.appeared(AN, SEARCH.id())).thenReturn(List.of(CLOSED, Views.RECORD));
        when(saved.unseen(AN, SEARCH.id())).thenReturn(List.of(CLOSED, Views.RECORD));
        when(search.among(any(), any(), any()))
                .thenReturn(
                        Map.of(
                                Views.RECORD,
                                new FindAmong.Match(FindAmong.By.DESCRIPTION, true, Set.of())));
        when(catalogue.records(any(), any()))
                .thenAnswer(
                        call -> {
                            Map<AipId, RecordView> views = new HashMap<>();
                            views.put(Views.RECORD, Views.record());
                            // Known of, and no longer found: what it was found by is closed.
                            views.put(CLOSED, Views.record());
                            views.keySet().retainAll(call.<Collection<AipId>>getArgument(0));
                            return views;
                        });
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private SavedSearchesView view(String address) {
        SavedSearchesView view =
                new SavedSearchesView(
                        saved,
                        new Appeared(saved, search),
                        catalogue,
                        mock(Bodies.class),
                        mock(Post.class),
                        current);
        view.beforeEnter(Views.entering(address, Map.of()));
        return view;
    }

    @Test
    void theListSaysHowManyAreNewAndLeadsToThem() {
        SavedSearchesView view = view("tim-da-luu");
        assertThat(Views.links(view))
                .contains(
                        "1 hồ sơ mới trong 90 ngày qua, 1 chưa xem → /app/tim-da-luu?moi="
                                + SEARCH.id());
        verify(saved, never()).seen(any(), any(), any());
        when(saved.unseen(AN, SEARCH.id())).thenReturn(List.of());
        assertThat(Views.text(view("tim-da-luu"))).contains("90 ngày qua, đã xem");
    }

    @Test
    void whatIsNewIsListedAsItsOwnerMaySeeItAndIsThenLookedAt() {
        SavedSearchesView view = view("tim-da-luu?moi=" + SEARCH.id());
        assertThat(Views.text(view)).contains("Hồ sơ quy hoạch Diên Khánh").contains("Chưa xem");
        assertThat(Views.links(view))
                .anyMatch(link -> link.startsWith("Hồ sơ quy hoạch Diên Khánh → /app/ho-so/"))
                .noneMatch(link -> link.contains(CLOSED.toString()))
                .contains("Mọi kết quả của tìm kiếm này → /app/tim?q=quy");
        verify(saved).seen(AN, SEARCH.id(), Set.of(Views.RECORD));
    }

    @Test
    void theSearchOfAnotherIsAsNone() {
        UUID other = UUID.randomUUID();
        SavedSearchesView view = view("tim-da-luu?moi=" + other);
        assertThat(Views.text(view)).contains("Tìm kiếm đã lưu").doesNotContain("Diên Khánh");
        verify(saved, never()).appeared(AN, other);
        verify(saved, never()).seen(any(), any(), any());
    }
}
