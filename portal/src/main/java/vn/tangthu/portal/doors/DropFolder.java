package vn.tangthu.portal.doors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.portal.shell.OpenMatters;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * Takes in what lies in a folder: {@code NAME}, {@code NAME.zip} or {@code NAME.tar} ({@code
 * .tar.gz}, {@code .tgz}) when {@code NAME.ready} appears beside it. Each look does what can be
 * done and leaves the rest to the next:
 *
 * <ol>
 *   <li>claim: a folder of its own in {@code working/}, the marker moves into it, then the
 *       delivery;
 *   <li>hand in: the delivery is taken in where it lies, and known by that path from then on;
 *   <li>end: the report is written beside it, and all of it moves to {@code done/} or {@code
 *       refused/}.
 * </ol>
 *
 * <p>A kill between any two of these is made good by the next look, because each asks what is there
 * and not what was done. What waits for an archivist stays in {@code working/} with its report.
 */
final class DropFolder implements OpenMatters {
    /** It or one of its own folders cannot be read and written, or lies elsewhere. */
    static final String CLOSED = "DROP_FOLDER_CLOSED";

    /** A marker with neither folder nor archive. */
    static final String NOTHING = "DROP_NOTHING_THERE";

    /** A marker with several of them. */
    static final String TWO = "DROP_TWO_THERE";

    static final String CANNOT_MOVE = "DROP_CANNOT_MOVE";

    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final int MOST_AT_ONCE = 100;
    private static final int LONGEST_SUBMITTER = 200;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    static final Reader ACTOR =
            new Reader(null, Deliveries.DROP_FOLDER, Set.of(Role.ARCHIVIST), Set.of());

    private final Path directory;
    private final Deliveries deliveries;
    private final DeliveryReport report;
    private final ActivityLog activity;
    private final Clock clock;
    private final Map<Path, State> reported = new HashMap<>();
    private volatile List<Matter> problems = List.of();

    DropFolder(
            Path directory,
            Deliveries deliveries,
            DeliveryReport report,
            ActivityLog activity,
            Clock clock) {
        this.directory = directory;
        this.deliveries = deliveries;
        this.report = report;
        this.activity = activity;
        this.clock = clock;
    }

    /** What the last look could not do. */
    @Override
    public List<Matter> matters() {
        return problems;
    }

