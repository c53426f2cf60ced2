package vn.tangthu.repository.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FormatChanges.Change;
import vn.tangthu.repository.KeptFormats;

/** Rows of {@code projection.content_file} and {@code projection.format_seen}. */
@Component
class JdbcKeptFormats implements KeptFormats {
    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;

    JdbcKeptFormats(JdbcClient jdbc, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    @Override
    public List<Due> due(@Nullable Place after, String signatures, int limit) {
        List<Place> places =
                jdbc.sql(
                                """
                                select r.stored_at, r.id from projection.record r
                                left join projection.format_seen s on s.aip_id = r.id
                                where (r.stored_at, r.id) > (:at, :id)
                                  and (r.visible or r.withdrawn or r.blocked)
                                  and s.signatures is distinct from :signatures
                                  and exists (select from projection.content_file c
                                      where c.aip_id = r.id
                                        and c.format_signatures is distinct from :signatures)
                                order by r.stored_at, r.id limit :limit
                                """)
                        .param(
                                "at",
                                JdbcChangeJournal.at(
                                        after == null ? Instant.EPOCH : after.storedAt()))
                        .param("id", after == null ? new UUID(0, 0) : after.aip().value())
                        .param("signatures", signatures)
                        .param("limit", limit)
                        .query(
                                (row, n) ->
                                        new Place(
                                                CatalogueRows.instant(row, "stored_at"),
                                                new AipId(row.getObject("id", UUID.class))))
                        .list();
        List<Due> due = new ArrayList<>();
        for (Place place : places) {
            due.add(new Due(place, files(place.aip(), signatures)));
        }
        return due;
    }

    private List<ContentFile> files(AipId aip, String signatures) {
        return jdbc.sql(
                        "select * from projection.content_file where aip_id = ? and not again and"
                                + " format_signatures is distinct from ? order by path")
                .params(aip.value(), signatures)
                .query((row, n) -> CatalogueRows.contentFile(row).whole())
                .list();
    }

    @Override
    public long packages() {
        return jdbc.sql("select coalesce(sum(records), 0)::bigint from projection.record_count")
                .query(Long.class)
                .single();
    }

    @Override
    public void note(String signatures, Instant at, Collection<AipId> seen, List<Change> changes) {
        if (!changes.isEmpty()) {
            journal.lock();
        }
        Set<UUID> changed = new LinkedHashSet<>();
        for (Change change : changes) {
            String event = DescriptionJson.write(List.of(change.event()));
            int rows =
                    jdbc.sql(
                                    """
                                    update projection.content_file set puid = :puid,
                                        format_name = :name, format_version = :version,
                                        format_basis = :basis, format_signatures = :signatures,
                                        checks = coalesce(checks, '[]'::jsonb) || :event::jsonb
                                    where aip_id = :aip and coalesce(whole_id, id) = :file
                                      and left(sha512, 8) = :print
                                      and not coalesce(checks, '[]'::jsonb) @> :event::jsonb
                                    """)
                            .param("puid", change.now().puid())
                            .param("name", change.now().name())
                            .param("version", change.now().version())
                            .param("basis", change.now().basis().name())
                            .param("signatures", change.now().signatures())
                            .param("event", event)
                            .param("aip", change.aip().value())
                            .param("file", change.file().value())
                            .param("print", change.print())
                            .update();
            if (rows > 0) {
                changed.add(change.aip().value());
            }
        }
        for (UUID aip : changed) {
            long unused = journal.append(Kind.AIP_CHANGED, aip);
        }
        if (!seen.isEmpty()) {
            int unused =
                    jdbc.sql(
                                    """
                                    insert into projection.format_seen (aip_id, signatures, at)
                                    select s.id, ?, ? from unnest(?) as s (id) on conflict (aip_id) do update
                                        set signatures = excluded.signatures, at = excluded.at
                                    """)
                            .params(
                                    signatures,
                                    JdbcChangeJournal.at(at),
                                    seen.stream().map(AipId::value).distinct().toArray(UUID[]::new))
                            .update();
        }
    }
}
