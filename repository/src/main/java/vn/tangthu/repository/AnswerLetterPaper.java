package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;

/** Writes the letter of an answer. Implemented by the portal. */
public interface AnswerLetterPaper {
    /**
     * @return a PDF
     */
    byte[] write(Facts facts);

    /**
     * What stands in it.
     *
     * @param number with its notation; null for a preview
     * @param receivedOn the day the request came in
     * @param paperUse how paper that is not digitised was wanted, null where that was not said
     * @param items what is decided, each in a line; empty for one item in words, and for one about
     *     what not everybody may know of
     * @param decision {@code GRANTED}, {@code REFUSED} or {@code NEEDS_MORE}
     * @param reason null where none was given
     * @param text the archivist's words; may be empty
     * @param fee đồng that are left to pay, null for nothing, and where nobody has counted
     * @param howToPay empty where there is nothing to pay
     * @param feeToCome whether somebody has to count the fee first, and tells it later
     * @param appealWithinDays how long a refusal can be appealed; 0 where all that is refused was
     *     appealed before
     * @param appealed whether something that is refused was appealed before: this decides on it
     */
    record Facts(
            @Nullable String number,
            Instant at,
            String reference,
            LocalDate receivedOn,
            Kind kind,
            String name,
            @Nullable String onBehalfOf,
            String wanted,
            @Nullable PaperUse paperUse,
            List<String> items,
            Status decision,
            @Nullable Reason reason,
            String text,
            @Nullable Long fee,
            String howToPay,
            boolean feeToCome,
            int appealWithinDays,
            boolean appealed) {
        public Facts {
            items = List.copyOf(items);
        }
    }
}
