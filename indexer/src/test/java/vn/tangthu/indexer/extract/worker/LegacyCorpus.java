package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.derivative.PageCodec;

/**
 * Documents of Vietnamese agencies from 2002 to 2009 with transcripts (viparse corpus, MIT), which
 * lie beside the project on some machines and are no part of it. A folder for each encoding, a
 * folder {@code truth}.
 */
public final class LegacyCorpus {
    private static final String ARCHIVE = "vi-legacy.tar.xz";
    private static final int MAX_CHARS = 2_000_000;

    /**
     * A document and how much of it came out right.
     *
     * @param exact capitals count
     * @param folded small and capital letters are the same: the transcripts write what the fonts
     *     show as capitals in small letters
     */
    public record Row(
            String name,
            String encoding,
            String format,
            TextAccuracy exact,
            TextAccuracy folded,
            @Nullable String convertedFrom) {}

    private LegacyCorpus() {}

    /**
     * The archive: where {@code tangthu.corpora} says, or in ../shared/corpora from here upwards.
     */
    public static Optional<Path> archive() {
        String told = System.getProperty("tangthu.corpora");
        if (told != null) {
            return Optional.of(Path.of(told).resolve(ARCHIVE)).filter(Files::exists);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path found = at.resolve("shared").resolve("corpora").resolve(ARCHIVE);
            if (Files.exists(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** Unpacks the archive and measures every document in it; needs the program tar. */
    public static List<Row> measure(Path archive, Path work)
            throws IOException, InterruptedException {
        Process tar =
                new ProcessBuilder("tar", "-xJf", archive.toString(), "-C", work.toString())
                        .inheritIO()
                        .start();
        if (tar.waitFor() != 0) {
            throw new IOException("tar could not unpack " + archive);
        }
        List<Path> truths = new ArrayList<>();
        try (Stream<Path> all = Files.walk(work)) {
            all.filter(p -> folder(p).equals("truth")).sorted().forEach(truths::add);
        }
        List<Row> rows = new ArrayList<>();
        for (Path truth : truths) {
            String stem = truth.getFileName().toString().replaceFirst("\\.txt$", "");
            try (Stream<Path> all = Files.walk(work)) {
                for (Path file :
                        all.filter(Files::isRegularFile)
                                .filter(p -> !folder(p).equals("truth"))
                                .filter(p -> stem(p).equals(stem))
                                .toList()) {
                    rows.add(row(file, Files.readString(truth)));
                }
            }
        }
        return rows;
    }

    private static String folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? "" : String.valueOf(parent.getFileName());
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    private static Row row(Path file, String truth) {
        String name = file.getFileName().toString();
        Operations operations = new Operations();
        Extracted found = extract(operations, file);
        return new Row(
                name,
                folder(file),
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT),
                TextAccuracy.of(truth, found.text, false),
                TextAccuracy.of(truth, found.text, true),
                found.convertedFrom);
    }

    private record Extracted(String text, @Nullable String convertedFrom) {}

    private static Extracted extract(Operations operations, Path file) {
        Answer probe = operations.answer(new Request.Probe(file.toString()));
        if (probe instanceof Answer.Readable pdf && pdf.mimeType().equals("application/pdf")) {
            Answer.Layers layers =
                    (Answer.Layers)
                            operations.answer(new Request.Layer(file.toString(), 1, pdf.pages()));
            StringBuilder text = new StringBuilder();
            String from = null;
            for (Answer.Page coded : layers.pages()) {
                ExtractedText.Page page = PageCodec.decode(1, coded.source(), coded.coded());
                text.append(page.text()).append('\n');
                from = page.convertedFrom() == null ? from : page.convertedFrom();
            }
            return new Extracted(text.toString(), from);
        }
        return switch (operations.answer(new Request.Text(file.toString(), MAX_CHARS))) {
            case Answer.Text text -> new Extracted(text.text(), text.convertedFrom());
            case Answer other -> new Extracted("", other.toString());
        };
    }

    /** The rows as Markdown: by document, by encoding, by format, all. */
    public static String table(List<Row> rows) {
        StringBuilder out =
                new StringBuilder(
                        "| | documents | characters | characters right | with diacritics right |"
                                + " right, capitals aside | with diacritics, capitals aside |\n"
                                + "|---|---|---|---|---|---|---|\n");
        group(out, rows, Row::name);
        group(out, rows, row -> "encoding " + row.encoding());
        group(out, rows, row -> "format " + row.format());
        group(out, rows, row -> "**all**");
        return out.toString();
    }

    private static void group(StringBuilder out, List<Row> rows, Function<Row, String> by) {
        Map<String, List<Row>> groups = new TreeMap<>();
        rows.forEach(row -> groups.computeIfAbsent(by.apply(row), k -> new ArrayList<>()).add(row));
        groups.forEach(
                (name, group) -> {
                    TextAccuracy exact = sum(group, Row::exact);
                    TextAccuracy folded = sum(group, Row::folded);
                    out.append(
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %d | %d | %.4f | %.4f | %.4f | %.4f |%n",
                                    name,
                                    group.size(),
                                    exact.chars(),
                                    exact.ofChars(),
                                    exact.ofMarks(),
                                    folded.ofChars(),
                                    folded.ofMarks()));
                });
    }

    public static TextAccuracy sum(List<Row> rows, Function<Row, TextAccuracy> part) {
        return rows.stream().map(part).reduce(TextAccuracy.NOTHING, TextAccuracy::plus);
    }

    /** All documents together, capitals counting. */
    public static TextAccuracy exact(List<Row> rows) {
        return sum(rows, Row::exact);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("legacy");
        Path archive =
                archive()
                        .orElseThrow(() -> new IOException("no " + ARCHIVE + " in shared/corpora"));
        System.out.print(table(measure(archive, work)));
    }
}
