package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.Validation.BagComparison;
import vn.tangthu.repository.Validation.BagFile;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.source.FolderWalk;

/**
 * Checks an unpacked delivery that may lie in a bag (RFC 8493): the bag is judged by the letter,
 * then its payload is the delivery, then the digests of what would be kept are compared with the
 * sender's. Everything that is wrong is told at once. A bag that is not valid is refused as a
 * whole; only what systems leave behind in the payload ({@code .DS_Store}) is no reason, since it
 * is not taken in.
 */
public final class BagCheck {
    private static final String DECLARATION = "bagit.txt";
    private static final String LEFT_BEHIND = "BAG_SYSTEM_FILE_UNLISTED";
    private static final int MOST_BESIDE = 100;
    private static final int LONGEST = 500;

    private final PackageCheck check;
    private final Validation validation = Validation.load();
    private final Clock clock;
    private final int threads;

    /**
     * @param threads how many files are read at once
     */
    public BagCheck(PackageCheck check, Clock clock, int threads) {
        this.check = check;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * @param bag what its sender said, when it came in a bag that is valid
     */
    public record Checked(CheckedDelivery delivery, Aip.@Nullable Bag bag) {}

    /**
     * @param scratch a folder to be made when it is needed, until the hồ sơ are stored
     * @param from what is known of whom the delivery comes from
     */
    public Checked check(Path folder, Path scratch, FromWhom from, Progress progress)
            throws IOException {
        FindingSink findings = new FindingSink();
        List<Path> bags = bags(folder, findings);
        if (bags.isEmpty()) {
            return new Checked(check.check(folder, scratch, from, progress), null);
        }
        if (bags.size() > 1) {
            String names = String.join(", ", bags.stream().limit(10).map(BagCheck::name).toList());
            findings.add(Finding.blocks("BAG_SEVERAL", name(folder), names));
            return new Checked(DeliveryCheck.unread(findings), null);
        }
        return check(bags.getFirst(), scratch, findings, from, progress);
    }

    /**
     * Who packed the bag in this folder, as its bag-info.txt says; empty where there is no bag or
     * it says nothing. Nothing of it is checked: a claim, to be believed as far as whoever brings
     * it.
     */
    public Optional<String> organization(Path folder) {
        try {
            List<Path> bags = bags(folder, new FindingSink());
            return bags.size() == 1
                    ? Optional.ofNullable(
                                    text(
                                            validation.compareBag(bags.getFirst(), Map.of()),
                                            "Source-Organization"))
                            .filter(name -> name.length() <= Contractors.LONGEST_NAME)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the check says what is wrong with it
        }
    }

    /** The folder itself, or what lies directly in it; then nothing else may lie there. */
    private static List<Path> bags(Path folder, FindingSink findings) throws IOException {
        if (isBag(folder)) {
            return List.of(folder);
        }
        List<Path> bags = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (isBag(child)) {
                    bags.add(child);
                } else if (others.size() < MOST_BESIDE && !FolderWalk.isJunk(child)) {
                    others.add(child);
                }
            }
        }
        if (!bags.isEmpty()) {
            for (Path other : others) {
                findings.add(Finding.blocks("BAG_BESIDE", name(other), name(bags.getFirst())));
            }
        }
        return bags;
    }

    private static boolean isBag(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(folder.resolve(DECLARATION), LinkOption.NOFOLLOW_LINKS);
    }

    private Checked check(
            Path bag, Path scratch, FindingSink findings, FromWhom from, Progress progress)
            throws IOException {
        int[] wrong = new int[1];
        try {
            var unused =
                    validation.validate(
                            bag,
                            Validation.Kind.BAGIT,
                            new Validation.Options(threads, FindingSink.LIMIT),
                            found -> {
                                Finding finding = finding(found, name(bag));
                                wrong[0] += finding.severity() == Severity.BLOCKS ? 1 : 0;
                                findings.add(finding);
                            },
                            progress);
        } catch (InterruptedIOException e) {
            if (!progress.cancelled()) {
                throw e;
            }
            return new Checked(
                    new CheckedDelivery(
                            0, 0, 0, 0, List.of(), List.of(), findings, List.of(), true),
                    null);
        }
        if (wrong[0] > 0) {
            findings.add(Finding.blocks("BAG_INVALID", name(bag), String.valueOf(wrong[0])));
        }
        Path payload = bag.resolve("data");
        if (!Files.isDirectory(payload, LinkOption.NOFOLLOW_LINKS)) {
            return new Checked(DeliveryCheck.unread(findings), null);
        }
        CheckedDelivery checked = check.check(payload, scratch, from, progress);
        if (checked.cancelled() || checked.findings().has("SECRET")) {
            return new Checked(checked, null); // of a secret nothing else is told
        }
        checked.findings().addAll(findings.all());
        if (wrong[0] > 0) {
            return new Checked(checked, null);
        }
        return new Checked(checked, compared(bag, checked));
    }

    private static Finding finding(ValidationFinding found, String bag) {
        boolean blocks =
                found.level() == ValidationFinding.Level.ERROR && !found.code().equals(LEFT_BEHIND);
        return new Finding(
                found.code(),
                blocks ? Severity.BLOCKS : Severity.WARNS,
                found.path().isEmpty() ? bag : found.path(),
                found.values());
    }

    private Aip.@Nullable Bag compared(Path bag, CheckedDelivery checked) throws IOException {
        Map<String, BagFile> files = new HashMap<>();
        for (ValidRecord record : checked.valid()) {
            for (ValidRecord.ValidDocument document : record.documents()) {
                for (ValidRecord.ValidFile file : document.files()) {
                    if (!file.source().startsWith(bag)) {
                        continue; // out of an archive in the bag, which was valid as a whole
                    }
                    files.put(
                            bag.relativize(file.source()).toString().replace('\\', '/'),
                            new BagFile(file.source(), file.sha512(), file.sha256()));
                }
            }
        }
        BagComparison compared = validation.compareBag(bag, files);
        for (String path : compared.different()) {
            checked.findings().add(Finding.blocks("BAG_FILE_CHANGED", path, compared.manifest()));
        }
        if (compared.equal() != files.size()) {
            checked.findings().add(Finding.blocks("BAG_INVALID", name(bag), "1"));
            return null;
        }
        Aip.Bag said =
                new Aip.Bag(
                        compared.version(),
                        compared.manifest(),
                        text(compared, "Source-Organization"),
                        text(compared, "External-Identifier"),
                        text(compared, "Bagging-Date"),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        checked.findings()
                .add(
                        Finding.notes(
                                "BAG_READ",
                                name(bag),
                                said.version(),
                                orDash(said.sourceOrganization()),
                                orDash(said.externalIdentifier()),
                                orDash(said.baggingDate()),
                                String.valueOf(compared.equal()),
                                said.manifest()));
        return said;
    }

    private static @Nullable String text(BagComparison bag, String label) {
        return bag.first(label)
                .map(value -> value.replaceAll("\\p{C}+", " ").strip())
                .filter(value -> !value.isEmpty())
                .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) : value)
                .orElse(null);
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "—" : text;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
