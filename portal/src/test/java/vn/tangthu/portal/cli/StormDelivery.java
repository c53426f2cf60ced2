package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;

/**
 * A delivery of the storm, a folder or (every second) a ZIP.
 *
 * @param digests SHA-256 of the delivered files of each record, by arcFileCode
 */
record StormDelivery(Path path, Map<String, Set<String>> digests) {
    /** What a delivery is made of: how many hồ sơ, how many of a hundred documents are scans. */
    record Shape(int records, int scanPercent, int ballast) {
        static final Shape TEXT = new Shape(3, 0, 30_000);
        static final Shape SCANS = new Shape(1, 100, 0);
        static final Shape LARGE = new Shape(12, 0, 150_000);
    }

    List<String> codes() {
        return List.copyOf(digests.keySet());
    }

    /** SHA-256 of the files of a record, sorted. */
    List<String> files(String code) {
        return List.copyOf(Objects.requireNonNull(digests.get(code), code));
    }

    static String[] newFonds() {
        SampleFonds fonds = SampleFonds.ALL.getFirst();
        return new String[] {
            "fonds",
            "--add",
            fonds.code(),
            "--archive",
            SampleFonds.ARCHIVE_CODE,
            "--series",
            String.join(",", fonds.seriesCodes()),
            "Phông thử nghiệm"
        };
    }

    static StormDelivery write(Path work, int number, Shape shape) throws Exception {
        Path folder = work.resolve("delivery-" + number);
        try (var context =
                new AnnotationConfigApplicationContext(
                        "vn.tangthu.portal.samples", "vn.tangthu.repository.ingest.lists")) {
            context.getBean(SampleDeliveries.class)
                    .write(
                            folder,
                            SampleFonds.ALL.getFirst(),
                            new SampleDeliveries.Options(
                                    number,
                                    shape.records(),
                                    shape.scanPercent(),
                                    1,
                                    shape.ballast(),
                                    "csv",
                                    true));
        }
        Map<String, Set<String>> digests = new TreeMap<>();
        for (Path file : files(folder.resolve("TaiLieu"))) {
            String document = file.getFileName().toString().replace(".pdf", "");
            String code =
                    SampleFonds.ARCHIVE_CODE
                            + "."
                            + document.substring(0, document.lastIndexOf('.'));
            digests.computeIfAbsent(code, c -> new TreeSet<>()).add(digest(file));
        }
        return new StormDelivery(number % 2 == 0 ? zip(folder) : folder, digests);
    }

    /** Also of one that is delivered as a ZIP. */
    Path folder() {
        String name = path.getFileName().toString();
        return name.endsWith(".zip")
                ? path.resolveSibling(name.substring(0, name.length() - 4))
                : path;
    }

    /** As a program sends it. */
    Path zipped() throws IOException {
        return Files.isDirectory(path) ? zip(path) : path;
    }

    private static Path zip(Path folder) throws IOException {
        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Path file : files(folder)) {
                entries.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                long unused = Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return zip;
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Sorted; what is there twice stands here twice. */
    static List<String> pdfDigests(Path directory) throws Exception {
        List<String> digests = new ArrayList<>();
        for (Path file : files(directory)) {
            if (file.toString().endsWith(".pdf")) {
                digests.add(digest(file));
            }
        }
        digests.sort(null);
        return digests;
    }

    static String digest(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
