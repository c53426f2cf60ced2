package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ArchiveSigner;

/** Other notes than checkpoints, with the same key. */
@Component
class NoteSigner implements ArchiveSigner {
    private static final String DASH = "\u2014 ";
    private static final int ID = 4;

    private final Keys keys;
    private final LedgerRows rows;
    private final Sequencer sequencer;

    NoteSigner(Keys keys, LedgerRows rows, Sequencer sequencer) {
        this.keys = keys;
        this.rows = rows;
        this.sequencer = sequencer;
    }

    @Override
    public Key key() throws IOException {
        PublicKey key = current().publicKey();
        return new Key(key.name(), key.vkey(), key.pem(), key.fingerprint());
    }

    private ArchiveKey current() throws IOException {
        String name = keys.name();
        if (name == null) {
            int unused = sequencer.step(List.of()); // the log begins, and announces its key
            name = keys.name();
        }
        if (name == null) {
            throw new IOException("The log has not begun yet: nothing can be signed");
        }
        return keys.current(name);
    }

    @Override
    public String sign(String text) throws IOException {
        if (text.contains("\n\n") || text.startsWith("\n") || !text.endsWith("\n")) {
            throw new IllegalArgumentException("A note has no empty lines and ends with a line");
        }
        ArchiveKey key = current();
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] withId = Arrays.copyOf(key.publicKey().hash(), ID + signature.length);
        System.arraycopy(signature, 0, withId, ID, signature.length);
        String line =
                DASH + key.publicKey().name() + " " + Base64.getEncoder().encodeToString(withId);
        return text + "\n" + line + "\n";
    }

    @Override
    public Optional<Checked> check(String note, String vkey) {
        PublicKey key = PublicKey.read(vkey);
        int empty = note.indexOf("\n\n");
        if (key == null || empty < 0) {
            return Optional.empty();
        }
        String text = note.substring(0, empty + 1);
        for (String line : note.substring(empty + 2).split("\n", -1)) {
            int space = line.lastIndexOf(' ');
            if (line.startsWith(DASH + key.name() + " ")
                    && isBy(key, text, line.substring(space + 1))) {
                boolean ours = rows.keys().stream().anyMatch(k -> k.vkey().equals(key.vkey()));
                return Optional.of(new Checked(text, key.fingerprint(), key.name(), ours));
            }
        }
        return Optional.empty();
    }

    private static boolean isBy(PublicKey key, String text, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length > ID
                    && Arrays.equals(Arrays.copyOf(bytes, ID), key.hash())
                    && key.verifies(
                            text.getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOfRange(bytes, ID, bytes.length));
        } catch (IllegalArgumentException e) {
            return false; // not Base64
        }
    }
}
