package vn.tangthu.repository.paper;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.Ticking;

/** Opens entries of paper whose time of closure is over, every {@code tangthu.paper.every}. */
@Component
@EnableConfigurationProperties(PaperTicking.Settings.class)
class PaperTicking extends Ticking {
    private final PaperRegister register;

    PaperTicking(PaperRegister register, Settings settings) {
        super("paper", settings.every(), settings.background());
        this.register = register;
    }

    /**
     * @param every how often it is looked whether a closure has ended
     * @param background whether this process opens entries
     */
    @ConfigurationProperties("tangthu.paper")
    record Settings(
            @DefaultValue("10m") Duration every, @DefaultValue("true") boolean background) {}

    @Override
    protected void tick() {
        int unused = register.openEnded();
    }
}
