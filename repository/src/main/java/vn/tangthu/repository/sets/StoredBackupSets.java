package vn.tangthu.repository.sets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.PackageCopying.Held;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Slice;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;

/** Sets on media; one is written at a time. */
@Component
class StoredBackupSets implements BackupSets {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBackupSets.class);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String CHAIN = "[A-Za-z0-9][A-Za-z0-9-]{0,15}";
    private static final UUID FIRST = new UUID(0, 0);
    private static final int AT_ONCE = 500;

    /** Bytes of both manifests for a file, and what its directory takes. */
    private static final long BESIDE_A_FILE = 1_500;

    private static final long BLOCK = 4_096;

    private final SetParts parts;
    private final Media media;
    private final BackupRuns journal;
    private final Ledger ledger;
    private final ActivityLog activity;
    private final TangThuHome home;
    private final long keepFree;

    /**
     * @param keepFreeMegabytes that stay free on a medium
     */
    StoredBackupSets(
            SetParts parts,
            Media media,
            BackupRuns journal,
            Ledger ledger,
            ActivityLog activity,
            TangThuHome home,
            @Value("${tangthu.sets.keep-free-megabytes:64}") long keepFreeMegabytes) {
        this.parts = parts;
        this.media = media;
        this.journal = journal;
        this.ledger = ledger;
        this.activity = activity;
        this.home = home;
        this.keepFree = keepFreeMegabytes << 20;
    }

    @Override
    public synchronized BackupSet write(Order order, Progress progress) throws IOException {
        Path mount = mount(order);
        NewMedium medium = media.mounted(mount, order.medium());
        List<BackupSet> before =
                order.kind() == Kind.FULL ? List.of() : parts.rows().chain(order.chain());
        if (order.kind() == Kind.INCREMENTAL && before.isEmpty()) {
            throw new RefusedException(Finding.blocks("SET_NO_FULL", order.chain(), order.chain()));
        }
        BackupSet set = begin(order, mount, medium, before);
        SetFolder folder = new SetFolder(mount.resolve(set.directory()));
        if (!folder.isSigned()) {
            room(mount, folder, before);
        }
        UUID run =
                journal.begin(
                        order.kind() == Kind.FULL
                                ? BackupRuns.Form.FULL_SET
                                : BackupRuns.Form.INCREMENTAL_SET,
                        set.directory(),
                        set.label() + " (" + set.medium() + "), " + set.place(),
                        order.performedBy() == null ? order.actor().name() : order.performedBy());
        try {
            parts.rows().begin(set);
            activity.record(order.actor(), "SET_STARTED", Long.toString(set.number()), set.place());
            if (!folder.isSigned()) {
                fill(set, folder, before, progress);
            }
            BackupSet done = complete(set, folder, order.actor());
            journal.end(run, outcome(done, before));
            return done;
        } catch (IOException | RuntimeException e) {
            String why = Objects.toString(e.getMessage(), e.toString());
            parts.rows().failed(set.id(), why);
            journal.end(
                    run,
                    new BackupRuns.Outcome(
                            e instanceof RefusedException
                                    ? Copies.State.DAMAGED
                                    : Copies.State.UNREACHABLE,
                            0,
                            0,
                            0,
                            0,
                            parts.packages().count(),
                            0,
                            0,
                            why));
            throw e;
        }
    }

    /** What the journal tells: the chain has all that the archive has, but what was left. */
    private static BackupRuns.Outcome outcome(BackupSet set, List<BackupSet> before) {
        long copied = set.fonds() + set.records();
        return new BackupRuns.Outcome(
                set.problem() == null ? Copies.State.COMPLETE : Copies.State.BEHIND,
                copied,
                set.files(),
                set.bytes(),
                copied + before.stream().mapToLong(b -> b.fonds() + b.records()).sum(),
                set.heldFonds() + set.heldRecords(),
                set.bytes() + before.stream().mapToLong(BackupSet::bytes).sum(),
                0,
                set.problem());
    }

    private Path mount(Order order) throws IOException {
        if (!order.chain().matches(CHAIN)) {
            throw new RefusedException(
                    Finding.blocks("SET_CHAIN_NAME", order.chain(), order.chain()));
        }
        if (!Files.isDirectory(order.to())) {
            throw new RefusedException(
                    Finding.blocks(
                            "SET_NOT_MOUNTED", order.to().toString(), order.to().toString()));
        }
        Path mount = order.to().toRealPath();
        Path own = home.root().toRealPath();
        if (mount.startsWith(own) || own.startsWith(mount)) {
            throw new RefusedException(
                    Finding.blocks("SET_IN_HOME", mount.toString(), mount.toString()));
        }
        return mount;
    }

    /** The one that was cut off on this medium, or a new one. */
    private BackupSet begin(Order order, Path mount, NewMedium medium, List<BackupSet> before) {
        Optional<BackupSet> cutOff =
                parts.rows().unfinished(medium.serial(), order.chain(), order.kind());
        if (cutOff.isPresent() && !Files.isDirectory(mount.resolve(cutOff.get().directory()))) {
            parts.rows().forget(cutOff.get().id());
            cutOff = Optional.empty();
        }
        UUID id = cutOff.map(BackupSet::id).orElseGet(UUID::randomUUID);
        long number = cutOff.map(BackupSet::number).orElseGet(parts.rows()::nextNumber);
        Instant now = parts.clock().instant().truncatedTo(ChronoUnit.MICROS);
        String directory =
                String.format(
                        Locale.ROOT,
                        "tangthu-%s-%06d-%s-%s",
                        order.chain(),
                        number,
                        order.kind() == Kind.FULL ? "full" : "incremental",
                        LocalDate.ofInstant(now, VIETNAM));
        return new BackupSet(
                id,
                number,
                order.chain(),
                order.kind(),
                before.isEmpty() ? id : before.getFirst().id(),
                before.isEmpty() ? null : before.getLast().id(),
                medium.serial(),
                medium.label(),
                cutOff.map(BackupSet::directory).orElse(directory),
                mount.toString(),
                order.actor().name(),
                order.performedBy(),
                cutOff.map(BackupSet::startedAt).orElse(now),
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                State.UNFINISHED,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Before the first byte is written. */
    private void room(Path mount, SetFolder folder, List<BackupSet> before) throws IOException {
        long[] needed = {parts.rows().keptBytes() + measure("log")};
        if (before.isEmpty()) {
            needed[0] += measure("ocfl");
        } else {
            List<UUID> sets = before.stream().map(BackupSet::id).toList();
            UUID after = FIRST;
            List<Held> page;
            while (!(page = parts.packages().held(after, AT_ONCE)).isEmpty()) {
                after = page.getLast().id();
                var had = parts.rows().versions(sets, page.stream().map(Held::id).toList());
                for (Held held : page) {
                    if (had.getOrDefault(held.id(), 0) < held.version()) {
                        needed[0] += measure(parts.aips().rootOf(held.id()).value());
                    }
                }
            }
        }
        long there = Files.getFileStore(mount).getUsableSpace() - keepFree + folder.bytes();
        if (needed[0] > there) {
            throw new RefusedException(
                    Finding.blocks(
                            "SET_NO_ROOM",
                            mount.toString(),
                            Long.toString(needed[0] >> 20),
                            Long.toString(Math.max(0, there) >> 20)));
        }
    }

    private long measure(String prefix) throws IOException {
        try (Stream<ObjectInfo> all = parts.archive().list(StorePrefix.below(prefix))) {
            return all.mapToLong(o -> (o.size() / BLOCK + 1) * BLOCK + BESIDE_A_FILE).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The tables first, so that the log is never older than they are; then packages; then the log
     * as it was when every package that it names was there.
     */
    private void fill(BackupSet set, SetFolder folder, List<BackupSet> before, Progress progress)
            throws IOException {
        if (!Files.isDirectory(folder.path())) {
            signLog(); // once for a set, however often it is gone on with
        }
        Files.createDirectories(folder.path());
        SetFolder.force(Objects.requireNonNull(folder.path().getParent()));
        backUpTables(folder, progress);
        try (ObjectStore target = parts.directories().open(folder.path());
                SetSpool spool = new SetSpool(folder)) {
            SetWriting writing = new SetWriting(parts, folder, before, target, spool, progress);
            List<UUID> left = new ArrayList<>(writing.packages());
            SetFinishing finishing = new SetFinishing(parts, folder, set, before, target, spool);
            finishing.listLogs();
            left = new ArrayList<>(writing.packages()); // what the log names and came meanwhile
            var missing = writing.uncovered();
            missing.removeAll(left);
            if (!missing.isEmpty()) {
                throw new RefusedException(
                        missing.stream()
                                .limit(AT_ONCE)
                                .map(
                                        id ->
                                                Finding.blocks(
                                                        "SET_SOURCE_DAMAGED",
                                                        id.toString(),
                                                        parts.aips().rootOf(id).value(),
                                                        "OBJECT_MISSING"))
                                .toList());
            }
            SetNote unused = finishing.finish(left);
        }
    }

    private void signLog() {
        try {
            var signed = ledger.checkpoint("BACKUP_SET");
            LOG.debug("Checkpoint {} goes with the set", signed.number());
        } catch (IOException e) {
            // A broken log is told by status and log verify; what it has is backed up all the same.
            LOG.warn("The log could not be signed before the back-up set", e);
        }
    }

    private void backUpTables(SetFolder folder, Progress progress) throws IOException {
        try (Stream<Path> all = Files.list(folder.path())) {
            for (Path each : all.toList()) {
                String name = each.getFileName().toString();
                if (name.equals(SetFolder.KEPT) || name.startsWith("." + SetFolder.KEPT + "-")) {
                    SetFolder.remove(each); // of an attempt that was cut off
                }
            }
        }
        parts.recovery().backup(folder.file(SetFolder.KEPT), progress);
    }

    /** The rows follow what lies on the medium, also after a kill between the two. */
    private BackupSet complete(BackupSet set, SetFolder folder, Reader actor) throws IOException {
        SetReading.Noted noted = SetReading.note(parts, folder);
        var signed = noted.signed();
        if (signed == null || !noted.note().id().equals(set.id())) {
            throw new IOException("The set's own note is not signed: " + folder.path());
        }
        long[] held = parts.rows().held();
        try {
            parts.transactions()
                    .executeWithoutResult(
                            status -> {
                                parts.rows().complete(noted.note(), signed.fingerprint(), held);
                                contents(set.id(), folder);
                            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        folder.removeTemporaries();
        activity.record(actor, "SET_WRITTEN", Long.toString(set.number()), noted.note().manifest());
        return parts.rows().find(set.id()).orElseThrow();
    }

    private void contents(UUID set, SetFolder folder) {
        try {
            var objects = new Batch<SetObject>(AT_ONCE, some -> parts.rows().objects(set, some));
            SetReading.eachObject(folder, objects::add);
            objects.flush();
            var logs = new Batch<String>(AT_ONCE, some -> parts.rows().logs(set, some));
            SetReading.eachLine(
                    folder,
                    line -> {
                        if (line.path().startsWith("log/")) {
                            logs.add(line.path());
                        }
                    });
            logs.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Checked verify(Path set, Reader actor, Progress progress) throws IOException {
        Checked checked = new SetReading(parts, new SetFolder(set.toRealPath()), progress).read();
        if (parts.rows().find(checked.id()).isPresent()) {
            parts.rows().checked(checked, parts.clock().instant());
        }
        activity.record(
                actor,
                checked.sound() ? "SET_SOUND" : "SET_DAMAGED",
                Long.toString(checked.number()),
                checked.problems() == 0 ? null : Long.toString(checked.problems()));
        return checked;
    }

    @Override
    public Slice<BackupSet> list(int offset, int limit) {
        return parts.rows().list(offset, limit);
    }

    @Override
    public Optional<BackupSet> find(UUID id) {
        return parts.rows().find(id);
    }

    @Override
    public List<Medium> media() {
        return media.inUse();
    }

    @Override
    public void register(NewMedium medium, Reader actor) {
        media.register(medium);
        activity.record(actor, "MEDIUM_REGISTERED", medium.serial(), medium.label());
    }

    @Override
    public void retire(String serial, Reader actor) {
        media.retire(serial);
        activity.record(actor, "MEDIUM_RETIRED", serial, null);
    }
}
