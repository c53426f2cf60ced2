package vn.tangthu.repository.ingest.check;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.ingest.check.PackageDescriptions.Received;
import vn.tangthu.repository.ingest.check.ReferredDocuments.Taken;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.packages.DeliveredPackage;
import vn.tangthu.repository.ingest.packages.PackageSearch;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;
import vn.tangthu.repository.ingest.source.SourceLimits;

/**
 * Checks an unpacked delivery that may consist of packages of Thông tư 05/2025. Each is judged by
 * the letter; what it holds then goes the way of every delivery; the digests of what would be kept
 * are compared with those of its METS; and what its sender put beside the documents is set aside to
 * be kept with them.
 */
public final class PackageCheck {
    private final DeliveryCheck check;
    private final SourceLimits limits;
    private final VirusScanner scanner;
    private final int threads;
    private final Validation validation = Validation.load();

    /**
     * @param threads how many files are read at once
     */
    public PackageCheck(
            DeliveryCheck check, SourceLimits limits, VirusScanner scanner, int threads) {
        this.check = check;
        this.limits = limits;
        this.scanner = scanner;
        this.threads = threads;
    }

    /**
     * @param scratch where archives in the delivery are unpacked and what is set aside is put; made
     *     when it is needed, and needed until the hồ sơ are stored
     */
    CheckedDelivery check(Path folder, Path scratch, FromWhom from, Progress progress)
            throws IOException {
        FindingSink findings = new FindingSink();
        List<DeliveredPackage> packages =
                new PackageSearch(limits, validation)
                        .find(folder, scratch, findings, progress::cancelled);
        if (packages.isEmpty()) {
            return check.check(folder, from, progress);
        }
        PackageDescriptions described =
                new PackageDescriptions(
                        folder,
                        packages,
                        limits,
                        validation,
                        new PackageGroups(check::archivePrefix),
                        check.referred(from.reader(), limits, scratch),
                        threads,
                        progress);
        CheckedDelivery checked = check.check(described, findings, from, progress);
        if (checked.cancelled() || checked.findings().has("SECRET")) {
            return checked;
        }
        return received(checked, described.received(), packages.size(), scratch);
    }

    private CheckedDelivery received(
            CheckedDelivery checked, Map<String, List<Received>> packages, int all, Path scratch)
            throws IOException {
        FindingSink findings = checked.findings();
        SafetyCheck safety = new SafetyCheck(scanner);
        List<ValidRecord> valid = new ArrayList<>();
        int equal = 0;
        for (ValidRecord record : checked.valid()) {
            List<Received> from = packages.get(record.place());
            if (from == null || !equal(record, from, findings)) {
                continue;
            }
            ValidRecord.Received kept =
                    setAside(record, from, scratch, valid.size() + 1, safety, findings);
            if (kept != null) {
                valid.add(record.with(kept));
                equal += kept.files();
            }
        }
        if (!valid.isEmpty()) {
            findings.add(
                    Finding.notes(
                            "PACKAGES_READ",
                            packages.size() == 1 && all == 1 ? valid.getFirst().place() : "METS",
                            String.valueOf(all),
                            String.valueOf(valid.size()),
                            String.valueOf(equal)));
        }
        return checked.with(valid);
    }

    /** Files without a SHA-256 in METS were compared by the validation with the one they have. */
    private static boolean equal(ValidRecord record, List<Received> all, FindingSink findings) {
        boolean equal = true;
        Map<Path, Taken> referredTo = new HashMap<>();
        Map<Path, Received> roots = new HashMap<>();
        for (Received one : all) {
            one.referred().forEach(taken -> referredTo.putIfAbsent(taken.copy().path(), taken));
            roots.putIfAbsent(one.from().root(), one);
        }
        for (ValidRecord.ValidDocument document : record.documents()) {
            for (ValidRecord.ValidFile file : document.files()) {
                Taken referred = referredTo.get(file.source());
                if (referred != null) {
                    equal &= maySo(record, document, file, referred, findings);
                    continue;
                }
                Received from = requireNonNullElse(of(file, roots), all.getFirst());
                String path =
                        from.from().root().relativize(file.source()).toString().replace('\\', '/');
                String expected = from.sha256().get(path);
                if (expected != null && !expected.equals(file.sha256().hex())) {
                    equal = false;
                    findings.add(
                            Finding.blocks(
                                    "PACKAGE_FILE_CHANGED", from.from().name() + "/" + path));
                }
            }
        }
        return equal;
    }

    /**
     * It has the bytes that are kept, and does not become more open than it is where it is kept.
     */
    private static boolean maySo(
            ValidRecord record,
            ValidRecord.ValidDocument document,
            ValidRecord.ValidFile file,
            Taken referred,
            FindingSink findings) {
        String place = record.place() + "/" + referred.fetch();
        if (!file.sha512().equals(referred.kept().sha512())) {
            findings.add(Finding.blocks("PACKAGE_FILE_CHANGED", place));
            return false;
        }
        Access here =
                Access.strictest(
                        referred.ofFonds(), record.rights().access(), document.rights().access());
        if (here.compareTo(referred.access()) < 0) {
            findings.add(Finding.blocks("PACKAGE_FETCH_RIGHTS", place, referred.line()));
            return false;
        }
        return true;
    }

    /** The package that a file lies in. */
    private static @Nullable Received of(ValidRecord.ValidFile file, Map<Path, Received> roots) {
        for (Path folder = file.source(); folder != null; folder = folder.getParent()) {
            Received found = roots.get(folder);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** All that senders put beside; of packages of loose documents each in a folder of its own. */
    private static List<Found> beside(List<Received> all) {
        List<Found> beside = new ArrayList<>(all.getFirst().beside());
        for (Received more : all.subList(1, all.size())) {
            String folder = "packages/" + more.from().name() + "/";
            for (Found file : more.beside()) {
                beside.add(new Found(file.path(), folder + file.name(), file.size()));
            }
        }
        return beside;
    }

    /** Those that lie in the packages. */
    private static int files(ValidRecord record, List<Received> all) {
        Set<Path> referred =
                all.stream()
                        .flatMap(one -> one.referred().stream())
                        .map(taken -> taken.copy().path())
                        .collect(Collectors.toSet());
        return (int)
                record.documents().stream()
                        .flatMap(document -> document.files().stream())
                        .filter(file -> !referred.contains(file.source()))
                        .map(ValidRecord.ValidFile::path)
                        .distinct()
                        .count();
    }

    private static ValidRecord.@Nullable Received setAside(
            ValidRecord record,
            List<Received> all,
            Path scratch,
            int number,
            SafetyCheck safety,
            FindingSink findings)
            throws IOException {
        Files.createDirectories(scratch);
        Path zip = scratch.resolve("received-" + number + ".zip");
        SenderFiles.pack(beside(all), zip);
        FileDigests digests = FileDigests.of(zip);
        if (!safety.allowsBeside(zip, digests, record.place(), findings)) {
            return null;
        }
        Received from = all.getFirst();
        return new ValidRecord.Received(
                from.kind().word(),
                from.objectId(),
                record.place(),
                files(record, all),
                zip,
                digests);
    }
}
