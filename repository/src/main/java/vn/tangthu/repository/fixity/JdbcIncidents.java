package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.Incidents;

/** Incidents: opened once for each path, closed when an audit finds the path sound. */
@Component
class JdbcIncidents implements Incidents {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AuditRows rows;
    private final FixityLog log;
    private final Places places;
    private final Clock clock;

    JdbcIncidents(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AuditRows rows,
            FixityLog log,
            Places places,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.log = log;
        this.places = places;
        this.clock = clock;
    }

    @Override
    public UUID open(@Nullable AipId aip, String path, Damage damage, String detail)
            throws IOException {
        places.archive().assertThere();
        Instant now = clock.instant();
        UUID id =
                Objects.requireNonNull(
                        transactions.execute(
                                status -> {
                                    UUID object = aip == null ? null : aip.value();
                                    if (object != null) {
                                        rows.fixityState(object, "DAMAGED", now);
                                    }
                                    return upsert(
                                            AuditRows.PRIMARY,
                                            object,
                                            object,
                                            new ObjectCheck.Found(path, damage, detail),
                                            now);
                                }));
        Incident incident = find(id);
        if (incident.foundAt().equals(micros(now))) {
            try {
                log.append(List.of(FixityLog.incidentLine(incident)));
            } catch (IOException e) {
                // The database has it; the next audit finds it again and writes it to the log.
                throw new UncheckedIOException(e);
            }
        }
        return id;
    }

    /** PostgreSQL keeps microseconds. */
    static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The package it is of, or null. */
    @Nullable UUID objectOf(UUID incident) {
        return jdbc.sql("select object_id from projection.incident where id = :id")
                .param("id", incident)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
    }

    Incident find(UUID id) {
        return jdbc.sql("select * from projection.incident where id = :id")
                .param("id", id)
                .query(JdbcIncidents::toIncident)
                .single();
    }

    private UUID upsert(
            String copy,
            @Nullable UUID object,
            @Nullable UUID aip,
            ObjectCheck.Found found,
            Instant at) {
        return jdbc.sql(
                        """
                        insert into projection.incident (id, copy, object_id, aip_id, arc_file_code, path, damage, detail,
                            found_at)
                        values (:id, :copy, :object, :aip,
                            (select arc_file_code from projection.record where id = :aip), :path, :damage, :detail, :at)
                        on conflict (copy, path) where resolved_at is null do update
                            set damage = excluded.damage, detail = excluded.detail,
                                object_id = coalesce(excluded.object_id, incident.object_id),
                                aip_id = coalesce(excluded.aip_id, incident.aip_id)
                        returning id
                        """)
                .param("id", UUID.randomUUID())
                .param("copy", copy)
                .param("object", object)
                .param("aip", aip)
                .param("path", found.path())
                .param("damage", found.damage().name())
                .param("detail", found.detail().replace('\0', ' '))
                .param("at", AuditRows.utc(micros(at)))
                .query(UUID.class)
                .single();
    }

    /** Which of the objects have open incidents. */
    Set<UUID> open(String copy, Collection<UUID> objects) {
        if (objects.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                jdbc.sql(
                                "select distinct object_id from projection.incident where resolved_at"
                                        + " is null and copy = :copy and object_id in (:objects)")
                        .param("copy", copy)
                        .param("objects", objects)
                        .query(UUID.class)
                        .list());
    }

    /** Opens what a run found in an object, and closes what it found sound. In a transaction. */
    void record(
            String copy,
            UUID run,
            @Nullable UUID object,
            ObjectRef.Kind kind,
            List<ObjectCheck.Found> findings,
            Instant at) {
        for (ObjectCheck.Found found : findings) {
            UUID aip = kind == ObjectRef.Kind.AIP ? object : null;
            UUID id = upsert(copy, object, aip, found, at);
            jdbc.sql(
                            "insert into projection.incident_sighting (run_id, incident_id)"
                                    + " values (:run, :incident) on conflict do nothing")
                    .param("run", run)
                    .param("incident", id)
                    .update();
        }
        if (object != null) {
            jdbc.sql(
                            """
                            update projection.incident i set resolved_at = :at
                            where object_id = :object and copy = :copy and resolved_at is null
                              and not exists (select 1 from projection.incident_sighting s
                                  where s.incident_id = i.id and s.run_id = :run)
                            """)
                    .param("at", AuditRows.utc(micros(at)))
                    .param("object", object)
                    .param("copy", copy)
                    .param("run", run)
                    .update();
        }
    }

