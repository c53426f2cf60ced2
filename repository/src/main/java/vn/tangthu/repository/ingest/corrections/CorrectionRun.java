package vn.tangthu.repository.ingest.corrections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Corrections.Correction;
import vn.tangthu.repository.Corrections.State;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.StoreException;

/**
 * Applies a correction hồ sơ by hồ sơ. The version is made first and noted after; a kill between
 * the two leaves a hồ sơ that waits and is corrected already, which its history tells, because the
 * message of a version names the correction.
 */
@Component
final class CorrectionRun {
    private static final Logger LOG = LoggerFactory.getLogger(CorrectionRun.class);

    private final CorrectionRegister register;
    private final Holdings holdings;
    private final AipStore store;
    private final ObjectProvider<ActivityLog> activity;
    private final Clock clock;
    private final Map<UUID, Begun> begun = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** For how long it will take. */
    private record Begun(Instant at, int ended) {}

    CorrectionRun(
            CorrectionRegister register,
            Holdings holdings,
            AipStore store,
            ObjectProvider<ActivityLog> activity,
            Clock clock) {
        this.register = register;
        this.holdings = holdings;
        this.store = store;
        this.activity = activity;
        this.clock = clock;
    }

    /** Ends after the hồ sơ that is being corrected; the next start goes on. */
    void stop() {
        stopped = true;
    }

    void run(UUID id) {
        Correction correction = register.find(id).orElseThrow();
        begun.put(id, new Begun(clock.instant(), correction.done() + correction.left()));
        try {
            while (!stopped && isRunning(id)) {
                List<Change> next = register.items().next(id);
                if (next.isEmpty()) {
                    boolean unused = register.move(id, List.of(State.RUNNING), State.DONE);
                    return;
                }
                register.ended(id, next.getFirst().record(), apply(correction, next));
            }
        } catch (RuntimeException e) {
            LOG.error("The corrections {} broke off", id, e);
            boolean unused = register.move(id, List.of(State.RUNNING), State.INTERRUPTED);
        } finally {
            begun.remove(id);
        }
    }

    private boolean isRunning(UUID id) {
        return register.find(id).map(c -> c.state() == State.RUNNING).orElse(false);
    }

    /**
     * @return why it was left as it is, or null when it is corrected
     */
    private @Nullable Finding apply(Correction correction, List<Change> changes) {
        String actor = correction.decidedBy() == null ? correction.actor() : correction.decidedBy();
        // Who decided was an archivist then, whatever became of the account since.
        Reader archivist = new Reader(null, actor, Set.of(Role.ARCHIVIST), Set.of());
        AipId record = changes.getFirst().record();
        int version = changes.getFirst().version();
        String message = message(correction);
        FileDescription description = null;
        Map<DocumentId, DocumentDescription> documents = new HashMap<>();
        for (Change change : changes) {
            switch (change) {
                case Change.OfRecord one -> description = one.after();
                case Change.OfDocument one -> documents.put(one.document(), one.after());
            }
        }
        try {
            holdings.correct(record, version, description, documents, message, archivist);
        } catch (RefusedException e) {
            Aip made = made(record, version + 1);
            if (made == null || !made.history().getLast().message().equals(message)) {
                return e.findings().getFirst();
            }
            // Cut off before. What narrows rights goes first, so it may be there alone.
            try {
                holdings.correct(record, version + 1, description, documents, message, archivist);
            } catch (RefusedException since) {
                if (!isWhole(made, description, documents)) {
                    return since.findings().getFirst();
                }
            }
        }
        activity.ifAvailable(
                log -> log.record(archivist, "CORRECT", record.toString(), correction.reason()));
        return null;
    }

    /** The reason, and which list it came with. */
    private static String message(Correction correction) {
        return correction.reason()
                + " (bảng tính "
                + correction.name()
                + ", đợt "
                + correction.id().toString().substring(0, 8)
                + ")";
    }

    private @Nullable Aip made(AipId record, int version) {
        try {
            return store.read(record, version);
        } catch (StoreException.NotFound e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(
            Aip made,
            @Nullable FileDescription description,
            Map<DocumentId, DocumentDescription> documents) {
        return (description == null || description.equals(made.description()))
                && made.documents().stream()
                        .allMatch(
                                one ->
                                        documents
                                                .getOrDefault(one.id(), one.description())
                                                .equals(one.description()));
    }

    /** With the time that is left, while it runs. */
    Correction timed(Correction correction) {
        Begun since = begun.get(correction.id());
        int ended = correction.done() + correction.left();
        if (since == null || ended <= since.ended()) {
            return correction;
        }
        Duration spent = Duration.between(since.at(), clock.instant());
        Duration each = spent.dividedBy(ended - since.ended());
        return new Correction(
                correction.id(),
                correction.name(),
                correction.state(),
                correction.actor(),
                correction.createdAt(),
                correction.rows(),
                correction.records(),
                correction.done(),
                correction.left(),
                correction.blocking(),
                correction.warnings(),
                correction.reason(),
                correction.decidedBy(),
                correction.decidedAt(),
                correction.finishedAt(),
                each.multipliedBy(correction.waiting()));
    }
}
