package vn.tangthu.portal.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.upload.IncomingPackage.Arrival;
import vn.tangthu.portal.upload.IncomingPackage.Kind;
import vn.tangthu.portal.upload.UploadRefused.Reason;
import vn.tangthu.repository.DeliveryArchives;
import vn.tangthu.repository.SafeName;
import vn.tangthu.storage.TangThuHome;

/**
 * Packages that people's browsers send, in {@code staging/tai-len} of the home, a folder each. What
 * was answered to a sender as received is on the disk and counts after a kill or a power cut. A
 * package belongs to one account until it has arrived; then the whole desk sees it.
 */
@Component
@EnableConfigurationProperties(UploadProperties.class)
public class IncomingPackages {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingPackages.class);
    private static final String FOLDER = "tai-len";

    private final TangThuHome home;
    private final UploadProperties limits;
    private final Clock clock;
    private final InUse inUse = new InUse();
    private final Map<UUID, Tally> tallies = new ConcurrentHashMap<>();

    IncomingPackages(TangThuHome home, UploadProperties limits, Clock clock) {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
    }

    /** A package that has arrived and waits at the desk. */
    public record Waiting(UUID id, String name, long bytes, Instant at) {}

    /**
     * Announces a package; nothing of it has come yet.
     *
     * @throws UploadRefused when it is too large for the limits or the disk, before a byte is sent
     */
    synchronized IncomingPackage announce(
            UUID account, String name, Kind kind, int files, long bytes) throws IOException {
        if (kind == Kind.ZIP && (files != 1 || DeliveryArchives.ending(name).isEmpty())) {
            throw new UploadRefused(Reason.NOT_A_ZIP, name);
        }
        if (files < 1 || bytes < 1) {
            throw new UploadRefused(Reason.EMPTY, name);
        }
        if (files > limits.files()) {
            throw new UploadRefused(Reason.TOO_MANY_FILES, limits.files());
        }
        if (bytes > limits.largest().toBytes()) {
            throw new UploadRefused(Reason.TOO_LARGE, limits.largest().toBytes());
        }
        int packages = 0;
        long theirs = 0;
        long stillToCome = 0;
        for (UUID id : ids()) {
            PackageFolder folder = folder(id);
            Optional<IncomingPackage> arriving = folder.arriving();
            if (arriving.isPresent()) {
                stillToCome += arriving.get().bytes() - tally(id).arrived();
            }
            Optional<IncomingPackage> any = arriving.or(folder::waiting);
            if (any.filter(one -> one.account().equals(account)).isPresent()) {
                packages++;
                theirs += any.get().bytes();
            }
        }
        if (packages >= limits.packages()) {
            throw new UploadRefused(Reason.TOO_MANY_PACKAGES, limits.packages());
        }
        if (theirs + bytes > limits.perAccount().toBytes()) {
            throw new UploadRefused(Reason.QUOTA, limits.perAccount().toBytes(), theirs);
        }
        long free = Math.max(0, free() - stillToCome);
        if (bytes > free) {
            throw new UploadRefused(Reason.NO_SPACE, bytes, free);
        }
        IncomingPackage announced =
                new IncomingPackage(
                        UUID.randomUUID(),
                        account,
                        PackageName.safe(name, kind),
                        kind,
                        files,
                        bytes,
                        clock.instant());
        PackageFolder.create(root().resolve(announced.id().toString()), announced);
        tallies.put(announced.id(), new Tally());
        return announced;
    }

    /** Bytes that the disk has for uploads, beyond what must stay free. */
    private long free() throws IOException {
        return Files.getFileStore(root()).getUsableSpace() - limits.spare().toBytes();
    }

    /** Those of the account that are arriving, oldest first. */
    List<IncomingPackage> of(UUID account) {
        List<IncomingPackage> found = new ArrayList<>();
        for (UUID id : ids()) {
            folder(id)
                    .arriving()
                    .filter(one -> one.account().equals(account))
                    .ifPresent(found::add);
        }
        found.sort(Comparator.comparing(IncomingPackage::since));
        return found;
    }

    Arrival arrival(IncomingPackage announced) throws IOException {
        Tally tally = tally(announced.id());
        return new Arrival(tally.complete(), tally.arrived(), folder(announced.id()).lastChange());
    }

    /** When it is erased if nothing more comes. */
    Instant expires(Arrival arrival) {
        return arrival.at().plus(limits.keep());
    }

    /**
     * @throws UploadRefused GONE when there is none of this account
     */
    IncomingPackage get(UUID id, UUID account) {
        return folder(id)
                .arriving()
                .filter(one -> one.account().equals(account))
                .orElseThrow(() -> new UploadRefused(Reason.GONE));
    }

    /** Every file that was begun. */
    void each(IncomingPackage announced, Consumer<IncomingFile> consumer) throws IOException {
        try (Stream<IncomingFile> files = folder(announced.id()).slots().all()) {
            files.forEach(consumer);
        }
    }

    /**
     * @throws UploadRefused GONE when it was not begun
     */
    IncomingFile file(IncomingPackage announced, String key) throws IOException {
        return folder(announced.id())
                .slots()
                .find(key)
                .orElseThrow(() -> new UploadRefused(Reason.GONE));
    }

    /**
     * The file when nobody writes to it: while somebody does, where it ends is not known.
     *
     * @throws UploadRefused BUSY, GONE
     */
    IncomingFile settled(IncomingPackage announced, String key) throws IOException {
        try (InUse.Hold held = inUse.file(announced.id(), key)) {
            return file(announced, key);
        }
    }

    /** Begins a file, from its first byte even where it was begun before. */
    IncomingFile begin(IncomingPackage announced, String path, long size, long modified)
            throws IOException {
        if (!SafeName.isPath(path)) {
            throw new UploadRefused(Reason.UNSAFE_NAME, path);
        }
        FileSlots slots = folder(announced.id()).slots();
        try (InUse.Hold held = inUse.file(announced.id(), FileSlots.key(path))) {
            Tally tally = tally(announced.id());
            Optional<IncomingFile> before = slots.find(FileSlots.key(path));
            before.ifPresent(tally::remove);
            if (!tally.hasRoom(announced, size)) {
                before.ifPresent(tally::add);
                throw new UploadRefused(Reason.NOT_AS_ANNOUNCED, path);
            }
            IncomingFile file = slots.begin(path, size, modified);
            tally.add(file);
            folder(announced.id()).changed(clock.instant());
            return file;
        }
    }

    /** Takes away what has come of one file. */
    void remove(IncomingPackage announced, String key) throws IOException {
        try (InUse.Hold held = inUse.file(announced.id(), key)) {
            IncomingFile file = file(announced, key);
            folder(announced.id()).slots().remove(file);
            tally(announced.id()).remove(file);
        }
    }

    /**
     * Takes bytes of a file from an offset on. What came before the line broke is kept.
     *
     * @return the file as it is now, durable
     * @throws Body.WrongOffset when the file does not end there
     * @throws Body.WrongSum when the bytes are not those that were summed; none is kept
     * @throws UploadRefused BUSY when another request writes to it
     */
    IncomingFile receive(IncomingPackage announced, String key, long offset, Body body)
            throws IOException, Body.WrongOffset, Body.WrongSum {
        UUID id = announced.id();
        try (InUse.Hold held = inUse.file(id, key)) {
            IncomingFile file = file(announced, key);
            if (offset != file.offset()) {
                throw new Body.WrongOffset(file.offset());
            }
            FileSlots slots = folder(id).slots();
            long end = body.write(slots.bytes(file), file, () -> inUse.isEnding(id));
            if (end == file.offset()) {
                return file;
            }
            IncomingFile now = slots.commit(file, end);
            Tally tally = tally(id);
            tally.remove(file);
            tally.add(now);
            folder(id).changed(clock.instant());
            return now;
        }
    }

    /**
     * Ends the sending: from here the package waits at the desk.
     *
     * @throws UploadRefused INCOMPLETE when bytes are missing
     */
    void finish(IncomingPackage announced) throws IOException {
        try (InUse.Hold held = inUse.whole(announced.id())) {
            if (folder(announced.id()).arriving().isEmpty()) {
                throw new UploadRefused(Reason.GONE);
            }
            Tally tally = tally(announced.id());
            if (!tally.isComplete(announced)) {
                throw new UploadRefused(Reason.INCOMPLETE, announced.bytes() - tally.arrived());
            }
            folder(announced.id()).finish(announced);
            tallies.remove(announced.id());
        }
    }

    /** Gives a package up and erases what came of it. */
    void discard(IncomingPackage announced) {
        try (InUse.Hold held = inUse.whole(announced.id())) {
            if (folder(announced.id()).arriving().isPresent()) {
                folder(announced.id()).erase();
            }
            tallies.remove(announced.id());
        }
    }

    /** Erases what came to a halt long ago, and what a kill left half erased. */
    void expire() {
        Instant before = clock.instant().minus(limits.keep());
        for (UUID id : ids()) {
            PackageFolder folder = folder(id);
            try {
                if (folder.isGone()) {
                    folder.erase();
                } else if (folder.arriving().isPresent() && folder.lastChange().isBefore(before)) {
                    LOG.info("Upload {} was given up: nothing came since {}", id, before);
                    discard(folder.arriving().orElseThrow());
                }
            } catch (RuntimeException e) {
                LOG.warn("Upload {} is looked at again later", id, e);
            }
        }
    }

    /** Packages that have arrived and nobody handed in, newest first. */
    public List<Waiting> waiting() {
        List<Waiting> found = new ArrayList<>();
        for (UUID id : ids()) {
            PackageFolder folder = folder(id);
            folder.waiting()
                    .ifPresent(
                            one ->
                                    found.add(
                                            new Waiting(
                                                    id,
                                                    one.name(),
                                                    one.bytes(),
                                                    folder.arrivedAt())));
        }
        found.sort(Comparator.comparing(Waiting::at).reversed());
        return found;
    }

    /** The ZIP or folder of a package that waits. */
    public Optional<Path> whole(UUID id) {
        return folder(id).waiting().map(one -> root().resolve(id.toString()).resolve(one.name()));
    }

    /** Whom a package that waits comes from; empty while nobody said it. */
    public String contractor(UUID id) {
        return folder(id).waiting().isPresent() ? folder(id).contractor() : "";
    }

    /** Notes whom a package comes from, also over a restart. */
    public synchronized void contractor(UUID id, String name) {
        try {
            folder(id).contractor(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From here it is the deliveries', and they erase it. */
    public void handedIn(UUID id) {
        try {
            folder(id).markHandedIn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Erases a package that waits; no effect on one that was handed in. */
    public void remove(UUID id) {
        if (folder(id).waiting().isPresent()) {
            folder(id).erase();
        }
    }

    private Tally tally(UUID id) throws IOException {
        Tally known = tallies.get(id);
        if (known != null) {
            return known;
        }
        synchronized (tallies) {
            known = tallies.get(id);
            if (known == null) {
                known = Tally.of(folder(id).slots());
                tallies.put(id, known);
            }
            return known;
        }
    }

    private List<UUID> ids() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.flatMap(folder -> id(folder.getFileName().toString()).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<UUID> id(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private PackageFolder folder(UUID id) {
        return new PackageFolder(root().resolve(id.toString()));
    }

    private Path root() {
        try {
            return Files.createDirectories(home.staging().resolve(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
