package vn.tangthu.repository;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the archive signs with the key of its log (ADR 0013, 0023), so that nobody who may only put
 * objects into the store can order anything in its name.
 */
public interface LogSeal {
    /**
     * As a signed note: the text, an empty line, the signature.
     *
     * @param text lines, each with its newline, none of them empty
     * @throws IOException also when the log cannot announce the key that is to sign
     */
    byte[] sign(byte[] text) throws IOException;

    /**
     * Opens notes with the keys that the log has announced by now, retired ones too: the text, or
     * nothing when none of them signed it. One query, however many notes.
     */
    Function<byte[], Optional<byte[]>> opener();

    /** Whether the database knows an order to erase the object for good. */
    boolean isOrdered(UUID object);

    /**
     * Whether the database knows an order to erase the object with all that it has: one that leaves
     * something of it is told by what was signed only, since it names what stays.
     */
    boolean isOrderedWhole(UUID object);

    /** Whether the log says that the object was erased by right. */
    boolean isLogged(UUID object);
}
