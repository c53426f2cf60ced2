package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ChangeJournal.Entry;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Due;
import vn.tangthu.repository.SavedSearches.Letter;
import vn.tangthu.repository.SavedSearches.Mark;
import vn.tangthu.repository.SavedSearches.Saved;

/** What is looked for in saved searches, as whom, and what a letter says of it. */
class SavedSearchWatchTest {
    private static final UUID EPOCH = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final AccountId AN = new AccountId(UUID.randomUUID());
    private static final Reader READER =
            new Reader(AN, "an", Set.of(Role.AGENCY), Set.of(new FondsId(UUID.randomUUID())));
    private static final Saved SEARCH =
            new Saved(
                    UUID.randomUUID(),
                    AN,
                    "đất bí mật của tôi",
                    "/app/tim?q=giao%20%C4%91%E1%BA%A5t&tu=1998",
                    true,
                    NOW.minus(Duration.ofDays(9)));

    private static final FindAmong.Match IN_ALL =
            new FindAmong.Match(FindAmong.By.DESCRIPTION, true, Set.of());

    private final SavedSearches saved = mock(SavedSearches.class);
    private final FindAmong search = mock(FindAmong.class);
    private final ChangeJournal journal = mock(ChangeJournal.class);
    private final IndexStatus index = mock(IndexStatus.class);
    private final Accounts accounts = mock(Accounts.class);
    private final Catalogue catalogue = mock(Catalogue.class);
    private final AgencyScope scope = mock(AgencyScope.class);
    private final Map<AipId, RecordView> readable = new HashMap<>();
    private final Map<AipId, RecordView> open = new HashMap<>();
    private final Post post = mock(Post.class);
    private final RecordHistory history = mock(RecordHistory.class);
    private SavedSearchWatch watch;

    @BeforeEach
    void begin() {
        watch =
                new SavedSearchWatch(
                        saved,
                        search,
                        new Appeared(saved, search),
                        journal,
                        index,
                        accounts,
                        catalogue,
                        scope,
                        new SavedSearchLetter(catalogue, "https://kho.example/ "),
                        post,
                        history,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        Duration.ofMinutes(1),
                        false);
        when(post.configured()).thenReturn(true);
        when(journal.epoch()).thenReturn(EPOCH);
        searchable(100);
        Account account =
                new Account(
                        AN,
                        "an",
                        "An",
                        READER.roles(),
                        Set.of(),
                        true,
                        false,
                        NOW,
                        null,
                        null,
                        null);
        when(accounts.find(AN)).thenReturn(Optional.of(account));
        when(accounts.readerFor(account)).thenReturn(READER);
        when(scope.searched(account)).thenReturn(Set.of());
        when(saved.watched(isNull(), anyInt())).thenReturn(List.of(SEARCH));
        when(catalogue.known(any(), any())).thenCallRealMethod();
        when(catalogue.records(any(), any()))
                .thenAnswer(
                        call -> {
                            Map<AipId, RecordView> views =
                                    new HashMap<>(
                                            call.getArgument(1).equals(READER) ? readable : open);
                            views.keySet().retainAll(call.<Collection<AipId>>getArgument(0));
                            return views;
                        });
    }

    private void searchable(long sequence) {
        when(index.searchable(EPOCH)).thenReturn(sequence);
    }

