package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.Closures;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** Closures of the catalogue; what is opened is looked at again under the lock of its change. */
@Component
class JdbcClosures implements Closures {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** What is blocked (a state secret that was found) is not visible, so it is not opened here. */
    private static final String OVER =
            """
            from (
                select 0 as level, f.id, f.id as fonds, null::uuid as record, f.code, f.title,
                    f.access, f.title_public, f.basis, f.ground, f.closed_until, 0 as stays
                from projection.fonds f where f.closed_until < :today
                union all
                select 1, r.id, r.fonds_id, r.id, r.arc_file_code, r.title,
                    coalesce(r.own_access, r.access), r.title_public, r.basis, r.ground,
                    r.closed_until, f.access
                from projection.record r join projection.fonds f on f.id = r.fonds_id
                where r.closed_until < :today and r.visible
                union all
                select 2, d.id, r.fonds_id, r.id, d.description ->> 'docCode',
                    d.description ->> 'subject', d.access, d.title_public, d.basis, d.ground,
                    d.closed_until, greatest(f.access, r.access)
                from projection.document d join projection.record r on r.id = d.aip_id
                join projection.fonds f on f.id = r.fonds_id
                where d.closed_until < :today and r.visible
            ) o where o.access > 0
            """;

    private final JdbcClient jdbc;
    private final RecordChanges records;
    private final FondsChanges fonds;
    private final Clock clock;

    JdbcClosures(JdbcClient jdbc, RecordChanges records, FondsChanges fonds, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.fonds = fonds;
        this.clock = clock;
    }

    @Override
    public Slice<Over> over(int offset, int limit, Reader reader) {
        if (!reader.is(Role.ARCHIVIST)) {
            return new Slice<>(List.of(), offset, 0);
        }
        LocalDate today = today();
        long total =
                jdbc.sql("select count(*) " + OVER)
                        .param("today", today)
                        .query(Long.class)
                        .single();
        List<Over> items =
                jdbc.sql(
                                "select o.* "
                                        + OVER
                                        + " order by o.closed_until, o.level, o.code, o.id"
                                        + " offset :offset limit :limit")
                        .param("today", today)
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(JdbcClosures::row)
                        .list();
        return new Slice<>(items, offset, total);
    }

    private static Over row(ResultSet row, int n) throws SQLException {
        UUID record = row.getObject("record", UUID.class);
        return new Over(
                Level.values()[row.getInt("level")],
                row.getObject("id", UUID.class),
                new FondsId(row.getObject("fonds", UUID.class)),
                record == null ? null : new AipId(record),
                row.getString("code"),
                row.getString("title"),
                CatalogueRows.rights(row, ""),
                Ranks.access(row.getInt("stays")));
    }

    @Override
    public boolean open(Over one, String reason, Reader actor) {
        VersionedHoldings.requireReason(reason, actor);
        boolean[] opened = new boolean[1];
        switch (one.level()) {
            case FONDS ->
                    fonds.change(
                            one.fonds(),
                            null,
                            actor,
                            reason,
                            before -> {
                                opened[0] = isStill(one, before.fonds().rights());
                                return opened[0] ? opened(before) : before;
                            });
            case RECORD ->
                    change(
                            one,
                            reason,
                            actor,
                            aip -> {
                                opened[0] = isStill(one, aip.rights());
                                return opened[0] ? AipEdits.restricted(aip, Rights.OPEN) : aip;
                            });
            case DOCUMENT ->
                    change(
                            one,
                            reason,
                            actor,
                            aip -> {
                                DocumentId id = new DocumentId(one.id());
                                opened[0] = isStill(one, rights(aip, id));
                                return opened[0]
                                        ? AipEdits.documentRestricted(aip, id, Rights.OPEN)
                                        : aip;
                            });
        }
        return opened[0];
    }

    private void change(Over one, String reason, Reader actor, UnaryOperator<Aip> edit) {
        AipId record = Objects.requireNonNull(one.record());
        records.change(record, null, Kind.RIGHTS_CHANGED, reason, actor, edit);
    }

    /** Whether its rights are those that somebody looked at, and their day is over. */
    private boolean isStill(Over one, @Nullable Rights now) {
        LocalDate until = one.rights().closedUntil();
        return until != null && until.isBefore(today()) && one.rights().equals(now);
    }

    private static @Nullable Rights rights(Aip aip, DocumentId id) {
        for (Aip.Document document : aip.documents()) {
            if (document.id().equals(id)) {
                return document.rights();
            }
        }
        return null;
    }

    private static FondsObject opened(FondsObject before) {
        NewFonds fonds = before.fonds();
        return new FondsObject(
                before.id(),
                new NewFonds(
                        fonds.code(),
                        fonds.title(),
                        fonds.archiveCode(),
                        fonds.closedOn(),
                        fonds.history(),
                        Rights.OPEN),
                before.series(),
                before.createdAt(),
                before.version());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }
}
