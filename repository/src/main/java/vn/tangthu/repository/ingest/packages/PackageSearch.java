package vn.tangthu.repository.ingest.packages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import vn.tangthu.repository.DeliveryArchives;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.SafeName;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.source.FolderWalk;
import vn.tangthu.repository.ingest.source.SourceLimits;
import vn.tangthu.repository.ingest.source.TarUnpacking;
import vn.tangthu.repository.ingest.source.ZipUnpacking;

/**
 * Finds the packages in a delivery: the delivery itself, or what lies in it, each a folder or an
 * archive of its own. Where there is a list of hồ sơ or documents, the lists are the delivery.
 */
public final class PackageSearch {
    /** Folders around the packages, as who packs a folder makes them. */
    private static final int MOST_WRAPPERS = 3;

    private final SourceLimits limits;
    private final Validation validation;

    public PackageSearch(SourceLimits limits, Validation validation) {
        this.limits = limits;
        this.validation = validation;
    }

    /**
     * @param scratch where archives are unpacked; made when it is needed
     * @return none when this is no delivery of packages, or when the findings say why not
     */
    public List<DeliveredPackage> find(
            Path folder, Path scratch, FindingSink findings, BooleanSupplier cancelled)
            throws IOException {
        if (isPackage(folder)) {
            return List.of(new DeliveredPackage(folder, objectId(folder), folder));
        }
        List<Path> children = children(folder);
        for (int i = 0; i < MOST_WRAPPERS && children.size() == 1; i++) {
            Path only = children.getFirst();
            if (!isFolder(only) || isPackage(only)) {
                break;
            }
            children = children(only);
        }
        if (children.stream().anyMatch(child -> FolderWalk.isList(name(child)))) {
            return List.of();
        }
        List<DeliveredPackage> packages = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        Size unpacked = new Size(0, 0);
        for (Path child : children) {
            if (cancelled.getAsBoolean()) {
                return List.of();
            }
            if (isPackage(child)) {
                packages.add(new DeliveredPackage(child, name(child), child));
            } else if (isArchive(child)) {
                Path into = scratch.resolve("p" + (packages.size() + 1));
                packages.add(
                        unpacked(child, into, limits.after(unpacked.bytes), findings, cancelled));
                unpacked = unpacked.and(into);
                if (unpacked.files > limits.files()) {
                    findings.add(
                            Finding.blocks(
                                    "TOO_MANY_FILES", name(child), String.valueOf(limits.files())));
                    return packages;
                }
            } else {
                others.add(child);
            }
        }
        if (!packages.isEmpty()) {
            for (Path other : others) {
                findings.add(Finding.blocks("PACKAGE_BESIDE", name(other)));
            }
        }
        return packages;
    }

    private boolean isArchive(Path child) throws IOException {
        return Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)
                && DeliveryArchives.ending(child).isPresent()
                && validation.recognise(child).equals(Optional.of(Validation.Kind.TT05));
    }

    /** What archives of one delivery came to: together they may not be more than one may be. */
    private record Size(long files, long bytes) {
        Size and(Path folder) throws IOException {
            long moreFiles = files;
            long moreBytes = bytes;
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                        moreFiles++;
                        moreBytes += Files.size(path);
                    }
                }
            }
            return new Size(moreFiles, moreBytes);
        }
    }

    private static DeliveredPackage unpacked(
            Path archive,
            Path into,
            SourceLimits limits,
            FindingSink findings,
            BooleanSupplier cancelled)
            throws IOException {
        Files.createDirectories(into);
        List<Finding> wrong =
                DeliveryArchives.isZip(archive)
                        ? new ZipUnpacking(limits).unpack(archive, into, cancelled)
                        : new TarUnpacking(limits).unpack(archive, into, cancelled);
        findings.addAll(wrong);
        Path root = into;
        List<Path> inside = wrong.isEmpty() ? children(into) : List.of();
        if (!isPackage(into) && inside.size() == 1 && isPackage(inside.getFirst())) {
            root = inside.getFirst();
        }
        return new DeliveredPackage(root, name(archive), archive);
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path child : all) {
                if (!FolderWalk.isJunk(child)) {
                    children.add(child);
                }
            }
        }
        children.sort(Comparator.comparing(PackageSearch::name));
        return children;
    }

    /** Also where parts of it are missing: the validation says which. */
    private static boolean isPackage(Path folder) {
        return isFolder(folder)
                && Files.isRegularFile(
                        folder.resolve(DeliveredPackage.METS), LinkOption.NOFOLLOW_LINKS)
                && (isFolder(folder.resolve("metadata"))
                        || isFolder(folder.resolve("representations")));
    }

    private static boolean isFolder(Path folder) {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** The folder it lies in may be ours and called differently each time. */
    private String objectId(Path folder) {
        try {
            String id =
                    SenderMets.read(folder.resolve(DeliveredPackage.METS), "", limits.files() * 2)
                            .objectId();
            String name = id.replace(':', '_'); // as the circular names the folder
            return SafeName.is(name) ? name : DeliveredPackage.METS;
        } catch (IOException | XMLStreamException e) {
            return DeliveredPackage.METS;
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
