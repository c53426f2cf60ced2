package vn.tangthu.repository.aip.ocfl;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Leases on objects inside this process: who writes an object holds its lease. One home has one
 * owner, so no other process writes. Leases are striped: two objects share one now and then, which
 * costs a wait and nothing else; a thread may take the same lease again, and must not take a second
 * one while it holds one.
 */
final class ObjectLeases {

    private static final int STRIPES = 1024;

    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    ObjectLeases() {
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    Lease take(String objectId) {
        ReentrantLock lock = locks[Math.floorMod(objectId.hashCode() * 0x9E3779B9, STRIPES)];
        lock.lock();
        return lock::unlock;
    }
}
