package vn.tangthu.repository.alarms;

import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Looks and sends, every {@code tangthu.alarms.every}. */
@Component
class AlarmTicking extends Ticking {
    private final StoredAlarms alarms;

    AlarmTicking(StoredAlarms alarms, AlarmProperties properties) {
        super("alarms", properties.every(), properties.background());
        this.alarms = alarms;
    }

    @Override
    protected void tick() {
        alarms.look();
        alarms.send();
    }
}