    /** One look at everything; never throws. */
    synchronized void look() {
        List<Matter> found = new ArrayList<>();
        try {
            DropPlaces places = DropPlaces.open(directory);
            for (Path marker : places.markers(MOST_AT_ONCE)) {
                attempt(marker, found, () -> claim(places, marker, found));
            }
            for (Path claimed : claimed(places)) {
                attempt(claimed, found, () -> follow(places, claimed, found));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The drop folder", e);
            found.add(new Matter(CLOSED, directory.toString()));
        }
        if (!found.equals(problems)) { // once, and not at each look
            found.forEach(p -> LOG.warn("Drop folder: {} {}", p.kind(), p.subject()));
        }
        problems = List.copyOf(found);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static void attempt(Path what, List<Matter> found, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The drop folder: {}", what, e);
            found.add(
                    new Matter(
                            CANNOT_MOVE, what.getFileName() + ": " + e.getClass().getSimpleName()));
        }
    }

    private static List<Path> claimed(DropPlaces places) throws IOException {
        try (Stream<Path> all = Files.list(places.working())) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private void claim(DropPlaces places, Path marker, List<Matter> found) throws IOException {
        String name = DropPlaces.nameOf(marker);
        List<Path> named = places.named(name);
        if (!DropPlaces.isPlain(name)
                || !Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
                || named.stream().anyMatch(Files::isSymbolicLink)) {
            refuse(places, marker, named.stream().filter(p -> !isOwn(places, p)).toList());
        } else if (named.isEmpty()) {
            found.add(new Matter(NOTHING, name));
        } else if (named.size() > 1) {
            found.add(new Matter(TWO, name));
        } else {
            Path folder = Files.createDirectory(places.working().resolve(stamped(name)));
            DropPlaces.move(marker, folder.resolve(marker.getFileName().toString()));
            Path delivery = named.getFirst();
            DropPlaces.move(delivery, folder.resolve(delivery.getFileName().toString()));
        }
    }

    private static boolean isOwn(DropPlaces places, Path path) {
        return path.equals(places.working())
                || path.equals(places.done())
                || path.equals(places.refused());
    }

    private String stamped(String name) {
        return STAMP.format(clock.instant())
                + "-"
                + UUID.randomUUID().toString().substring(0, 4)
                + "-"
                + DropPlaces.plain(name);
    }

    /** Links and misleading names: moved away as they are, opened never. */
    private void refuse(DropPlaces places, Path marker, List<Path> named) throws IOException {
        Path folder =
                Files.createDirectory(places.refused().resolve(stamped(DropPlaces.nameOf(marker))));
        Files.writeString(
                Files.createDirectory(folder.resolve(DropPlaces.REPORT))
                        .resolve(DeliveryReport.TEXT),
                "Từ chối: tên không dùng được, hoặc là liên kết (symlink). Đặt tên khác, chép chính"
                        + " thư mục hoặc tệp ZIP, tar rồi nộp lại.\n"
                        + "Refused: the name cannot be used, or it is a link. Choose another name,"
                        + " copy the folder or archive itself and deliver again.\n",
                StandardCharsets.UTF_8);
        for (Path one : named) {
            DropPlaces.move(one, folder.resolve(one.getFileName().toString()));
        }
        DropPlaces.move(marker, folder.resolve(marker.getFileName().toString()));
        activity.record(ACTOR, "DROP_REFUSED", null, DropPlaces.plain(DropPlaces.nameOf(marker)));
    }

    private void follow(DropPlaces places, Path folder, List<Matter> found) throws IOException {
        Path marker = only(folder, true).orElse(null);
        if (marker == null) {
            if (isEmpty(folder)) {
                Files.delete(folder); // killed before anything was moved into it
            }
            return;
        }
        Path delivery = only(folder, false).orElse(null);
        if (delivery == null && Files.isDirectory(folder.resolve(DropPlaces.REPORT))) {
            // Erased for its state secrets, and killed before it was moved. What has its name now
            // is
            // another delivery.
            DropPlaces.move(folder, places.refused().resolve(folder.getFileName().toString()));
            return;
        }
        if (delivery == null) {
            // Killed after the marker was moved.
            List<Path> named = places.named(DropPlaces.nameOf(marker));
            if (named.size() != 1 || Files.isSymbolicLink(named.getFirst())) {
                found.add(new Matter(NOTHING, DropPlaces.nameOf(marker)));
                return;
            }
            delivery = folder.resolve(named.getFirst().getFileName().toString());
            DropPlaces.move(named.getFirst(), delivery);
        }
        takeIn(places, folder, marker, delivery);
    }

    private static Optional<Path> only(Path folder, boolean marker) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> DropPlaces.isMarker(path) == marker)
                    .filter(path -> !path.getFileName().toString().equals(DropPlaces.REPORT))
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .findFirst();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findAny().isEmpty();
        }
    }

    private void takeIn(DropPlaces places, Path folder, Path marker, Path delivery)
            throws IOException {
        Optional<Delivery> known = deliveries.takenFrom(delivery);
        if (known.isEmpty()) {
            DeliveryId id =
                    deliveries.takeIn(
                            delivery, new Options(false, false, submitter(marker), ACTOR));
            activity.record(ACTOR, "INGEST", id.toString(), delivery.getFileName().toString());
            return;
        }
        Delivery now = known.get();
        Path papers = folder.resolve(DropPlaces.REPORT);
        switch (now.state()) {
            case KEPT, ALREADY_KEPT, PARTLY_KEPT -> {
                report.write(now, papers);
                DropPlaces.move(folder, places.done().resolve(folder.getFileName().toString()));
                reported.remove(folder);
            }
            case REFUSED, CANCELLED -> {
                report.write(now, papers);
                if (isSecret(now)) { // as the report says
                    FileSystemUtils.deleteRecursively(delivery);
                }
                DropPlaces.move(folder, places.refused().resolve(folder.getFileName().toString()));
                reported.remove(folder);
            }
            case WAITING, FAILED, PAUSED -> {
                if (reported.put(folder, now.state()) != now.state()) {
                    report.write(now, papers);
                }
            }
            case INTERRUPTED -> {
                // By the end of a process before this one; nobody asked for it.
                DeliveryId unused =
                        deliveries.takeIn(
                                delivery, new Options(false, false, submitter(marker), ACTOR));
            }
            case RECEIVED, CHECKING, CHECKED, STORING -> report.progress(now, papers);
        }
    }

    /** Nothing else is told of a delivery that has state secrets. */
    private boolean isSecret(Delivery delivery) {
        return deliveries.findings(delivery.id(), 0, 10).items().stream()
                .anyMatch(finding -> finding.code().equals("SECRET"));
    }

    /** The first line of the marker, if it has one. */
    private static String submitter(Path marker) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(marker, LinkOption.NOFOLLOW_LINKS)) {
            head = in.readNBytes(4 * LONGEST_SUBMITTER);
        }
        String line =
                new String(head, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replaceAll("[\\p{C}\\uFFFD]", "")
                        .strip();
        return line.isEmpty()
                ? ACTOR.name()
                : line.substring(0, Math.min(line.length(), LONGEST_SUBMITTER));
    }
}
