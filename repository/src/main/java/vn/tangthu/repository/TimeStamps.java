package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;

/**
 * Time stamps of an authority outside (RFC 3161), where an operator has configured one: somebody
 * who is not the archive says that these bytes existed then.
 */
public interface TimeStamps {
    /** Whether there is an authority to ask. */
    boolean configured();

    /**
     * Asks for one, now; the answer was checked.
     *
     * @param sha256 of what is stamped
     * @return the answer ({@code TimeStampResp}), in DER
     * @throws IOException when the authority is away, refuses or answers what does not hold
     */
    byte[] ask(byte[] sha256) throws IOException;

    /**
     * Checks that an answer is about these bytes, that it was signed by a key that is for time
     * stamps and was valid then, and, where anchors are configured, that one of them vouches for
     * it.
     *
     * @return the time that it says
     * @throws IOException with what is wrong
     */
    Instant check(byte[] answer, byte[] sha256) throws IOException;

    /** The token alone ({@code ContentInfo}), in DER, as signatures embed it. */
    byte[] token(byte[] answer) throws IOException;
}
