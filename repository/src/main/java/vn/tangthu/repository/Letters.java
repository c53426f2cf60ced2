package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Letters to people, by e-mail. A letter stands in the database from the transaction it was written
 * in until the mail server took it, so none is lost by a kill; then its words and its address are
 * forgotten. After a failure it is tried again for five days.
 */
public interface Letters {
    /**
     * Part of the caller's transaction. Where no mail server is configured nothing is written: what
     * nobody was told then is not told later.
     *
     * @param about what it is about, such as the reference of a request
     */
    default void write(String to, String about, String subject, String text) {
        write(to, about, subject, text, Set.of());
    }

    /**
     * The same of a letter that names records.
     *
     * @param names records that stand in it with their titles: it is sent only while anybody may
     *     read these, which is asked just before each attempt, and given up otherwise
     */
    void write(String to, String about, String subject, String text, Set<AipId> names);

    /** Takes back what was not sent yet of letters about something with these words in them. */
    void takeBack(String about, String words);

    /** What became of the newest letters about something, the newest first. */
    List<Fate> about(String about, int limit);

    /**
     * @param problem why the last attempt failed, as the server said it; null if none failed
     */
    record Fate(
            Instant writtenAt,
            @Nullable Instant sentAt,
            @Nullable Instant givenUpAt,
            @Nullable String problem) {}
}
