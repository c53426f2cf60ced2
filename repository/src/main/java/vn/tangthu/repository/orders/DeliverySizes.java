package vn.tangthu.repository.orders;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AgencyDeliveries.Wanted;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;

/** How large a delivery would be, of what its reader may have and of nothing else. */
@Component
class DeliverySizes {
    /**
     * Of documents that the reader may read and that leave whole, as a part is made of them: a file
     * of which pages belong to a document that is kept back keeps all back that stand in it. A file
     * that documents share counts once.
     */
    private static final String GIVEN =
            """
            select coalesce(sum(size), 0) from (
                select distinct aip_id, path, size from (
                    select w.*, bool_and(whole) over (partition by document_id) as leaves from (
                        select c.document_id, c.aip_id, c.path, c.size,
                            bool_and(greatest(f.access, r.access, d.access)
                                <= case when f.id = any(:own) then :ownRank else :anyRank end)
                                over (partition by coalesce(c.whole_id, c.id)) as whole
                        from projection.content_file c
                        join projection.document d on d.id = c.document_id
                        join projection.record r on r.id = c.aip_id
                        join projection.fonds f on f.id = r.fonds_id
                        where r.visible and c.aip_id = any(:packages)) w) given
                where leaves and (aip_id = any(:records) or document_id = any(:documents))) files
            """;

    private final JdbcClient jdbc;

    DeliverySizes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Bytes of the files as they are kept. */
    long of(Collection<Wanted> lines, Reader reader) {
        UUID[] packages =
                lines.stream().map(one -> one.record().value()).distinct().toArray(UUID[]::new);
        UUID[] records =
                lines.stream()
                        .filter(one -> one.document() == null)
                        .map(one -> one.record().value())
                        .toArray(UUID[]::new);
        UUID[] documents =
                lines.stream()
                        .flatMap(one -> Optional.ofNullable(one.document()).stream())
                        .map(one -> one.value())
                        .toArray(UUID[]::new);
        return jdbc.sql(GIVEN)
                .param("packages", packages)
                .param("records", records)
                .param("documents", documents)
                .param("own", reader.fonds().stream().map(FondsId::value).toArray(UUID[]::new))
                .param("ownRank", ReadableRanks.own(reader))
                .param("anyRank", ReadableRanks.any(reader))
                .query(Long.class)
                .single();
    }

    /** What a restricted line was granted for is measured with its fonds, as it will be read. */
    long ofGranted(List<Line> granted, Reader reader) {
        Set<FondsId> fonds = new HashSet<>(reader.fonds());
        granted.stream().filter(Line::restricted).map(Line::fonds).forEach(fonds::add);
        Reader entitled = new Reader(reader.account(), reader.name(), reader.roles(), fonds);
        return of(wanted(granted, false), reader) + of(wanted(granted, true), entitled);
    }

    private static List<Wanted> wanted(List<Line> granted, boolean restricted) {
        return granted.stream()
                .filter(line -> line.restricted() == restricted)
                .map(Wanted::of)
                .toList();
    }
}
