package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;

/** What an archivist decides of a delivery that waits for it; see {@link Decision}. */
final class Decisions {
    private static final int MOST_FINDINGS = 20_000;

    private final DeliveryRegister register;
    private final Staging staging;
    private final Runs runs;

    Decisions(DeliveryRegister register, Staging staging, Runs runs) {
        this.register = register;
        this.staging = staging;
        this.runs = runs;
    }

    /**
     * @throws RefusedException when it does not wait for that
     */
    void decide(DeliveryId id, Decision decision, String reason, Reader actor) {
        DeliveryRow row = register.get(id);
        if (row.state() != State.WAITING) {
            throw new RefusedException(Finding.blocks("NOT_WAITING", row.name()));
        }
        if (decision == Decision.NEW_VERSIONS && register.waitsForColumns(id)) {
            throw new RefusedException(Finding.blocks("COLUMNS_FIRST", row.name()));
        }
        try {
            boolean decided =
                    runs.ifIdle(
                            id,
                            () -> {
                                if (register.get(id).state() != State.WAITING) {
                                    throw new RefusedException(
                                            Finding.blocks("NOT_WAITING", row.name()));
                                }
                                if (decision != Decision.ACCEPT) {
                                    register.decide(id, decision, reason, actor.name());
                                }
                                switch (decision) {
                                    case ACCEPT -> accept(row, reason, actor);
                                    case NEW_VERSIONS -> register.state(id, State.RECEIVED, null);
                                    case REFUSE -> refuse(row, reason);
                                }
                            });
            if (!decided) {
                throw new RefusedException(Finding.blocks("NOT_WAITING", row.name()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void accept(DeliveryRow row, String reason, Reader actor) {
        // It goes into XML, where no control character can stand.
        String plain = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        if (plain.isEmpty() || !accepted(row.id(), plain, actor.name())) {
            throw new RefusedException(Finding.blocks("NOTHING_TO_ACCEPT", row.name()));
        }
        register.state(row.id(), State.RECEIVED, null);
    }

    /** What blocks it, or else the duplicates that nobody has decided on. */
    private boolean accepted(DeliveryId id, String reason, String by) {
        return register.accept(id, reason, by) || register.pairs().keepAll(id, reason, by) > 0;
    }

    private void refuse(DeliveryRow row, String reason) {
        List<Finding> before = register.findings(row.id(), 0, MOST_FINDINGS);
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.blocks("DECIDED_REFUSED", row.name(), reason));
        findings.addAll(before);
        register.verdict(
                row.id(),
                new Verdict(
                        row.records(),
                        row.documents(),
                        row.files(),
                        row.bytes(),
                        findings,
                        register.columns(row.id()),
                        null));
        if (row.owned()) {
            staging.erase(row.source());
        }
        register.finish(row.id(), State.REFUSED, null);
    }
}
