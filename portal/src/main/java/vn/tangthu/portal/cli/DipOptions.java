package vn.tangthu.portal.cli;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.tangthu.portal.outgoing.UseOfRequest;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;

/**
 * What a DIP is given out for: the operator's own use, which gets a number, or a request of another
 * archive's; one that this archive has is refused.
 */
final class DipOptions {
    @Option(
            names = "--request",
            paramLabel = "ID",
            description =
                    "dip: requestID of another archive's; without it a number of its own is given."
                            + " A request of this archive is answered on its page")
    @Nullable String request;

    @Option(
            names = "--request-date",
            paramLabel = "YYYY-MM-DD",
            description = "dip: default: today")
    @Nullable LocalDate date;

    @Option(
            names = "--purpose",
            paramLabel = "CODE",
            description = "dip: 01 personal, 02 official, 03 special official; default: 02")
    @Nullable String purpose;

    @Option(names = "--purpose-text", paramLabel = "TEXT", description = "dip: purposeContent")
    @Nullable String purposeText;

    @Option(names = "--fee-group", paramLabel = "CODE", description = "dip: feeObjectType, 01–10")
    @Nullable String feeGroup;

    @Option(names = "--topic", paramLabel = "TEXT", description = "dip: researchTopic")
    @Nullable String topic;

    /** Whether any of them was given. */
    boolean any() {
        return request != null
                || date != null
                || purpose != null
                || purposeText != null
                || feeGroup != null
                || topic != null;
    }

    /**
     * @throws IllegalArgumentException with words for whoever typed it
     * @throws vn.tangthu.repository.RefusedException when this archive has the request
     */
    UseOfRecords use(AccessRequests requests, Clock clock) {
        UseOfRecords use = UseOfRequest.of(request, requests, clock);
        return new UseOfRecords(
                use.requestId(),
                date != null ? date : use.requestDate(),
                purpose == null ? use.purpose() : code(UsePurpose.class, "--purpose", purpose),
                purposeText != null ? purposeText : use.purposeContent(),
                feeGroup == null ? null : code(FeeGroup.class, "--fee-group", feeGroup),
                topic,
                null,
                use.issuedAt());
    }

    private static <E extends Enum<E> & CodeListEntry> E code(
            Class<E> list, String option, String value) {
        return CodeListEntry.byCode(list, value)
                .orElseThrow(() -> new IllegalArgumentException(option + " " + value));
    }
}
