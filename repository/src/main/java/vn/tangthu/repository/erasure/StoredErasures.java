package vn.tangthu.repository.erasure;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Tombstones.Tombstone;
import vn.tangthu.repository.erasure.ErasureRows.Ordered;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.StorePrefix;

/**
 * Orders in a table and a thread that works them off. The order's transaction takes the record out
 * of every query; the tombstone follows, then the work. Whatever cuts it off, the table tells what
 * is still to be done; where the table was lost, the tombstones in the store do.
 */
@Component
class StoredErasures implements Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(StoredErasures.class);
    private static final int AT_ONCE = 50;

    /** Share one rewriting of the index's files. */
    private static final int ROUND = 1_000;

    /** What failed is tried again after so long. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /**
     * An extraction that was under way when its record was blocked may leave what it made: by then
     * it has ended, and is looked for once more.
     */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ErasureRows rows;
    private final RecordBlocks blocks;
    private final Tombstones tombstones;
    private final Acknowledgements acknowledgements;
    private final AipStore aips;
    private final ObjectStore store;
    private final ErasureWork work;
    private final SuccessorPackages successors;
    private final ActivityLog activity;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean asked;
    private boolean idle = true;
    private boolean stopped;
    private boolean started;

    StoredErasures(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ErasureRows rows,
            RecordBlocks blocks,
            Tombstones tombstones,
            Acknowledgements acknowledgements,
            AipStore aips,
            ObjectStore store,
            ErasureWork work,
            SuccessorPackages successors,
            ActivityLog activity,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.blocks = blocks;
        this.tombstones = tombstones;
        this.acknowledgements = acknowledgements;
        this.aips = aips;
        this.store = store;
        this.work = work;
        this.successors = successors;
        this.activity = activity;
        this.clock = clock;
    }

    @Override
    public void order(Order order) {
        AipId id = order.record();
        Set<String> digests = digestsOf(id.value());
        Part part = part(order);
        transactions.executeWithoutResult(
                status -> {
                    blocks.block(List.of(id));
                    record Row(String code, int version) {}
                    Row row =
                            jdbc.sql(
                                            "select arc_file_code, version from projection.record"
                                                    + " where id = ? and (blocked or withdrawn)")
                                    .param(id.value())
                                    .query((r, n) -> new Row(r.getString(1), r.getInt(2)))
                                    .optional()
                                    .orElseThrow(
                                            () ->
                                                    new RefusedException(
                                                            Finding.blocks(
                                                                    "NO_SUCH_RECORD",
                                                                    id.toString(),
                                                                    id.toString())));
                    if (part.version() > 0
                            && (part.version() != row.version() || isPending(id.value()))) {
                        throw new RefusedException(
                                Finding.blocks(
                                        "VERSION_CONFLICT",
                                        row.code(),
                                        Integer.toString(row.version()),
                                        Integer.toString(part.version())));
                    }
                    digests.addAll(
                            jdbc.sql(
                                            "select sha512 from projection.content_file"
                                                    + " where aip_id = ?")
                                    .param(id.value())
                                    .query(String.class)
                                    .list());
                    Set<UUID> deliveries =
                            new HashSet<>(
                                    jdbc.sql(
                                                    "select delivery_id from projection.brought"
                                                            + " where aip_id = ? and delivery_id is"
                                                            + " not null")
                                            .param(id.value())
                                            .query(UUID.class)
                                            .list());
                    Tombstone stone =
                            new Tombstone(
                                    id.value(),
                                    row.version(),
                                    row.code(),
                                    order.cause(),
                                    order.basis(),
                                    order.decision(),
                                    order.decidedOn(),
                                    order.deciders(),
                                    order.actor().name(),
                                    order.confirmedBy(),
                                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                                    part.successor(),
                                    part.documents());
                    rows.insert(new Ordered(stone, digests, deliveries), order.list());
                    activity.record(
                            order.actor(),
                            part.successor() == null
                                    ? "ERASURE_ORDERED"
                                    : "ERASURE_OF_DOCUMENTS_ORDERED",
                            row.code(),
                            order.decision() + ", " + order.decidedOn());
                    afterCommit();
                });
    }

    /** Whether something acts already that is not in the package, of which a part is to stay. */
    private boolean isPending(UUID record) {
        return jdbc.sql(
                        "select exists (select from projection.pending_version where subject = ?"
                                + " and (rights is not null or withdrawal is not null"
                                + " or takes_back is not null))")
                .param(record)
                .query(Boolean.class)
                .single();
    }

    /**
     * @param version of which the documents are, 0 where all is erased
     */
    private record Part(@Nullable UUID successor, List<UUID> documents, int version) {
        static final Part ALL = new Part(null, List.of(), 0);
    }

    /** What the successor will be, if there is to be one; looked at before anything is done. */
    private Part part(Order order) {
        if (order.documents().isEmpty()) {
            return Part.ALL;
        }
        Aip head;
        try {
            head = aips.read(order.record());
        } catch (StoreException.NotFound e) {
            String id = order.record().toString();
            throw new RefusedException(Finding.blocks("NO_SUCH_RECORD", id, id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String code = head.description().arcFileCode();
        Set<DocumentId> left = new HashSet<>(order.documents());
        Set<ContentFileId> needed = new HashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (Aip.Document document : head.documents()) {
            if (!left.remove(document.id())) {
                document.files().forEach(file -> needed.add(file.whole().id()));
            }
        }
        left.forEach(
                unknown ->
                        findings.add(Finding.blocks("NO_SUCH_DOCUMENT", code, unknown.toString())));
        if (head.withdrawn()) {
            findings.add(Finding.blocks("ERASURE_WITHDRAWN", code, code));
        }
        for (Aip.Document document : head.documents()) {
            if (order.documents().contains(document.id())
                    && document.files().stream()
                            .anyMatch(file -> needed.contains(file.whole().id()))) {
                findings.add(
                        Finding.blocks(
                                "ERASURE_SHARED_FILE", code, document.description().docCode()));
            }
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        return needed.isEmpty()
                ? Part.ALL
                : new Part(
                        UUID.randomUUID(),
                        order.documents().stream().map(DocumentId::value).sorted().toList(),
                        head.version());
    }

    private void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        ask();
                    }
                });
    }

    /** Of the content files of every version, as far as the inventories tell. */
    private Set<String> digestsOf(UUID object) {
        try {
            return aips
                    .inspect(new ObjectRef(object, ObjectRef.Kind.AIP, aips.rootOf(object)))
                    .expected()
                    .stream()
                    .filter(file -> file.key().value().contains("/representations/"))
                    .map(file -> file.digest().hex())
                    .collect(Collectors.toCollection(HashSet::new));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The inventories of {} do not tell its files", object, e);
            return new HashSet<>();
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        lock.lock();
        try {
            if (!started && !stopped) {
                started = true;
                Thread unused = Thread.ofPlatform().daemon().name("erasing").start(this::run);
            }
            asked = true;
            idle = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ask() {
        start();
    }

    @PreDestroy
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        boolean first = true;
        while (true) {
            lock.lock();
            try {
                if (!asked && !stopped) {
                    idle = true;
                    changed.signalAll();
                    boolean unused =
                            changed.await(
                                    AGAIN.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
                }
                if (stopped) {
                    return;
                }
                asked = false;
                idle = false;
            } catch (InterruptedException e) {
                return;
            } finally {
                lock.unlock();
            }
            try {
                workOff(first);
                first = false;
            } catch (RuntimeException e) {
                LOG.warn("Erasing did not go on; it is tried again", e);
            }
        }
    }

    /** At the start nothing of before is under way any more: all is looked over again. */
    private void workOff(boolean first) {
        Set<UUID> failed = new HashSet<>();
        while (!stopped()) {
            List<Ordered> some =
                    rows.in(State.ORDERED, null, ROUND + failed.size()).stream()
                            .filter(one -> !failed.contains(one.tombstone().object()))
                            .toList();
            if (some.isEmpty()) {
                break;
            }
            failed.addAll(work.erase(some));
        }
        Instant before = clock.instant().minus(LOOK_AGAIN);
        while (!stopped()) {
            List<Ordered> some = rows.in(State.ERASED, first ? clock.instant() : before, AT_ONCE);
            if (some.isEmpty() || !work.lookAgain(some)) {
                break;
            }
        }
    }

    private boolean stopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (!idle && !stopped) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void goOnFromStore() throws IOException {
        List<UUID> again = new ArrayList<>();
        tombstones.all().forEach(again::add);
        for (UUID object : again) {
            Optional<Tombstone> stone = tombstones.of(object);
            if (stone.isEmpty()) {
                continue;
            }
            if (!rows.exists(object)) {
                rows.insert(
                        new Ordered(stone.get(), digestsOf(object), deliveriesOf(object)), null);
                hideUntilRead(stone.get());
            } else if (isThere(object) || successors.isMissing(stone.get())) {
                rows.again(object, digestsOf(object));
            }
        }
        ask();
    }

    /** Who decided on a secret saw one page of it; the database that knew of the others is lost. */
    private void hideUntilRead(Tombstone stone) {
        UUID successor = stone.successor();
        if (successor != null && stone.cause() == Tombstones.Cause.SECRET) {
            transactions.executeWithoutResult(status -> blocks.hideUntilRead(new AipId(successor)));
        }
    }

    /** Those with lists beside their minutes that the store says brought it. */
    private Set<UUID> deliveriesOf(UUID object) throws IOException {
        Set<UUID> brought = new HashSet<>();
        for (UUID delivery :
                jdbc.sql("select distinct delivery_id from kept.minutes_list")
                        .query(UUID.class)
                        .list()) {
            if (acknowledgements.of(new DeliveryId(delivery)).containsKey(new AipId(object))) {
                brought.add(delivery);
            }
        }
        return brought;
    }

    private boolean isThere(UUID object) throws IOException {
        try (Stream<?> files = store.list(StorePrefix.below(aips.rootOf(object)))) {
            return files.findAny().isPresent();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Slice<Erasure> list(int offset, int limit, Reader reader) {
        return mayKnow(reader) ? rows.list(offset, limit) : new Slice<>(List.of(), offset, 0);
    }

    @Override
    public Optional<Erasure> find(UUID object, Reader reader) {
        return mayKnow(reader) ? rows.find(object) : Optional.empty();
    }

    @Override
    public Done doneOf(UUID list) {
        return rows.doneOf(list);
    }

    private static boolean mayKnow(Reader reader) {
        return reader.is(Role.ARCHIVIST)
                || reader.is(Role.AUDITOR)
                || reader.is(Role.ADMINISTRATOR)
                || reader.is(Role.SECRETS_OFFICER);
    }
}
