package vn.tangthu.repository;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * One version of an archival information package as data: what the object in the store says and
 * what the catalogue projects. Everything here can be read back from the store alone.
 *
 * @param fonds the fonds' own id and code at the time
 * @param seriesCode mục lục số in that fonds, or null
 * @param fileCode mã hồ sơ: the arcFileCode without the archive's prefix
 * @param rights the hồ sơ's own, not yet joined with those of the fonds
 * @param documents in the order of the hồ sơ, which is never changed; at least one
 * @param origins every delivery that brought a version of it, in the order of these versions; the
 *     first created it
 * @param history who made which version and why, oldest first; the last is this one
 */
public record Aip(
        AipId id,
        FondsId fonds,
        String fondsCode,
        @Nullable String seriesCode,
        String fileCode,
        FileDescription description,
        Rights rights,
        List<Document> documents,
        List<Origin> origins,
        List<RecordVersion> history) {
    public Aip {
        documents = List.copyOf(documents);
        origins = List.copyOf(origins);
        history = List.copyOf(history);
    }

    /** The delivery that it was created from; the others stand in {@link #origins}. */
    public Origin origin() {
        return origins.getFirst();
    }

    /** The delivery that brought this version, or empty when an archivist made it. */
    public Optional<Origin> broughtBy(int version) {
        return origins.stream().filter(origin -> origin.version() == version).findFirst();
    }

    /** The files the package keeps, each once, also where documents share one. */
    public List<ContentFile> storedFiles() {
        Map<ContentFileId, ContentFile> files = new LinkedHashMap<>();
        for (Document document : documents) {
            for (ContentFile file : document.files()) {
                files.putIfAbsent(file.whole().id(), file.whole());
            }
        }
        return List.copyOf(files.values());
    }

    public int version() {
        return history.getLast().number();
    }

    /**
     * The numbers of the versions that this one is made of, oldest first: not those that were taken
     * back, nor those that took back or undid something. What the last of them says holds.
     */
    public List<Integer> standing() {
        List<RecordVersion> standing = new ArrayList<>();
        for (RecordVersion version : history) {
            if (version.kind() == RecordVersion.Kind.REVERTED && standing.size() > 1) {
                RecordVersion unused = standing.removeLast();
            } else if (version.kind() == RecordVersion.Kind.REINSTATED) {
                standing.removeIf(one -> one.kind() == RecordVersion.Kind.WITHDRAWN);
            } else {
                standing.add(version);
            }
        }
        return standing.stream().map(RecordVersion::number).toList();
    }

    /** The last delivery whose version stands; what is delivered next is compared with that. */
    public Origin lastOrigin() {
        List<Integer> standing = standing();
        return origins.stream()
                .filter(origin -> standing.contains(origin.version()))
                .reduce((one, next) -> next)
                .orElse(origin());
    }

    /** Whether it was withdrawn and not reinstated since: kept, and shown to nobody outside. */
    public boolean withdrawn() {
        for (RecordVersion version : history.reversed()) {
            if (version.kind() == RecordVersion.Kind.WITHDRAWN) {
                return true;
            }
            if (version.kind() == RecordVersion.Kind.REINSTATED) {
                return false;
            }
        }
        return false;
    }

    /**
     * What was delivered, as one digest: equal fingerprints mean that the same description and the
     * same bytes came again. Ids, times, rights set later and versions do not enter.
     */
    public Digest fingerprint() {
        StringBuilder all = new StringBuilder();
        all.append(fondsCode)
                .append('\n')
                .append(seriesCode)
                .append('\n')
                .append(fileCode)
                .append('\n');
        all.append(description).append('\n');
        for (Document document : documents) {
            all.append(document.description()).append('\n');
            for (ContentFile file : document.files()) {
                all.append(file.originalName()).append(' ').append(file.sha512());
                if (file.part() != null) {
                    all.append(' ').append(file.pageRange());
                }
                all.append('\n');
            }
        }
        return Digest.of(DigestAlgorithm.SHA512, all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param rights the document's own, not yet joined with those of hồ sơ and fonds
     */
    public record Document(
            DocumentId id,
            DocumentDescription description,
            Rights rights,
            List<ContentFile> files) {
        public Document {
            files = List.copyOf(files);
        }
    }

    /**
     * A delivery that brought a version; stands in PREMIS.
     *
     * @param version the one it brought, 1 if it created the package
     * @param bag what the sender said of the bag that the delivery came in, if it came in one
     * @param received the package of the circular that the hồ sơ came in, if it came in one
     */
    public record Origin(
            int version,
            @Nullable DeliveryId delivery,
            String deliveryName,
            String submitter,
            Instant receivedAt,
            @Nullable Bag bag,
            @Nullable Received received) {
        /** Of a delivery by lists. */
        public Origin(
                int version,
                @Nullable DeliveryId delivery,
                String deliveryName,
                String submitter,
                Instant receivedAt,
                @Nullable Bag bag) {
            this(version, delivery, deliveryName, submitter, receivedAt, bag, null);
        }

        /** Of the delivery that created the package, and did not come in a bag. */
        public Origin(
                @Nullable DeliveryId delivery,
                String deliveryName,
                String submitter,
                Instant receivedAt) {
            this(1, delivery, deliveryName, submitter, receivedAt, null);
        }
    }

    /**
     * A package of Thông tư 05/2025 that was found valid and whose digests (METS) are those of the
     * files that are kept: a fixity check in PREMIS. What its sender put beside the documents
     * (METS, descriptions, PREMIS with its events, schemas, documentation) is kept byte for byte in
     * one ZIP, {@link #path(int)}.
     *
     * @param kind {@code SIP_hoso} or {@code AIP_hoso}
     * @param objectId OBJID as its sender wrote it
     * @param name how it was called in the delivery
     * @param files how many files were compared
     * @param size bytes of that ZIP
     */
    public record Received(
            String kind,
            String objectId,
            String name,
            int files,
            long size,
            Digest sha512,
            Digest sha256) {
        private static final Pattern UUID =
                Pattern.compile("(?i)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        /** By what the package is known. */
        public String key() {
            return key(objectId);
        }

        /**
         * The UUID of an OBJID in small letters, however it is written around ({@code uuid-},
         * {@code urn:uuid:}, {@code urn:MÃ PHÔNG:uuid-}); one without a UUID as it is.
         */
        public static String key(String objectId) {
            Matcher uuid = UUID.matcher(objectId);
            return uuid.find() ? uuid.group().toLowerCase(Locale.ROOT) : objectId.strip();
        }

        /** Whether it is one of an OBJID that has a UUID. */
        public static boolean isUuid(String key) {
            return UUID.matcher(key).matches();
        }

        /** Where the ZIP of the package that brought a version stands in the AIP. */
        public static String path(int version) {
            return "documentation/received-v" + version + ".zip";
        }
    }

    /**
     * A bag (RFC 8493) that was found valid and whose digests are those of the files that are kept:
     * a fixity check in PREMIS. Texts are the sender's own.
     *
     * @param version of BagIt
     * @param manifest name of the sender's manifest that was compared
     * @param baggingDate as written in bag-info.txt, hopefully {@code YYYY-MM-DD}
     * @param comparedAt when the digests were compared, to the millisecond
     */
    public record Bag(
            String version,
            String manifest,
            @Nullable String sourceOrganization,
            @Nullable String externalIdentifier,
            @Nullable String baggingDate,
            Instant comparedAt) {
        /** Whether the other says the same; the time may differ. */
        public boolean saysTheSameAs(@Nullable Bag other) {
            return other != null
                    && equals(
                            new Bag(
                                    other.version,
                                    other.manifest,
                                    other.sourceOrganization,
                                    other.externalIdentifier,
                                    other.baggingDate,
                                    comparedAt));
        }
    }
}
