package vn.tangthu.portal.space;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Due;
import vn.tangthu.repository.SavedSearches.Mark;
import vn.tangthu.repository.SavedSearches.Saved;
import vn.tangthu.repository.Ticking;

/**
 * Looks for what is new in the searches that people keep, and writes to them at most once a day.
 * Only what the journal told since the last turn and the index has is asked for, as the owner reads
 * today; what a letter tells is searched for again when it is written ({@link Appeared}).
 */
@Component
class SavedSearchWatch extends Ticking {
    private static final int ENTRIES = 500;

    /** Pieces of the journal of one turn; a delivery of 300,000 records takes some turns. */
    private static final int PIECES = 20;

    private static final int SEARCHES = 200;
    private static final int LETTERS = 200;
    private static final Duration BETWEEN_LETTERS = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final SavedSearches saved;
    private final FindAmong search;
    private final Appeared appeared;
    private final ChangeJournal journal;
    private final IndexStatus index;
    private final Accounts accounts;
    private final Catalogue catalogue;
    private final AgencyScope scope;
    private final SavedSearchLetter letter;
    private final Post post;
    private final Clock clock;
    private final RecordHistory history;

    /** As whom is looked, and where by itself. */
    private record Owner(Reader reader, Set<FondsId> searched) {}

    /** What many people may have kept; one piece of the journal is asked for it once. */
    private record Question(SearchRequest request, Reader reader) {}

    /**
     * @param view null where only that it exists may be known
     */
    private record Found(RecordView.@Nullable Full view, FindAmong.Match match) {}

    SavedSearchWatch(
            SavedSearches saved,
            FindAmong search,
            Appeared appeared,
            ChangeJournal journal,
            IndexStatus index,
            Accounts accounts,
            Catalogue catalogue,
            AgencyScope scope,
            SavedSearchLetter letter,
            Post post,
            RecordHistory history,
            Clock clock,
            @Value("${tangthu.saved-searches.every:15m}") Duration every,
            @Value("${tangthu.saved-searches.background:true}") boolean background) {
        super("saved-searches", every, background);
        this.saved = saved;
        this.search = search;
        this.appeared = appeared;
        this.journal = journal;
        this.index = index;
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.scope = scope;
        this.letter = letter;
        this.post = post;
        this.history = history;
        this.clock = clock;
    }

    @Override
    protected void tick() throws IOException {
        look();
        write();
        saved.forget(clock.instant().minus(KEPT));
    }

    /** From where was looked to where the index is. */
    private void look() {
        UUID epoch = journal.epoch();
        Optional<Mark> mark = saved.mark().filter(one -> one.epoch().equals(epoch));
        if (mark.isEmpty()) {
            // The first time, or after a rebuild, which tells all of it once more: nothing is new,
            // however far the index is. Read after the epoch, so that it is of no older one.
            saved.found(new Mark(epoch, journal.head()), Map.of());
            return;
        }
        long searchable = index.searchable(epoch);
        long at = mark.get().sequence();
        for (int piece = 0; piece < PIECES; piece++) {
            List<ChangeJournal.Entry> entries =
                    journal.after(at, ENTRIES).stream()
                            .filter(entry -> entry.sequence() <= searchable)
                            .toList();
            if (entries.isEmpty()) {
                return;
            }
            at = entries.getLast().sequence();
            saved.found(new Mark(epoch, at), found(entries));
        }
    }

    private Map<UUID, Set<AipId>> found(List<ChangeJournal.Entry> entries) {
        Map<AipId, Set<Kind>> all = new HashMap<>();
        Set<AipId> gone = new HashSet<>();
        for (ChangeJournal.Entry entry : entries) {
            switch (entry.kind()) {
                case AIP_STORED, AIP_CHANGED, RIGHTS_CHANGED, TEXT_CHANGED ->
                        all.computeIfAbsent(
                                        new AipId(entry.subject()),
                                        id -> EnumSet.noneOf(Kind.class))
                                .add(entry.kind());
                case AIP_WITHDRAWN -> gone.add(new AipId(entry.subject()));
                // What is in it was there before.
                case FONDS_CHANGED, FONDS_RESTRICTED, FONDS_NOTED -> {}
            }
        }
        if (!gone.isEmpty()) {
            saved.gone(gone); // withdrawn, blocked or erased; what comes back is told again
        }
        Map<UUID, Set<AipId>> bySearch = new HashMap<>();
        if (all.isEmpty()) {
            return bySearch;
        }
        Map<AccountId, Optional<Owner>> owners = new HashMap<>();
        Map<Question, Map<AipId, Found>> answers = new HashMap<>();
        ChangedRecords changed = new ChangedRecords(history);
        @Nullable UUID last = null;
        for (List<Saved> some = saved.watched(last, SEARCHES);
                !some.isEmpty();
                some = saved.watched(last, SEARCHES)) {
            for (Saved one : some) {
                last = one.id();
                Optional<Owner> owner = owners.computeIfAbsent(one.account(), this::owner);
                if (owner.isEmpty()) {
                    continue;
                }
                SearchRequest request = SavedAddress.request(one.address(), owner.get().searched());
                Set<AipId> news = new HashSet<>();
                Map<AipId, Found> answer =
                        answers.computeIfAbsent(
                                new Question(request, owner.get().reader()),
                                question -> found(question, all.keySet()));
                all.forEach(
                        (id, why) -> {
                            Found found = answer.get(id);
                            if (found != null
                                    && (isNews(why, found, one.createdAt())
                                            || why.contains(Kind.AIP_CHANGED)
                                                    && isNew(changed, found, request, one))) {
                                news.add(id);
                            }
                        });
                if (!news.isEmpty()) {
                    bySearch.put(one.id(), news);
                }
            }
        }
        return bySearch;
    }

