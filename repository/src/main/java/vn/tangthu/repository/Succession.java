package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a body was followed by another.
 *
 * @param successor null where it ended and nobody followed
 * @param legalDay of the instrument, or null where it is not known
 * @param effectiveDay from which it holds: the predecessor acts no more, its fonds closes
 * @param instrument số, ký hiệu of the decision, or null
 * @param scope what passed over, in words, or null
 * @param partly a part went to this successor, others elsewhere
 */
public record Succession(
        UUID id,
        BodyId predecessor,
        @Nullable BodyId successor,
        SuccessionKind kind,
        @Nullable LocalDate legalDay,
        LocalDate effectiveDay,
        @Nullable String instrument,
        @Nullable String scope,
        boolean partly) {}
