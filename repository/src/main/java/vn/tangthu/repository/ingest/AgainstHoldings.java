package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.ingest.check.CheckedDelivery;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
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
 * @param elsewhere files that are kept in another hồ sơ already
 */
record AgainstHoldings(
        List<ValidRecord> fresh,
        List<AipId> kept,
        List<ValidRecord> taken,
        Digest content,
        List<Elsewhere> elsewhere) {

    private static final int DIGESTS_AT_A_TIME = 1_000;

    /** A file of the delivery and where it belongs. */
    record Delivered(ValidRecord record, ValidDocument document, ValidFile file) {}

    /** A file of the delivery whose bytes are kept already. */
    record Elsewhere(Delivered delivered, KeptFiles.Kept kept) {}

    /**
     * @param heads what is acknowledged of a hồ sơ
     * @param own whether the submitter brought it before, and so knows of it
     * @param cancelled whether to give up; then nothing that is returned holds
     */
    static AgainstHoldings of(
            CheckedDelivery checked,
            DeliveryRow delivery,
            CatalogueWriter catalogue,
            KeptFiles files,
            Heads heads,
            Predicate<Known> own,
            BooleanSupplier cancelled)
            throws IOException {
        List<ValidRecord> fresh = new ArrayList<>();
        List<AipId> kept = new ArrayList<>();
        List<ValidRecord> taken = new ArrayList<>();
        StringBuilder content = new StringBuilder();
        Predicate<Known> mayTell =
                it ->
                        !(it.hidden() && delivery.isBySubmitter())
                                || (!delivery.isOutsidersCheck() && own.test(it));
        PackagesBefore before = new PackagesBefore(catalogue, checked.sound(), mayTell);
        PaperBefore paper = new PaperBefore(catalogue, delivery, checked.findings(), content);
        for (ValidRecord record : checked.sound()) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            // To who checks for himself what is hidden looks as if it were not there.
            Optional<Known> known =
                    catalogue
                            .known(record.arcFileCode())
                            .filter(it -> !(it.hidden() && delivery.isOutsidersCheck()));
            Digest fingerprint = AipAssembly.fingerprint(delivery, record);
            content.append(record.arcFileCode()).append(' ').append(fingerprint).append('\n');
            Optional<Finding> ofAnother = before.ofAnother(record);
            if (ofAnother.isPresent()) {
                checked.findings().add(ofAnother.get());
                continue;
            }
            known.flatMap(it -> before.inAnother(record, it)).ifPresent(checked.findings()::add);
            if (record.late()) {
                late(record, known, delivery, checked, heads, own, kept, taken);
            } else if (known.isEmpty()) {
                fresh.add(paper.narrowed(record));
            } else if (!mayTell.test(known.get())) {
                // Neither that it is there nor whether these are its bytes: as of any other code.
                checked.findings().add(notNow(record));
            } else if (known.get().fingerprint().equals(fingerprint)) {
                kept.add(known.get().id());
                checked.findings().add(alreadyKept(record));
            } else {
                taken.add(paper.narrowed(record));
            }
        }
        List<Elsewhere> elsewhere = new ArrayList<>();
        sameBytes(fresh, files, checked, elsewhere);
        sameBytes(taken, files, checked, elsewhere);
        return new AgainstHoldings(
                fresh,
                kept,
                taken,
                Digest.of(
                        DigestAlgorithm.SHA256,
                        content.toString().getBytes(StandardCharsets.UTF_8)),
                elsewhere);
    }

    /** Reads what is acknowledged of a hồ sơ. */
    interface Heads {
        Aip head(Known known) throws IOException;
    }

    /** Who delivers learns of a hidden hồ sơ what he learns of none. */
    private static void late(
            ValidRecord record,
            Optional<Known> known,
            DeliveryRow delivery,
            CheckedDelivery checked,
            Heads heads,
            Predicate<Known> own,
            List<AipId> kept,
            List<ValidRecord> taken)
            throws IOException {
        boolean hides =
                known.isPresent()
                        && known.get().hidden()
                        && delivery.isBySubmitter()
                        && !own.test(known.get());
        Aip head = known.isEmpty() || hides ? null : heads.head(known.get());
        if (head == null || !head.fonds().equals(record.fonds())) {
            checked.findings().add(noRecord(record));
        } else if (delivery.isBySubmitter()
                ? LateDocuments.hasAllAndMayTell(head, record)
                : LateDocuments.missing(head, record).isEmpty()) {
            kept.add(head.id());
            checked.findings().add(alreadyKept(record));
        } else {
            taken.add(record);
        }
    }

    private static Finding noRecord(ValidRecord record) {
        ValidRecord.Received from = record.received();
        return Finding.blocks(
                        "PACKAGE_LOOSE",
                        record.place(),
                        from == null ? "" : from.kind(),
                        record.arcFileCode())
                .about(record.arcFileCode())
                .of(List.of(record.arcFileCode()));
    }

    /** Without these hồ sơ; another content, so that nothing of them is left in the store. */
    AgainstHoldings without(Set<String> codes) {
        if (codes.isEmpty()) {
            return this;
        }
        String all = content.hex() + '\n' + String.join("\n", new TreeSet<>(codes));
        return new AgainstHoldings(
                fresh.stream().filter(r -> !codes.contains(r.arcFileCode())).toList(),
                kept,
                taken.stream().filter(r -> !codes.contains(r.arcFileCode())).toList(),
                Digest.of(DigestAlgorithm.SHA256, all.getBytes(StandardCharsets.UTF_8)),
                elsewhere);
    }

    /** The same hồ sơ with what was decided of them. */
    AgainstHoldings with(Map<String, List<String>> decisions) {
        UnaryOperator<ValidRecord> decided =
                r -> {
                    List<String> of = decisions.get(r.arcFileCode());
                    return of == null ? r : r.with(of);
                };
        return decisions.isEmpty()
                ? this
                : new AgainstHoldings(
                        fresh.stream().map(decided).toList(),
                        kept,
                        taken.stream().map(decided).toList(),
                        content,
                        elsewhere);
    }

    boolean isEmpty() {
        return fresh.isEmpty() && kept.isEmpty() && taken.isEmpty();
    }

    /**
     * Tells files that are kept in another hồ sơ already, for somebody to look at both. Findings go
     * to who delivers: what not everybody may read is a pair for archivists and no finding.
     */
    private static void sameBytes(
            List<ValidRecord> records,
            KeptFiles files,
            CheckedDelivery checked,
            List<Elsewhere> elsewhere) {
        Map<Digest, Delivered> some = new HashMap<>();
        for (ValidRecord record : records) {
            for (ValidDocument document : record.documents()) {
                for (ValidFile file : document.files()) {
                    some.putIfAbsent(file.sha512(), new Delivered(record, document, file));
                }
            }
            if (some.size() >= DIGESTS_AT_A_TIME || record == records.getLast()) {
                tell(some, files, checked, elsewhere);
                some.clear();
            }
        }
    }

    private static void tell(
            Map<Digest, Delivered> here,
            KeptFiles files,
            CheckedDelivery checked,
            List<Elsewhere> elsewhere) {
        for (KeptFiles.Kept kept : files.find(here.keySet())) {
            Delivered found = here.get(kept.sha512());
            if (found == null || found.record().arcFileCode().equals(kept.arcFileCode())) {
                continue;
            }
            String code = found.record().arcFileCode();
            String name = found.file().originalName();
            if (kept.open()) {
                checked.findings()
                        .add(
                                Finding.warns(
                                                "FILE_KEPT_ELSEWHERE",
                                                found.record().place() + ", " + name,
                                                kept.originalName(),
                                                kept.arcFileCode())
                                        .about(code + '|' + name)
                                        .of(List.of(code, kept.arcFileCode())));
            }
            if (elsewhere.size() < DeliveryPairs.MOST) {
                elsewhere.add(new Elsewhere(found, kept));
            }
        }
    }

    /** One digest over all that would be taken in, with what has to be accepted for it. */
    static String content(CheckedDelivery checked, DeliveryRow delivery) {
        StringBuilder content = new StringBuilder();
        for (ValidRecord record : checked.valid()) {
            content.append(record.arcFileCode()).append(' ');
            content.append(AipAssembly.fingerprint(delivery, record)).append('\n');
            content.append(record.acceptable().content());
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

    private static Finding notNow(ValidRecord record) {
        return Finding.blocks("RECORD_NOT_NOW", record.place(), record.arcFileCode())
                .about(record.arcFileCode())
                .of(List.of(record.arcFileCode()));
    }

    static Finding alreadyKept(ValidRecord record) {
        return Finding.notes("RECORD_ALREADY_KEPT", record.place(), record.arcFileCode())
                .about(record.arcFileCode())
                .of(List.of(record.arcFileCode()));
    }

    /** Blocks where only what is sound is wanted, otherwise it waits for a decision. */
    static Finding taken(ValidRecord record, boolean blocks) {
        String place = record.place();
        String code = record.arcFileCode();
        String documents = String.valueOf(record.documents().size());
        Finding taken;
        if (record.late()) {
            taken =
                    blocks
                            ? Finding.blocks("DOCUMENTS_FOR_KEPT", place, code, documents)
                            : Finding.warns("DOCUMENTS_FOR_KEPT", place, code, documents);
        } else {
            taken =
                    blocks
                            ? Finding.blocks("CODE_TAKEN", place, code)
                            : Finding.warns("CODE_TAKEN", place, code);
        }
        return taken.about(record.arcFileCode()).of(List.of(record.arcFileCode()));
    }
}
