package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueProjection;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatChanges;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ProjectionPart;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.SuspicionLog;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.TangThuHome;

/**
 * Recovery from the store and from backups. A note in the home says that a rebuild is under way;
 * one that was cut off begins anew at the next start.
 */
@Component
class StoreRecovery implements Recovery {
    private static final Logger log = LoggerFactory.getLogger(StoreRecovery.class);

    private final AipStore store;
    private final Acknowledgements acknowledgements;
    private final Tombstones tombstones;
    private final CatalogueProjection projection;
    private final ObjectProvider<SuspicionLog> suspicions;
    private final ObjectProvider<ProjectionPart> parts;
    private final ObjectProvider<Erasures> erasures;
    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<FormatChanges> formats;
    private final ObjectStore objects;
    private final KeptBackup backup;
    private final KeptRestore restore;
    private final TangThuHome home;

    StoreRecovery(
            AipStore store,
            Acknowledgements acknowledgements,
            Tombstones tombstones,
            CatalogueProjection projection,
            ObjectProvider<SuspicionLog> suspicions,
            ObjectProvider<ProjectionPart> parts,
            ObjectProvider<Erasures> erasures,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<FormatChanges> formats,
            ObjectStore objects,
            DataSource database,
            Clock clock,
            TangThuHome home) {
        this.store = store;
        this.acknowledgements = acknowledgements;
        this.tombstones = tombstones;
        this.projection = projection;
        this.suspicions = suspicions;
        this.parts = parts;
        this.erasures = erasures;
        this.ledger = ledger;
        this.formats = formats;
        this.objects = objects;
        this.backup = new KeptBackup(database, clock);
        this.restore = new KeptRestore(database);
        this.home = home;
    }

    private Path note() {
        return home.run().resolve("rebuild-under-way");
    }

    @Override
    public synchronized Rebuilt rebuild(Progress progress) throws IOException {
        assertThere();
        Files.writeString(note(), "");
        takeLogOver();
        Tombstones.All erased = tombstones.all();
        ProjectionSource source =
                new ProjectionSource(store, acknowledgements.all(), erased, progress);
        List<Finding> gone;
        SuspicionLog suspected = suspicions.getIfAvailable();
        if (suspected != null) {
            suspected.takeUp(); // before a row is written that they block
        }
        FormatChanges changes = formats.getIfAvailable();
        if (changes != null) {
            changes.takeUp(); // packages are read with them
        }
        try {
            gone = projection.replace(source);
        } catch (CancellationException e) {
            Files.deleteIfExists(note()); // somebody did not want it any more
            throw e;
        }
        if (suspected != null) {
            suspected.lookUp();
        }
        for (ProjectionPart part : parts.orderedStream().toList()) {
            part.rebuild(progress);
        }
        goOnErasing();
        Files.deleteIfExists(note());
        List<Finding> findings = new ArrayList<>(source.findings());
        for (Finding one : gone) {
            if (!erased.named(UUID.fromString(one.values().getLast()))) {
                findings.add(one);
            }
        }
        return new Rebuilt(source.fonds(), source.records(), source.documents(), findings);
    }

    /** A disk that is not mounted looks like an archive that has nothing. */
    private void assertThere() throws IOException {
        if (objects instanceof KnownStore known) {
            known.assertThere();
        }
    }

    /** The log tells the keys that tombstones are signed with. */
    private void takeLogOver() throws IOException {
        Ledger log = ledger.getIfAvailable();
        if (log != null) {
            log.takeOver();
        }
    }

    /** What came back with an older state, and was erased by right since, goes again. */
    private void goOnErasing() throws IOException {
        Erasures erasing = erasures.getIfAvailable();
        if (erasing != null) {
            erasing.goOnFromStore();
        }
    }

    /** A rebuild that was cut off is begun anew, beside the work of the day. */
    @EventListener(ApplicationReadyEvent.class)
    void goOn() {
        if (Files.exists(note())) {
            log.warn("A rebuild of the catalogue was cut off; it begins anew");
            Thread unused =
                    Thread.ofPlatform()
                            .daemon()
                            .name("rebuild")
                            .start(
                                    () -> {
                                        try {
                                            log.info("Rebuilt: {}", rebuild(Progress.NONE));
                                        } catch (IOException | RuntimeException e) {
                                            log.error("The rebuild failed", e);
                                        }
                                    });
        }
    }

    @Override
    public void backup(Path directory, Progress progress) throws IOException {
        backup.write(directory, progress);
    }

    @Override
    public void restore(Path directory, Progress progress) throws IOException {
        assertThere();
        restore.read(directory, progress);
        takeLogOver();
        FormatChanges changes = formats.getIfAvailable();
        if (changes != null) {
            changes.takeUp();
        }
        goOnErasing();
        SuspicionLog suspected = suspicions.getIfAvailable();
        if (suspected != null) {
            suspected.takeUp();
            suspected.lookUp();
        }
    }
}