    private static AipId record(String name) {
        return new AipId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static RecordView listed(String name, @Nullable String title) {
        return new RecordView.Listed(
                record(name),
                "MÃ-" + name,
                new RecordView.FondsSummary(new FondsId(UUID.randomUUID()), "F", "Phông"),
                1998,
                1999,
                title);
    }

    @Test
    void theFirstTurnAndTheOneAfterARebuildTellNothing() throws Exception {
        when(saved.mark())
                .thenReturn(Optional.empty(), Optional.of(new Mark(UUID.randomUUID(), 9)));
        // The index has nothing of this epoch yet: what it takes in from here on is not news.
        searchable(0);
        when(journal.head()).thenReturn(300_000L);
        watch.tick();
        watch.tick();
        verify(saved, times(2)).found(new Mark(EPOCH, 300_000), Map.of());
        verify(search, never()).among(any(), any(), any());
        verify(journal, never()).after(anyLong(), anyInt());
    }

    @Test
    void onlyWhatIsNewAndSearchableIsAskedForAsTheOwnerReadsToday() throws Exception {
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 97)));
        when(journal.after(eq(97L), anyInt()))
                .thenReturn(
                        List.of(
                                new Entry(98, Kind.AIP_STORED, record("new").value(), NOW),
                                new Entry(99, Kind.AIP_CHANGED, record("old").value(), NOW),
                                new Entry(99, Kind.AIP_WITHDRAWN, record("erased").value(), NOW),
                                new Entry(100, Kind.TEXT_CHANGED, record("text").value(), NOW),
                                new Entry(101, Kind.AIP_STORED, record("later").value(), NOW)));
        ArgumentCaptor<SearchRequest> asked = ArgumentCaptor.captor();
        ArgumentCaptor<Collection<AipId>> among = ArgumentCaptor.captor();
        when(search.among(asked.capture(), among.capture(), eq(READER)))
                .thenReturn(
                        Map.of(
                                record("new"), IN_ALL,
                                record("text"), IN_ALL,
                                record("old"), IN_ALL));
        readable.put(record("new"), listed("new", null));
        readable.put(record("text"), listed("text", null));
        readable.put(record("old"), listed("old", null));
        watch.tick();
        assertThat(asked.getValue().query()).isEqualTo("giao đất");
        assertThat(asked.getValue().filters().fromYear()).isEqualTo(1998);
        assertThat(among.getValue())
                .containsExactlyInAnyOrder(record("new"), record("text"), record("old"));
        // The text that was read is of a record that was found before by its description: no news.
        verify(saved).found(new Mark(EPOCH, 100), Map.of(SEARCH.id(), Set.of(record("new"))));
        verify(saved).gone(Set.of(record("erased")));
    }

    private static RecordView storedAt(Instant when) {
        RecordView.Full view = mock(RecordView.Full.class);
        when(view.provenance()).thenReturn(new RecordView.Provenance(null, "Sở", when));
        return view;
    }

    @Test
    void whatWasStoredBeforeTheSearchWasKeptIsNewsOnlyWhereItsRightsAreOther() throws Exception {
        Instant before = SEARCH.createdAt().minus(Duration.ofDays(1));
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 90)));
        when(journal.after(eq(90L), anyInt()))
                .thenReturn(
                        List.of(
                                new Entry(91, Kind.AIP_STORED, record("foundAgain").value(), NOW),
                                new Entry(92, Kind.AIP_STORED, record("new").value(), NOW),
                                new Entry(93, Kind.TEXT_CHANGED, record("newText").value(), NOW),
                                new Entry(94, Kind.RIGHTS_CHANGED, record("opened").value(), NOW),
                                new Entry(95, Kind.TEXT_CHANGED, record("readNow").value(), NOW),
                                new Entry(96, Kind.TEXT_CHANGED, record("titled").value(), NOW)));
        readable.put(record("foundAgain"), storedAt(before));
        readable.put(record("new"), storedAt(SEARCH.createdAt()));
        readable.put(record("newText"), storedAt(SEARCH.createdAt()));
        readable.put(record("opened"), storedAt(before));
        readable.put(record("readNow"), storedAt(before));
        readable.put(record("titled"), storedAt(before));
        Map<AipId, FindAmong.Match> answer = new HashMap<>();
        readable.keySet().forEach(id -> answer.put(id, IN_ALL));
        answer.put(record("readNow"), new FindAmong.Match(FindAmong.By.TEXT, false, Set.of()));
        when(search.among(any(), any(), any())).thenReturn(answer);
        watch.tick();
        verify(saved)
                .found(
                        new Mark(EPOCH, 96),
                        Map.of(
                                SEARCH.id(),
                                Set.of(
                                        record("new"),
                                        record("newText"),
                                        record("opened"),
                                        record("readNow"))));
    }

    @Test
    void whatCameIntoARecordLaterIsNewsAndWhatWasOnlyTouchedIsNot() throws Exception {
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 90)));
        when(journal.after(eq(90L), anyInt()))
                .thenReturn(
                        List.of(
                                new Entry(91, Kind.AIP_CHANGED, record("more").value(), NOW),
                                new Entry(92, Kind.AIP_CHANGED, record("touched").value(), NOW)));
        Instant before = SEARCH.createdAt().minus(Duration.ofDays(1));
        DocumentId document = new DocumentId(UUID.randomUUID());
        for (String name : List.of("more", "touched")) {
            RecordView.Full view = (RecordView.Full) storedAt(before);
            ArchivalDocument one = mock(ArchivalDocument.class);
            when(one.id()).thenReturn(document);
            when(one.description()).thenReturn(Views.record().documents().getFirst().description());
            when(view.id()).thenReturn(record(name));
            when(view.documents()).thenReturn(List.of(one));
            readable.put(record(name), view);
            when(view.versions())
                    .thenReturn(
                            List.of(
                                    new RecordVersion(1, before, "Sở", "Nhận"),
                                    new RecordVersion(2, NOW, "Sở", "Bổ sung")));
            when(view.description()).thenReturn(Views.record().description());
            Aip then = aip(name.equals("more") ? List.of() : List.of(document));
            when(history.version(record(name), 1, Reader.OPERATOR)).thenReturn(Optional.of(then));
        }
        FindAmong.Match there =
                new FindAmong.Match(FindAmong.By.DESCRIPTION, false, Set.of(document));
        when(search.among(any(), any(), any()))
                .thenReturn(Map.of(record("more"), there, record("touched"), there));
        watch.tick();
        verify(saved).found(new Mark(EPOCH, 92), Map.of(SEARCH.id(), Set.of(record("more"))));
    }

    private static Aip aip(List<DocumentId> documents) {
        Aip aip = mock(Aip.class);
        FileDescription description = Views.record().description();
        List<Aip.Document> all =
                documents.stream()
                        .map(
                                id ->
                                        new Aip.Document(
                                                id,
                                                Views.record().documents().getFirst().description(),
                                                Rights.OPEN,
                                                List.of()))
                        .toList();
        when(aip.description()).thenReturn(description);
        when(aip.documents()).thenReturn(all);
        return aip;
    }

    @Test
    void whatIsKeptTwiceIsLookedForOnceAndItsOwnerReadOnce() throws Exception {
        Saved later =
                new Saved(
                        UUID.randomUUID(),
                        AN,
                        "cũng thế",
                        SEARCH.address(),
                        true,
                        NOW.minus(Duration.ofDays(1)));
        when(saved.watched(isNull(), anyInt())).thenReturn(List.of(SEARCH, later));
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 90)));
        when(journal.after(eq(90L), anyInt()))
                .thenReturn(List.of(new Entry(91, Kind.AIP_STORED, record("new").value(), NOW)));
        readable.put(record("new"), storedAt(NOW.minus(Duration.ofDays(2))));
        when(search.among(any(), any(), any())).thenReturn(Map.of(record("new"), IN_ALL));
        watch.tick();
        verify(search).among(any(), any(), any());
        verify(accounts).readerFor(any());
        verify(saved).found(new Mark(EPOCH, 91), Map.of(SEARCH.id(), Set.of(record("new"))));
    }

    @Test
    void aLetterNamesWhatAnybodyMaySeeAndCountsTheRest() throws Exception {
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 100)));
        readable.put(record("a"), listed("a", "Hồ sơ mở\r\nBcc: x@example.org"));
        readable.put(record("b"), listed("b", "Hồ sơ KÍN của cơ quan"));
        open.put(record("a"), readable.get(record("a")));
        open.put(record("b"), listed("b", null));
        // "closed" is known of, but no longer open to the owner: its text had the words.
        readable.put(record("closed"), listed("closed", null));
        open.put(record("closed"), readable.get(record("closed")));
        finds("a", "b");
        Due due = due("a", "b", "closed", "gone");
        when(saved.due(eq(NOW.minus(Duration.ofDays(1))), anyInt())).thenReturn(List.of(due));
        watch.tick();
        ArgumentCaptor<Letter> letter = ArgumentCaptor.captor();
        verify(saved).told(eq(due), letter.capture());
        assertThat(letter.getValue().names()).containsExactly(record("a"));
        assertThat(letter.getValue().text())
                .contains("Có 2 hồ sơ mới trong 1 tìm kiếm đã lưu.")
                .contains("MÃ-a: Hồ sơ mở Bcc: x@example.org\n")
                .contains("https://kho.example/ho-so/" + record("a"))
                .contains("Và 1 hồ sơ khác")
                .contains("https://kho.example/thu-bao/code")
                .doesNotContain("KÍN")
                .doesNotContain("MÃ-b")
                .doesNotContain("bí mật")
                .doesNotContain("MÃ-closed")
                .doesNotContain(record("gone").toString());
    }

    private void finds(String... names) {
        Map<AipId, FindAmong.Match> found = new HashMap<>();
        for (String name : names) {
            found.put(record(name), IN_ALL);
        }
        when(search.among(any(), any(), eq(READER))).thenReturn(found);
    }

    @Test
    void whileAFondsIsWithheldNothingIsWrittenAndNothingIsNotedAsTold() throws Exception {
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 100)));
        Due due = due("a");
        when(saved.due(any(), anyInt())).thenReturn(List.of(due));
        searchable(0);
        watch.tick();
        when(index.searchable(EPOCH)).thenReturn(100L, 100L, 0L); // withheld meanwhile
        watch.tick();
        verify(saved, never()).told(any(), any());
        searchable(100);
        watch.tick();
        verify(saved).told(eq(due), isNull());
    }

    @Test
    void whereNothingIsLeftToSeeThereIsNoLetter() throws Exception {
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 100)));
        Due due = due("gone");
        when(saved.due(any(), anyInt())).thenReturn(List.of(due));
        watch.tick();
        verify(saved).told(eq(due), isNull());
    }

    @Test
    void whereThereIsNoMailServerNothingIsToldYet() throws Exception {
        when(post.configured()).thenReturn(false);
        when(saved.mark()).thenReturn(Optional.of(new Mark(EPOCH, 100)));
        Due due = due("a");
        when(saved.due(any(), anyInt())).thenReturn(List.of(due));
        watch.tick();
        verify(saved, never()).told(any(), any());
    }

    private static Due due(String... records) {
        return new Due(
                AN,
                "an@example.vn",
                "code",
                NOW.minus(Duration.ofDays(1)),
                Map.of(
                        SEARCH,
                        List.of(records).stream().map(SavedSearchWatchTest::record).toList()));
    }

    @Test
    void anAddressOfALetterIsOneAddress() {
        assertThat(List.of("a@b.vn", "nguyen.van.a+kho@tinh.gov.vn"))
                .allMatch(SavedSearchesView::isAddress);
        assertThat(
                        List.of(
                                "",
                                "a",
                                "a@b",
                                "a@b.vn,c@d.vn",
                                "a@b.vn; c@d.vn",
                                "A <a@b.vn>",
                                "a@b.vn\r\nBcc: c@d.vn",
                                "a b@c.vn",
                                "x".repeat(200) + "@b.vn"))
                .noneMatch(SavedSearchesView::isAddress);
    }
}
