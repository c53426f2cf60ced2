package vn.tangthu.repository.post;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.Reader;

/** Letters in {@code kept.letter}; a letter is taken by one process at a time. */
@Component
class StoredLetters implements Letters {
    private static final Logger LOG = LoggerFactory.getLogger(StoredLetters.class);

    /** A mail server that is down is up again by then; an address that does not exist is not. */
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(5);

    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_OF_A_PROBLEM = 500;

    private static final String NOT_OPEN = "A record that it names is not open to anybody any more";

    private record Waiting(
            UUID id,
            String to,
            String subject,
            String text,
            Instant writtenAt,
            List<AipId> names) {}

    private final JdbcClient jdbc;
    private final Post post;
    private final Catalogue catalogue;
    private final Clock clock;

    StoredLetters(JdbcClient jdbc, Post post, Catalogue catalogue, Clock clock) {
        this.jdbc = jdbc;
        this.post = post;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public void write(String to, String about, String subject, String text, Set<AipId> names) {
        if (!post.configured()) {
            return;
        }
        jdbc.sql(
                        "insert into kept.letter (id, about, recipient, subject, words, names,"
                                + " written_at, next_at) values (:id, :about, :to, :subject, :text,"
                                + " cast(:names as uuid[]), :now, :now)")
                .param(
                        "names",
                        names.stream().map(id -> id.value().toString()).toArray(String[]::new))
                .param("id", UUID.randomUUID())
                .param("about", about)
                .param("to", to)
                .param("subject", subject)
                .param("text", text)
                .param("now", now())
                .update();
    }

    @Override
    public void takeBack(String about, String words) {
        jdbc.sql(
                        "delete from kept.letter where about = :about and sent_at is null and"
                                + " given_up_at is null and strpos(words, :words) > 0")
                .param("about", about)
                .param("words", words)
                .update();
    }

    @Override
    public List<Fate> about(String about, int limit) {
        return jdbc.sql(
                        "select written_at, sent_at, given_up_at, problem from kept.letter where"
                                + " about = :about order by written_at desc limit :limit")
                .param("about", about)
                .param("limit", limit)
                .query(
                        (row, number) ->
                                new Fate(
                                        row.getObject("written_at", OffsetDateTime.class)
                                                .toInstant(),
                                        instant(row.getObject("sent_at", OffsetDateTime.class)),
                                        instant(row.getObject("given_up_at", OffsetDateTime.class)),
                                        row.getString("problem")))
                .list();
    }

    /** Sends what is due, each once; what fails is tried later. */
    void sendDue() {
        for (int i = 0; i < MOST_AT_ONCE && post.configured(); i++) {
            Optional<Waiting> next = take();
            if (next.isEmpty()) {
                return;
            }
            send(next.get());
        }
    }

    /**
     * The next attempt is noted before this one is made: 1, 2, 4 … minutes, an hour at most. A kill
     * in between sends it twice, with the same id, rather than never.
     */
    private Optional<Waiting> take() {
        return jdbc.sql(
                        """
                        update kept.letter set attempts = attempts + 1,
                            next_at = :now + least(60, power(2, least(attempts, 6))) * interval '1 minute'
                        where id = (select id from kept.letter where sent_at is null and given_up_at is null
                            and next_at <= :now order by next_at limit 1 for update skip locked)
                        returning id, recipient, subject, words, written_at, names
                        """)
                .param("now", now())
                .query(
                        (row, number) ->
                                new Waiting(
                                        row.getObject("id", UUID.class),
                                        row.getString("recipient"),
                                        row.getString("subject"),
                                        row.getString("words"),
                                        row.getObject("written_at", OffsetDateTime.class)
                                                .toInstant(),
                                        Stream.of((UUID[]) row.getArray("names").getArray())
                                                .map(AipId::new)
                                                .toList()))
                .optional();
    }

    /** Rights may have changed while it waited, or the record was blocked or erased. */
    private boolean isOpen(List<AipId> names) {
        return names.isEmpty()
                || catalogue.records(names, Reader.ANONYMOUS).values().stream()
                                .filter(view -> view.titleOrNull() != null)
                                .count()
                        == names.size();
    }

    private void send(Waiting letter) {
        if (!isOpen(letter.names())) {
            over("given_up_at", letter, NOT_OPEN);
            return;
        }
        try {
            post.send(letter.id(), List.of(letter.to()), letter.subject(), letter.text());
            over("sent_at", letter, null);
        } catch (IOException e) {
            String problem = String.valueOf(e.getMessage());
            problem = problem.substring(0, Math.min(problem.length(), MOST_OF_A_PROBLEM));
            LOG.warn("Letter {} was not taken: {}", letter.id(), problem);
            if (letter.writtenAt().plus(GIVEN_UP_AFTER).isBefore(clock.instant())) {
                over("given_up_at", letter, problem);
            } else {
                jdbc.sql("update kept.letter set problem = :problem where id = :id")
                        .param("problem", problem)
                        .param("id", letter.id())
                        .update();
            }
        }
    }

    private void over(String column, Waiting letter, @Nullable String problem) {
        jdbc.sql(
                        "update kept.letter set recipient = '', subject = '', words = '', names = '{}', problem ="
                                + " :problem, "
                                + column
                                + " = :now where id = :id")
                .param("problem", problem)
                .param("now", now())
                .param("id", letter.id())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
