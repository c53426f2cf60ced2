package vn.tangthu.repository.fees;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.Claim;
import vn.tangthu.repository.Fees.ClaimDecision;
import vn.tangthu.repository.Fees.Estimate;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.NewPayment;
import vn.tangthu.repository.Fees.NewTable;
import vn.tangthu.repository.Fees.Payment;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.Fees.Row;
import vn.tangthu.repository.Finding;

/** What a table, a correction and a payment must have. */
final class FeeRules {
    /** Of how to pay, characters. */
    private static final int MOST_WORDS = 2_000;

    /** Of a receipt's number, characters. */
    private static final int MOST_RECEIPT = 100;

    private FeeRules() {}

    static List<Finding> findings(NewTable table, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        LocalDate from = table.validFrom();
        if (from.isBefore(today.minusYears(1)) || from.isAfter(today.plusYears(2))) {
            findings.add(Finding.blocks("FEE_TABLE_DAY", "validFrom"));
        }
        text(findings, "basis", table.basis(), Fees.MOST_LINE);
        if (!table.rows().isEmpty()) {
            text(findings, "howToPay", table.howToPay(), MOST_WORDS);
        }
        if (table.rows().size() > Fees.MOST_ROWS) {
            findings.add(Finding.blocks("FEE_MANY_ROWS", "rows", "" + Fees.MOST_ROWS));
        }
        int number = 1;
        for (Row row : table.rows()) {
            String place = "" + number++;
            text(findings, place, row.label(), Fees.MOST_LINE);
            if (row.amount() < 0 || row.amount() > Fees.MOST_AMOUNT) {
                findings.add(Finding.blocks("FEE_AMOUNT", place, "" + Fees.MOST_AMOUNT));
            }
        }
        Set<FeeGroup> groups = new HashSet<>();
        for (Relief relief : table.reliefs()) {
            String place = relief.group().code();
            if (!groups.add(relief.group())) {
                findings.add(Finding.blocks("FEE_GROUP_TWICE", place));
            }
            if (relief.percent() < 1 || relief.percent() > 100) {
                findings.add(Finding.blocks("FEE_PERCENT", place));
            }
            text(findings, place, relief.basis(), Fees.MOST_LINE);
            text(findings, place, relief.evidence(), Fees.MOST_LINE);
        }
        return findings;
    }

    private static void text(List<Finding> findings, String place, String text, int most) {
        if (isUnusable(text, most)) {
            findings.add(Finding.blocks("FEE_TEXT", place, "" + most));
        }
    }

    private static boolean isUnusable(String text, int most) {
        return text.isBlank() || text.length() > most || text.indexOf('\0') >= 0;
    }

    static void why(List<Finding> findings, String place, String why) {
        if (isUnusable(why, Fees.MOST_LINE)) {
            findings.add(Finding.blocks("FEE_REASON", place, "" + Fees.MOST_LINE));
        }
    }

    static List<Finding> findings(
            Estimate estimate,
            Map<Integer, Integer> quantities,
            @Nullable FeeGroup group,
            String why,
            String place) {
        List<Finding> findings = new ArrayList<>();
        why(findings, place, why);
        for (Line line : estimate.lines()) {
            Integer quantity = quantities.get(line.row());
            if (quantity == null || quantity < 0 || quantity > Fees.MOST_QUANTITY) {
                findings.add(Finding.blocks("FEE_QUANTITY", line.label(), "" + Fees.MOST_QUANTITY));
            }
        }
        if (group != null && Fees.relief(estimate.table(), group) == null) {
            findings.add(Finding.blocks("FEE_NO_RELIEF", place));
        }
        return findings;
    }

    static List<Finding> findings(Fee fee, NewPayment payment, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        if (fee.total() == null) {
            findings.add(Finding.blocks("FEE_NOT_COUNTED", fee.reference()));
        } else if (payment.amount() < 1 || payment.amount() > fee.owed()) {
            findings.add(
                    Finding.blocks("FEE_PAYMENT", fee.reference(), "" + Math.max(0, fee.owed())));
        }
        if (payment.paidOn().isAfter(today) || payment.paidOn().isBefore(today.minusYears(1))) {
            findings.add(Finding.blocks("FEE_PAID_DAY", fee.reference()));
        }
        if (isUnusable(payment.receipt(), MOST_RECEIPT)) {
            findings.add(Finding.blocks("FEE_RECEIPT", fee.reference(), "" + MOST_RECEIPT));
        } else if (fee.payments().stream().anyMatch(known -> isSame(known, payment))) {
            findings.add(
                    Finding.blocks(
                            "FEE_RECEIPT_TWICE", fee.reference(), payment.receipt().strip()));
        }
        return findings;
    }

    private static boolean isSame(Payment known, NewPayment payment) {
        return known.cancelled() == null
                && known.method() == payment.method()
                && known.receipt().equalsIgnoreCase(payment.receipt().strip());
    }

    /** Whose claim is refused reads why; once is enough. */
    static void claim(
            List<Finding> findings,
            @Nullable Claim claim,
            @Nullable FeeGroup applied,
            String answer,
            String place) {
        if (claim == null) {
            return;
        }
        ClaimDecision before = claim.decided();
        boolean refused = claim.group() != applied;
        boolean said = before != null && !before.accepted();
        if (answer.length() > Fees.MOST_LINE || refused && !said && answer.isBlank()) {
            findings.add(Finding.blocks("FEE_CLAIM_ANSWER", place, "" + Fees.MOST_LINE));
        }
    }
}
