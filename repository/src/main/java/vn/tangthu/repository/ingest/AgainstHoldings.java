package vn.tangthu.repository.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.ingest.check.CheckedDelivery;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Which of the sound hồ sơ are new, which are kept already and which have a code that is taken.
 *
 * @param fresh to be stored
 * @param kept ids of those that are kept already, byte for byte
 * @param taken those whose code is kept with other content
 * @param content one digest over all sound hồ sơ: whether the delivery is as it was
 */
record AgainstHoldings(
        List<ValidRecord> fresh, List<AipId> kept, List<ValidRecord> taken, Digest content) {

    private static final int DIGESTS_AT_A_TIME = 1_000;

    /**
     * @param cancelled whether to give up; then nothing that is returned holds
     */
    static AgainstHoldings of(
            CheckedDelivery checked,
            DeliveryRow delivery,
            CatalogueWriter catalogue,
            KeptFiles files,
            BooleanSupplier cancelled) {
        List<ValidRecord> fresh = new ArrayList<>();
        List<AipId> kept = new ArrayList<>();
        List<ValidRecord> taken = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        for (ValidRecord record : checked.sound()) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            Optional<Known> known = catalogue.known(record.arcFileCode());
            Digest fingerprint = AipAssembly.fingerprint(delivery, record);
            content.append(record.arcFileCode()).append(' ').append(fingerprint).append('\n');
            if (known.isEmpty()) {
                fresh.add(record);
            } else if (known.get().fingerprint().equals(fingerprint)) {
                kept.add(known.get().id());
                checked.findings().add(alreadyKept(record));
            } else {
                taken.add(record);
            }
        }
        sameBytes(fresh, files, checked);
        sameBytes(taken, files, checked);
        return new AgainstHoldings(
                fresh,
                kept,
                taken,
                Digest.of(
                        DigestAlgorithm.SHA256,
                        content.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Tells files that are kept in another hồ sơ already, for somebody to look at both. */
    private static void sameBytes(
            List<ValidRecord> records, KeptFiles files, CheckedDelivery checked) {
        Map<Digest, ValidRecord> some = new HashMap<>();
        Map<Digest, ValidFile> named = new HashMap<>();
        for (ValidRecord record : records) {
            for (ValidRecord.ValidDocument document : record.documents()) {
                for (ValidFile file : document.files()) {
                    some.putIfAbsent(file.sha512(), record);
                    named.putIfAbsent(file.sha512(), file);
                }
            }
            if (some.size() >= DIGESTS_AT_A_TIME || record == records.getLast()) {
                tell(some, named, files, checked);
                some.clear();
                named.clear();
            }
        }
    }

    private static void tell(
            Map<Digest, ValidRecord> records,
            Map<Digest, ValidFile> named,
            KeptFiles files,
            CheckedDelivery checked) {
        for (KeptFiles.Kept kept : files.find(records.keySet())) {
            ValidRecord record = records.get(kept.sha512());
            ValidFile file = named.get(kept.sha512());
            if (record != null
                    && file != null
                    && !record.arcFileCode().equals(kept.arcFileCode())) {
                checked.findings()
                        .add(
                                Finding.warns(
                                                "FILE_KEPT_ELSEWHERE",
                                                record.place() + ", " + file.originalName(),
                                                kept.originalName(),
                                                kept.arcFileCode())
                                        .about(record.arcFileCode() + '|' + file.originalName()));
            }
        }
    }

    /** One digest over all that would be taken in, with what has to be accepted for it. */
    static String content(CheckedDelivery checked, DeliveryRow delivery) {
        StringBuilder content = new StringBuilder();
        for (ValidRecord record : checked.valid()) {
            content.append(record.arcFileCode()).append(' ');
            content.append(AipAssembly.fingerprint(delivery, record)).append('\n');
            for (Finding finding : record.acceptable()) {
                content.append(finding.code()).append(finding.values()).append('\n');
            }
        }
        return Digest.of(
                        DigestAlgorithm.SHA256, content.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /** Whether all that would have to be accepted is kept already as it is. */
    static boolean acceptedBefore(
            CheckedDelivery checked, DeliveryRow delivery, CatalogueWriter catalogue) {
        return checked.valid().stream()
                .filter(record -> !record.acceptable().isEmpty())
                .allMatch(
                        record ->
                                catalogue
                                        .known(record.arcFileCode())
                                        .filter(
                                                known ->
                                                        known.fingerprint()
                                                                .equals(
                                                                        AipAssembly.fingerprint(
                                                                                delivery, record)))
                                        .isPresent());
    }

    static Finding alreadyKept(ValidRecord record) {
        return Finding.notes("RECORD_ALREADY_KEPT", record.place(), record.arcFileCode())
                .about(record.arcFileCode());
    }

    /** Blocks where only what is sound is wanted, otherwise it waits for a decision. */
    static Finding taken(ValidRecord record, boolean blocks) {
        Finding taken =
                blocks
                        ? Finding.blocks("CODE_TAKEN", record.place(), record.arcFileCode())
                        : Finding.warns("CODE_TAKEN", record.place(), record.arcFileCode());
        return taken.about(record.arcFileCode());
    }
}
