package vn.tangthu.repository.dissemination;

import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.Incidents;
import vn.tangthu.repository.Repairs;

/** Opens the incident for a file that was found damaged on its way out. */
@Component
final class Damages {

    private final AipStore aips;
    private final ObjectProvider<Incidents> incidents;
    private final ObjectProvider<Repairs> repairs;

    Damages(AipStore aips, ObjectProvider<Incidents> incidents, ObjectProvider<Repairs> repairs) {
        this.aips = aips;
        this.incidents = incidents;
        this.repairs = repairs;
    }

    /** Reports it and has it repaired from a copy, where that is to happen; whether it was. */
    boolean repaired(AipId aip, ContentFile file, Damage damage, String detail) {
        report(aip, file, damage, detail);
        Repairs port = repairs.getIfAvailable();
        return port != null && port.repair(aip).outcome() == Repairs.Outcome.REPAIRED;
    }

    void report(AipId aip, ContentFile file, Damage damage, String detail) {
        report(aip, keyOf(aip, file), damage, detail);
    }

    void report(AipId aip, String key, Damage damage, String detail) {
        incidents.getObject().open(aip, key, damage, detail);
    }

    /** The key of the damaged file, or what can be said where not even that can be found out. */
    private String keyOf(AipId aip, ContentFile file) {
        try {
            for (AipStore.PackageFile stored : aips.headFiles(aip)) {
                if (stored.logicalPath().equals(file.path())) {
                    return stored.key().value();
                }
            }
        } catch (IOException e) {
            return aip.urn() + " " + file.path();
        }
        return aip.urn() + " " + file.path();
    }
}
