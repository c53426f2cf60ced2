package vn.tangthu.repository.attachments;

import java.text.Normalizer;
import java.util.Locale;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.RequestAttachments.Type;

/** Names that somebody else gave to files, as they can be shown, logged and saved. */
final class FileNames {
    private FileNames() {}

    /**
     * The last part of a path of whatever system, without what is not seen or turns writing around,
     * and without signs that a system forbids; never empty.
     */
    static String shown(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(last, Normalizer.Form.NFC)
                .codePoints()
                .filter(FileNames::isSeen)
                .map(sign -> "<>:\"|?*".indexOf(sign) >= 0 ? '_' : sign)
                .limit(RequestAttachments.LONGEST_NAME)
                .forEach(kept::appendCodePoint);
        String name = kept.toString().strip().replaceFirst("^\\.+", "").strip();
        return name.isEmpty() ? "tep" : name;
    }

    private static boolean isSeen(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /** So that what opens it is what it is: a program's name gets another ending. */
    static String of(String sent, Type type) {
        String name = shown(sent);
        String lower = name.toLowerCase(Locale.ROOT);
        if (type.endings().stream().anyMatch(ending -> lower.endsWith("." + ending))) {
            return name;
        }
        int room = RequestAttachments.LONGEST_NAME - type.endings().getFirst().length() - 1;
        int points = Math.min(room, name.codePointCount(0, name.length()));
        return name.substring(0, name.offsetByCodePoints(0, points))
                + "."
                + type.endings().getFirst();
    }
}
