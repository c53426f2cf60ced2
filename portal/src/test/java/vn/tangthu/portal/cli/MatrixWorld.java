package vn.tangthu.portal.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * An archive with a thing of each kind, and a planted word in all that can be told of it: titles,
 * subjects, pages. What is filled in where an address has braces is {@link #fill}; which words a
 * reader must never meet is {@link #closedTo}.
 */
final class MatrixWorld {
    static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    static final Reader LAN = archivist("lan");
    static final Reader MAI = archivist("mai");
    static final List<MatrixThing> THINGS =
            List.of(
                    MatrixThing.OPEN,
                    MatrixThing.LISTED,
                    MatrixThing.HIDDEN,
                    MatrixThing.INSIDE,
                    MatrixThing.TWIN,
                    MatrixThing.SUSPECT);

    final RunningArchive archive;
    final Path work;
    private final Random random = new Random(6);
    private final Map<MatrixThing, Map<String, String>> values = new EnumMap<>(MatrixThing.class);
    private final Map<MatrixThing, RecordView.Full> records = new EnumMap<>(MatrixThing.class);
    private final Map<MatrixThing, byte[]> files = new EnumMap<>(MatrixThing.class);

    /** Planted words by the thing and what they stand in. */
    private final Map<MatrixThing, Map<String, String>> words = new EnumMap<>(MatrixThing.class);

    MatrixWorld(RunningArchive archive, Path work) {
        this.archive = archive;
        this.work = work;
        for (MatrixThing thing : MatrixThing.values()) {
            values.put(thing, new TreeMap<>());
            words.put(thing, new TreeMap<>());
            for (String in :
                    List.of(
                            "title",
                            "subject",
                            "text",
                            "paper-title",
                            "fonds-title",
                            "fonds-history")) {
                Objects.requireNonNull(words.get(thing)).put(in, word());
            }
        }
        put("body", "co-quan-lap");
        put("key", "x");
        put(
                MatrixThing.NEVER,
                "digest",
                Digest.of(DigestAlgorithm.SHA512, bytes(MatrixThing.NEVER)).hex());
    }

    private static Reader archivist(String name) {
        return new Reader(null, name, Set.of(Role.ARCHIVIST), Set.of());
    }

    /** A word that stands nowhere else. */
    String word() {
        StringBuilder word = new StringBuilder("xq");
        for (int i = 0; i < 5; i++) {
            word.append("bdghklmnprtv".charAt(random.nextInt(12)))
                    .append("aeiou".charAt(random.nextInt(5)));
        }
        return word.toString();
    }

    void keep(MatrixThing thing, byte[] file) {
        files.put(thing, file);
    }

    void keep(MatrixThing thing, RecordView.Full record) {
        records.put(thing, record);
    }

    RecordView.Full record(MatrixThing thing) {
        return Objects.requireNonNull(records.get(thing));
    }

    ArchivalDocument document(MatrixThing thing) {
        List<ArchivalDocument> documents = record(thing).documents();
        return documents.get(thing == MatrixThing.INSIDE ? 1 : 0);
    }

    byte[] bytes(MatrixThing thing) {
        return thing == MatrixThing.NEVER
                ? "%PDF-1.7 was never there".getBytes(StandardCharsets.UTF_8)
                : Objects.requireNonNull(files.get(thing));
    }

    String word(MatrixThing of, String in) {
        return Objects.requireNonNull(Objects.requireNonNull(words.get(of)).get(in), in);
    }

    void plant(MatrixThing of, String in, String word) {
        String unused = Objects.requireNonNull(words.get(of)).put(in, word);
    }

    void put(MatrixThing thing, String name, String value) {
        String unused = Objects.requireNonNull(values.get(thing)).put(name, value);
    }

    /** For all kinds the same. */
    void put(String name, String value) {
        THINGS.forEach(thing -> put(thing, name, value));
    }

    String value(MatrixThing thing, String name) {
        if (thing == MatrixThing.NEVER) {
            return Objects.requireNonNull(values.get(thing)).computeIfAbsent(name, this::never);
        }
        Map<String, String> known = Objects.requireNonNull(values.get(thing));
        return Objects.requireNonNull(known.get(name), thing + " has no " + name);
    }

    /** What looks like one and was never there. */
    private String never(String name) {
        if (name.startsWith("request")) {
            return "YC-2026-ZZZZZZ";
        }
        return switch (name.replaceFirst("@.*", "")) {
            case "code" -> FONDS.code() + ".1998.99999";
            case "paper-code" -> FONDS.code() + ".GIAY.99999";
            case "bare", "bare-document" -> UUID.randomUUID().toString().replace("-", "");
            case "digest" -> "ab".repeat(64);
            case "ordinal" -> "1";
            case "word", "title" -> word();
            case "certificate", "file-code", "copy-code" -> "a".repeat(26);
            case "copy" -> "BS-2026-999999";
            case "reading" -> "BD-2026-999999-ABCD";
            case "order", "expired-order" -> "LH-2026-999999";
            case "pair" -> "f".repeat(16);
            default -> UUID.randomUUID().toString();
        };
    }

    /** What a template of the table names, in its order, as this reader would fill it in. */
    Map<String, String> filled(String template, MatrixThing thing, MatrixReader reader) {
        Map<String, String> filled = new LinkedHashMap<>();
        Matcher names = Pattern.compile("\\{([a-z-]+)}").matcher(template);
        while (names.find()) {
            String name = names.group(1);
            String unused =
                    filled.put(
                            name,
                            name.equals("four")
                                    ? reader == reader.owner() ? four(reader) : "zzzz"
                                    : OWNED.contains(name)
                                            ? value(thing, name + "@" + reader.owner())
                                            : value(thing, name));
        }
        return filled;
    }

    /** What belongs to a request, and so to one of the two who asked. */
    private static final Set<String> OWNED =
            Set.of("request", "copy", "copy-code", "copy-id", "reading", "reading-id");

    /** The second secret of a request: four digits of a telephone number. */
    static String four(MatrixReader owner) {
        return owner == MatrixReader.EXPIRED ? "8823" : "7411";
    }

    static String fill(String template, Map<String, String> filled) {
        String text = template;
        for (Map.Entry<String, String> each : filled.entrySet()) {
            text =
                    text.replace(
                            "{" + each.getKey() + "}",
                            URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
        }
        return text;
    }

    /**
     * Words that must not stand in any answer to this reader, with where they come from.
     *
     * @param own whether the answer is of what was given to them of this thing
     */
    Map<String, String> closedTo(MatrixReader reader, MatrixThing asked, boolean own) {
        Map<String, String> closed = new LinkedHashMap<>();
        words.forEach(
                (thing, planted) ->
                        planted.forEach(
                                (in, word) -> {
                                    boolean given = own && thing == asked;
                                    if (!given && !mayMeet(reader, thing, in)) {
                                        String unused = closed.put(word, thing + " " + in);
                                    }
                                }));
        for (MatrixThing thing : THINGS) {
            if (mayMeet(reader, thing, "text") || own && thing == asked) {
                continue;
            }
            String unused = closed.put(value(thing, "document"), thing + " document");
            unused = closed.put(value(thing, "file"), thing + " file");
            unused = closed.put(value(thing, "digest"), thing + " digest");
            if (thing == MatrixThing.HIDDEN) {
                unused = closed.put(value(thing, "record"), thing + " record");
                unused = closed.put(value(thing, "code"), thing + " code");
            }
        }
        return closed;
    }

    private static boolean mayMeet(MatrixReader reader, MatrixThing thing, String in) {
        if (thing == MatrixThing.SUSPECT) {
            return reader == MatrixReader.SECRETS_OFFICER;
        }
        if (reader == MatrixReader.ARCHIVIST) {
            return true;
        }
        if (in.startsWith("request")) {
            return in.replaceFirst(".*@", "").startsWith(reader.name());
        }
        if (in.startsWith("desk")) {
            return false;
        }
        if (in.equals("title") && thing == MatrixThing.INSIDE) {
            return true;
        }
        if (thing == MatrixThing.OPEN || thing == MatrixThing.NEVER) {
            return true;
        }
        boolean listed = thing == MatrixThing.LISTED || thing == MatrixThing.TWIN;
        return switch (in) {
            // Of a fonds that is only listed everybody knows the name, and nobody its history.
            case "fonds-title" -> listed;
            case "fonds-history" -> false;
            default -> listed && reader.readsListed();
        };
    }
}
