package vn.tangthu.repository.closing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.Ticking;

/** Closes fonds of which all makers have ended, every {@code tangthu.fonds-closing.every}. */
@Component
@EnableConfigurationProperties(FondsTicking.Settings.class)
class FondsTicking extends Ticking {
    private final FondsClosings closings;

    FondsTicking(FondsClosings closings, Settings settings) {
        super("fonds-closing", settings.every(), settings.background());
        this.closings = closings;
    }

    /**
     * @param every how often it is looked whether the makers of a fonds have ended
     * @param background whether this process closes fonds
     */
    @ConfigurationProperties("tangthu.fonds-closing")
    record Settings(
            @DefaultValue("10m") Duration every, @DefaultValue("true") boolean background) {}

    @Override
    protected void tick() {
        int unused = closings.closeEnded();
    }
}
