package vn.tangthu.repository.granted;

import java.io.IOException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Makes copies and deletes those that have expired, every {@code tangthu.granted-copies.every}. */
@Component
@EnableConfigurationProperties(GrantedProperties.class)
class GrantedTicking extends Ticking {
    private final GrantedMaking making;

    GrantedTicking(GrantedMaking making, GrantedProperties properties) {
        super("granted-copies", properties.every(), properties.background());
        this.making = making;
    }

    @Override
    protected void tick() throws IOException {
        making.sweep();
        making.makeDue();
    }
}
