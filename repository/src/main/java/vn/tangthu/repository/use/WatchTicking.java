package vn.tangthu.repository.use;

import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ticking;

/** Looks at who read what, every {@code tangthu.reading-watch.every}. */
@Component
class WatchTicking extends Ticking {
    private final StoredReadingWatch watch;

    WatchTicking(StoredReadingWatch watch, WatchSettings settings) {
        super("reading-watch", settings.every(), settings.background());
        this.watch = watch;
    }

    @Override
    protected void tick() {
        watch.look();
    }
}
