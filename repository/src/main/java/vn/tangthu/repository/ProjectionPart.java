package vn.tangthu.repository;

import java.io.IOException;

/**
 * Implemented by rooms that keep more in the {@code projection} schema than the catalogue does, and
 * can make it again from the store. {@link Recovery#rebuild} calls each after the records stand
 * again.
 */
public interface ProjectionPart {
    void rebuild(Progress progress) throws IOException;
}
