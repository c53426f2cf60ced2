package vn.tangthu.repository.granted;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Makes copies and deletes those that have expired, every {@code tangthu.granted-copies.every}. */
@Component
@EnableConfigurationProperties(GrantedProperties.class)
class GrantedTicking extends Ticking {
    private static final Logger LOG = LoggerFactory.getLogger(GrantedTicking.class);

    private final GrantedMaking making;

    GrantedTicking(GrantedMaking making, GrantedProperties properties) {
        super("granted-copies", properties.every(), properties.background());
        this.making = making;
    }

    @Override
    protected void tick() throws IOException {
        try {
            making.sweep();
        } catch (RuntimeException e) {
            LOG.error("Copies that have expired are not deleted", e);
        }
        making.makeDue();
    }
}
