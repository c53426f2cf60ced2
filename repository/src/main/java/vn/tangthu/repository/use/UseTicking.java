package vn.tangthu.repository.use;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Counts the use of the archive up, every {@code tangthu.use.every}. */
@Component
@EnableConfigurationProperties(UseTicking.Settings.class)
class UseTicking extends Ticking {
    private final UseCounting counting;

    UseTicking(UseCounting counting, Settings settings) {
        super("use", settings.every(), settings.background());
        this.counting = counting;
    }

    /**
     * @param every how often it is counted
     * @param background whether this process counts
     */
    @ConfigurationProperties("tangthu.use")
    record Settings(@DefaultValue("1m") Duration every, @DefaultValue("true") boolean background) {}

    @Override
    protected void tick() {
        counting.count();
    }
}
