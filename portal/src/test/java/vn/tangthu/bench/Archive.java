package vn.tangthu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import vn.tangthu.TangThu;
import vn.tangthu.portal.EntryPoint;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.HomeLock;
import vn.tangthu.storage.TangThuHome;

/** The whole application on a home of its own, without the web. */
final class Archive implements AutoCloseable {
    /** Among the settings: files are looked at, and not identified or checked further. */
    static final String BARE = "--bench.bare=true";

    private final TangThuHome home;
    private final HomeLock lock;
    private final ConfigurableApplicationContext context;

    /**
     * @param probing whether PDFs are opened at ingest; without it every file passes as a one-page
     *     PDF
     */
    Archive(Path directory, boolean extraction, boolean probing, String... more)
            throws IOException {
        home = new TangThuHome(directory);
        lock = HomeLock.tryAcquire(home).orElseThrow();
        SpringApplication spring = EntryPoint.withoutWeb(TangThu.class);
        if (!probing) {
            spring.addInitializers(
                    c ->
                            ((GenericApplicationContext) c)
                                    .registerBean(
                                            "noProbe",
                                            ContentProbe.class,
                                            () ->
                                                    file ->
                                                            new ContentProbe.Result.Readable(
                                                                    "application/pdf", 1),
                                            definition -> definition.setPrimary(true)));
        }
        if (List.of(more).contains(BARE)) {
            spring.addInitializers(
                    c ->
                            ((GenericApplicationContext) c)
                                    .registerBean(
                                            "bareProbe",
                                            ContentProbe.class,
                                            () ->
                                                    new FormatsBench.Bare(
                                                            c.getBean(
                                                                    "workerContentProbe",
                                                                    ContentProbe.class)),
                                            definition -> definition.setPrimary(true)));
        }
        List<String> arguments = new ArrayList<>();
        arguments.add("--tangthu.home=" + directory);
        arguments.add("--tangthu.extraction.enabled=" + extraction);
        arguments.add("--tangthu.index.background=" + extraction);
        arguments.add("--tangthu.deliveries.background=false");
        for (String room :
                List.of(
                        "log",
                        "copying",
                        "audit",
                        "alarms",
                        "mail",
                        "accounts",
                        "granted-copies")) {
            arguments.add("--tangthu." + room + ".background=false");
        }
        arguments.add("--tangthu.extraction.ocr.processes=2");
        arguments.addAll(List.of(more));
        context = spring.run(arguments.toArray(String[]::new));
    }

    <T> T port(Class<T> type) {
        return context.getBean(type);
    }

    <T> T named(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    TangThuHome home() {
        return home;
    }

    void createFonds(SampleFonds fonds) {
        if (port(Catalogue.class).fondsByCode(fonds.code(), Reader.OPERATOR).isPresent()) {
            return;
        }
        FondsId id = port(Holdings.class).createFonds(fonds.toNewFonds(), Reader.OPERATOR);
        fonds.seriesCodes()
                .forEach(
                        code ->
                                port(Holdings.class)
                                        .createSeries(
                                                id,
                                                code,
                                                fonds.seriesTitle(code),
                                                Reader.OPERATOR));
    }

    Deliveries.Result ingest(Path delivery, Progress progress) throws IOException {
        Deliveries.Result result =
                port(Deliveries.class)
                        .ingest(
                                delivery,
                                new Deliveries.Options(false, false, "bench", Reader.OPERATOR),
                                progress);
        if (result.outcome() != Deliveries.Outcome.KEPT) {
            throw new IllegalStateException(
                    result.outcome()
                            + " "
                            + result.verdict().findings().stream().limit(5).toList());
        }
        return result;
    }

    @Override
    public void close() {
        context.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the archive was about to tidy away by itself may be gone meanwhile. */
    static void delete(Path tree) throws IOException {
        for (int tries = 1; Files.exists(tree); tries++) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                if (tries == 10) {
                    throw e;
                }
            }
        }
    }
}
