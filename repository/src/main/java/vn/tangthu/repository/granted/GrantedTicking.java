package vn.tangthu.repository.granted;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/**
 * Makes copies, deletes those that have expired and forgets readings that are over, every {@code
 * tangthu.granted-copies.every}.
 */
@Component
@EnableConfigurationProperties(GrantedProperties.class)
class GrantedTicking extends Ticking {
    private static final Logger LOG = LoggerFactory.getLogger(GrantedTicking.class);

    private final GrantedMaking making;
    private final StoredReadings readings;

    GrantedTicking(GrantedMaking making, StoredReadings readings, GrantedProperties properties) {
        super("granted-copies", properties.every(), properties.background());
        this.making = making;
        this.readings = readings;
    }

    @Override
    protected void tick() throws IOException {
        try {
            making.sweep();
        } catch (RuntimeException e) {
            LOG.error("Copies that have expired are not deleted", e);
        }
        try {
            readings.forget();
        } catch (RuntimeException e) {
            LOG.error("Readings that are long over are not forgotten", e);
        }
        making.makeDue();
    }
}
