package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/**
 * Takes what waits into the log, every {@code tangthu.log.interval}, and at once a thousand. Off
 * ({@code tangthu.log.background=false}) where a single verb runs.
 */
@Component
class LedgerTicking extends Ticking {
    private final Sequencer sequencer;
    private final Checkpoints checkpoints;
    private final Stamps stamps;

    LedgerTicking(
            Sequencer sequencer,
            Checkpoints checkpoints,
            Stamps stamps,
            @Value("${tangthu.log.interval:50s}") Duration interval,
            @Value("${tangthu.log.background:true}") boolean background) {
        super("ledger", interval, background);
        this.sequencer = sequencer;
        this.checkpoints = checkpoints;
        this.stamps = stamps;
    }

    @Override
    protected void tick() throws IOException {
        sequencer.tick();
        checkpoints.finish();
        checkpoints.endRenewal();
        checkpoints.daily();
        stamps.fetchSoon();
    }
}
