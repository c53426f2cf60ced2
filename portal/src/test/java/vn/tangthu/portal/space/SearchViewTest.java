package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.portal.outgoing.SearchExport;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Saved;

/** The search behind the login: what narrows it, and where to go when nothing was found. */
class SearchViewTest {
    private static final BodyId PLACE = new BodyId(new UUID(5, 5));
    private static final String OTHER = new UUID(1, 3).toString();
    private static final String NARROWED =
            "tim?q=quy&phong="
                    + Views.FONDS
                    + "&tu=1990&den=1995&doc=1&loai=10&noi="
                    + PLACE
                    + "&coquan="
                    + SearchAddress.encode("Sở Xây dựng");

    private final UI ui = new UI();
    private final Search search = mock(Search.class);
    private final Catalogue catalogue = mock(Catalogue.class);
    private final Bodies bodies = mock(Bodies.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private static final AccountId AN = new AccountId(new UUID(7, 7));
    private static final String EVERYWHERE = "tim?q=kh%E1%BA%AFp%20n%C6%A1i&trang=";

    private final SavedSearches saved = mock(SavedSearches.class);
    private final FindAmong among = mock(FindAmong.class);
    private boolean busy;

    @BeforeEach
    void open() {
        UI.setCurrent(ui);
        ui.setLocale(Locale.forLanguageTag("vi"));
        when(current.reader()).thenReturn(Reader.ANONYMOUS);
        Account account = mock(Account.class);
        when(account.id()).thenReturn(AN);
        when(current.account()).thenReturn(account);
        when(catalogue.fonds(Views.FONDS, Reader.ANONYMOUS))
                .thenReturn(
                        Optional.of(
                                new Fonds(
                                        Views.FONDS,
                                        "H03",
                                        "Phông Ủy ban nhân dân tỉnh",
                                        "000.00.17.H03",
                                        null,
                                        null,
                                        Rights.OPEN,
                                        7,
                                        Instant.EPOCH)));
        when(bodies.lines(List.of(PLACE)))
                .thenReturn(
                        List.of(
                                new Body.Line(
                                        PLACE,
                                        "x",
                                        BodyKind.COMMUNE,
                                        "Xã Diên An",
                                        "",
                                        null,
                                        null)));
        when(search.search(any(), any())).thenAnswer(call -> answer(call.getArgument(0)));
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    /** Of nine records none has a word that is asked for, but one word is everywhere. */
    private SearchPage answer(SearchRequest asked) {
        if (asked.query().equals("khắp nơi")) {
            return new SearchPage(
                    List.of(),
                    4_500,
                    true,
                    List.of(),
                    List.of(),
                    false,
                    0,
                    asked.offset() != 4_520);
        }
        if (!asked.query().isEmpty()) {
            return new SearchPage(List.of(), 0, false, List.of(), List.of());
        }
        if (busy) {
            throw new SearchBusyException();
        }
        return new SearchPage(
                List.of(),
                asked.filters().onlineOnly() ? 4 : 9,
                false,
                List.of(
                        new Facet(
                                Facet.Kind.FONDS,
                                List.of(
                                        new Facet.Value(OTHER, "Phông Sở Xây dựng", 2),
                                        new Facet.Value(Views.FONDS.toString(), "Phông UBND", 7))),
                        new Facet(
                                Facet.Kind.YEAR,
                                List.of(
                                        new Facet.Value("1998", "1998", 3),
                                        new Facet.Value("1999", "1999", 6)))),
                List.of());
    }

    private SearchView view(String address) {
        SearchView view =
                new SearchView(
                        search,
                        catalogue,
                        bodies,
                        current,
                        mock(AgencyScope.class),
                        saved,
                        new Appeared(saved, among),
                        mock(SearchExport.class),
                        mock(ActivityLog.class),
                        "");
        view.beforeEnter(Views.entering(address, Map.of()));
        return view;
    }

    private static List<Anchor> chips(SearchView view) {
        return Views.all(view, Anchor.class).stream()
                .filter(link -> link.hasClassName("tt-chip"))
                .toList();
    }

    @Test
    void eachThatNarrowsIsAChipThatTakesItAwayAndLeavesTheOthers() {
        SearchView view = view(NARROWED);
        List<Anchor> chips = chips(view);
        assertThat(chips)
                .extracting(Views::text)
                .containsExactlyInAnyOrder(
                        "Phông: Phông Ủy ban nhân dân tỉnh✕",
                        "Cơ quan ban hành: Sở Xây dựng✕",
                        "Loại văn bản: Kế hoạch✕",
                        "Nơi hình thành tài liệu: Xã Diên An✕",
                        "Năm: 1990–1995✕",
                        "Chỉ tài liệu đọc được ở đây✕");
        Filters whole = filters(SearchAddress.write(read(NARROWED)));
        assertThat(chips)
                .allSatisfy(
                        chip -> {
                            assertThat(chip.getAriaLabel().orElse("")).endsWith("Bỏ lọc");
                            assertThat(filters(chip.getHref())).isNotEqualTo(whole);
                            assertThat(count(filters(chip.getHref()))).isEqualTo(5);
                        });
        assertThat(Views.links(view)).contains("Bỏ mọi bộ lọc → /app/tim?q=quy");
        assertThat(chips(view("tim?q=quy"))).isEmpty();
    }

    @Test
    void whatTheReaderMayNotKnowHasNoNameOnItsChip() {
        assertThat(chips(view("tim?q=quy&phong=" + OTHER)))
                .extracting(Views::text)
                .containsExactly("Phông: " + OTHER + "✕");
    }

    private static SearchRequest read(String address) {
        return SearchAddress.read(
                Views.entering(address.replaceFirst("^/app/", ""), Map.of())
                        .getLocation()
                        .getQueryParameters()
                        .getParameters());
    }

    private static Filters filters(String address) {
        return read(address).filters();
    }

    private static int count(Filters filters) {
        return filters.fonds().size()
                + filters.agencies().size()
                + filters.types().size()
                + filters.places().size()
                + (filters.fromYear() == null ? 0 : 1)
                + (filters.onlineOnly() ? 1 : 0);
    }

    @Test
    void aSingleWordThatIsNowhereHasCountedWaysOn() {
        assertThat(Views.links(view("tim?q=zzzz")))
                .contains(
                        "Mọi hồ sơ, mới nhất trước (9) → /app/tim?xep=moi",
                        "Mọi hồ sơ đọc được ở đây (4) → /app/tim?doc=1&xep=moi",
                        "Phông: Phông UBND (7) → /app/tim?phong=" + Views.FONDS + "&xep=moi",
                        "Phông: Phông Sở Xây dựng (2) → /app/tim?phong=" + OTHER + "&xep=moi",
                        "Năm: 1999 (6) → /app/tim?tu=1999&den=1999&xep=moi");
    }

    @Test
    void aListGoesOnWhereItIsLongerThanItsEstimate() {
        assertThat(Views.links(view(EVERYWHERE + "226")))
                .anyMatch(link -> link.startsWith("Trang sau") && link.endsWith("trang=227"));
        assertThat(Views.links(view(EVERYWHERE + "227")))
                .noneMatch(link -> link.startsWith("Trang sau"));
    }

    @Test
    void theLastPageThatCanBeLookedAtSaysSo() {
        SearchView last = view(EVERYWHERE + "500");
        assertThat(Views.text(last)).contains("Danh sách chỉ đi đến hồ sơ thứ 10.000");
        assertThat(Views.links(last))
                .noneMatch(link -> link.startsWith("Trang sau"))
                .anyMatch(link -> link.startsWith("Cũ nhất trước") && link.endsWith("xep=cu"))
                .anyMatch(link -> link.startsWith("Mới nhất trước") && link.endsWith("xep=moi"));
        assertThat(Views.text(view(EVERYWHERE + "499"))).doesNotContain("10.000");
    }

    @Test
    void whoBeginsHereIsToldWhatTheyHaveNotLookedAtAndMaySee() {
        assertThat(Views.text(view("tim"))).doesNotContain("hồ sơ mới chưa xem");
        AipId closed = new AipId(UUID.randomUUID());
        when(saved.unseen(AN, null)).thenReturn(List.of(closed, Views.RECORD));
        Saved one = new Saved(new UUID(7, 8), AN, "quy", "/app/tim?q=quy", true, Instant.EPOCH);
        when(saved.of(AN)).thenReturn(List.of(one));
        when(saved.unseen(AN, one.id())).thenReturn(List.of(closed, Views.RECORD));
        // What was closed may still be known of; the search finds it no more.
        when(among.among(
                        SavedAddress.request(one.address(), Set.of()),
                        List.of(closed, Views.RECORD),
                        Reader.ANONYMOUS))
                .thenReturn(
                        Map.of(
                                Views.RECORD,
                                new FindAmong.Match(FindAmong.By.DESCRIPTION, true, Set.of())));
        SearchView start = view("tim");
        assertThat(Views.text(start)).contains("Có 1 hồ sơ mới chưa xem");
        assertThat(Views.links(start)).contains("Tìm kiếm đã lưu → /app/tim-da-luu");
        when(among.among(any(), any(), any())).thenReturn(Map.of());
        assertThat(Views.text(view("tim"))).doesNotContain("hồ sơ mới chưa xem");
    }

    @Test
    void theWayToAllThereIsListsIt() {
        SearchView view = view("tim?xep=moi");
        verify(search).search(SearchAddress.read(Map.of("xep", List.of("moi"))), Reader.ANONYMOUS);
        assertThat(Views.text(view)).doesNotContain("Gõ từ cần tìm");
        SearchView start = view("tim");
        assertThat(Views.text(start)).contains("Gõ từ cần tìm");
        verify(search, never()).search(SearchRequest.of(""), Reader.ANONYMOUS);
    }

    @Test
    void thatNothingWasFoundIsToldAlsoWhereTheWaysOnCannotBeCounted() {
        busy = true;
        assertThat(Views.text(view("tim?q=zzzz"))).contains("Không tìm thấy hồ sơ nào khớp");
    }

    @Test
    void fondsOfAnAgencysOwnLineAreWhatItsWaysOnAreCountedIn() {
        Set<FondsId> own = Set.of(Views.FONDS);
        List<WhatThereIs.Part> parts =
                new WhatThereIs(search, Words.in(Locale.ROOT)).of(own, Reader.ANONYMOUS);
        assertThat(parts).hasSizeGreaterThanOrEqualTo(3);
        assertThat(parts).allMatch(part -> part.request().within().equals(own));
    }
}
