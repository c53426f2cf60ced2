package vn.tangthu.portal.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.AuditBudget.Place;
import vn.tangthu.repository.AuditBudget.Status;

/**
 * The audit as a budget, as {@code status --json} prints it.
 *
 * @param days within which everything is to be read
 * @param hours in which it may be read, empty for all
 * @param bytesPerSecond that are allowed, 0 for no limit
 * @param verdict {@link AuditBudget.Verdict}
 * @param neededPerSecond so that the policy is held
 * @param possiblePerSecond 0 while nothing is known
 * @param nodes processes that share the work now
 */
record BudgetReport(
        int days,
        String hours,
        long bytesPerSecond,
        String verdict,
        long neededPerSecond,
        long possiblePerSecond,
        int nodes,
        List<Copy> copies) {
    /**
     * @param share of the files that are sound and inside the policy, 0 to 1
     * @param throughAt when all that is due will have been read at the present pace
     * @param lateFrom the first day on which something will be overdue at that pace
     */
    record Copy(
            String name,
            String state,
            long packages,
            long files,
            long bytes,
            double share,
            long within,
            long overdue,
            long fresh,
            long damaged,
            long changed,
            long missing,
            @Nullable String oldest,
            long readBytes,
            long readSeconds,
            long dueBytes,
            @Nullable String throughAt,
            @Nullable String lateFrom) {
        static Copy of(Place place) {
            return new Copy(
                    place.copy(),
                    place.state().name(),
                    place.packages(),
                    place.files(),
                    place.bytes(),
                    Math.floor(place.share() * 10_000) / 10_000,
                    place.within(),
                    place.overdue(),
                    place.fresh(),
                    place.damaged(),
                    place.changed(),
                    place.missing(),
                    text(place.oldest()),
                    place.pace().bytes(),
                    place.pace().reading().toSeconds(),
                    place.forecast().due(),
                    text(place.forecast().through()),
                    text(place.forecast().late()));
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s: %s; %.1f %% trong hạn / in time; quá hạn / overdue: %s; hỏng / damaged: %s%s%s",
                    name,
                    state.toLowerCase(Locale.ROOT),
                    Math.floor(share * 1000) / 10,
                    StatusVerb.counted(overdue),
                    StatusVerb.counted(damaged),
                    throughAt == null || dueBytes == 0
                            ? ""
                            : "; đọc xong / through: " + throughAt.substring(0, 10),
                    lateFrom == null ? "" : "; QUÁ HẠN TỪ / OVERDUE FROM " + lateFrom);
        }
    }

    static BudgetReport of(Status status) {
        return new BudgetReport(
                status.policy().days(),
                status.policy().hours(),
                status.policy().bytesPerSecond(),
                status.verdict().name(),
                status.needed(),
                status.possible(),
                status.nodes(),
                status.places().stream().map(Copy::of).toList());
    }

    String line() {
        return switch (AuditBudget.Verdict.valueOf(verdict)) {
                    case HOLDS -> "giữ được / can be held: ";
                    case OVERDUE -> "có gói quá hạn / something is overdue: ";
                    case CANNOT_HOLD -> "KHÔNG GIỮ ĐƯỢC / CANNOT BE HELD: ";
                }
                + days
                + " ngày / days; cần / needed "
                + neededPerSecond / 1000
                + " kB/s, được / possible "
                + possiblePerSecond / 1000
                + " kB/s";
    }
}
