package vn.tangthu.repository.destruction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Maintenance;

/**
 * What speaks against destroying a hồ sơ, as it is now: its retention, and what is bound to it
 * (Luật Lưu trữ 2024, Điều 36 khoản 4: not while linked to what is kept longer).
 */
@Component
class DestructionRules {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Of the hồ sơ that share bytes with one, so many are named. */
    private static final int NAMED = 3;

    private final JdbcClient jdbc;
    private final AipStore aips;
    private final Clock clock;

    DestructionRules(JdbcClient jdbc, AipStore aips, Clock clock) {
        this.jdbc = jdbc;
        this.aips = aips;
        this.clock = clock;
    }

    int thisYear() {
        return clock.instant().atZone(VIETNAM).getYear();
    }

    private record Now(String maintenance, @Nullable Integer ends, int version) {}

    /**
     * All of it for one hồ sơ.
     *
     * @param frozen whether it must be what it was when the list was frozen
     */
    List<Finding> of(UUID list, Item item, boolean frozen) {
        String code = item.arcFileCode();
        // Of some documents what counts is their own retention, or else that of the hồ sơ.
        Optional<Now> found =
                jdbc.sql(
                                """
                                select max(version) as version, case when bool_or(term = 'PERMANENT')
                                        then 'PERMANENT' else min(term) end as maintenance,
                                    case when bool_and(until is not null) then max(until) end as ends
                                from (select r.version, t.term,
                                        projection.retention_ends(t.term, r.end_year) as until
                                    from projection.record r
                                    left join projection.document d on d.aip_id = r.id
                                        and d.description ->> 'docCode' = any(:parts)
                                    cross join lateral (select coalesce(
                                        d.description ->> 'maintenance',
                                        r.description ->> 'maintenance') as term) t
                                    where r.id = :id and r.visible) terms
                                having count(*) > 0
                                """)
                        .param("parts", parts(item))
                        .param("id", item.record().value())
                        .query(
                                (row, n) ->
                                        new Now(
                                                row.getString("maintenance"),
                                                row.getObject("ends", Integer.class),
                                                row.getInt("version")))
                        .optional();
        if (found.isEmpty()) {
            return List.of(Finding.blocks("DESTRUCTION_GONE", code, code));
        }
        Now now = found.get();
        List<Finding> findings = new ArrayList<>();
        if (frozen && now.version() != item.version()) {
            findings.add(
                    Finding.blocks(
                            "DESTRUCTION_CHANGED",
                            code,
                            code,
                            Integer.toString(item.version()),
                            Integer.toString(now.version())));
        }
        switch (item.ground()) {
            case EXPIRED -> {
                term(code, now, findings);
                if (item.parts().isEmpty()) {
                    documents(item, now, findings);
                }
                shared(list, item, findings);
            }
            case DUPLICATE -> twin(list, item, now, findings);
        }
        requests(item, findings);
        underWay(item, findings);
        return findings;
    }

    private static String[] parts(Item item) {
        return item.parts().toArray(new String[0]);
    }

    private void term(String code, Now now, List<Finding> findings) {
        Integer ends = now.ends();
        if (now.maintenance().equals(Maintenance.PERMANENT.name())) {
            findings.add(Finding.blocks("DESTRUCTION_PERMANENT", code, code));
        } else if (ends == null) {
            findings.add(Finding.blocks("DESTRUCTION_NO_TERM", code, code));
        } else if (ends >= thisYear()) {
            findings.add(
                    Finding.blocks("DESTRUCTION_NOT_ENDED", code, code, Integer.toString(ends)));
        }
    }

    /** Documents with a retention of their own that ends later, or never, or nobody knows when. */
    private void documents(Item item, Now now, List<Finding> findings) {
        if (now.ends() == null) {
            return;
        }
        jdbc.sql(
                        """
                        select d.description ->> 'docCode' from projection.document d
                            join projection.record r on r.id = d.aip_id
                        where d.aip_id = ? and d.description ->> 'maintenance' is not null
                            and coalesce(projection.retention_ends(
                                d.description ->> 'maintenance', r.end_year), 9999) > ?
                        order by d.ordinal limit ?
                        """)
                .params(item.record().value(), now.ends(), NAMED)
                .query(String.class)
                .list()
                .forEach(
                        document ->
                                findings.add(
                                        Finding.blocks(
                                                "DESTRUCTION_DOCUMENT_LONGER",
                                                item.arcFileCode(),
                                                item.arcFileCode(),
                                                document == null ? "" : document)));
    }