    private Optional<Owner> owner(AccountId id) {
        return accounts.find(id)
                .map(account -> new Owner(accounts.readerFor(account), scope.searched(account)));
    }

    private Map<AipId, Found> found(Question question, Set<AipId> all) {
        Map<AipId, FindAmong.Match> found =
                search.among(question.request(), all, question.reader());
        Map<AipId, Found> stored = new HashMap<>();
        if (!found.isEmpty()) {
            catalogue
                    .records(found.keySet(), question.reader())
                    .forEach(
                            (id, view) -> {
                                FindAmong.Match match = found.get(id);
                                if (match != null) {
                                    stored.put(
                                            id,
                                            new Found(
                                                    view instanceof RecordView.Full full
                                                            ? full
                                                            : null,
                                                    match));
                                }
                            });
        }
        return stored;
    }

    /**
     * Other rights are news whenever the record came. What was stored before the search was kept is
     * none, though the journal says it only now, as after it was lost and found. A text that was
     * read is news where it takes the text to find the record: who kept the search saw the others.
     */
    private static boolean isNews(Set<Kind> kinds, Found found, Instant searchKeptAt) {
        if (kinds.contains(Kind.RIGHTS_CHANGED)
                || kinds.contains(Kind.TEXT_CHANGED) && found.match().by() == FindAmong.By.TEXT) {
            return true;
        }
        if (kinds.equals(EnumSet.of(Kind.AIP_CHANGED))) {
            return false; // told by its versions
        }
        return found.view() == null
                ? kinds.contains(Kind.AIP_STORED)
                : !found.view().provenance().storedAt().isBefore(searchKeptAt);
    }

    /**
     * Documents that came in later, and corrections that brought in a word of the search, are news
     * where nothing else of the record was found before. What was told is remembered so long as the
     * versions are compared for, so that of two corrections one tells.
     */
    private boolean isNew(ChangedRecords changed, Found found, SearchRequest request, Saved one) {
        Instant remembered = clock.instant().minus(KEPT);
        Instant before = one.createdAt().isAfter(remembered) ? one.createdAt() : remembered;
        return found.view() != null
                && changed.isNew(found.view(), found.match(), request.query(), before);
    }

    private void write() {
        if (!post.configured() || !isLevel()) {
            return; // what nobody was told is told once there is a mail server, and the index
        }
        for (Due due : saved.due(clock.instant().minus(BETWEEN_LETTERS), LETTERS)) {
            Account account = accounts.find(due.account()).orElse(null);
            if (account == null) {
                continue;
            }
            Reader reader = accounts.readerFor(account);
            Map<Saved, Set<AipId>> visible = new HashMap<>();
            due.records()
                    .forEach(
                            (one, records) -> {
                                Set<AipId> found = Set.copyOf(appeared.found(one, records, reader));
                                if (!found.isEmpty()) {
                                    visible.put(one, found);
                                }
                            });
            if (!isLevel()) {
                return; // what is withheld since is not to be noted as told
            }
            saved.told(due, visible.isEmpty() ? null : letter.about(due.code(), visible));
        }
    }

    /** Whether the index still has all that was looked through, and withholds nothing of it. */
    private boolean isLevel() {
        UUID epoch = journal.epoch();
        return saved.mark()
                .filter(one -> one.epoch().equals(epoch))
                .filter(one -> index.searchable(epoch) >= one.sequence())
                .isPresent();
    }
}
