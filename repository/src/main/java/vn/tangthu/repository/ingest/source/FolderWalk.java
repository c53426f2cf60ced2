package vn.tangthu.repository.ingest.source;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.SafeName;

/**
 * Walks a delivery's folder. Links are never followed and are findings; devices are not opened.
 * Names are judged as those in an archive are: what could not be unpacked everywhere is told.
 */
public final class FolderWalk {
    /** Of lists with the same name. */
    private static final int SHOWN = 20;

    private final SourceLimits limits;

    public FolderWalk(SourceLimits limits) {
        this.limits = limits;
    }

    /**
     * What was found and what is wrong with it.
     *
     * @param twins files whose names others have as well, without regard to case and Unicode form
     */
    public record Walked(
            DeliveryFiles files, List<Finding> findings, List<DeliveryFiles.Found> twins) {}

    public Walked walk(Path root) throws IOException {
        Visitor visitor = new Visitor(root);
        Files.walkFileTree(
                root, EnumSet.noneOf(FileVisitOption.class), limits.depth() + 1, visitor);
        visitor.end();
        Optional<Path> records = visitor.only(visitor.recordLists);
        Optional<Path> documents = visitor.only(visitor.documentLists);
        return new Walked(
                new DeliveryFiles(root, records, documents, visitor.content),
                visitor.findings,
                visitor.twins);
    }

    /** The same where nothing is a list, whatever it is called: all files are content. */
    public Walked walkAll(Path root) throws IOException {
        Visitor visitor = new Visitor(root);
        visitor.lists = false;
        Files.walkFileTree(
                root, EnumSet.noneOf(FileVisitOption.class), limits.depth() + 1, visitor);
        visitor.end();
        return new Walked(
                new DeliveryFiles(root, Optional.empty(), Optional.empty(), visitor.content),
                visitor.findings,
                visitor.twins);
    }

    /** What no person put there: a file or a folder of the system or a program. */
    public static boolean isJunk(Path path) {
        String name = String.valueOf(path.getFileName());
        return Files.isDirectory(path) ? isJunkFolder(name) : isJunk(name);
    }

    /** Files that systems and programs leave beside the work of people. */
    static boolean isJunk(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.equals("thumbs.db")
                || name.equals("ehthumbs.db")
                || name.equals("desktop.ini")
                || name.equals(".ds_store")
                || name.startsWith("._")
                || name.startsWith("~$")
                || name.startsWith(".~lock.")
                || name.equals("huong-dan.txt");
    }

    static boolean isJunkFolder(String folderName) {
        return folderName.equals("__MACOSX")
                || folderName.equals(".Trashes")
                || folderName.equals(".Spotlight-V100")
                || folderName.equals("$RECYCLE.BIN")
                || folderName.equals("System Volume Information");
    }

    /** Whether a file of this name, in whatever folder, may be taken for a list. */
    public static boolean isList(String fileName) {
        return Stream.of(ListNames.RECORDS, ListNames.DOCUMENTS)
                .anyMatch(list -> list.isOwn(fileName) || list.begins(fileName));
    }

    /** Files that may be one of the lists. */
    private static final class Candidates {
        private final ListNames names;
        private final List<Path> own = new ArrayList<>();
        private final List<DeliveryFiles.Found> alike = new ArrayList<>();
        private final List<DeliveryFiles.Found> begins = new ArrayList<>();

        Candidates(ListNames names) {
            this.names = names;
        }

        /** Whether it is no content, or not known to be. */
        boolean take(Path file, DeliveryFiles.Found found) {
            if (names.isOwn(found.fileName())) {
                own.add(file);
                return true;
            }
            if (names.isAlike(found.fileName())) {
                return alike.add(found);
            }
            return names.begins(found.fileName()) && begins.add(found);
        }
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<DeliveryFiles.Found> content = new ArrayList<>();
        private final Candidates recordLists = new Candidates(ListNames.RECORDS);
        private final Candidates documentLists = new Candidates(ListNames.DOCUMENTS);
        private final List<Finding> findings = new ArrayList<>();
        private final EntryNames names = new EntryNames();
        private final List<DeliveryFiles.Found> twins = new ArrayList<>();
        private boolean lists = true;

