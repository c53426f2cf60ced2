package vn.tangthu.repository.alarms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Alarms.Kind;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.ReadingWatch;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.VirusScanner;

/**
 * What lasts and should not, asked of those who know. Only kinds, numbers and names of copies leave
 * here: what a problem says in words may hold a path.
 */
@Component
class AlarmConditions {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmConditions.class);

    /** Accounts with an alarm of their own: fewer than stand in a page of notices in any case. */
    private static final int MOST_PEOPLE = 20;

    /**
     * A set each day, and a day for somebody to bring the medium (Thông tư 05/2025, Điều 26–31).
     */
    private static final Duration DAILY = Duration.ofDays(2);

    /** A full set each month, and some days. */
    private static final Duration MONTHLY = Duration.ofDays(35);

    /** Sets that are looked at, newest first: two months of two chains. */
    private static final int SETS = 130;

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final AuditBudget budget;
    private final Repairs repairs;
    private final Copies copies;
    private final BackupSets backups;
    private final VirusScanner scanner;
    private final Ledger ledger;
    private final ReadingWatch watch;
    private final AlarmProperties properties;
    private final Clock clock;

    AlarmConditions(
            AuditBudget budget,
            Repairs repairs,
            Copies copies,
            BackupSets backups,
            VirusScanner scanner,
            Ledger ledger,
            ReadingWatch watch,
            AlarmProperties properties,
            Clock clock) {
        this.budget = budget;
        this.repairs = repairs;
        this.copies = copies;
        this.backups = backups;
        this.scanner = scanner;
        this.ledger = ledger;
        this.watch = watch;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param patience how long it may last before it is told
     */
    record Condition(Kind kind, String subject, Map<String, String> facts, Duration patience) {}

    /**
     * @param unknown kinds of which nothing could be learned just now: neither there nor over
     */
    record Seen(List<Condition> conditions, Set<Kind> unknown) {}

    private interface Question {
        void ask(List<Condition> found);
    }

    Seen now() {
        List<Condition> found = new ArrayList<>();
        Set<Kind> unknown = EnumSet.noneOf(Kind.class);
        ask(Kind.REPAIR_STOPPED, this::repair, found, unknown);
        ask(Kind.POLICY_AT_RISK, this::policy, found, unknown);
        ask(Kind.STORE_AWAY, this::store, found, unknown);
        ask(Kind.SCANNER_AWAY, this::scanner, found, unknown);
        ask(Kind.COPY_BEHIND, this::copies, found, unknown);
        ask(Kind.BACKUP_BEHIND, this::backups, found, unknown);
        ask(Kind.ERASURES_WAIT, this::erasures, found, unknown);
        ask(Kind.LOG_BROKEN, this::log, found, unknown);
        ask(Kind.UNUSUAL_READING, this::reading, found, unknown);
        return new Seen(found, unknown);
    }

    private static void ask(
            Kind kind, Question question, List<Condition> found, Set<Kind> unknown) {
        List<Condition> some = new ArrayList<>();
        try {
            question.ask(some);
            found.addAll(some);
        } catch (RuntimeException e) {
            LOG.warn("Whether to raise {} is not known now", kind, e);
            unknown.add(kind);
        }
    }

    private void repair(List<Condition> found) {
        for (Repairs.Stopped one : repairs.stopped()) {
            found.add(
                    new Condition(
                            Kind.REPAIR_STOPPED,
                            one.copy(),
                            facts("damaged", one.found(), "packages", one.packages()),
                            Duration.ZERO));
        }
    }

    private void policy(List<Condition> found) {
        AuditBudget.Status status = budget.status();
        if (status.verdict() != AuditBudget.Verdict.HOLDS) {
            Map<String, String> facts =
                    facts(
                            "neededBytesPerSecond",
                            status.needed(),
                            "possibleBytesPerSecond",
                            status.possible());
            facts.put("verdict", status.verdict().name());
            facts.put("days", Integer.toString(status.policy().days()));
            facts.put(
                    "overdue",
                    Long.toString(
                            status.places().stream().mapToLong(AuditBudget.Place::overdue).sum()));
            found.add(new Condition(Kind.POLICY_AT_RISK, "", facts, Duration.ZERO));
        }
    }

    /** One alarm, however many files cannot be found there. */
    private void store(List<Condition> found) {
        for (AuditBudget.Place place : budget.status().places()) {
            if (place.copy().equals(FixityAudits.PRIMARY)
                    && place.state() == AuditBudget.State.UNREACHABLE) {
                found.add(new Condition(Kind.STORE_AWAY, "", new TreeMap<>(), Duration.ZERO));
            }
        }
    }

    private void scanner(List<Condition> found) {
        if (scanner.configured() && !scanner.answers()) {
            found.add(
                    new Condition(
                            Kind.SCANNER_AWAY, "", new TreeMap<>(), properties.scannerAway()));
        }
    }

    private void copies(List<Condition> found) {
        for (Copies.Copy copy : copies.all()) {
            // A copy that is damaged as well says so, and not that it is unlocked.
            Copies.Lock lock = copy.lock();
            boolean unlocked =
                    copy.state() == Copies.State.UNLOCKED || lock != null && lock.until() == null;
            if (copy.behind() > 0
                    || copy.state() == Copies.State.UNREACHABLE
                    || copy.state() == Copies.State.FOREIGN
                    || unlocked) {
                Map<String, String> facts =
                        facts("behind", copy.behind(), "packages", copy.packages());
                facts.put(
                        "state",
                        unlocked && copy.state() == Copies.State.DAMAGED
                                ? Copies.State.UNLOCKED.name()
                                : copy.state().name());
                found.add(
                        new Condition(
                                Kind.COPY_BEHIND, copy.name(), facts, properties.copyBehind()));
            }
        }
    }

    /** Of an archive that has ever made a set: what never began is not late. */
    private void backups(List<Condition> found) {
        List<BackupSets.BackupSet> sets =
                backups.list(0, SETS).items().stream()
                        .filter(set -> set.state() == BackupSets.State.COMPLETE)
                        .toList();
        Instant now = clock.instant();
        Map<String, String> facts = new TreeMap<>();
        if (!sets.isEmpty()) {
            late("lastSet", sets, now.minus(DAILY), facts);
            late(
                    "lastFullSet",
                    sets.stream().filter(set -> set.kind() == BackupSets.Kind.FULL).toList(),
                    now.minus(MONTHLY),
                    facts);
        }
        LocalDate today = LocalDate.ofInstant(now, ZONE);
        long due = backups.media().stream().filter(one -> !one.replaceBy().isAfter(today)).count();
        if (due > 0) {
            facts.put("mediaDue", Long.toString(due));
        }
        if (!facts.isEmpty()) {
            found.add(new Condition(Kind.BACKUP_BEHIND, "", facts, Duration.ZERO));
        }
    }

    private static void late(
            String fact,
            List<BackupSets.BackupSet> sets,
            Instant notBefore,
            Map<String, String> facts) {
        Instant newest =
                sets.stream()
                        .map(BackupSets.BackupSet::finishedAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        if (newest == null || newest.isBefore(notBefore)) {
            facts.put(fact, newest == null ? "–" : LocalDate.ofInstant(newest, ZONE).toString());
        }
    }

    private void erasures(List<Condition> found) {
        for (Copies.ErasuresWaiting one : copies.erasuresWaiting()) {
            Map<String, String> facts = new TreeMap<>();
            facts.put("erasures", Integer.toString(one.erasures()));
            found.add(new Condition(Kind.ERASURES_WAIT, one.copy(), facts, Duration.ZERO));
        }
    }

    private void log(List<Condition> found) {
        Ledger.Status status = ledger.status();
        if (status.broken() != null) {
            found.add(
                    new Condition(
                            Kind.LOG_BROKEN,
                            "",
                            facts("entries", status.entries(), "waiting", status.waiting()),
                            Duration.ZERO));
        }
    }

    /**
     * Who it was stands at the desk only. One for each account, by its oldest notice; where there
     * are many, the others are one.
     */
    private void reading(List<Condition> found) {
        Map<String, List<ReadingWatch.Notice>> people = new LinkedHashMap<>();
        for (ReadingWatch.Notice notice : watch.open()) {
            people.computeIfAbsent(notice.person(), person -> new ArrayList<>()).add(notice);
        }
        people.values().stream()
                .limit(MOST_PEOPLE)
                .forEach(
                        notices -> {
                            Map<String, String> facts = new TreeMap<>();
                            for (ReadingWatch.Notice one : notices) {
                                facts.put(one.rule().name(), one.amount() + " > " + one.most());
                            }
                            found.add(
                                    new Condition(
                                            Kind.UNUSUAL_READING,
                                            "" + notices.getFirst().number(),
                                            facts,
                                            Duration.ZERO));
                        });
        if (people.size() > MOST_PEOPLE) {
            Map<String, String> facts = new TreeMap<>();
            facts.put("others", "" + (people.size() - MOST_PEOPLE));
            found.add(new Condition(Kind.UNUSUAL_READING, "", facts, Duration.ZERO));
        }
    }

    private static Map<String, String> facts(String one, long first, String two, long second) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(one, Long.toString(first));
        facts.put(two, Long.toString(second));
        return facts;
    }
}
