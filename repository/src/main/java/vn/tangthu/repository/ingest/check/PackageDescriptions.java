package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.SafeName;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.repository.ingest.check.ReferredDocuments.Taken;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.SipRecord;
import vn.tangthu.repository.ingest.packages.DeliveredPackage;
import vn.tangthu.repository.ingest.packages.PackageReading;
import vn.tangthu.repository.ingest.source.DeliveryFiles;
import vn.tangthu.repository.ingest.source.DeliveryFiles.Found;
import vn.tangthu.repository.ingest.source.FolderWalk;
import vn.tangthu.repository.ingest.source.SourceLimits;

/**
 * The packages of a delivery: each is judged by the letter of the circular, an error refuses its hồ
 * sơ, and its descriptions are handed on as rows of the lists would be.
 */
final class PackageDescriptions implements Descriptions {
    /** Of one requirement in one package; the others are counted by nobody, it is refused. */
    private static final int FINDINGS_PER_CODE = 100;

    private final Path root;
    private final List<DeliveredPackage> packages;
    private final SourceLimits limits;
    private final Validation validation;
    private final int threads;
    private final Progress progress;
    private final PackageGroups groups;
    private final ReferredDocuments referred;
    private final Map<String, Lying> lying = new HashMap<>();
    private final Map<String, List<Received>> received = new HashMap<>();

