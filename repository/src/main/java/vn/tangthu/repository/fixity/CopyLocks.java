package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Who reads a package of a copy to judge it does not do so while another writes it. One process
 * owns the home and its copies, so that locks in memory are enough; packages of the archive itself
 * have leases of their own.
 */
@Component
class CopyLocks {
    private final Lock[] locks = new Lock[256];

    CopyLocks() {
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** What is done meanwhile. */
    interface Work<T> {
        T run() throws IOException;
    }

    <T> T holding(Place place, UUID object, Work<T> work) throws IOException {
        return place.isPrimary() ? work.run() : holding(place.name(), object, work);
    }

    <T> T holding(String copy, UUID object, Work<T> work) throws IOException {
        Lock lock = locks[Math.floorMod(31 * copy.hashCode() + object.hashCode(), locks.length)];
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
