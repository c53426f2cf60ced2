package vn.tangthu.portal.upload;

import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Counts what is announced and what has come of one package, so that nobody reads all its notes.
 */
final class Tally {
    private int begun;
    private long begunBytes;
    private int complete;
    private long arrived;

    static Tally of(FileSlots slots) throws IOException {
        Tally tally = new Tally();
        try (Stream<IncomingFile> files = slots.all()) {
            Iterator<IncomingFile> each = files.iterator();
            while (each.hasNext()) {
                tally.add(each.next(), 1);
            }
        }
        return tally;
    }

    synchronized void add(IncomingFile file) {
        add(file, 1);
    }

    synchronized void remove(IncomingFile file) {
        add(file, -1);
    }

    private void add(IncomingFile file, int sign) {
        begun += sign;
        begunBytes += sign * file.size();
        complete += file.complete() ? sign : 0;
        arrived += sign * file.offset();
    }

    synchronized int complete() {
        return complete;
    }

    synchronized long arrived() {
        return arrived;
    }

    /** Whether one more file of this size stays within what was announced. */
    synchronized boolean hasRoom(IncomingPackage announced, long size) {
        return begun < announced.files() && begunBytes + size <= announced.bytes();
    }

    synchronized boolean isComplete(IncomingPackage announced) {
        return begun == announced.files() && begunBytes == announced.bytes() && complete == begun;
    }
}