    /** Opens what is wrong in a copy and belongs to no object. */
    Incident strayOfCopy(String copy, ObjectCheck.Found found, Instant at) {
        return find(upsert(copy, null, null, found, at));
    }

    /**
     * Opens what is wrong with an object in a copy, and closes what is not any more.
     *
     * @return those that were not open before
     */
    List<Incident> ofCopy(
            String copy,
            UUID object,
            ObjectRef.Kind kind,
            List<ObjectCheck.Found> findings,
            Instant at) {
        UUID aip = kind == ObjectRef.Kind.AIP ? object : null;
        Set<UUID> before =
                new HashSet<>(
                        jdbc.sql(
                                        "select id from projection.incident where resolved_at is null"
                                                + " and copy = :copy and object_id = :object")
                                .param("copy", copy)
                                .param("object", object)
                                .query(UUID.class)
                                .list());
        Set<UUID> gone = new HashSet<>(before);
        List<Incident> fresh = new ArrayList<>();
        for (ObjectCheck.Found found : findings) {
            UUID id = upsert(copy, object, aip, found, at);
            gone.remove(id);
            if (!before.contains(id)) {
                fresh.add(find(id));
            }
        }
        if (!gone.isEmpty()) {
            jdbc.sql("update projection.incident set resolved_at = :at where id in (:gone)")
                    .param("at", AuditRows.utc(micros(at)))
                    .param("gone", gone)
                    .update();
        }
        return fresh;
    }

    /**
     * What was found wrong with the logs of a place, and nothing else of them is. What belongs to
     * no object that anybody knows stays until a whole audit has looked for it.
     *
     * @return those that were not open before
     */
    List<Incident> ofLogs(String copy, UUID run, List<ObjectCheck.Found> findings, Instant at) {
        List<Incident> fresh = new ArrayList<>();
        for (ObjectCheck.Found found : findings) {
            record(copy, run, null, ObjectRef.Kind.UNKNOWN, List.of(found), at);
            Incident incident = openAt(copy, found.path());
            if (incident.foundAt().equals(micros(at))) {
                fresh.add(incident);
            }
        }
        jdbc.sql(
                        """
                        update projection.incident set resolved_at = :at
                        where object_id is null and copy = :copy and resolved_at is null and found_at < :at
                          and damage not in ('EXTRA', 'OBJECT_UNKNOWN') and not path = any(:paths)
                        """)
                .param("at", AuditRows.utc(micros(at)))
                .param("copy", copy)
                .param(
                        "paths",
                        findings.stream().map(ObjectCheck.Found::path).toArray(String[]::new))
                .update();
        return fresh;
    }

    private Incident openAt(String copy, String path) {
        return jdbc.sql(
                        "select * from projection.incident where copy = ? and path = ? and"
                                + " resolved_at is null")
                .params(copy, path)
                .query(JdbcIncidents::toIncident)
                .single();
    }

    /** Whether something is wrong that is of no object. */
    boolean straysOpen(String copy) {
        return jdbc.sql(
                        "select exists (select from projection.incident where copy = ? and object_id"
                                + " is null and resolved_at is null)")
                .param(copy)
                .query(Boolean.class)
                .single();
    }

    /** Incidents of a package that were resolved at exactly this time. */
    List<Incident> resolvedAt(String copy, UUID object, Instant at) {
        return jdbc.sql(
                        "select * from projection.incident where copy = ? and object_id = ? and"
                                + " resolved_at = ?")
                .params(copy, object, AuditRows.utc(micros(at)))
                .query(JdbcIncidents::toIncident)
                .list();
    }

    /** At the end of a run: what belongs to no object and was not seen again is gone. */
    void resolveStrays(String copy, UUID run, Instant started, Instant at) {
        jdbc.sql(
                        """
                        update projection.incident i set resolved_at = :at
                        where object_id is null and copy = :copy and resolved_at is null and found_at < :started
                          and not exists (select 1 from projection.incident_sighting s
                              where s.incident_id = i.id and s.run_id = :run)
                        """)
                .param("at", AuditRows.utc(micros(at)))
                .param("copy", copy)
                .param("started", AuditRows.utc(started))
                .param("run", run)
                .update();
    }

