package vn.tangthu.repository.ingest.bodies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.BodyRegister.Outcome;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SuccessionKind;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.lists.PlainRow;
import vn.tangthu.repository.ingest.lists.PlainSheets;

/** Reads the tables and hands them to the register as one list. */
@Component
class ReadBodyLists implements BodyLists {
    private static final PlainSheets SHEETS =
            new PlainSheets(Stream.of(BODIES, SUCCESSIONS, UNITS).flatMap(List::stream).toList());

    private static final List<String> SHIPPED =
            List.of("units-2025.csv", "units-2024-khanh-hoa.csv", "successions-2024-khanh-hoa.csv");

    private final BodyRegister register;

    ReadBodyLists(BodyRegister register) {
        this.register = register;
    }

    @Override
    public Outcome takeIn(List<Path> files, boolean dryRun, Reader actor) throws IOException {
        FindingSink findings = new FindingSink();
        UnitRows units = new UnitRows();
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        List<BodyList.Entry> bodies = new ArrayList<>();
        List<BodyList.Edge> edges = new ArrayList<>();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            boolean known =
                    SHEETS.read(
                            file,
                            name,
                            ListLimits.STANDARD,
                            findings,
                            row -> take(row, units, lines, edges, findings));
            if (!known) {
                findings.add(Finding.blocks("BODY_LIST_UNKNOWN", name));
            }
        }
        units.into(bodies, edges);
        lines.forEach((reference, of) -> bodies.add(body(reference, of)));
        String names =
                files.stream()
                        .map(f -> String.valueOf(f.getFileName()))
                        .collect(Collectors.joining(", "));
        Outcome outcome =
                register.takeIn(
                        new BodyList(bodies, edges), dryRun || findings.blocked(), names, actor);
        findings.addAll(outcome.findings());
        return new Outcome(
                findings.all(), outcome.added(), outcome.changed(), outcome.same(), dryRun);
    }

    @Override
    public Outcome takeInShipped(boolean dryRun, Reader actor) throws IOException {
        Path directory = Files.createTempDirectory("registers");
        try {
            List<Path> files = new ArrayList<>();
            for (String name : SHIPPED) {
                Path file = directory.resolve(name);
                try (InputStream in =
                        Objects.requireNonNull(
                                BodyLists.class.getResourceAsStream("registers/" + name), name)) {
                    long unused = Files.copy(in, file);
                }
                files.add(file);
            }
            return takeIn(files, dryRun, actor);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private static void take(
            PlainRow row,
            UnitRows units,
            Map<String, List<Line>> lines,
            List<BodyList.Edge> edges,
            FindingSink findings) {
        if (row.has("old_ward") && row.has("new_ward")) {
            units.add(row);
        } else if (row.has("Cơ quan trước")) {
            edge(row, findings).ifPresent(edges::add);
        } else {
            String reference = row.required("Mã cơ quan");
            lines.computeIfAbsent(reference, x -> new ArrayList<>()).add(line(row, findings));
        }
    }

    /**
     * A row of the table of bodies; several with one reference are its times one after the other.
     */
    private record Line(
            PlainRow row,
            String name,
            BodyKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    private static Line line(PlainRow row, FindingSink findings) {
        String name = row.required("Tên cơ quan");
        String written = row.text("Loại");
        Optional<BodyKind> kind =
                written == null
                        ? BodyKind.ofName(name)
                        : Arrays.stream(BodyKind.values())
                                .filter(
                                        k ->
                                                BodyNames.folded(k.vietnamese())
                                                                .equals(BodyNames.folded(written))
                                                        || k.code().equals(written))
                                .findFirst();
        if (written != null && kind.isEmpty()) {
            findings.add(
                    Finding.blocks(
                            "BODY_KIND",
                            row.place(),
                            written,
                            Arrays.stream(BodyKind.values())
                                    .map(BodyKind::vietnamese)
                                    .collect(Collectors.joining(", "))));
        }
        LocalDate last = row.day("Đến hết ngày");
        return new Line(
                row,
                name,
                kind.orElse(BodyKind.OTHER),
                row.day("Từ ngày"),
                last == null ? null : last.plusDays(1));
    }

    private static BodyList.Entry body(String reference, List<Line> lines) {
        boolean once = lines.size() == 1;
        Line first = lines.getFirst();
        LocalDate from = first.from;
        LocalDate until = first.until;
        for (Line line : lines) {
            from = from == null || line.from == null ? null : min(from, line.from);
            until = until == null || line.until == null ? null : max(until, line.until);
        }
        return new BodyList.Entry(
                first.row.place(),
                reference,
                lines.getLast().kind,
                from,
                until,
                values(lines, once, "Tên cơ quan"),
                values(lines, once, "Mã định danh"),
                values(lines, once, "Thuộc"),
                values(lines, once, "Địa chỉ"),
                lines.stream()
                        .map(l -> l.row.text("Lịch sử"))
                        .filter(t -> t != null)
                        .collect(
                                Collectors.collectingAndThen(
                                        Collectors.joining("\n"), t -> t.isEmpty() ? null : t)),
                lines.stream()
                        .map(l -> l.row.text("Mã phông"))
                        .filter(t -> t != null)
                        .flatMap(t -> Arrays.stream(t.split("[,;]")))
                        .map(String::strip)
                        .distinct()
                        .toList());
    }

    /** With the days of their rows; what goes on in the next row is one. */
    private static List<Dated> values(List<Line> lines, boolean once, String heading) {
        List<Dated> values = new ArrayList<>();
        for (Line line : lines) {
            String text = line.row.text(heading);
            if (text == null) {
                continue;
            }
            // Codes end with their body, in the register too: another may get them afterwards.
            boolean whole = once && !heading.equals("Mã định danh");
            Dated one = whole ? Dated.always(text) : new Dated(text, line.from, line.until);
            Dated before = values.isEmpty() ? null : values.getLast();
            if (before != null
                    && before.value().equals(text)
                    && before.until() != null
                    && before.until().equals(one.from())) {
                values.set(values.size() - 1, new Dated(text, before.from(), one.until()));
            } else {
                values.add(one);
            }
        }
        return values;
    }

    private static LocalDate min(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static LocalDate max(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }

    private static Optional<BodyList.Edge> edge(PlainRow row, FindingSink findings) {
        String predecessor = row.required("Cơ quan trước");
        String written = row.required("Quan hệ");
        Optional<SuccessionKind> kind =
                Arrays.stream(SuccessionKind.values())
                        .filter(
                                k ->
                                        k.code().equals(written)
                                                || Arrays.stream(k.vietnamese().split(", "))
                                                        .map(BodyNames::folded)
                                                        .anyMatch(
                                                                BodyNames.folded(written)::equals))
                        .findFirst();
        if (kind.isEmpty() && !written.isEmpty()) {
            findings.add(
                    Finding.blocks(
                            "SUCCESSION_KIND",
                            row.place(),
                            written,
                            Arrays.stream(SuccessionKind.values())
                                    .map(SuccessionKind::vietnamese)
                                    .collect(Collectors.joining(", "))));
        }
        LocalDate effective = row.day("Ngày hiệu lực");
        if (effective == null) {
            String unused = row.required("Ngày hiệu lực");
        }
        if (kind.isEmpty() || effective == null || predecessor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new BodyList.Edge(
                        row.place(),
                        predecessor,
                        row.text("Cơ quan sau"),
                        kind.get(),
                        row.day("Ngày văn bản"),
                        effective,
                        row.text("Văn bản"),
                        row.text("Phạm vi"),
                        row.yes("Một phần")));
    }
}
