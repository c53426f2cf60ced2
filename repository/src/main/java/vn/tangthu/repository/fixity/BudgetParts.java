package vn.tangthu.repository.fixity;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;

/** What a slice of the budget works with. */
@Component
record BudgetParts(
        Places places,
        DueRows due,
        BudgetRows budget,
        AuditRows rows,
        KnownObjects known,
        JdbcIncidents incidents,
        FixityLog log,
        Acknowledgements acknowledgements,
        LogCheck logs,
        CopyLocks locks,
        StoredRepairs repairs,
        TransactionTemplate transactions,
        BudgetPolicy policy,
        Clock clock) {}
