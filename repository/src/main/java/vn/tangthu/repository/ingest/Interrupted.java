package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.OpenReservation;
import vn.tangthu.repository.CatalogueWriter.OpenVersion;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;

/** What becomes of deliveries that a dead process left behind. */
final class Interrupted {
    private static final Logger LOG = LoggerFactory.getLogger(Interrupted.class);

    private final DeliveryRegister register;
    private final Staging staging;
    private final CatalogueWriter catalogue;
    private final Leftovers leftovers;
    private final Runs runs;

    Interrupted(
            DeliveryRegister register,
            Staging staging,
            CatalogueWriter catalogue,
            Leftovers leftovers,
            Runs runs) {
        this.register = register;
        this.staging = staging;
        this.catalogue = catalogue;
        this.leftovers = leftovers;
        this.runs = runs;
    }

    /** Finishes, hands to {@code resume}, or removes; and erases what no delivery needs. */
    void sort(Consumer<DeliveryId> resume) throws IOException {
        List<DeliveryRow> unfinished = register.unfinished();
        List<Path> needed = new ArrayList<>(register.checkedSources());
        Set<DeliveryId> theirs = new HashSet<>();
        List<DeliveryId> toResume = new ArrayList<>();
        for (DeliveryRow row : unfinished) {
            theirs.add(row.id());
            if (runs.find(row.id()).isPresent()) {
                needed.add(row.source());
            } else if (finish(row)) {
                LOG.info("Delivery {} was stored whole and is acknowledged now", row.id());
            } else if (!Files.isReadable(row.source())) {
                gone(row);
            } else {
                needed.add(row.source());
                boolean goesOn = row.state() == State.INTERRUPTED || row.state() == State.RECEIVED;
                if (goesOn
                        && !row.paused()
                        && (row.owned() || row.decision() == Decision.NEW_VERSIONS)) {
                    toResume.add(row.id());
                }
            }
        }
        leftovers.removeAllBut(theirs);
        staging.eraseAllBut(needed);
        toResume.forEach(resume);
    }

    /** Everything of it was stored and staged before the process died: only the word is missing. */
    private boolean finish(DeliveryRow row) throws IOException {
        int shown = catalogue.finishAcknowledged(row.id()).size();
        State state = row.stagedAs();
        if (state == null
                || !catalogue.openReservations(row.id()).stream().allMatch(OpenReservation::staged)
                || !catalogue.openVersions(row.id()).stream().allMatch(OpenVersion::stored)) {
            return false;
        }
        int unused = shown + catalogue.acknowledge(row.id()).size();
        register.finish(row.id(), state, null);
        return true;
    }

    private void gone(DeliveryRow row) throws IOException {
        leftovers.remove(row.id());
        if (row.state() != State.WAITING) {
            register.finish(row.id(), State.FAILED, "SOURCE_GONE");
        }
    }
}
