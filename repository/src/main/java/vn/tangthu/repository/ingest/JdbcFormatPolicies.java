package vn.tangthu.repository.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** What archivists say of formats; each change is theirs to record in the activity log. */
@Component
final class JdbcFormatPolicies implements FormatPolicies {
    private final FormatRuleRows rows;
    private final TransactionTemplate transactions;
    private final JdbcContractors contractors;

    JdbcFormatPolicies(
            FormatRuleRows rows, TransactionTemplate transactions, JdbcContractors contractors) {
        this.rows = rows;
        this.transactions = transactions;
        this.contractors = contractors;
    }

    @Override
    public FormatRules of(String contractor) {
        return rows.of(contractor);
    }

    @Override
    public List<Rule> said(String contractor) {
        return rows.said(contractor);
    }

    @Override
    public void say(String contractor, List<Rule> rules, Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
        String whose = contractor.isBlank() ? "—" : contractor;
        if (rules.size() > FormatRules.MOST) {
            throw new RefusedException(
                    Finding.blocks(
                            "FORMAT_RULES_TOO_MANY", whose, String.valueOf(FormatRules.MOST)));
        }
        @Nullable String wrong = new FormatRules(rules).wrong();
        if (wrong != null) {
            throw new RefusedException(
                    Finding.blocks(
                            "FORMAT_RULE_WRONG",
                            whose,
                            wrong,
                            String.join(", ", FormatRules.WORDS),
                            String.valueOf(FormatRules.LONGEST_REASON)));
        }
        transactions.executeWithoutResult(
                status -> {
                    if (!contractor.isBlank()) {
                        contractors.add(contractor, actor);
                    }
                    rows.save(contractor, rules, actor);
                });
    }
}
