package vn.tangthu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code ./tangthu bench [audit] [ingest] [flat] [index] [pages[=PAGES]] [reindex[=PAGES]]
 * [quality[=RECORDS]] [ocr] [server] [legacy] [delivery[=FILES]] [log[=EVENTS]] [copies[=FILES]]
 * [packages[=PACKAGES]] [memory[=RECORDS]] [formats[=FILES]] [storm[=MINUTES]] [timing[=PAIRS]]
 * [bars] [workers[=RECORDS]]}: all without a name, but not {@code ablations[=RECORDS]} and {@code
 * engines[=PAGES]}, which have no limits. Prints a table of ratios against a limit; exits 1 when a
 * limit was missed. Works below {@code TANGTHU_HOME/bench} and removes what it made.
 */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Path work =
                Files.createDirectories(
                                Path.of(System.getProperty("tangthu.home", "home"))
                                        .resolve("bench"))
                        .toRealPath();
        Set<String> wanted = new LinkedHashSet<>(Arrays.asList(arguments));
        if (wanted.isEmpty()) {
            wanted.addAll(
                    List.of(
                            "audit",
                            "ingest",
                            "flat",
                            "index",
                            "pages",
                            "reindex",
                            "quality",
                            "ocr",
                            "server",
                            "legacy",
                            "delivery",
                            "log",
                            "copies",
                            "packages",
                            "memory",
                            "formats",
                            "storm",
                            "timing",
                            "bars",
                            "workers"));
        }
        Table table = new Table();
        for (String name : wanted) {
            int given = name.indexOf('=');
            switch (given < 0 ? name : name.substring(0, given)) {
                case "audit" -> {
                    AuditBench audit = new AuditBench(work, table);
                    audit.run(4000, 200_000);
                    audit.run(200, 5_000_000);
                }
                case "audit-small" -> new AuditBench(work, table).run(4000, 200_000);
                case "ingest" -> new IngestBench(work, table).run(2000, 100);
                case "flat" -> new IngestBench(work, table).flat(20_000);
                case "index" -> new IndexBench(work, table).run(20_000);
                case "pages" ->
                        new PagesBench(work, table)
                                .run(
                                        given < 0
                                                ? 1_000_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "reindex" ->
                        new PagesBench(work, table)
                                .reindex(
                                        given < 0
                                                ? 1_000_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "engines" ->
                        new PagesBench(work, table)
                                .engines(
                                        given < 0
                                                ? 100_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "quality" -> {
                    int records = given < 0 ? 20_000 : Integer.parseInt(name.substring(given + 1));
                    new QualityBench(work, table).run(records);
                }
                case "ablations" -> {
                    int records = given < 0 ? 20_000 : Integer.parseInt(name.substring(given + 1));
                    new QualityBench(work, table).ablations(records);
                }
                case "legacy" -> new LegacyBench(work, table).run();
                case "ocr" -> new OcrBench(work, table).run(100, Duration.ofMinutes(12));
                case "delivery" -> {
                    int files = given < 0 ? 5_000 : Integer.parseInt(name.substring(given + 1));
                    new DeliveryBench(work, table, Path.of(System.getProperty("tangthu.script")))
                            .run(files);
                }
                case "log" ->
                        new LogBench(work, table)
                                .run(
                                        given < 0
                                                ? 100_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "packages" ->
                        new PackagesBench(work, table)
                                .run(
                                        given < 0
                                                ? 2_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "copies" -> {
                    CopiesBench copies = new CopiesBench(work, table);
                    if (given < 0) {
                        copies.run(4000, 200_000);
                        copies.run(200, 5_000_000);
                    } else {
                        copies.run(Integer.parseInt(name.substring(given + 1)), 200_000);
                    }
                }
                case "memory" ->
                        new MemoryBench(work, table)
                                .run(
                                        1000,
                                        given < 0
                                                ? 100_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "formats" ->
                        new FormatsBench(work, table)
                                .run(
                                        given < 0
                                                ? 20_000
                                                : Integer.parseInt(name.substring(given + 1)));
                case "storm" ->
                        new StormBench(work, table, Path.of(System.getProperty("tangthu.script")))
                                .run(given < 0 ? 10 : Integer.parseInt(name.substring(given + 1)));
                case "timing" ->
                        new TimingBench(work, table, Path.of(System.getProperty("tangthu.script")))
                                .run(given < 0 ? 600 : Integer.parseInt(name.substring(given + 1)));
                case "bars" ->
                        new BarsBench(work, table, Path.of(System.getProperty("tangthu.script")))
                                .run();
                case "workers" ->
                        new WorkersBench(work, table)
                                .run(given < 0 ? 60 : Integer.parseInt(name.substring(given + 1)));
                case "server" ->
                        new ServerBench(work, table, Path.of(System.getProperty("tangthu.script")))
                                .demo();
                default -> throw new IllegalArgumentException("No such benchmark: " + name);
            }
        }
        int missed = table.print();
        System.exit(missed == 0 ? 0 : 1);
    }
}
