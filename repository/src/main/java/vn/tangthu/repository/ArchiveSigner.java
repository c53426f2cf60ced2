package vn.tangthu.repository;

import java.io.IOException;
import java.util.Optional;

/**
 * Signs texts with the key that signs the log's checkpoints (C2SP signed-note: the text, an empty
 * line, a line for each signature; Ed25519).
 */
public interface ArchiveSigner {
    /**
     * The key that signs now.
     *
     * @throws IOException when the log has not begun or the key cannot be read
     */
    Key key() throws IOException;

    /**
     * The text with its signature.
     *
     * @param text lines, each with its newline, none of them empty
     * @throws IOException when the log has not begun or the key cannot be read
     */
    String sign(String text) throws IOException;

    /**
     * What a note says, if one of its signatures is by this key.
     *
     * @param vkey the public key that lies with the note
     */
    Optional<Checked> check(String note, String vkey);

    /**
     * A public key.
     *
     * @param archive the name of the log whose key it is
     * @param vkey in the form of C2SP
     * @param pem as openssl reads it
     * @param fingerprint SHA-256 of its bytes
     */
    record Key(String archive, String vkey, String pem, String fingerprint) {}

    /**
     * @param archive the name of the log whose key it is
     * @param ours whether it is a key of this archive's log
     */
    record Checked(String text, String fingerprint, String archive, boolean ours) {}
}
