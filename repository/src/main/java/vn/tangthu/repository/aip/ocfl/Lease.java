package vn.tangthu.repository.aip.ocfl;

/** The right to write an object, until it is closed by the thread that took it. */
public interface Lease extends AutoCloseable {
    @Override
    void close();
}
