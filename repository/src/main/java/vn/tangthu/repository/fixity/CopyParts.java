package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/** What a run needs, and how it writes down what it did. */
@Component
record CopyParts(
        AipStore aips,
        ObjectStore archive,
        CopyRows rows,
        LockRows lockRows,
        AuditRows audited,
        KnownObjects known,
        JdbcIncidents incidents,
        Acknowledgements acknowledgements,
        FixityLog log,
        CopyLocks locks,
        StoredRepairs repairs,
        RepairRows repairRows,
        Tombstones tombstones,
        ErasureLimit limit,
        BackupRuns journal,
        TransactionTemplate transactions,
        Clock clock) {

    /** Durable on return, the log's lines of new incidents too. */
    void done(String copy, ObjectCopying.Result result, UUID run) {
        Instant now = clock.instant();
        List<Incident> fresh = new ArrayList<>();
        transactions.executeWithoutResult(
                status -> {
                    fresh.addAll(
                            incidents.ofCopy(
                                    copy,
                                    result.object().id(),
                                    result.object().kind(),
                                    result.findings(),
                                    now));
                    audited.newest(
                            copy,
                            new AuditRows.Done(
                                    result.object().id(),
                                    result.object().kind(),
                                    result.object().version(),
                                    !result.findings().isEmpty(),
                                    result.files(),
                                    result.bytes()),
                            run,
                            now);
                });
        tell(fresh);
    }

    /** A log object that the copy has with other bytes. */
    void stray(String copy, StoreKey key) {
        Instant now = JdbcIncidents.micros(clock.instant());
        Incident incident =
                incidents.strayOfCopy(
                        copy,
                        new ObjectCheck.Found(
                                key.value(),
                                Damage.CHANGED,
                                "The copy has other bytes than the archive"),
                        now);
        if (incident.foundAt().equals(now)) {
            tell(List.of(incident));
        }
    }

    private void tell(List<Incident> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        try {
            log.append(fresh.stream().map(FixityLog::incidentLine).toList());
        } catch (IOException e) {
            // The database has them; the run ends and the next one finds them again.
            throw new UncheckedIOException(e);
        }
    }
}