    PackageDescriptions(
            Path root,
            List<DeliveredPackage> packages,
            SourceLimits limits,
            Validation validation,
            PackageGroups groups,
            ReferredDocuments referred,
            int threads,
            Progress progress) {
        this.groups = groups;
        this.referred = referred;
        this.root = root;
        this.packages = packages;
        this.limits = limits;
        this.validation = validation;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * What lies in a package.
     *
     * @param beside all but the documents' files, by their paths in the package
     * @param referred what it refers to and the archive keeps
     * @param unsafe whether something in it cannot be taken in
     */
    private record Lying(
            Set<String> paths, List<Found> beside, List<Taken> referred, boolean unsafe) {}

    /**
     * A package whose hồ sơ was handed on.
     *
     * @param sha256 as METS has it, by path in the package
     * @param referred what it refers to and the archive keeps
     */
    record Received(
            DeliveredPackage from,
            PackageReading.Kind kind,
            String objectId,
            Map<String, String> sha256,
            List<Found> beside,
            List<Taken> referred) {}

    /** By the place of the hồ sơ: its own package first, then those of loose documents of it. */
    Map<String, List<Received>> received() {
        return received;
    }

    @Override
    public FolderWalk.Walked walk() throws IOException {
        List<Found> content = new ArrayList<>();
        List<Found> twins = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        int files = 0;
        for (DeliveredPackage each : packages) {
            FolderWalk.Walked walked = new FolderWalk(limits).walkAll(each.root());
            boolean unsafe = !SafeName.is(each.name());
            if (unsafe) {
                findings.add(Finding.blocks("NAME_UNSAFE", SafeName.shown(each.name())));
            }
            for (Finding found : walked.findings()) {
                unsafe |= found.severity() == Severity.BLOCKS;
                String place = each.name() + "/" + found.place();
                findings.add(new Finding(found.code(), found.severity(), place, found.values()));
            }
            Set<String> paths = new HashSet<>();
            List<Found> beside = new ArrayList<>();
            for (Found file : walked.files().content()) {
                paths.add(file.name());
                if (file.name().startsWith(DeliveredPackage.DATA)
                        && !PackageReading.isFetch(file.name())) {
                    content.add(in(each, file));
                } else {
                    beside.add(file);
                }
            }
            walked.twins().forEach(file -> twins.add(in(each, file)));
            int blocked = findings.size();
            List<Taken> kept = referred(each, paths, beside, findings);
            unsafe |=
                    findings.subList(blocked, findings.size()).stream()
                            .anyMatch(found -> found.severity() == Severity.BLOCKS);
            kept.forEach(one -> content.add(one.copy()));
            lying.put(each.name(), new Lying(paths, beside, kept, unsafe));
            files += paths.size() + kept.size();
            if (files > limits.files()) {
                findings.add(
                        Finding.blocks(
                                "TOO_MANY_FILES",
                                String.valueOf(root.getFileName()),
                                String.valueOf(limits.files())));
                break;
            }
        }
        DeliveryFiles all = new DeliveryFiles(root, Optional.empty(), Optional.empty(), content);
        return new FolderWalk.Walked(all, findings, twins);
    }

    /** References of packages of loose documents, or of use, are not followed. */
    private List<Taken> referred(
            DeliveredPackage each, Set<String> paths, List<Found> beside, List<Finding> findings)
            throws IOException {
        List<Found> fetches =
                beside.stream().filter(file -> PackageReading.isFetch(file.name())).toList();
        if (fetches.isEmpty()) {
            return List.of();
        }
        PackageReading reading =
                new PackageReading(each, paths, Math.max(limits.files(), 1) * 2, new FindingSink());
        boolean follows =
                reading.open()
                        && !reading.kind().isLoose()
                        && reading.kind() != PackageReading.Kind.DIP;
        List<Taken> taken = new ArrayList<>();
        for (Found fetch : fetches) {
            stopped();
            taken.addAll(
                    referred.take(
                            each, fetch, paths, follows ? reading.fondsCode() : "", findings));
        }
        return taken;
    }

    private static Found in(DeliveredPackage each, Found file) {
        return new Found(file.path(), each.name() + "/" + file.name(), file.size());
    }

    @Override
    public void read(DeliveryFiles files, FromWhom from, FindingSink findings, Rows rows)
            throws IOException {
        if (findings.fatal()) {
            return;
        }
        List<PackageReading> readings = new ArrayList<>();
        Map<String, List<String>> ids = new HashMap<>();
        for (DeliveredPackage each : packages) {
            stopped();
            PackageReading reading =
                    new PackageReading(
                            each, lying(each).paths(), Math.max(limits.files(), 1) * 2, findings);
            reading.open();
            Map<String, List<String>> names = new HashMap<>();
            for (Taken one : lying(each).referred()) {
                names.computeIfAbsent(one.fetch(), fetch -> new ArrayList<>())
                        .add(one.copy().name());
            }
            reading.refersTo(names);
            readings.add(reading);
            ids.computeIfAbsent(id(reading, each), id -> new ArrayList<>()).add(each.name());
        }
        List<PackageGroups.One> ones = new ArrayList<>();
        for (int i = 0; i < packages.size(); i++) {
            stopped();
            DeliveredPackage each = packages.get(i);
            PackageReading reading = readings.get(i);
            boolean refused = lying(each).unsafe();
            refused |= invalid(each, findings);
            List<String> same = ids.getOrDefault(id(reading, each), List.of());
            if (same.size() > 1) {
                refused = true;
                findings.add(
                        Finding.blocks(
                                "PACKAGE_ID_TWICE",
                                each.name(),
                                reading.objectId(),
                                String.join(
                                        ", ",
                                        same.stream()
                                                .filter(name -> !name.equals(each.name()))
                                                .limit(10)
                                                .toList())));
            }
            ones.add(new PackageGroups.One(each, reading, refused));
        }
        for (PackageGroups.Group group : groups.of(ones)) {
            stopped();
            handOn(group, findings, rows);
        }
    }

    private void handOn(PackageGroups.Group group, FindingSink findings, Rows rows)
            throws IOException {
        PackageReading reading = group.first().reading();
        String name = group.first().from().name();
        PackageReading.Kind kind = reading.kind();
        if (kind == PackageReading.Kind.DIP) {
            findings.add(Finding.blocks("PACKAGE_OF_USE", name));
            return;
        }
        if (kind.isLoose() && reading.code().isEmpty()) {
            findings.add(Finding.blocks("PACKAGE_LOOSE", name, kind.word(), "—"));
            return;
        }
        SipRecord record;
        if (kind.isLoose()) {
            record = reading.keptRecord();
            rows.late(record, group.refused());
        } else {
            record = reading.record(group.readings());
            rows.record(record, group.refused());
        }
        reading.documents(record.code(), rows::document);
        for (PackageReading beside : group.readings()) {
            beside.documents(record.code(), rows::document);
        }
        if (!group.refused()) {
            List<Received> all = new ArrayList<>();
            all.add(received(group.first()));
            group.beside().forEach(one -> all.add(received(one)));
            received.put(record.place(), all);
        }
    }

    private Received received(PackageGroups.One one) {
        return new Received(
                one.from(),
                one.reading().kind(),
                one.reading().objectId(),
                one.reading().sha256(),
                lying(one.from()).beside(),
                lying(one.from()).referred());
    }

    private Lying lying(DeliveredPackage each) {
        return lying.getOrDefault(each.name(), new Lying(Set.of(), List.of(), List.of(), true));
    }

    private void stopped() {
        if (progress.cancelled()) {
            throw new RowsRead.StoppedException();
        }
    }

    /** The UUID counts, however the OBJID around it is written. */
    private static String id(PackageReading reading, DeliveredPackage each) {
        String key = Aip.Received.key(reading.objectId());
        return Aip.Received.isUuid(key) ? key : "?" + each.name(); // the validation tells of it
    }

    /** Whether an error of the circular's stands against it. */
    private boolean invalid(DeliveredPackage each, FindingSink findings) throws IOException {
        boolean[] wrong = new boolean[1];
        try {
            Validation.Outcome outcome =
                    validation.validate(
                            each.judged(),
                            Validation.Kind.TT05,
                            new Validation.Options(threads, FINDINGS_PER_CODE),
                            found -> take(each, found, findings),
                            progress);
            wrong[0] = !outcome.valid();
        } catch (InterruptedIOException e) {
            if (!progress.cancelled()) {
                throw e;
            }
            throw new RowsRead.StoppedException();
        }
        return wrong[0];
    }

    private void take(DeliveredPackage each, ValidationFinding found, FindingSink findings) {
        if (found.code().equals("TT05_SECRET")) {
            findings.add(Finding.blocks("SECRET", each.name(), "mode=03"));
        }
        boolean ours = each.judged().equals(root) && found.code().equals("TT05_FOLDER_NAME");
        if (ours) {
            return; // of the folder that the delivery was unpacked to
        }
        String place = found.path().isEmpty() ? each.name() : each.name() + "/" + found.path();
        Severity severity =
                found.level() == ValidationFinding.Level.ERROR ? Severity.BLOCKS : Severity.WARNS;
        findings.add(
                new Finding(found.code(), severity, place, found.values()).about(subject(place)));
    }

    /** Also without what a re-delivery counts anew. */
    private static String subject(String place) {
        return place.replaceFirst("^\\[?[0-9]{1,6}\\]?(?=\\[?(?i:uuid-|urn))", "");
    }
}
