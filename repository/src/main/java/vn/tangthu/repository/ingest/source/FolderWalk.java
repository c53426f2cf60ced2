package vn.tangthu.repository.ingest.source;

import java.io.IOException;
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
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Finding;

/** Walks a delivery's folder. Links are never followed and are findings; devices are not opened. */
public final class FolderWalk {
    private static final List<String> LIST_FORMS = List.of("xlsx", "xls", "ods", "csv");

    private final SourceLimits limits;

    public FolderWalk(SourceLimits limits) {
        this.limits = limits;
    }

    /** What was found and what is wrong with it. */
    public record Walked(DeliveryFiles files, List<Finding> findings) {}

    public Walked walk(Path root) throws IOException {
        Visitor visitor = new Visitor(root);
        Files.walkFileTree(
                root,
                EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                limits.depth() + 1,
                visitor);
        Optional<Path> records = visitor.only(visitor.recordLists, DeliveryTemplate.RECORD_LIST);
        Optional<Path> documents =
                visitor.only(visitor.documentLists, DeliveryTemplate.DOCUMENT_LIST);
        return new Walked(
                new DeliveryFiles(root, records, documents, visitor.content), visitor.findings);
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

    /** Whether a file of this name, in whatever folder, is taken for a list. */
    static boolean isList(String fileName) {
        return isList(fileName, DeliveryTemplate.RECORD_LIST)
                || isList(fileName, DeliveryTemplate.DOCUMENT_LIST);
    }

    private static boolean isList(String fileName, String list) {
        return fileName.equalsIgnoreCase(list + ".xlsx")
                || fileName.equalsIgnoreCase(list + ".csv");
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<DeliveryFiles.Found> content = new ArrayList<>();
        private final List<Path> recordLists = new ArrayList<>();
        private final List<Path> documentLists = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Visitor(Path root) {
            this.root = root;
        }

        Optional<Path> only(List<Path> lists, String name) {
            if (lists.isEmpty()) {
                findings.add(Finding.blocks("LIST_MISSING", name + ".xlsx", name));
                return Optional.empty();
            }
            if (lists.size() > 1) {
                String all =
                        String.join(", ", lists.stream().map(this::relative).sorted().toList());
                findings.add(Finding.blocks("LIST_AMBIGUOUS", name + ".xlsx", all));
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
            } else if (isList(fileName, DeliveryTemplate.RECORD_LIST)) {
                recordLists.add(file);
            } else if (isList(fileName, DeliveryTemplate.DOCUMENT_LIST)) {
                documentLists.add(file);
            } else {
                content.add(new DeliveryFiles.Found(file, relative(file), attributes.size()));
                if (content.size() > limits.files()) {
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
