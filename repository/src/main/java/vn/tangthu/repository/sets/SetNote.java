package vn.tangthu.repository.sets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.BackupSets.Kind;

/**
 * What is signed: lines of a word and a value, in this order.
 *
 * @param archive name of the log whose key signs
 * @param left packages that were being changed while the set was written; the next set has them
 * @param manifest SHA-512 of the manifest
 * @param sums SHA-512 of the same for sha512sum
 */
record SetNote(
        UUID id,
        long number,
        String chain,
        Kind kind,
        UUID full,
        @Nullable UUID previous,
        String archive,
        String medium,
        String label,
        Instant startedAt,
        Instant finishedAt,
        long fonds,
        long records,
        long logs,
        long files,
        long bytes,
        List<UUID> left,
        String manifest,
        String sums) {
    private static final String FORMAT = "tangthu-backup-set/1";

    String text() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("set", id.toString());
        lines.put("number", Long.toString(number));
        lines.put("chain", chain);
        lines.put("kind", kind.name());
        lines.put("full", full.toString());
        if (previous != null) {
            lines.put("previous", previous.toString());
        }
        lines.put("archive", archive);
        lines.put("medium", oneLine(medium));
        lines.put("label", oneLine(label));
        lines.put("started", startedAt.toString());
        lines.put("finished", finishedAt.toString());
        lines.put("fonds", Long.toString(fonds));
        lines.put("records", Long.toString(records));
        lines.put("logs", Long.toString(logs));
        lines.put("files", Long.toString(files));
        lines.put("bytes", Long.toString(bytes));
        lines.put(SetFolder.MANIFEST, "sha512 " + manifest);
        lines.put(SetFolder.SUMS, "sha512 " + sums);
        StringBuilder text = new StringBuilder(FORMAT).append('\n');
        lines.forEach((word, value) -> text.append(word).append(' ').append(value).append('\n'));
        left.forEach(each -> text.append("left ").append(each).append('\n'));
        return text.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Null when it is none that this release can read. */
    static @Nullable SetNote read(String text) {
        Map<String, String> lines = new LinkedHashMap<>();
        List<UUID> left = new ArrayList<>();
        String[] all = text.split("\n", -1);
        if (!all[0].equals(FORMAT)) {
            return null;
        }
        try {
            for (int i = 1; i < all.length; i++) {
                int space = all[i].indexOf(' ');
                if (space > 0 && all[i].startsWith("left ")) {
                    left.add(UUID.fromString(all[i].substring(space + 1)));
                } else if (space > 0) {
                    lines.put(all[i].substring(0, space), all[i].substring(space + 1));
                }
            }
            String previous = lines.get("previous");
            return new SetNote(
                    UUID.fromString(value(lines, "set")),
                    number(lines, "number"),
                    value(lines, "chain"),
                    Kind.valueOf(value(lines, "kind")),
                    UUID.fromString(value(lines, "full")),
                    previous == null ? null : UUID.fromString(previous),
                    value(lines, "archive"),
                    value(lines, "medium"),
                    lines.getOrDefault("label", ""),
                    Instant.parse(value(lines, "started")),
                    Instant.parse(value(lines, "finished")),
                    number(lines, "fonds"),
                    number(lines, "records"),
                    number(lines, "logs"),
                    number(lines, "files"),
                    number(lines, "bytes"),
                    left,
                    digest(lines, SetFolder.MANIFEST),
                    digest(lines, SetFolder.SUMS));
        } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException e) {
            return null;
        }
    }

    private static String value(Map<String, String> lines, String word) {
        return Objects.requireNonNull(lines.get(word));
    }

    private static long number(Map<String, String> lines, String word) {
        return Long.parseLong(value(lines, word));
    }

    private static String digest(Map<String, String> lines, String word) {
        String value = value(lines, word);
        if (!value.startsWith("sha512 ")) {
            throw new IllegalArgumentException(value);
        }
        return value.substring("sha512 ".length());
    }
}