    private record Other(String code, boolean bound) {}

    /**
     * Bytes of any version that another hồ sơ holds which is not destroyed with it. A file that is
     * parted by pages among several is told as what it is.
     */
    private void shared(UUID list, Item item, List<Finding> findings) {
        List<Other> others =
                jdbc.sql(
                                """
                                select r.arc_file_code, bool_or(c.first_page is not null) as bound
                                from projection.content_file c
                                    join projection.document d on d.id = c.document_id
                                    join projection.record r on r.id = c.aip_id
                                where c.sha512 = any(:bytes)
                                    and (c.aip_id <> :id or cardinality(:parts) > 0
                                        and d.description ->> 'docCode' <> all(:parts))
                                    and (r.visible or r.withdrawn or r.blocked)
                                    and not exists (select from kept.erasure e
                                        where e.object = c.aip_id)
                                    and not exists (select from kept.destruction_item i
                                        where i.list_id = :list and i.aip_id = c.aip_id
                                        and i.open and i.ground = 'EXPIRED'
                                        and i.destroy is distinct from false
                                        and (i.parts = '{}'
                                            or d.description ->> 'docCode' = any(i.parts)))
                                group by 1 order by 1 limit :most
                                """)
                        .param("bytes", bytesOf(item).toArray(new String[0]))
                        .param("id", item.record().value())
                        .param("parts", parts(item))
                        .param("list", list)
                        .param("most", NAMED)
                        .query((row, n) -> new Other(row.getString(1), row.getBoolean(2)))
                        .list();
        for (Other other : others) {
            String code = item.arcFileCode();
            findings.add(
                    other.bound()
                            ? Finding.blocks("DESTRUCTION_BOUND", code, code, other.code())
                            : Finding.blocks("DESTRUCTION_SHARED", code, code, other.code()));
        }
    }

    /**
     * SHA-512 of all that would be lost: the content files of every version, also what was replaced
     * since; where documents stay, without those that stay.
     */
    private Set<String> bytesOf(Item item) {
        Set<String> lost = new HashSet<>(bytesOfEveryVersion(item));
        if (!item.parts().isEmpty()) {
            lost.removeAll(bytesOfDocuments(item, false));
            lost.addAll(bytesOfDocuments(item, true));
        }
        return lost;
    }

    private List<String> bytesOfDocuments(Item item, boolean those) {
        return jdbc.sql(
                        "select c.sha512 from projection.content_file c join projection.document d"
                                + " on d.id = c.document_id where c.aip_id = ?"
                                + " and (d.description ->> 'docCode' = any(?)) = ?")
                .params(item.record().value(), parts(item), those)
                .query(String.class)
                .list();
    }

