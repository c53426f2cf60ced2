package vn.tangthu.repository.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PackageCopying;
import vn.tangthu.repository.PackageCopying.Held;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RestoreDrills;
import vn.tangthu.repository.Slice;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.TangThuHome;

/** Restores in an empty place, compares, and keeps what came of it. */
@Component
class StoredDrills implements RestoreDrills {
    private final SetParts parts;
    private final ActivityLog activity;
    private final TangThuHome home;
    private final JdbcClient jdbc;

    StoredDrills(SetParts parts, ActivityLog activity, TangThuHome home, JdbcClient jdbc) {
        this.parts = parts;
        this.activity = activity;
        this.home = home;
        this.jdbc = jdbc;
    }

    @Override
    public Restored restore(List<Path> sets, Path into, Progress progress) throws IOException {
        Path place = into.toAbsolutePath().normalize();
        empty(place);
        List<Path> real = new ArrayList<>();
        for (Path set : sets) {
            real.add(set.toRealPath());
        }
        SetRestoring restoring = new SetRestoring(parts, real);
        restoring.check();
        boolean made = !Files.exists(place);
        Files.createDirectories(place);
        try {
            Path there = place.toRealPath();
            apart(there, home.root().toRealPath());
            for (Path set : real) {
                apart(there, set);
            }
            long room = Files.getFileStore(place).getUsableSpace();
            if (restoring.needed() > room) {
                throw new RefusedException(
                        Finding.blocks(
                                "SET_NO_ROOM",
                                place.toString(),
                                Long.toString(restoring.needed() >> 20),
                                Long.toString(room >> 20)));
            }
            return restoring.restore(place, progress);
        } catch (IOException | RuntimeException e) {
            SetFolder.remove(place.resolve("store"));
            SetFolder.remove(place.resolve(SetFolder.KEPT));
            if (made) {
                Files.deleteIfExists(place);
            }
            throw e;
        }
    }

    private static void empty(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> all = Files.list(place)) {
            if (all.findAny().isPresent()) {
                throw new RefusedException(
                        Finding.blocks("SET_PLACE_NOT_EMPTY", place.toString(), place.toString()));
            }
        }
    }

    private static void apart(Path place, Path other) {
        if (place.startsWith(other) || other.startsWith(place)) {
            throw new RefusedException(
                    Finding.blocks("SET_IN_HOME", place.toString(), place.toString()));
        }
    }

    @Override
    public List<PackageCopying.Wrong> compare(Restored restored, Progress progress)
            throws IOException {
        List<PackageCopying.Wrong> wrong = new ArrayList<>();
        if (!restored.ours()) {
            return wrong;
        }
        PackageCopying.Run run = parts.packages().begin();
        long all = restored.fonds() + restored.records();
        long done = 0;
        try (ObjectStore store = parts.directories().open(restored.store());
                Stream<vn.tangthu.repository.AipStore.ObjectRef> there =
                        parts.aips().on(store).objects()) {
            for (ObjectRef object : (Iterable<ObjectRef>) there::iterator) {
                progress.at(Progress.Phase.AUDIT, ++done, all);
                if (object.kind() == ObjectRef.Kind.UNKNOWN) {
                    wrong.add(
                            new PackageCopying.Wrong(
                                    object.root().value(),
                                    vn.tangthu.repository.FixityAudits.Damage.OBJECT_UNKNOWN,
                                    "?"));
                    continue;
                }
                int version = parts.aips().on(store).inspect(object).head();
                wrong.addAll(run.compare(new Held(object.id(), object.kind(), version), store));
            }
        }
        return wrong;
    }

    @Override
    public void record(Drill drill, Reader actor) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.restore_drill (id, sets, place, actor, started_at, finished_at,
                                    passed, fonds, records, documents, erased, compared, files, bytes, seconds,
                                    problems, problem)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(
                                drill.id(),
                                drill.sets().toArray(UUID[]::new),
                                drill.place(),
                                drill.actor(),
                                SetRows.utc(drill.startedAt()),
                                SetRows.utc(drill.finishedAt()),
                                drill.passed(),
                                drill.fonds(),
                                drill.records(),
                                drill.documents(),
                                drill.erased(),
                                drill.compared(),
                                drill.files(),
                                drill.bytes(),
                                drill.seconds(),
                                drill.problems())
                        .param(drill.problem())
                        .update();
        activity.record(
                actor, drill.passed() ? "SET_DRILLED" : "SET_DRILL_FAILED", null, drill.problem());
    }

    @Override
    public Slice<Drill> list(int offset, int limit) {
        return new Slice<>(
                jdbc.sql(
                                "select * from kept.restore_drill order by finished_at desc, id limit ?"
                                        + " offset ?")
                        .params(limit, offset)
                        .query(StoredDrills::read)
                        .list(),
                offset,
                jdbc.sql("select count(*) from kept.restore_drill").query(Long.class).single());
    }

    @Override
    public Optional<Drill> last() {
        return list(0, 1).items().stream().findFirst();
    }

    private static Drill read(ResultSet row, int n) throws SQLException {
        Array sets = row.getArray("sets");
        return new Drill(
                row.getObject("id", UUID.class),
                List.of((UUID[]) sets.getArray()),
                row.getString("place"),
                row.getString("actor"),
                Objects.requireNonNull(SetRows.instant(row, "started_at")),
                Objects.requireNonNull(SetRows.instant(row, "finished_at")),
                row.getBoolean("passed"),
                row.getLong("fonds"),
                row.getLong("records"),
                row.getLong("documents"),
                row.getLong("erased"),
                row.getLong("compared"),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getDouble("seconds"),
                row.getLong("problems"),
                row.getString("problem"));
    }
}
