package vn.tangthu.repository.catalogue;

import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.InWorkers;

/**
 * One writer at a time for each object, in this process, which is the only one that owns the
 * archive. Striped: two objects may share a lock, so nobody takes two.
 */
@Component
@InWorkers
class ObjectLocks {
    private static final int STRIPES = 64;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    ObjectLocks() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock(true);
        }
    }

    ReentrantLock of(UUID object) {
        return locks[Math.floorMod(object.hashCode(), STRIPES)];
    }
}
