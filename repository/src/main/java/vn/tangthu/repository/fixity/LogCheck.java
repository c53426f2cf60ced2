package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FixityAudits.Damage;

/** The part of an audit that looks after log objects: those of audits and the acknowledgements. */
final class LogCheck {
    private final AuditRows rows;
    private final FixityLog log;
    private final Acknowledgements acknowledgements;

    LogCheck(AuditRows rows, FixityLog log, Acknowledgements acknowledgements) {
        this.rows = rows;
        this.log = log;
        this.acknowledgements = acknowledgements;
    }

    List<ObjectCheck.Found> check() throws IOException {
        List<ObjectCheck.Found> found = new ArrayList<>();
        log.read()
                .broken()
                .ifPresent(
                        broken ->
                                found.add(
                                        new ObjectCheck.Found(
                                                broken.path(), Damage.CHANGED, broken.detail())));
        List<UUID> deliveries = rows.deliveries(); // before the words: they come first
        Acknowledgements.All acknowledged = acknowledgements.all();
        acknowledged
                .problems()
                .forEach(
                        (key, problem) ->
                                found.add(
                                        new ObjectCheck.Found(
                                                key, problem.damage(), problem.detail())));
        Set<DeliveryId> words = acknowledged.deliveries();
        for (UUID delivery : deliveries) {
            if (!words.contains(new DeliveryId(delivery))) {
                found.add(
                        new ObjectCheck.Found(
                                "log/acknowledged/" + delivery,
                                Damage.MISSING,
                                "Records of this delivery are in the catalogue; without its"
                                        + " acknowledgement a rebuild would leave them out"));
            }
        }
        return found;
    }
}
