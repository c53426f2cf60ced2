package vn.tangthu.repository;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Searches that people with an account keep, and the letters about what appeared in them. Whose
 * they are is part of every question: nobody reads or changes another's.
 */
public interface SavedSearches {
    /** The most searches of one account. */
    int MOST = 50;

    /** What appeared and was not told yet is counted up to this for each search. */
    int MOST_FOUND = 1_000;

    /** The newest first. */
    List<Saved> of(AccountId account);

    /**
     * @param name at most 200 characters are kept
     * @param address of the page of results, from {@code /app/} on
     */
    Kept save(AccountId account, String name, String address);

    /** What became of a search that was to be kept. */
    enum Kept {
        KEPT,
        /** There are {@value SavedSearches#MOST} already. */
        FULL,
        /** Its address has more than 4,000 characters. */
        TOO_LONG
    }

    void remove(AccountId account, UUID id);

    /** Whether it is looked for what is new. */
    void watch(AccountId account, UUID id, boolean watched);

    Optional<Notice> notice(AccountId account);

    /**
     * Asks whoever reads at this address whether they want letters; until they say so there is none
     * but this. One such letter a day, whatever address.
     *
     * @return false when one was sent within a day
     */
    boolean ask(AccountId account, String email);

    /** Of the page in the letters; whoever knows the code reads there. */
    Optional<Notice> byCode(String code);

    /** From now on: what appeared before is not told. */
    void confirm(String code);

    /** No letters any more, not one that waits to be sent, and the address is forgotten. */
    void stop(String code);

    /**
     * What appeared in a search of the account and is not forgotten yet, the newest first, {@value
     * #MOST_FOUND} at most: whoever shows it asks the catalogue what may still be known of.
     */
    List<AipId> appeared(AccountId account, UUID search);

    /**
     * What appeared in the searches of the account, in all or in one, and was not looked at; each
     * once, {@value #MOST_FOUND} at most. As with {@link #appeared} the catalogue is asked before
     * anything of it is shown.
     */
    List<AipId> unseen(AccountId account, @Nullable UUID search);

    /** The account has looked at these: they are not new any more, and in no letter. */
    void seen(AccountId account, UUID search, Collection<AipId> records);

    /** Forgets records that are in no catalogue any more. */
    void gone(Collection<AipId> records);

    /** Up to where in the journal was looked. */
    Optional<Mark> mark();

    /** Searches to be looked through, by their ids; of accounts that may log in only. */
    List<Saved> watched(@Nullable UUID after, int limit);

    /**
     * What appeared, and up to where was looked, at once: a kill between the two cannot be. What
     * was noted before of the same search stays as it is.
     */
    void found(Mark mark, Map<UUID, Set<AipId>> bySearch);

    /** Accounts with something to tell who had no letter after {@code before}. */
    List<Due> due(Instant before, int limit);

    /**
     * Writes the letter and notes what it tells as told, at once; does nothing where another
     * process told the account meanwhile, or letters were stopped.
     *
     * @param letter null when nothing is left of it that the account may know: only noted
     */
    void told(Due due, @Nullable Letter letter);

    /**
     * @param names records whose titles stand in it: what anybody may read when it is sent, or it
     *     is not
     */
    record Letter(String subject, String text, Set<AipId> names) {
        public Letter {
            names = Set.copyOf(names);
        }
    }

    /** Forgets what appeared before. */
    void forget(Instant before);

    record Saved(
            UUID id,
            AccountId account,
            String name,
            String address,
            boolean watched,
            Instant createdAt) {}

    record Notice(String email, String code, Instant askedAt, @Nullable Instant confirmedAt) {}

    /** A place in the change journal. */
    record Mark(UUID epoch, long sequence) {}

    /**
     * @param before when the last letter was, at the latest
     * @param records that appeared, by the search
     */
    record Due(
            AccountId account,
            String email,
            String code,
            Instant before,
            Map<Saved, Collection<AipId>> records) {
        public Due {
            records = Map.copyOf(records);
        }
    }
}