    private Set<String> bytesOfEveryVersion(Item item) {
        UUID id = item.record().value();
        try {
            return aips
                    .inspect(new ObjectRef(id, ObjectRef.Kind.AIP, aips.rootOf(id)))
                    .expected()
                    .stream()
                    .filter(file -> file.key().value().contains("/representations/"))
                    .map(file -> file.digest().hex())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Twin(UUID id, @Nullable Integer ends, boolean permanent) {}

    /** The one that stays must be there, hold all of it, and be kept as long. */
    private void twin(UUID list, Item item, Now now, List<Finding> findings) {
        String code = item.arcFileCode();
        String other = item.duplicateOf() == null ? "" : item.duplicateOf();
        Optional<Twin> twin =
                jdbc.sql(
                                """
                                select r.id, projection.retention_ends(
                                        r.description ->> 'maintenance', r.end_year) as ends,
                                    r.description ->> 'maintenance' = 'PERMANENT' as permanent
                                from projection.record r
                                where r.arc_file_code = :other and r.visible
                                    and (r.id = :id and cardinality(:parts) > 0 or r.id <> :id
                                        and not exists (select from kept.destruction_item i
                                            where i.aip_id = r.id and i.open
                                                and i.destroy is distinct from false))
                                """)
                        .param("other", other)
                        .param("id", item.record().value())
                        .param("parts", parts(item))
                        .query(
                                (row, n) ->
                                        new Twin(
                                                row.getObject("id", UUID.class),
                                                row.getObject("ends", Integer.class),
                                                row.getBoolean("permanent")))
                        .optional();
        if (twin.isEmpty()) {
            findings.add(Finding.blocks("DESTRUCTION_NO_TWIN", code, code, other));
            return;
        }
        Twin stays = twin.get();
        boolean permanent = now.maintenance().equals(Maintenance.PERMANENT.name());
        boolean longEnough =
                stays.permanent()
                        || !permanent
                                && now.ends() != null
                                && stays.ends() != null
                                && stays.ends() >= now.ends();
        if (!longEnough) {
            findings.add(Finding.blocks("DESTRUCTION_TWIN_SHORTER", code, code, other));
        }
        int missing =
                jdbc.sql(
                                """
                                select count(*) from projection.content_file c
                                join projection.document d on d.id = c.document_id
                                where c.aip_id = :id and (cardinality(:parts) = 0
                                    or d.description ->> 'docCode' = any(:parts))
                                and not exists (
                                    select from projection.content_file o
                                        join projection.document s on s.id = o.document_id
                                        where o.aip_id = :stays
                                        and (o.aip_id <> c.aip_id
                                            or s.description ->> 'docCode' <> all(:parts))
                                        and o.sha512 = c.sha512 and o.pages = c.pages
                                        and o.first_page is not distinct from c.first_page)
                                """)
                        .param("id", item.record().value())
                        .param("parts", parts(item))
                        .param("stays", stays.id())
                        .query(Integer.class)
                        .single();
        if (missing > 0) {
            findings.add(
                    Finding.blocks(
                            "DESTRUCTION_TWIN_DIFFERS",
                            code,
                            code,
                            other,
                            Integer.toString(missing)));
        }
    }

    /** Also one that was refused and can perhaps still be appealed, if Tết ends its term. */
    private void requests(Item item, List<Finding> findings) {
        jdbc.sql(
                        """
                        select r.reference from kept.access_request_item i
                            join kept.access_request r on r.reference = i.reference
                        where i.about in (select kept.packages_before(?))
                            and (i.status not in ('GRANTED', 'REFUSED', 'WITHDRAWN')
                                or i.status = 'REFUSED' and exists (select 1 from kept.access_request_step s
                                    where s.reference = i.reference and s.status = 'REFUSED'
                                        and coalesce(s.item, i.number) = i.number
                                        and (s.at at time zone 'Asia/Ho_Chi_Minh')::date + ?
                                            >= ?))
                        group by r.reference order by r.received_at limit ?
                        """)
                .params(
                        item.record().value(),
                        AccessRequests.APPEAL_WITHIN_DAYS + AccessRequests.MOST_DAYS_OFF,
                        LocalDate.ofInstant(clock.instant(), VIETNAM),
                        NAMED)
                .query(String.class)
                .list()
                .forEach(
                        reference ->
                                findings.add(
                                        Finding.blocks(
                                                "DESTRUCTION_REQUESTED",
                                                item.arcFileCode(),
                                                item.arcFileCode(),
                                                reference)));
    }

    /** A delivery brings a version of it, or something of it is being written or taken back. */
    private void underWay(Item item, List<Finding> findings) {
        boolean is =
                jdbc.sql(
                                "select exists (select from projection.staged_version where"
                                        + " aip_id = :id) or exists (select from"
                                        + " projection.pending_version where subject = :id)")
                        .param("id", item.record().value())
                        .query(Boolean.class)
                        .single();
        if (is) {
            findings.add(
                    Finding.blocks(
                            "DESTRUCTION_UNDER_WAY", item.arcFileCode(), item.arcFileCode()));
        }
    }

    /** Whether the ground has a twin where it needs one. */
    static boolean isWhole(Ground ground, @Nullable String duplicateOf) {
        return ground == Ground.EXPIRED || duplicateOf != null && !duplicateOf.isBlank();
    }
}
