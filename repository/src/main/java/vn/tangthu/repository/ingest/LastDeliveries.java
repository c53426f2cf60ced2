package vn.tangthu.repository.ingest;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/**
 * Which delivery is the re-delivery of which, by the codes of the hồ sơ they list: names of
 * packages and their sizes change from one to the next, and a contractor has several lists under
 * way.
 */
final class LastDeliveries {
    private static final String MORE = "MORE_FINDINGS";

    /** Not about the delivery's content: the first is a count, the second an archivist's word. */
    private static final Set<String> NOT_COMPARED = Set.of(MORE, "DECIDED_REFUSED");

    /** After whatever was received. */
    private static final Instant LATER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient jdbc;

    LastDeliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Last(DeliveryId id, String name, OffsetDateTime receivedAt) {}

    /** Notes what it lists and which was the last to list the same. */
    void listed(DeliveryRow delivery, List<String> codes) {
        String[] stored = storable(codes);
        int unused =
                jdbc.sql("delete from kept.delivery_record where delivery_id = ?")
                        .param(delivery.id().value())
                        .update();
        unused =
                jdbc.sql(
                                "insert into kept.delivery_record (delivery_id, code)"
                                        + " select ?, code from unnest(?) as listed(code)"
                                        + " on conflict do nothing")
                        .params(delivery.id().value(), stored)
                        .update();
        UUID last =
                last(delivery, delivery.receivedAt(), stored)
                        .map(found -> found.id().value())
                        .orElse(null);
        unused =
                jdbc.sql(
                                "update kept.delivery set compared_with = cast(nullif(?, '') as uuid) where id = ?")
                        .params(last == null ? "" : last.toString(), delivery.id().value())
                        .update();
    }

    private static String[] storable(List<String> codes) {
        return codes.stream().map(DeliveryRegister::storable).toArray(String[]::new);
    }

    /**
     * The last that came to a verdict and lists at least half of the hồ sơ of the smaller of the
     * two, from the same submitter. Where an archivist names nobody it may be anybody's, and what
     * an archivist brought so may be the one before of whom an archivist names. An agency that
     * delivers itself is compared with its own only: the comparison goes to it.
     */
    private Optional<Last> last(DeliveryRow delivery, Instant receivedAt, String[] codes) {
        if (codes.length == 0) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                        with same as (
                            select delivery_id, count(*) as shared
                              from kept.delivery_record
                             where code = any(?) and delivery_id <> ?
                             group by delivery_id)
                        select d.id, d.name, d.received_at
                          from same join kept.delivery d on d.id = same.delivery_id
                         where d.received_at <= ?
                           and (d.submitter = ? or d.unnamed and ? or ?)
                           and 2 * shared >= least(?, (select count(*) from kept.delivery_record r
                                                      where r.delivery_id = d.id))
                         order by d.received_at desc, d.id
                         limit 1
                        """)
                .params(
                        codes,
                        delivery.id().value(),
                        receivedAt.atOffset(ZoneOffset.UTC),
                        delivery.submitter(),
                        !delivery.isBySubmitter(),
                        delivery.unnamed(),
                        codes.length)
                .query(LastDeliveries::last)
                .optional();
    }

    private static Last last(ResultSet row, int number) throws SQLException {
        return new Last(
                new DeliveryId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getObject("received_at", OffsetDateTime.class));
    }

    /** Of a check that is not recorded. */
    @Nullable DeliveryComparison against(
            DeliveryRow delivery, List<String> codes, List<Finding> findings) {
        return last(delivery, LATER, storable(codes))
                .map(last -> compare(last, findings(last.id()), findings))
                .orElse(null);
    }

    Optional<DeliveryComparison> of(DeliveryId id) {
        return jdbc.sql(
                        "select last.id, last.name, last.received_at from kept.delivery d join"
                                + " kept.delivery last on last.id = d.compared_with where d.id = ?")
                .param(id.value())
                .query(LastDeliveries::last)
                .optional()
                .map(last -> compare(last, findings(last.id()), findings(id)));
    }

    /** Rule and subject only; there are never more than the check keeps one by one. */
    private List<Finding> findings(DeliveryId id) {
        return jdbc.sql(
                        "select f.code, f.severity, f.place, f.subject"
                                + " from kept.delivery_finding f where f.delivery_id = ?"
                                + DeliveryFindings.NOT_BLOCKED
                                + " order by f.ordinal")
                .param(id.value())
                .query(
                        (row, n) ->
                                new Finding(
                                        row.getString(1),
                                        Severity.valueOf(row.getString(2)),
                                        row.getString(3),
                                        List.of(),
                                        row.getString(4)))
                .list();
    }

    private static DeliveryComparison compare(Last last, List<Finding> before, List<Finding> now) {
        Map<String, Integer> old = counts(before);
        Map<String, Integer> current = counts(now);
        long left = 0;
        Set<String> still = new HashSet<>();
        for (Map.Entry<String, Integer> one : current.entrySet()) {
            int both = Math.min(one.getValue(), old.getOrDefault(one.getKey(), 0));
            left += both;
            if (both > 0) {
                still.add(one.getKey());
            }
        }
        long all = old.values().stream().mapToLong(Integer::longValue).sum();
        long found = current.values().stream().mapToLong(Integer::longValue).sum();
        List<Finding> both = new ArrayList<>(before);
        both.addAll(now);
        return new DeliveryComparison(
                last.id(),
                last.name(),
                last.receivedAt().toInstant(),
                all,
                all - left,
                found - left,
                left,
                both.stream().noneMatch(finding -> finding.code().equals(MORE)),
                still);
    }

    private static Map<String, Integer> counts(List<Finding> findings) {
        Map<String, Integer> counts = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.severity() != Severity.NOTES && !NOT_COMPARED.contains(finding.code())) {
                counts.merge(finding.identity(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