    /** Places of a hồ sơ that may be a secret, with the names of its files, are told to nobody. */
    static final String NOT_BLOCKED =
            " not exists (select from projection.record r where r.id = coalesce(i.object_id,"
                    + " i.aip_id) and r.blocked)";

    List<Incident> newest(int offset, int limit) {
        return jdbc.sql(
                        "select i.* from projection.incident i where"
                                + NOT_BLOCKED
                                + " order by (i.resolved_at is not null), i.found_at desc, i.id"
                                + " offset :offset limit :limit")
                .param("offset", offset)
                .param("limit", limit)
                .query(JdbcIncidents::toIncident)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from projection.incident i where" + NOT_BLOCKED)
                .query(Long.class)
                .single();
    }

    /** All of them, for the log. */
    List<Incident> seenBy(UUID run) {
        return seenBy(run, "true");
    }

    /** Those that may be told. */
    List<Incident> toldOf(UUID run) {
        return seenBy(run, NOT_BLOCKED);
    }

    private List<Incident> seenBy(UUID run, String which) {
        return jdbc.sql(
                        "select i.* from projection.incident i join projection.incident_sighting s"
                                + " on s.incident_id = i.id where s.run_id = :run and "
                                + which
                                + " order by i.path")
                .param("run", run)
                .query(JdbcIncidents::toIncident)
                .list();
    }

    private boolean isErased(AipId id) {
        return jdbc.sql("select exists (select from kept.erasure where object = ?)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    /** From the log, after a rebuild: {@code seen} by the run and all others of before resolved. */
    void restore(String copy, @Nullable UUID run, List<Incident> seen, Instant at) {
        for (Incident incident : seen) {
            if (incident.aip() != null && isErased(incident.aip())) {
                continue; // its row tells the names of its files
            }
            jdbc.sql(
                            """
                            insert into projection.incident (id, copy, object_id, aip_id, arc_file_code, path, damage,
                                detail, found_at, resolved_at, repaired_from, alarmed)
                            values (:id, :copy, :aip, :aip, :code, :path, :damage, :detail, :at, :resolved, :source,
                                cast(:resolved as timestamptz) is not null)
                            on conflict (id) do update set damage = excluded.damage, detail = excluded.detail,
                                resolved_at = excluded.resolved_at, repaired_from = excluded.repaired_from
                            """)
                    .params(
                            Map.of(
                                    "id", incident.id(),
                                    "copy", incident.copy(),
                                    "path", incident.path(),
                                    "damage", incident.damage().name(),
                                    "detail", incident.detail(),
                                    "at", AuditRows.utc(incident.foundAt())))
                    .param("aip", incident.aip() == null ? null : incident.aip().value())
                    .param("code", incident.arcFileCode())
                    .param(
                            "resolved",
                            incident.resolvedAt() == null
                                    ? null
                                    : AuditRows.utc(incident.resolvedAt()))
                    .param("source", incident.repairedFrom())
                    .update();
            if (run != null) {
                jdbc.sql(
                                "insert into projection.incident_sighting (run_id, incident_id)"
                                        + " values (:run, :incident) on conflict do nothing")
                        .param("run", run)
                        .param("incident", incident.id())
                        .update();
            }
        }
        if (run != null) {
            jdbc.sql(
                            "update projection.incident i set resolved_at = :at where resolved_at is"
                                    + " null and copy = :copy and not exists (select 1 from"
                                    + " projection.incident_sighting s where s.incident_id = i.id"
                                    + " and s.run_id = :run)")
                    .param("at", AuditRows.utc(at))
                    .param("copy", copy)
                    .param("run", run)
                    .update();
        }
    }

    private static Incident toIncident(ResultSet row, int number) throws SQLException {
        UUID aip = row.getObject("aip_id", UUID.class);
        return new Incident(
                row.getObject("id", UUID.class),
                row.getString("copy"),
                aip == null ? null : new AipId(aip),
                row.getString("arc_file_code"),
                row.getString("path"),
                Damage.valueOf(row.getString("damage")),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                AuditRows.instant(row, "resolved_at"),
                row.getString("repaired_from"),
                row.getString("detail"));
    }
}
