package vn.tangthu.portal.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;

/**
 * What a DIP is given out for. A request that this archive has keeps its own date and words; an
 * operator's own use gets a number and is official.
 */
final class DipOptions {
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    @Option(
            names = "--request",
            paramLabel = "ID",
            description =
                    "dip: requestID, such as YC-2026-…; without it a number of its own is given")
    @Nullable String request;

    @Option(
            names = "--request-date",
            paramLabel = "YYYY-MM-DD",
            description = "dip: default: the request's own, or today")
    @Nullable LocalDate date;

    @Option(
            names = "--purpose",
            paramLabel = "CODE",
            description =
                    "dip: 01 personal, 02 official, 03 special official; default: 01 of a request"
                            + " that this archive has, else 02")
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
     */
    UseOfRecords use(AipId about, AccessRequests requests, Clock clock) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, VIETNAM);
        String id = request;
        Optional<AccessRequests.Request> known =
                id == null ? Optional.empty() : requests.find(id.strip());
        if (known.isPresent()) {
            AipId wanted = known.get().request().about();
            if (wanted != null && !wanted.equals(about)) {
                throw new IllegalArgumentException(
                        "Yêu cầu về hồ sơ khác / The request is about another hồ sơ: " + id);
            }
            if (known.get().status() != AccessRequests.Status.GRANTED) {
                throw new IllegalArgumentException(
                        "Yêu cầu chưa được chấp thuận / The request is not granted: " + id);
            }
        }
        return new UseOfRecords(
                id == null ? own(today) : id.strip(),
                date != null
                        ? date
                        : known.map(r -> LocalDate.ofInstant(r.receivedAt(), VIETNAM))
                                .orElse(today),
                purpose == null
                        ? known.isPresent() ? UsePurpose.PERSONAL : UsePurpose.OFFICIAL
                        : code(UsePurpose.class, "--purpose", purpose),
                purposeText != null
                        ? purposeText
                        : known.map(r -> line(r.request().purpose(), 500)).orElse(null),
                feeGroup == null ? null : code(FeeGroup.class, "--fee-group", feeGroup),
                topic,
                null,
                now);
    }

    private static String own(LocalDate today) {
        String random = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        return "XU-" + today.getYear() + "-" + random;
    }

    /** As a field holds it: in one line, and what is longer ends in an ellipsis. */
    private static @Nullable String line(String text, int most) {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (one.isEmpty()) {
            return null;
        }
        return one.codePointCount(0, one.length()) <= most
                ? one
                : one.substring(0, one.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static <E extends Enum<E> & CodeListEntry> E code(
            Class<E> list, String option, String value) {
        return CodeListEntry.byCode(list, value)
                .orElseThrow(() -> new IllegalArgumentException(option + " " + value));
    }
}
