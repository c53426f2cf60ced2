package vn.tangthu.repository.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint (C2SP tlog-checkpoint: origin, size, root) as a signed note (C2SP signed-note: the
 * text, an empty line, a line for each signature).
 *
 * @param origin the log's name
 * @param size entries that it covers
 * @param root Merkle root of them
 */
record SignedNote(String origin, long size, byte[] root, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";

    /**
     * @param id the first four bytes of the key's hash, in hexadecimal
     */
    record Signature(String name, String id, byte[] signature) {}

    /** What is signed: every line with its newline, without the empty line. */
    static String text(String origin, long size, byte[] root) {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    byte[] signed() {
        return text(origin, size, root).getBytes(StandardCharsets.UTF_8);
    }

    static String write(String origin, long size, byte[] root, ArchiveKey key) {
        String text = text(origin, size, root);
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] withId = Arrays.copyOf(key.publicKey().hash(), 4 + signature.length);
        System.arraycopy(signature, 0, withId, 4, signature.length);
        return text
                + "\n"
                + DASH
                + key.publicKey().name()
                + " "
                + Base64.getEncoder().encodeToString(withId)
                + "\n";
    }

    /** Null when it is none. */
    static @Nullable SignedNote read(String note) {
        int empty = note.indexOf("\n\n");
        if (empty < 0 || !note.endsWith("\n")) {
            return null;
        }
        String[] lines = note.substring(0, empty).split("\n", -1);
        List<Signature> signatures = new ArrayList<>();
        try {
            for (String line : note.substring(empty + 2, note.length() - 1).split("\n", -1)) {
                int space = line.lastIndexOf(' ');
                byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
                if (!line.startsWith(DASH) || space <= DASH.length() || bytes.length < 5) {
                    return null;
                }
                signatures.add(
                        new Signature(
                                line.substring(DASH.length(), space),
                                PublicKey.hex(Arrays.copyOf(bytes, 4)),
                                Arrays.copyOfRange(bytes, 4, bytes.length)));
            }
            // More lines would be extensions, which we do not write and could not prove anything
            // of.
            if (lines.length != 3 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
                return null;
            }
            byte[] root = Base64.getDecoder().decode(lines[2]);
            return root.length == Merkle.HASH
                    ? new SignedNote(lines[0], Long.parseLong(lines[1]), root, signatures)
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
