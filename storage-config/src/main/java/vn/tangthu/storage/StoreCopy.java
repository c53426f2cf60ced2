package vn.tangthu.storage;

import java.io.IOException;
import java.time.Duration;

/**
 * Another place that holds all of the archive. It is opened when it is needed and closed again: a
 * disk may lie in a safe, a service may not answer.
 *
 * @param name as the configuration calls it: small letters, digits and hyphens
 * @param where it is, in one line for people; no secrets
 * @param every how long to wait from the end of one run to the next; zero: only when asked for
 */
public record StoreCopy(String name, String where, Duration every, Opening opening) {
    /** Opens it anew each time; the caller closes it. */
    public interface Opening {
        /**
         * @throws IOException when it is not there, not mounted, or does not answer
         */
        ObjectStore open() throws IOException;
    }
}
