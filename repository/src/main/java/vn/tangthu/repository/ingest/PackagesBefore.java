package vn.tangthu.repository.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.CatalogueWriter.KnownPackage;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.ValidRecord;

/**
 * Whether packages of a delivery came before: a package (its OBJID) is that of one hồ sơ, and a hồ
 * sơ comes again in the same package. Of what who delivers may not know it is as if it never came.
 */
final class PackagesBefore {
    private static final int KEYS_AT_A_TIME = 1_000;

    private final CatalogueWriter catalogue;
    private final Predicate<Known> mayTell;
    private final Map<String, KnownPackage> others = new HashMap<>();

    /**
     * @param mayTell of which hồ sơ who delivers may be told that it is there
     */
    PackagesBefore(
            CatalogueWriter catalogue,
            Collection<ValidRecord> delivered,
            Predicate<Known> mayTell) {
        this.catalogue = catalogue;
        this.mayTell = mayTell;
        Map<String, String> codes = new HashMap<>();
        for (ValidRecord record : delivered) {
            ValidRecord.Received came = record.received();
            if (came != null && !came.objectId().isBlank()) {
                codes.put(Aip.Received.key(came.objectId()), record.arcFileCode());
            }
            if (codes.size() >= KEYS_AT_A_TIME) {
                look(codes);
            }
        }
        look(codes);
    }

    private void look(Map<String, String> codes) {
        for (KnownPackage known : catalogue.packages(codes.keySet())) {
            if (!known.arcFileCode().equals(codes.get(known.key()))
                    && mayTell.test(known.record())) {
                others.putIfAbsent(known.key(), known);
            }
        }
        codes.clear();
    }

    /** Blocks a package that brought another hồ sơ, or was given out as one. */
    Optional<Finding> ofAnother(ValidRecord record) {
        ValidRecord.Received came = record.received();
        KnownPackage other = came == null ? null : others.get(Aip.Received.key(came.objectId()));
        return came == null || other == null
                ? Optional.empty()
                : Optional.of(
                        Finding.blocks(
                                        "PACKAGE_ID_KNOWN",
                                        record.place(),
                                        came.objectId(),
                                        other.arcFileCode())
                                .about(record.arcFileCode())
                                .of(List.of(record.arcFileCode(), other.arcFileCode())));
    }

    /**
     * Warns where the hồ sơ is kept and came in another package of that kind. A SIP and the AIP
     * that was made of it have an OBJID each, and loose documents have theirs.
     *
     * @param known the hồ sơ as it is kept
     */
    Optional<Finding> inAnother(ValidRecord record, Known known) {
        ValidRecord.Received came = record.received();
        if (came == null || record.late() || !mayTell.test(known)) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>(catalogue.packagesOf(known.id(), came.kind()));
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        keys.add(known.id().toString());
        return keys.contains(Aip.Received.key(came.objectId()))
                ? Optional.empty()
                : Optional.of(
                        Finding.warns(
                                        "PACKAGE_ID_OTHER",
                                        record.place(),
                                        came.objectId(),
                                        record.arcFileCode())
                                .about(record.arcFileCode())
                                .of(List.of(record.arcFileCode())));
    }
}
