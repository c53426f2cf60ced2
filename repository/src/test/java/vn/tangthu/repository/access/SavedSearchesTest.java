package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Due;
import vn.tangthu.repository.SavedSearches.Kept;
import vn.tangthu.repository.SavedSearches.Letter;
import vn.tangthu.repository.SavedSearches.Mark;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** Searches that are kept, and the letters about them. */
class SavedSearchesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final UUID EPOCH = UUID.randomUUID();
    private static final AipId ONE = new AipId(UUID.randomUUID());
    private static final AipId TWO = new AipId(UUID.randomUUID());

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final SavedSearches saved =
            new JdbcSavedSearches(
                    DATABASE.jdbc(),
                    DATABASE.transactions(),
                    TestPost.letters(DATABASE, TestPost.to(25, clock), clock),
                    clock,
                    "https://kho.example/");
    private AccountId an;
    private AccountId binh;

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @BeforeEach
    void people() {
        for (String table : List.of("account", "letter", "search_watch")) {
            DATABASE.jdbc().sql("delete from kept." + table).update();
        }
        an = account("an");
        binh = account("binh");
    }

    private static AccountId account(String name) {
        UUID id = UUID.randomUUID();
        DATABASE.jdbc()
                .sql(
                        "insert into kept.account (id, username, display_name, roles,"
                                + " password_hash, must_change, created_at) values (:id, :name, :name,"
                                + " '{CITIZEN}', 'x', false, now())")
                .param("id", id)
                .param("name", name)
                .update();
        return new AccountId(id);
    }

    private List<String> letters() {
        return DATABASE.jdbc()
                .sql("select words from kept.letter order by written_at")
                .query(String.class)
                .list();
    }

    private UUID save(AccountId account, String name) {
        assertThat(saved.save(account, name, "/app/tim?q=" + name)).isEqualTo(Kept.KEPT);
        return saved.of(account).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void eachHasTheirOwnAndNoMoreThanTheLimit() {
        UUID mine = save(an, "dat");
        assertThat(saved.of(binh)).isEmpty();
        saved.remove(binh, mine);
        saved.watch(binh, mine, false);
        assertThat(saved.of(an)).hasSize(1).allMatch(one -> one.watched());
        for (int i = 1; i < SavedSearches.MOST; i++) {
            save(an, "so" + i);
        }
        assertThat(saved.save(an, "thừa", "/app/tim?q=x")).isEqualTo(Kept.FULL);
        assertThat(saved.save(binh, "của tôi", "/app/tim?q=x")).isEqualTo(Kept.KEPT);
        assertThat(saved.save(binh, "dài", "/app/tim?q=" + "x".repeat(4_000)))
                .isEqualTo(Kept.TOO_LONG);
        assertThat(saved.of(binh)).hasSize(1);
        saved.remove(an, mine);
        assertThat(saved.of(an)).hasSize(SavedSearches.MOST - 1);
        assertThatThrownBy(() -> saved.save(an, "x", "https://noi-khac.example/"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasLookedAtIsNotNewAnyMoreAndComesInNoLetter() {
        UUID search = save(an, "dat");
        UUID other = save(an, "nha");
        UUID anothers = save(binh, "dat");
        assertThat(saved.ask(an, "an@example.vn")).isTrue();
        saved.confirm(saved.notice(an).orElseThrow().code());
        saved.found(
                new Mark(EPOCH, 1),
                Map.of(
                        search, Set.of(ONE, TWO),
                        other, Set.of(ONE),
                        anothers, Set.of(ONE)));
        assertThat(saved.unseen(an, null)).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(saved.unseen(an, anothers)).isEmpty();

        saved.seen(binh, search, Set.of(ONE, TWO));
        assertThat(saved.unseen(an, search)).as("not theirs").hasSize(2);
        saved.seen(an, search, Set.of(ONE));
        assertThat(saved.unseen(an, search)).containsExactly(TWO);
        assertThat(saved.unseen(an, other)).as("in the other search it was not").hasSize(1);
        assertThat(saved.unseen(binh, null)).containsExactly(ONE);
        assertThat(saved.appeared(an, search)).as("it stays on the list").hasSize(2);

        saved.seen(an, other, Set.of(ONE));
        assertThat(records(due().getFirst())).containsExactly(TWO);
        saved.found(new Mark(EPOCH, 2), Map.of(search, Set.of(ONE)));
        assertThat(saved.unseen(an, search)).as("once").containsExactly(TWO);
    }

    @Test
    void aLetterComesOnlyWhereItWasConfirmedOnceADayAndStopsForGood() {
        UUID search = save(an, "dat");
        saved.found(new Mark(EPOCH, 1), Map.of(search, Set.of(ONE)));
        assertThat(due()).isEmpty();
        assertThat(saved.ask(an, "an@example.vn")).isTrue();
        assertThat(saved.ask(an, "nguoi-khac@example.vn")).isFalse();
        String code = saved.notice(an).orElseThrow().code();
        assertThat(letters())
                .hasSize(1)
                .allMatch(text -> text.contains("https://kho.example/thu-bao/" + code));
        assertThat(due()).isEmpty();

        saved.confirm(code);
        assertThat(due()).as("what came before is not told").isEmpty();
        saved.found(new Mark(EPOCH, 2), Map.of(search, Set.of(ONE, TWO)));
        Due due = due().getFirst();
        assertThat(due.email()).isEqualTo("an@example.vn");
        assertThat(records(due)).containsExactly(TWO);
        saved.told(due, letter(due, "thư thứ nhất"));
        assertThat(letters()).anyMatch(text -> text.startsWith("thư thứ nhất"));

        saved.told(due, letter(due, "của tiến trình khác"));
        assertThat(letters()).as("one of two processes tells it").hasSize(2);

        AipId three = new AipId(UUID.randomUUID());
        saved.found(new Mark(EPOCH, 3), Map.of(search, Set.of(three)));
        assertThat(due()).as("a day has not passed").isEmpty();
        clock.forward(Duration.ofHours(25).toSeconds());
        Due next = due().getFirst();
        assertThat(records(next)).containsExactly(three);

        saved.stop(code);
        assertThat(saved.byCode(code)).isEmpty();
        assertThat(saved.notice(an)).isEmpty();
        saved.told(next, letter(next, "thư không được gửi"));
        assertThat(letters()).as("those that wait go too").isEmpty();
        assertThat(due()).isEmpty();
        assertThat(
                        DATABASE.jdbc()
                                .sql("select count(*) from kept.search_notice where email <> ''")
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void whatNobodyMayKnowAnyMoreIsNotedAndNotWritten() {
        UUID search = save(an, "dat");
        saved.ask(an, "an@example.vn");
        saved.confirm(saved.notice(an).orElseThrow().code());
        saved.found(new Mark(EPOCH, 2), Map.of(search, Set.of(ONE)));
        saved.told(due().getFirst(), null);
        assertThat(due()).isEmpty();
        assertThat(letters()).hasSize(1);
        // Nothing was sent, so what comes now is told today.
        saved.found(new Mark(EPOCH, 3), Map.of(search, Set.of(TWO)));
        assertThat(due()).hasSize(1);
    }

    @Test
    void whereItWasLookedStandsWithWhatWasFoundAndTheCountIsBounded() {
        UUID search = save(an, "dat");
        assertThat(saved.mark()).isEmpty();
        Set<AipId> many = new HashSet<>();
        for (int i = 0; i < SavedSearches.MOST_FOUND + 5; i++) {
            many.add(new AipId(UUID.randomUUID()));
        }
        saved.found(new Mark(EPOCH, 7), Map.of(search, many, UUID.randomUUID(), Set.of(ONE)));
        assertThat(saved.mark()).contains(new Mark(EPOCH, 7));
        assertThat(saved.appeared(an, search)).hasSize(SavedSearches.MOST_FOUND);
        assertThat(saved.appeared(binh, search)).as("not theirs").isEmpty();
        AipId erased = saved.appeared(an, search).getFirst();
        saved.gone(List.of(erased));
        assertThat(saved.appeared(an, search))
                .hasSize(SavedSearches.MOST_FOUND - 1)
                .doesNotContain(erased);
        clock.forward(Duration.ofDays(91).toSeconds());
        saved.forget(clock.instant().minus(Duration.ofDays(90)));
        assertThat(saved.appeared(an, search)).isEmpty();
    }

    @Test
    void onlyWatchedSearchesOfOpenAccountsAreLookedThrough() {
        UUID mine = save(an, "dat");
        UUID quiet = save(an, "nha");
        save(binh, "ruong");
        saved.watch(an, quiet, false);
        DATABASE.jdbc()
                .sql("update kept.account set enabled = false where id = :id")
                .param("id", binh.value())
                .update();
        assertThat(saved.watched(null, 10)).extracting(one -> one.id()).containsExactly(mine);
        assertThat(saved.watched(mine, 10)).isEmpty();
    }

    private static Letter letter(Due due, String text) {
        return new Letter("mới", text + " https://kho.example/thu-bao/" + due.code(), Set.of());
    }

    private List<Due> due() {
        return saved.due(clock.instant().minus(Duration.ofDays(1)), 10);
    }

    private static List<AipId> records(Due due) {
        return due.records().values().stream().flatMap(Collection::stream).toList();
    }
}
