package vn.tangthu.repository.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ledger.NoteText.Signature;

/**
 * A checkpoint (C2SP tlog-checkpoint: origin, size, root) as a signed note (C2SP signed-note: the
 * text, an empty line, a line for each signature).
 *
 * @param origin the log's name
 * @param size entries that it covers
 * @param root Merkle root of them
 */
record SignedNote(String origin, long size, byte[] root, List<Signature> signatures) {
    /** What is signed: every line with its newline, without the empty line. */
    static String text(String origin, long size, byte[] root) {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    byte[] signed() {
        return text(origin, size, root).getBytes(StandardCharsets.UTF_8);
    }

    static String write(String origin, long size, byte[] root, ArchiveKey key) {
        byte[] text = text(origin, size, root).getBytes(StandardCharsets.UTF_8);
        return new String(NoteText.sign(text, key), StandardCharsets.UTF_8);
    }

    /** Null when it is none. */
    static @Nullable SignedNote read(String bytes) {
        NoteText note = NoteText.read(bytes.getBytes(StandardCharsets.UTF_8));
        if (note == null) {
            return null;
        }
        String[] lines = new String(note.text(), StandardCharsets.UTF_8).split("\n", -1);
        // More lines would be extensions, which we do not write and could not prove anything of.
        if (lines.length != 4 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            return null;
        }
        try {
            byte[] root = Base64.getDecoder().decode(lines[2]);
            return root.length == Merkle.HASH
                    ? new SignedNote(lines[0], Long.parseLong(lines[1]), root, note.signatures())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
