package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Incidents;
import vn.tangthu.storage.KnownStore;
import vn.tangthu.storage.ObjectStore;

/**
 * A machine that helps to read opens no incident: what it sees may be its own network or mount. It
 * makes sure that the store as a whole is there; the archive's own process gets the file then, and
 * judges it.
 */
@Component
@InWorkers
@ConditionalOnProperty("tangthu.extraction.helps")
final class HelperIncidents implements Incidents {
    private static final Logger LOG = LoggerFactory.getLogger(HelperIncidents.class);

    private final ObjectStore store;

    HelperIncidents(ObjectStore store) {
        this.store = store;
    }

    @Override
    public UUID open(@Nullable AipId aip, String path, Damage damage, String detail)
            throws IOException {
        if (store instanceof KnownStore known) {
            known.assertThere();
        }
        LOG.warn("{} is {} as it is seen from here: {}", path, damage, detail);
        return UUID.randomUUID();
    }
}
