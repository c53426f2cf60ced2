package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/** A hồ sơ as a reader may see it. A hidden one that the reader may not see has no view at all. */
public sealed interface RecordView {
    AipId id();

    String arcFileCode();

    FondsSummary fonds();

    /** First and last year, null where unknown. */
    @Nullable Integer startYear();

    @Nullable Integer endYear();

    /** The title, or null when this reader may not see it. */
    @Nullable String titleOrNull();

    /** Whether the reader may see all of it, and not only that it exists. */
    default boolean isWhole() {
        return switch (this) {
            case Full full -> true;
            case Listed listed -> false;
            case Paper paper -> paper.facts() != null;
        };
    }

    /** What everybody may know of the fonds. */
    record FondsSummary(FondsId id, String code, String title) {}

    /**
     * All of it. Documents that the reader may not see are left out; {@code documentsWithheld} says
     * how many are listed.
     *
     * @param closedFiles files, by the id under which the package keeps them, of which this reader
     *     may have the pages of some documents and not of others: never given out whole
     */
    record Full(
            AipId id,
            FondsSummary fonds,
            @Nullable Series series,
            FileDescription description,
            Rights rights,
            List<ArchivalDocument> documents,
            int documentsWithheld,
            Provenance provenance,
            FixityState fixity,
            List<RecordVersion> versions,
            Set<ContentFileId> closedFiles)
            implements RecordView {
        public Full {
            documents = List.copyOf(documents);
            versions = List.copyOf(versions);
            closedFiles = Set.copyOf(closedFiles);
        }

        /** SHA-512 of every file that this reader may know of. */
        public Set<Digest> digests() {
            return documents.stream()
                    .flatMap(document -> document.files().stream())
                    .map(ContentFile::sha512)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** A record without a file that is closed to its reader. */
        public Full(
                AipId id,
                FondsSummary fonds,
                @Nullable Series series,
                FileDescription description,
                Rights rights,
                List<ArchivalDocument> documents,
                int documentsWithheld,
                Provenance provenance,
                FixityState fixity,
                List<RecordVersion> versions) {
            this(
                    id,
                    fonds,
                    series,
                    description,
                    rights,
                    documents,
                    documentsWithheld,
                    provenance,
                    fixity,
                    versions,
                    Set.of());
        }

        /** Whether the reader may have the file as a whole, and not only pages of it. */
        public boolean givesOut(ContentFile file) {
            return !closedFiles.contains(file.whole().id());
        }

        @Override
        public String arcFileCode() {
            return description.arcFileCode();
        }

        @Override
        public @Nullable Integer startYear() {
            ArchivalDate date = description.startDate();
            return date == null ? null : date.year();
        }

        @Override
        public @Nullable Integer endYear() {
            ArchivalDate date = description.endDate();
            return date == null ? null : date.year();
        }

        @Override
        public String titleOrNull() {
            return description.title();
        }
    }

    /** Listed only: that it exists, where, from when, and that one may ask for it. */
    record Listed(
            AipId id,
            String arcFileCode,
            FondsSummary fonds,
            @Nullable Integer startYear,
            @Nullable Integer endYear,
            @Nullable String titleOrNull)
            implements RecordView {}

    /**
     * Of paper that is not digitised: an entry in the catalogue and no package, so it has no pages,
     * no versions and nothing to download. Only {@link Catalogue#onPaper} and {@link
     * Catalogue#found} give it.
     *
     * @param titleOrNull null where it is listed only and its title is not public
     * @param facts null where it is listed only
     */
    record Paper(
            AipId id,
            String arcFileCode,
            FondsSummary fonds,
            @Nullable Integer startYear,
            @Nullable Integer endYear,
            @Nullable String titleOrNull,
            @Nullable PaperFacts facts)
            implements RecordView {}

    /**
     * Where it came from.
     *
     * @param submitter who handed it in, as the delivery named itself
     * @param storedAt when it was acknowledged
     */
    record Provenance(@Nullable DeliveryId delivery, String submitter, Instant storedAt) {}
}