        Visitor(Path root) {
            this.root = root;
        }

        Optional<Path> only(Candidates of) {
            List<Path> lists = of.own;
            // Of what is called less exactly: a list of a hồ sơ's own, perhaps a document of it.
            for (List<DeliveryFiles.Found> more : List.of(of.alike, of.begins)) {
                if (lists.isEmpty()) {
                    lists = more.stream().map(DeliveryFiles.Found::path).toList();
                } else {
                    content.addAll(more);
                }
            }
            String name = of.names.own();
            if (lists.isEmpty()) {
                findings.add(Finding.blocks("LIST_MISSING", name + ".xlsx", name));
                return Optional.empty();
            }
            if (lists.size() > 1) {
                Stream<String> first = lists.stream().map(this::relative).sorted().limit(SHOWN);
                String all = first.collect(Collectors.joining(", "));
                findings.add(
                        Finding.blocks(
                                "LIST_AMBIGUOUS",
                                name + ".xlsx",
                                lists.size() > SHOWN ? all + ", …" : all));
                return Optional.empty();
            }
            return Optional.of(lists.getFirst());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            if (!dir.equals(root) && isJunkFolder(String.valueOf(dir.getFileName()))) {
                findings.add(Finding.notes("JUNK_IGNORED", relative(dir)));
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!dir.equals(root) && !SafeName.is(String.valueOf(dir.getFileName()))) {
                findings.add(Finding.blocks("NAME_UNSAFE", SafeName.shown(relative(dir))));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String fileName = String.valueOf(file.getFileName());
            if (attributes.isSymbolicLink()) {
                findings.add(Finding.blocks("LINK", relative(file)));
            } else if (attributes.isDirectory()) {
                findings.add(
                        Finding.blocks("TOO_DEEP", relative(file), String.valueOf(limits.depth())));
                return FileVisitResult.TERMINATE;
            } else if (!attributes.isRegularFile()) {
                findings.add(Finding.blocks("NOT_A_FILE", relative(file)));
            } else if (isJunk(fileName)) {
                findings.add(Finding.notes("JUNK_IGNORED", relative(file)));
            } else {
                DeliveryFiles.Found found =
                        new DeliveryFiles.Found(file, relative(file), attributes.size());
                judgeName(found);
                boolean taken =
                        lists && (recordLists.take(file, found) || documentLists.take(file, found));
                if (!taken) {
                    content.add(found);
                }
                if (seen() > limits.files()) {
                    findings.add(
                            Finding.blocks(
                                    "TOO_MANY_FILES",
                                    String.valueOf(root.getFileName()),
                                    String.valueOf(limits.files())));
                    return FileVisitResult.TERMINATE;
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /** Of a folder with such a name it was told once. */
        private void judgeName(DeliveryFiles.Found found) {
            String name = found.name();
            int slash = name.lastIndexOf('/');
            boolean inSafe = slash < 0 || SafeName.isPath(name.substring(0, slash));
            if (!SafeName.is(found.fileName()) || (inSafe && !SafeName.isPath(name))) {
                findings.add(Finding.blocks("NAME_UNSAFE", SafeName.shown(name)));
            }
            if (!names.add(name, false)) {
                findings.add(Finding.blocks("NAME_TWICE", name));
                twins.add(found);
            }
        }

        void end() {
            if (names.fileIsFolder()) {
                findings.add(Finding.blocks("NAME_TWICE", String.valueOf(root.getFileName())));
            }
        }

        private int seen() {
            return content.size() + recordLists.alike.size() + documentLists.alike.size();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            findings.add(Finding.blocks("FILE_UNREADABLE", relative(file)));
            return FileVisitResult.CONTINUE;
        }

        private String relative(Path path) {
            return root.relativize(path).toString().replace('\\', '/');
        }
    }
}
