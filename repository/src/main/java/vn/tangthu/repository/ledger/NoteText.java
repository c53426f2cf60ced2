package vn.tangthu.repository.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A C2SP signed note of any text: its lines, an empty line, a line for each signature.
 *
 * @param text what is signed: every line with its newline, without the empty line
 */
record NoteText(byte[] text, List<Signature> signatures) {
    private static final String DASH = "\u2014 ";

    /**
     * @param id the first four bytes of the key's hash, in hexadecimal
     */
    record Signature(String name, String id, byte[] signature) {}

    static byte[] sign(byte[] text, ArchiveKey key) {
        byte[] signature = key.sign(text);
        byte[] withId = Arrays.copyOf(key.publicKey().hash(), 4 + signature.length);
        System.arraycopy(signature, 0, withId, 4, signature.length);
        byte[] line =
                ("\n"
                                + DASH
                                + key.publicKey().name()
                                + " "
                                + Base64.getEncoder().encodeToString(withId)
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] note = Arrays.copyOf(text, text.length + line.length);
        System.arraycopy(line, 0, note, text.length, line.length);
        return note;
    }

    boolean isSignedBy(PublicKey key) {
        return signatures.stream()
                .anyMatch(
                        each ->
                                each.name().equals(key.name())
                                        && each.id().equals(key.id())
                                        && key.verifies(text, each.signature()));
    }

    /** Null when it is none. */
    static @Nullable NoteText read(byte[] bytes) {
        String note = new String(bytes, StandardCharsets.UTF_8);
        int empty = note.indexOf("\n\n");
        if (empty < 0 || !note.endsWith("\n")) {
            return null;
        }
        List<Signature> signatures = new ArrayList<>();
        try {
            for (String line : note.substring(empty + 2, note.length() - 1).split("\n", -1)) {
                int space = line.lastIndexOf(' ');
                byte[] withId = Base64.getDecoder().decode(line.substring(space + 1));
                if (!line.startsWith(DASH) || space <= DASH.length() || withId.length < 5) {
                    return null;
                }
                signatures.add(
                        new Signature(
                                line.substring(DASH.length(), space),
                                PublicKey.hex(Arrays.copyOf(withId, 4)),
                                Arrays.copyOfRange(withId, 4, withId.length)));
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        return new NoteText(
                note.substring(0, empty + 1).getBytes(StandardCharsets.UTF_8), signatures);
    }
}
