package vn.tangthu.repository.ingest;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.FormatRules.Standing;
import vn.tangthu.repository.Reader;

/** What is said of formats in the schema {@code kept}; few rows. */
@Component
final class FormatRuleRows {
    private final JdbcClient jdbc;
    private final Clock clock;

    FormatRuleRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    FormatRules of(String contractor) {
        FormatRules archive = new FormatRules(said(FormatPolicies.ARCHIVE)).before(FormatRules.LAW);
        return contractor.isBlank() ? archive : new FormatRules(said(contractor)).before(archive);
    }

    List<Rule> said(String contractor) {
        return jdbc.sql(
                        "select key, standing, reason from kept.format_rule where contractor is"
                                + " not distinct from ? order by ordinal")
                .param(keyOf(contractor))
                .query(
                        (row, n) ->
                                new Rule(
                                        row.getString(1),
                                        Standing.valueOf(row.getString(2)),
                                        row.getString(3)))
                .list();
    }

    private static @Nullable String keyOf(String contractor) {
        return contractor.isBlank() ? null : JdbcContractors.key(contractor);
    }

    /** In the caller's transaction. */
    void save(String contractor, List<Rule> rules, Reader actor) {
        int unused =
                jdbc.sql(
                                "delete from kept.format_rule where contractor is not distinct"
                                        + " from ?")
                        .param(keyOf(contractor))
                        .update();
        int ordinal = 0;
        for (Rule rule : rules) {
            unused =
                    jdbc.sql(
                                    "insert into kept.format_rule (contractor, ordinal, key,"
                                            + " standing, reason, said_by, said_at) values (?, ?,"
                                            + " ?, ?, ?, ?, ?)")
                            .param(keyOf(contractor))
                            .param(ordinal++)
                            .param(rule.key())
                            .param(rule.standing().name())
                            .param(DeliveryRegister.storable(rule.reason().strip()))
                            .param(actor.name())
                            .param(clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
        }
    }
}
