package vn.tangthu.repository;

import org.jspecify.annotations.Nullable;

/** A row of a list of hồ sơ, as the reader may see it. */
public record RecordSummary(
        AipId id,
        String arcFileCode,
        @Nullable String title,
        @Nullable Integer startYear,
        @Nullable Integer endYear,
        Access access,
        int documents,
        int pages,
        FixityState fixity) {}
