package vn.tangthu.repository.alarms;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Alarms;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.alarms.AlarmConditions.Condition;
import vn.tangthu.repository.alarms.AlarmRows.Lasting;
import vn.tangthu.repository.alarms.AlarmRows.Sending;

/**
 * Raises alarms, clears them, and sends what waits. An incident and the note that it was told are
 * one transaction, so each is told once, also after a kill; a message is tried again until the
 * other side took it.
 */
@Component
@EnableConfigurationProperties(AlarmProperties.class)
class StoredAlarms implements Alarms {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAlarms.class);

    /** The longest time between two attempts. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_AT_ONCE = 50;

    private final AlarmRows rows;
    private final AlarmConditions conditions;
    private final List<AlarmChannel> all;
    private final TransactionTemplate transactions;
    private final ActivityLog activity;
    private final Clock clock;

    StoredAlarms(
            AlarmRows rows,
            AlarmConditions conditions,
            List<AlarmChannel> all,
            TransactionTemplate transactions,
            ActivityLog activity,
            Clock clock) {
        this.rows = rows;
        this.conditions = conditions;
        this.all = List.copyOf(all);
        this.transactions = transactions;
        this.activity = activity;
        this.clock = clock;
    }

    private List<AlarmChannel> configured() {
        return all.stream().filter(AlarmChannel::configured).toList();
    }

    @Override
    public List<Channel> channels() {
        return configured().stream().map(AlarmChannel::channel).toList();
    }

    @Override
    public List<Alarm> newest(int limit) {
        return rows.newest(limit);
    }

    @Override
    public long waiting() {
        return rows.waiting();
    }

    @Override
    public void test(Reader actor) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                status -> {
                    rows.lock();
                    happened(Kind.TEST, "", Map.of(), now);
                });
        activity.record(actor, "ALARM_TESTED", null, null);
    }

    /** What happened and does not last: told once. */
    private void happened(Kind kind, String subject, Map<String, String> facts, Instant now) {
        for (Lasting one : rows.lasting()) {
            if (one.kind() == kind && one.subject().equals(subject)) {
                rows.over(one.id(), now);
            }
        }
        UUID id = rows.seen(kind, subject, facts, now);
        rows.raise(id, facts, now, channels());
        rows.over(id, now);
    }

    /** Looks for what is to be told. */
    void look() {
        // Asked before the transaction: the scanner may take its time to answer.
        AlarmConditions.Seen seen = conditions.now();
        Instant now = clock.instant();
        transactions.executeWithoutResult(
                status -> {
                    rows.lock();
                    rows.newIncidents()
                            .forEach((copy, facts) -> happened(Kind.INCIDENTS, copy, facts, now));
                    lasting(seen, now);
                });
    }

    private record Subject(Kind kind, String name) {}

    private void lasting(AlarmConditions.Seen seen, Instant now) {
        Map<Subject, Condition> there = new HashMap<>();
        seen.conditions().forEach(one -> there.put(new Subject(one.kind(), one.subject()), one));
        for (Lasting known : rows.lasting()) {
            if (seen.unknown().contains(known.kind())) {
                continue;
            }
            Condition one = there.remove(new Subject(known.kind(), known.subject()));
            if (one == null) {
                if (known.raised()) {
                    rows.clear(known.id(), now, channels());
                } else {
                    rows.forget(known.id());
                }
            } else if (!known.raised()) {
                if (known.since().isAfter(now)) {
                    rows.seenSince(known.id(), now); // the clock went back
                } else if (!now.isBefore(known.since().plus(one.patience()))) {
                    rows.raise(known.id(), one.facts(), now, channels());
                }
            }
        }
        for (Condition one : there.values()) {
            UUID id = rows.seen(one.kind(), one.subject(), one.facts(), now);
            if (one.patience().isZero()) {
                rows.raise(id, one.facts(), now, channels());
            }
        }
    }

    /** Tries what waits and whose turn it is. */
    void send() {
        List<AlarmChannel> ways = configured();
        for (int i = 0; i < MOST_AT_ONCE && !ways.isEmpty(); i++) {
            Optional<Sending> next = rows.take(channels(), clock.instant(), LONGEST);
            if (next.isEmpty()) {
                return;
            }
            send(next.get(), ways);
        }
    }

    private void send(Sending message, List<AlarmChannel> ways) {
        AlarmChannel way =
                ways.stream()
                        .filter(one -> one.channel() == message.channel())
                        .findFirst()
                        .orElseThrow();
        try {
            way.send(message.id(), rows.find(message.alarm()).orElseThrow(), message.cleared());
            rows.delivered(message.id(), clock.instant());
        } catch (IOException | RuntimeException e) {
            String why = Objects.toString(e.getMessage(), e.getClass().getSimpleName());
            rows.failed(message.id(), why);
            LOG.warn(
                    "The alarm {} was not taken by {} (attempt {}): {}; it is tried again",
                    message.alarm(),
                    message.channel(),
                    message.attempts(),
                    why);
        }
    }
}
