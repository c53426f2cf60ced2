package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.Report;

/** Judges a package folder as CSIP or as SIP. */
public final class EarkValidator {
    static final String METS = "METS.xml";
    private static final int MAX_DEPTH = 200;

    /** The folders of CSIPSTR5, 9, 15 and 16; their absence is a SHOULD that is not met. */
    private static final String[][] FOLDERS = {
        {"metadata", "CSIPSTR5"},
        {"representations", "CSIPSTR9"},
        {"schemas", "CSIPSTR15"},
        {"documentation", "CSIPSTR16"}
    };

    private final Report report;
    private final int threads;
    private final Progress progress;
    private final Set<String> directories = new HashSet<>();
    private final Set<String> representationMets = new HashSet<>();
    private long files;

    public EarkValidator(Report report, int threads, Progress progress) {
        this.report = report;
        this.threads = threads;
        this.progress = progress;
    }

    /** Whether the root METS names the profile of E-ARK CSIP or SIP; empty when it does not. */
    public static Optional<Boolean> recogniseSip(Path mets) {
        try (InputStream in = Files.newInputStream(mets)) {
            String profile = MetsReading.profile(in).toLowerCase(Locale.ROOT);
            return profile.contains("earksip")
                    ? Optional.of(true)
                    : profile.contains("earkcsip") ? Optional.of(false) : Optional.empty();
        } catch (IOException | XMLStreamException e) {
            return Optional.empty();
        }
    }

    public void validate(Path path, boolean sip) throws IOException {
        if (!Files.isDirectory(path)) {
            throw new IOException(
                    "Hãy bung tệp nén ra thư mục trước. / Unpack the archive into a folder first: "
                            + path);
        }
        Path root = path.toRealPath();
        try (References references = new References();
                HashCrew crew = new HashCrew(threads)) {
            list(root, references);
            structure();
            if (Files.isRegularFile(root.resolve(METS), LinkOption.NOFOLLOW_LINKS)) {
                documents(root, sip, references);
            } else {
                report.error("CSIPSTR4", METS, METS);
            }
            references.judge(root, report, crew);
        }
    }

    private void documents(Path root, boolean sip, References references) throws IOException {
        MetsReading.Read read = MetsReading.read(root, METS, true, sip, report, references);
        String folder = String.valueOf(root.getFileName());
        if (read.objectId() != null && !read.objectId().equals(folder)) {
            report.warning("CSIPSTR2", "", folder + " ≠ " + read.objectId());
        }
        group(read, "Documentation", "documentation", "CSIP60");
        group(read, "Schemas", "schemas", "CSIP113");
        group(read, "Representations", "representations", "CSIP114");
        Set<String> done = new HashSet<>();
        Deque<String> todo = new ArrayDeque<>(read.representations());
        while (!todo.isEmpty()) {
            String mets = todo.removeFirst();
            if (done.add(mets)
                    && !mets.equals(METS)
                    && Files.isRegularFile(root.resolve(mets), LinkOption.NOFOLLOW_LINKS)
                    && root.resolve(mets).toRealPath().startsWith(root)) {
                todo.addAll(
                        MetsReading.read(root, mets, false, sip, report, references)
                                .representations());
            }
        }
        for (String mets : representationMets) {
            if (!done.contains(mets)) {
                report.warning("CSIP105", mets, mets);
            }
        }
    }

    /** A group is mandatory where there is something to put into it. */
    private void group(MetsReading.Read read, String use, String folder, String code) {
        boolean has =
                read.groups().stream().anyMatch(g -> g.equals(use) || g.startsWith(use + "/"));
        if (has) {
            return;
        }
        if (directories.contains(folder)) {
            report.error(code, METS, "fileGrp USE=" + use);
        } else {
            report.warning(code, METS, "fileGrp USE=" + use);
        }
    }

    private void structure() {
        for (String[] folder : FOLDERS) {
            if (!directories.contains(folder[0])) {
                report.warning(folder[1], folder[0], folder[0]);
            }
        }
        for (String directory : directories) {
            if (directory.matches("representations/[^/]+")) {
                if (!directories.contains(directory + "/data")) {
                    report.warning("CSIPSTR11", directory, directory + "/data");
                }
                if (!representationMets.contains(directory + "/" + METS)) {
                    report.warning("CSIPSTR12", directory, directory + "/" + METS);
                }
            }
        }
    }

    private record Level(Path path, String inner, int depth) {}

    private void list(Path root, References references) throws IOException {
        Deque<Level> todo = new ArrayDeque<>();
        todo.add(new Level(root, "", 0));
        while (!todo.isEmpty()) {
            Level level = todo.removeLast();
            try (DirectoryStream<Path> children = Files.newDirectoryStream(level.path())) {
                for (Path child : children) {
                    child(child, level, todo, references);
                }
            } catch (DirectoryIteratorException | IOException e) {
                report.error("EARK_UNREADABLE", level.inner(), e.toString());
            }
        }
    }

    private void child(Path child, Level level, Deque<Level> todo, References references)
            throws IOException {
        String inner = level.inner() + child.getFileName();
        BasicFileAttributes attributes =
                Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            if (level.depth() < 2) { // only these levels have rules
                directories.add(inner);
            } else if (level.depth() == 2 && inner.endsWith("/data")) {
                directories.add(inner);
            }
            if (level.depth() < MAX_DEPTH) {
                todo.add(new Level(child, inner + "/", level.depth() + 1));
            } else {
                report.error("EARK_UNREADABLE", inner, "> " + MAX_DEPTH);
            }
        } else if (attributes.isRegularFile()) {
            report.file();
            progress.at(Progress.Phase.CHECK, ++files, -1);
            references.file(inner, attributes.size());
            if (inner.matches("representations/[^/]+/METS\\.xml")) {
                representationMets.add(inner);
            }
        } else {
            report.error("EARK_LINK", inner, inner);
        }
    }
}
