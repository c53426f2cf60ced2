package vn.tangthu.repository.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.Ticking;

/** Closes accounts of bodies that have ended, every {@code tangthu.accounts.every}. */
@Component
@EnableConfigurationProperties(AccountTicking.Settings.class)
class AccountTicking extends Ticking {
    private final AccountClosings closings;

    AccountTicking(AccountClosings closings, Settings settings) {
        super("accounts", settings.every(), settings.background());
        this.closings = closings;
    }

    /**
     * @param every how often it is looked whether a body has ended
     * @param background whether this process closes accounts
     */
    @ConfigurationProperties("tangthu.accounts")
    record Settings(
            @DefaultValue("10m") Duration every, @DefaultValue("true") boolean background) {}

    @Override
    protected void tick() {
        int unused = closings.closeEnded();
    }
}
