package vn.tangthu.repository.erasure;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Tells the store what machines that help to read found, which do not write there themselves. */
@Component
final class SuspicionsOfHelpers extends Ticking {
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final StoredSuspicions stored;

    SuspicionsOfHelpers(
            StoredSuspicions stored, @Value("${tangthu.log.background:true}") boolean background) {
        super("suspicions", EVERY, background);
        this.stored = stored;
    }

    @Override
    protected void tick() {
        stored.write();
    }
}
