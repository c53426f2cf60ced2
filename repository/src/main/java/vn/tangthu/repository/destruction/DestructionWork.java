package vn.tangthu.repository.destruction;

import jakarta.annotation.PreDestroy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Destructions.Act;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.Outcome;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Tombstones;

/**
 * Carries lists out: one hồ sơ after the other is looked at once more and ordered to be erased,
 * each in a transaction with the note that it was. Goes on at the next start.
 */
@Component
class DestructionWork {
    private static final Logger LOG = LoggerFactory.getLogger(DestructionWork.class);
    static final String BASIS =
            "Luật Lưu trữ số 33/2024/QH15; Thông tư số 05/2025/TT-BNV, Điều 48–50";

    private final DestructionRows rows;
    private final DestructionRules rules;
    private final Erasures erasures;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog activity;
    private final ExecutorService runs =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("destruction-", 0).factory());

    DestructionWork(
            DestructionRows rows,
            DestructionRules rules,
            Erasures erasures,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActivityLog activity) {
        this.rows = rows;
        this.rules = rules;
        this.erasures = erasures;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.activity = activity;
    }

    @PreDestroy
    void stop() {
        runs.shutdownNow();
    }

    @EventListener(ApplicationReadyEvent.class)
    void goOn() {
        rows.executing().forEach(this::begin);
    }

    void begin(UUID list) {
        runs.execute(
                () -> {
                    try {
                        while (!Thread.currentThread().isInterrupted() && one(list)) {
                            LOG.debug("{} goes on", list);
                        }
                    } catch (RuntimeException e) {
                        LOG.warn("The list {} is not carried out; the next start goes on", list, e);
                    }
                });
    }

    /**
     * Orders the next one.
     *
     * @return whether there was one
     */
    boolean one(UUID list) {
        DestructionList whole = rows.find(list).orElseThrow();
        Optional<Item> next = rows.next(list);
        Council council = whole.council();
        if (next.isEmpty() || council == null || whole.state() != State.EXECUTING) {
            return false;
        }
        Item item = next.get();
        List<Finding> against = rules.of(list, item, true);
        if (against.isEmpty()) {
            try {
                order(whole, council, item);
                return true;
            } catch (RefusedException e) {
                against = e.findings();
            }
        }
        leave(whole, item, against);
        return true;
    }

    private void order(DestructionList list, Council council, Item item) {
        Act executed = Objects.requireNonNull(list.executed());
        Act decided = Objects.requireNonNull(list.decided());
        Reader actor =
                new Reader(executed.account(), executed.by(), Set.of(Role.ARCHIVIST), Set.of());
        transactions.executeWithoutResult(
                status -> {
                    erasures.order(
                            new Erasures.Order(
                                    item.record(),
                                    Tombstones.Cause.DESTROYED,
                                    BASIS,
                                    council.decision(),
                                    council.decidedOn(),
                                    council.members(),
                                    actor,
                                    decided.by(),
                                    list.id(),
                                    documents(item)));
                    ended(list.id(), item, Outcome.ORDERED, null);
                });
    }

    /** Of a line of documents never all by mistake. */
    private Set<DocumentId> documents(Item item) {
        Set<DocumentId> documents = documentsOf(item);
        if (documents.size() != item.parts().size()) {
            String code = item.arcFileCode();
            String version = Integer.toString(item.version());
            throw new RefusedException(
                    Finding.blocks("DESTRUCTION_CHANGED", code, code, version, "?"));
        }
        return documents;
    }

    private Set<DocumentId> documentsOf(Item item) {
        return jdbc
                .sql(
                        "select id from projection.document where aip_id = ?"
                                + " and description ->> 'docCode' = any(?)")
                .params(item.record().value(), item.parts().toArray(new String[0]))
                .query(UUID.class)
                .list()
                .stream()
                .map(DocumentId::new)
                .collect(Collectors.toSet());
    }

    private void leave(DestructionList list, Item item, List<Finding> against) {
        String why =
                String.join(", ", against.stream().map(Finding::code).distinct().sorted().toList());
        transactions.executeWithoutResult(
                status -> {
                    ended(list.id(), item, Outcome.LEFT, why);
                    activity.record(
                            Reader.OPERATOR,
                            "DESTRUCTION_LEFT",
                            item.arcFileCode(),
                            list.notation() + ": " + why);
                });
    }

    /** Notes what became of it; nothing that was left is bound to the list any more. */
    void ended(UUID list, Item item, Outcome outcome, @Nullable String why) {
        int unused =
                jdbc.sql(
                                "update kept.destruction_item set outcome = ?, why = ?, open = ?"
                                        + " where list_id = ? and aip_id = ?")
                        .params(
                                Arrays.<@Nullable Object>asList(
                                        outcome.name(),
                                        why,
                                        outcome == Outcome.ORDERED,
                                        list,
                                        item.record().value()))
                        .update();
    }
}
