package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.ExpectedFile;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.CutOffVersions;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.fixity.KnownObjects.Known;
import vn.tangthu.repository.fixity.RepairRows.Repaired;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.TangThuHome;

/**
 * Finds out what a package must be, puts back what is not, reads it all again and writes it down.
 */
@Component
class StoredRepairs implements Repairs {
    private static final Logger LOG = LoggerFactory.getLogger(StoredRepairs.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final Places places;
    private final KnownObjects known;
    private final RepairRows rows;
    private final AuditRows audited;
    private final JdbcIncidents incidents;
    private final CopyRows copies;
    private final CopyLocks locks;
    private final Acknowledgements acknowledgements;
    private final Tombstones tombstones;
    private final FixityLog log;
    private final ObjectProvider<Ledger> ledger;
    private final ObjectProvider<CutOffVersions> cutOff;
    private final TransactionTemplate transactions;
    private final ActivityLog activity;
    private final TangThuHome home;
    private final Clock clock;
    private final boolean automatic;
    private final long mostFound;
    private final double mostPart;

    StoredRepairs(
            Places places,
            KnownObjects known,
            RepairRows rows,
            AuditRows audited,
            JdbcIncidents incidents,
            CopyRows copies,
            CopyLocks locks,
            Acknowledgements acknowledgements,
            Tombstones tombstones,
            FixityLog log,
            ObjectProvider<Ledger> ledger,
            ObjectProvider<CutOffVersions> cutOff,
            TransactionTemplate transactions,
            ActivityLog activity,
            TangThuHome home,
            Clock clock,
            @Value("${tangthu.repair.automatic:true}") boolean automatic,
            @Value("${tangthu.repair.stop-above-packages:20}") long mostFound,
            @Value("${tangthu.repair.stop-above-percent:1}") double mostPercent) {
        this.places = places;
        this.known = known;
        this.rows = rows;
        this.audited = audited;
        this.incidents = incidents;
        this.copies = copies;
        this.locks = locks;
        this.acknowledgements = acknowledgements;
        this.tombstones = tombstones;
        this.log = log;
        this.ledger = ledger;
        this.cutOff = cutOff;
        this.transactions = transactions;
        this.activity = activity;
        this.home = home;
        this.clock = clock;
        this.automatic = automatic;
        this.mostFound = mostFound;
        this.mostPart = mostPercent / 100;
    }

    @Override
    public List<String> sources(String copy) {
        return places.names().stream().filter(name -> !name.equals(copy)).toList();
    }

    @Override
    public List<Stopped> stopped() {
        return rows.stopped();
    }

    @Override
    public void goOn(String copy, Reader actor) {
        rows.goOn(copy, actor.name(), clock.instant());
        activity.record(actor, "REPAIR_RELEASED", copy, null);
    }

    @Override
    public Result repair(AipId damaged) {
        return found(FixityAudits.PRIMARY, damaged.value());
    }

    @Override
    public Result repair(UUID incident, @Nullable String from, Reader actor) {
        Incident one = incidents.find(incident);
        if (from != null && !sources(one.copy()).contains(from)) {
            throw new IllegalArgumentException("There is no copy " + from);
        }
        if (one.resolvedAt() != null) {
            return Result.of(Outcome.SOUND);
        }
        activity.record(actor, "REPAIR_ASKED", one.copy(), one.path());
        UUID object = incidents.objectOf(incident);
        return guarded(
                () ->
                        object == null
                                ? log(one.copy(), one.path(), from, actor.name())
                                : object(one.copy(), object, from, actor.name()));
    }

    /** Damage was found by itself: repaired if that is to be, and not too much is wrong. */
    Result found(String copy, UUID object) {
        return mayRepair(copy)
                ? guarded(() -> object(copy, object, null, Reader.OPERATOR.name()))
                : Result.of(rows.isStopped(copy) ? Outcome.STOPPED : Outcome.NOT_TRIED);
    }

    /** The same of a log object, or a file of the storage root. */
    Result found(String copy, String path) {
        return mayRepair(copy)
                ? guarded(() -> log(copy, path, null, Reader.OPERATOR.name()))
                : Result.of(rows.isStopped(copy) ? Outcome.STOPPED : Outcome.NOT_TRIED);
    }

    private boolean mayRepair(String copy) {
        if (!automatic || places.names().size() < 2 || rows.isStopped(copy)) {
            return false;
        }
        Instant now = clock.instant();
        long found = rows.found(copy, now.minus(DAY));
        if (found <= mostFound) {
            return true;
        }
        long packages = copies.packages();
        if (found > packages * mostPart) {
            rows.stop(new Stopped(copy, now, found, packages));
            activity.record(Reader.OPERATOR, "REPAIR_STOPPED", copy, found + "/" + packages);
            LOG.error(
                    "Damage in {} of {} packages of {} within a day: automatic repair has stopped"
                            + " until a person says go on",
                    found,
                    packages,
                    copy);
            return false;
        }
        return true;
    }

    /** A line of the log, after a rebuild. */
    void restore(JsonNode line) {
        String aip = line.path("aip").asString("");
        if (!aip.isEmpty() && rows.isErased(UUID.fromString(aip))) {
            return; // its row tells the names of its files
        }
        rows.insert(
                new Repaired(
                        UUID.fromString(line.path("id").asString()),
                        line.path("copy").asString(),
                        aip.isEmpty() ? null : UUID.fromString(aip),
                        line.path("path").asString(),
                        line.path("source").asString(),
                        new Digest(DigestAlgorithm.SHA512, line.path("sha512").asString()),
                        line.path("setAside").isString() ? line.path("setAside").asString() : null,
                        line.path("actor").asString(),
                        Instant.parse(line.path("at").asString())));
        rows.repaired(
                line.path("copy").asString(),
                line.path("path").asString(),
                line.path("source").asString(),
                Instant.parse(line.path("at").asString()));
    }

    private interface Work {
        Result run() throws IOException;
    }

    private static Result guarded(Work work) {
        try {
            return work.run();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("A repair could not be done; the next audit asks again", e);
            return Result.of(Outcome.LATER);
        }
    }

    private OpenPlaces opened(String copy, @Nullable String from) throws IOException {
        return new OpenPlaces(places, copy, from == null ? sources(copy) : List.of(from));
    }

    private PlaceRepair at(OpenPlaces open, String subject, Instant now) {
        Path temporary = home.tmp();
        return new PlaceRepair(
                open.damaged(),
                open.sources(),
                temporary,
                "damaged/" + subject + "/" + STAMP.format(now));
    }

    private Result object(String copy, UUID object, @Nullable String from, String actor)
            throws IOException {
        if (rows.subject(object).isEmpty()) {
            return Result.of(Outcome.NO_GOOD_COPY); // nobody knows what it should be
        }
        try (OpenPlaces open = opened(copy, from)) {
            open.damaged().assertThere(); // nothing is put back into an empty mount point
            if (!open.damaged().isPrimary()) {
                return locks.holding(copy, object, () -> object(open, object, actor));
            }
            // A change that was cut off waits for the repair, unless it can be finished before:
            // then the catalogue knows the newest version. The lease is taken after locks.
            cutOff.ifAvailable(port -> port.finish(object));
            Result result =
                    places.archive().aips().holding(object, () -> object(open, object, actor));
            cutOff.ifAvailable(port -> port.finish(object));
            return result;
        }
    }

    private Result object(OpenPlaces open, UUID object, String actor) throws IOException {
        Known it = known.of(List.of(object)).getOrDefault(object, Known.NOTHING);
        RepairRows.Subject subject = rows.subject(object).orElse(null);
        // A note alone keeps nobody from repairing: who makes the version waits for the lease.
        boolean busy = it.underWay() && !it.noted();
        // What is being erased by a decision must not come back from a copy.
        if (subject == null || !it.acknowledged() || busy || tombstones.named(object)) {
            return Result.of(Outcome.LATER);
        }
        ObjectRef ref =
                new ObjectRef(object, subject.kind(), places.archive().aips().rootOf(object));
        var words = acknowledgements.about(new AipId(ref.id()), rows.deliveries(ref.id()));
        var word = PlaceCheck.word(words, ref.id(), it);
        // The catalogue may be older than what was acknowledged.
        int version = Math.max(subject.version(), word == null ? 0 : word.version());
        if (open.holdsNewer(ref, version)) {
            return Result.of(Outcome.NO_GOOD_COPY);
        }
        Inspection truth = open.truth(ref, it, version, word, told(ref, version)).orElse(null);
        if (truth == null) {
            return Result.of(Outcome.NO_GOOD_COPY);
        }
        Instant now = JdbcIncidents.micros(clock.instant());
        PlaceRepair repair = at(open, ref.id().toString(), now);
        List<Repaired> done = new ArrayList<>();
        for (ExpectedFile file : ObjectCopying.ordered(truth)) {
            fixed(
                            open,
                            ref.id(),
                            file.key(),
                            repair.fix(file.key(), file.digest()),
                            file.digest(),
                            actor,
                            now)
                    .ifPresent(done::add);
        }
        if (ref.kind() == ObjectRef.Kind.AIP) {
            StoreKey key = Acknowledgements.wordOf(new AipId(ref.id()), version);
            Digest digest = logDigest(key.value(), open.damaged());
            if (digest != null) {
                fixed(open, ref.id(), key, repair.fix(key, digest), digest, actor, now)
                        .ifPresent(done::add);
            }
        }
        // All of it once more, as an audit would.
        Place place = open.damaged();
        ObjectCheck.Result result =
                new ObjectCheck(place.aips(), place.store(), new RateLimit(0))
                        .check(ref, it.files(), it.version(), word);
        if (it.noted()) {
            // Left by the write that was cut off; taken away when what is noted is finished.
            result =
                    new ObjectCheck.Result(
                            result.version(),
                            result.files(),
                            result.bytes(),
                            PlaceCheck.withoutNext(ref, result));
        }
        return written(place, ref, version, result, done, now);
    }

    /** By the log; null when it tells nothing or cannot be read: then every copy has to agree. */
    private @Nullable Digest told(ObjectRef ref, int version) {
        Ledger told = ledger.getIfAvailable();
        try {
            return told == null ? null : told.inventory(ref.id(), version).orElse(null);
        } catch (IOException e) {
            LOG.warn("The log does not tell of {} now", ref.id(), e);
            return null;
        }
    }

    private static Optional<Repaired> fixed(
            OpenPlaces open,
            @Nullable UUID object,
            StoreKey key,
            PlaceRepair.Done done,
            Digest digest,
            String actor,
            Instant now) {
        return done.what() == PlaceRepair.What.PUT_BACK
                ? Optional.of(
                        new Repaired(
                                UUID.randomUUID(),
                                open.damaged().name(),
                                object,
                                key.value(),
                                Objects.requireNonNull(done.source()),
                                digest,
                                done.setAside(),
                                actor,
                                now))
                : Optional.empty();
    }

    private Result written(
            Place place,
            ObjectRef ref,
            int version,
            ObjectCheck.Result result,
            List<Repaired> done,
            Instant now)
            throws IOException {
        List<String> left = result.findings().stream().map(ObjectCheck.Found::path).toList();
        if (!done.isEmpty()) {
            log.append(done.stream().map(Repaired::line).toList());
        }
        transactions.executeWithoutResult(
                status -> {
                    done.forEach(rows::insert);
                    if (!done.isEmpty()) {
                        rows.resolved(place.name(), ref.id(), done.getFirst().source(), left, now);
                    }
                    List<Incident> unused =
                            incidents.ofCopy(
                                    place.name(), ref.id(), ref.kind(), result.findings(), now);
                    audited.looked(
                            place.name(),
                            new AuditRows.Done(
                                    ref.id(),
                                    ref.kind(),
                                    version,
                                    !left.isEmpty(),
                                    result.files(),
                                    result.bytes()),
                            now);
                });
        List<String> files = done.stream().map(Repaired::path).toList();
        if (!left.isEmpty()) {
            return new Result(Outcome.NO_GOOD_COPY, files, left);
        }
        return new Result(files.isEmpty() ? Outcome.SOUND : Outcome.REPAIRED, files, left);
    }

    /**
     * What a log object was: by the database, by the copying, or in a copy by the archive's own.
     */
    private @Nullable Digest logDigest(String path, Place damaged) throws IOException {
        Digest written = copies.written(List.of(path)).get(path);
        if (written == null) {
            written = rows.copied(List.of(path)).get(path);
        }
        StoreKey key = new StoreKey(path);
        if (written == null
                && !damaged.isPrimary()
                && places.archive().store().info(key).isPresent()) {
            written = StoredBytes.digest(places.archive().store(), key);
        }
        return written;
    }

    private Result log(String copy, String path, @Nullable String from, String actor)
            throws IOException {
        try (OpenPlaces open = opened(copy, from)) {
            open.damaged().assertThere();
            Instant now = JdbcIncidents.micros(clock.instant());
            StoreKey key = new StoreKey(path);
            PlaceRepair repair = at(open, "log", now);
            Map<StoreKey, byte[]> rootFiles = places.archive().aips().rootFiles();
            byte[] defined = rootFiles.get(key);
            Digest digest =
                    defined == null
                            ? logDigest(path, open.damaged())
                            : Digest.of(DigestAlgorithm.SHA512, defined);
            if (digest == null) {
                return Result.of(Outcome.NO_GOOD_COPY);
            }
            PlaceRepair.Done done =
                    defined == null
                            ? repair.fix(key, digest)
                            : repair.fix(key, defined, "OCFL 1.1");
            Optional<Repaired> repaired = fixed(open, null, key, done, digest, actor, now);
            if (repaired.isPresent()) {
                log.append(List.of(repaired.get().line()));
                transactions.executeWithoutResult(
                        status -> {
                            rows.insert(repaired.get());
                            rows.resolved(copy, null, repaired.get().source(), List.of(path), now);
                        });
                return new Result(Outcome.REPAIRED, List.of(path), List.of());
            }
            return Result.of(
                    done.what() == PlaceRepair.What.RIGHT ? Outcome.SOUND : Outcome.NO_GOOD_COPY);
        }
    }
}
