package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.PackageFiles.Trouble;
import vn.tangthu.repository.validation.common.Report;

/** Judges a package as CSIP or as SIP: a folder, or a ZIP or tar file read where it lies. */
public final class EarkValidator {
    static final String METS = "METS.xml";

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
    private final Folders folders = new Folders();
    private long files;

    public EarkValidator(Report report, int threads, Progress progress) {
        this.report = report;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * Whether the root METS names the profile of E-ARK SIP, or one of CSIP, AIP or DIP, which are
     * judged as CSIP; empty when it names none.
     */
    public static Optional<Boolean> recogniseSip(Path path) {
        try (PackageFiles source = PackageFiles.of(path)) {
            Item[] mets = new Item[1];
            source.list(
                    (what, where, detail) -> {},
                    item -> {
                        if (item.path().equals(METS) && !item.directory()) {
                            mets[0] = item;
                        }
                    });
            if (mets[0] == null) {
                return Optional.empty();
            }
            try (InputStream in = source.open(mets[0])) {
                String profile = MetsReading.profile(in).toLowerCase(Locale.ROOT);
                if (profile.contains("earksip")) {
                    return Optional.of(true);
                }
                return Stream.of("earkcsip", "earkaip", "earkdip").anyMatch(profile::contains)
                        ? Optional.of(false)
                        : Optional.empty();
            }
        } catch (IOException | XMLStreamException e) {
            return Optional.empty();
        }
    }

    public void validate(Path path, boolean sip) throws IOException {
        try (PackageFiles source = PackageFiles.of(path);
                References references = new References();
                HashCrew crew = new HashCrew(threads)) {
            boolean[] refused = new boolean[1];
            source.list(
                    (what, where, detail) -> refused[0] |= trouble(what, where, detail),
                    item -> item(item, references));
            if (refused[0]) {
                return;
            }
            structure();
            Item mets = folders.document(METS);
            if (mets == null) {
                report.error("CSIPSTR4", METS, METS);
            } else {
                documents(source, mets, sip, references);
            }
            references.judge(source, report, crew);
        }
    }

    /** Whether nothing more can be said. */
    private boolean trouble(Trouble what, String path, String detail) {
        switch (what) {
            case LINK, SPECIAL -> report.error("EARK_LINK", path, detail);
            case UNREADABLE, TOO_DEEP -> report.error("EARK_UNREADABLE", path, detail);
            case OUTSIDE -> report.error("EARK_PATH_OUTSIDE", path, detail);
            case DAMAGED -> report.error("EARK_ARCHIVE_DAMAGED", path, detail);
            case BOMB -> report.error("EARK_ARCHIVE_BOMB", path, detail);
            case STRAY, FLAT -> report.error("CSIPSTR1", path, path);
        }
        return what == Trouble.DAMAGED || what == Trouble.BOMB;
    }

    private void item(Item item, References references) throws IOException {
        if (item.directory()) {
            folders.directory(item.path());
            return;
        }
        folders.file(item);
        report.file();
        progress.at(Progress.Phase.CHECK, ++files, -1);
        references.file(item);
    }

    private void documents(PackageFiles source, Item mets, boolean sip, References references)
            throws IOException {
        MetsReading.Read read =
                MetsReading.read(source, mets, true, sip, report, references, folders);
        if (read.objectId() != null
                && !source.name().isEmpty()
                && !read.objectId().equals(source.name())) {
            report.warning("CSIPSTR2", "", source.name() + " ≠ " + read.objectId());
        }
        group(read, "Documentation", "documentation", "CSIP60");
        group(read, "Schemas", "schemas", "CSIP113");
        group(read, "Representations", "representations", "CSIP114");
        Set<String> done = new HashSet<>();
        done.add(METS);
        Deque<String> todo = new ArrayDeque<>(read.representations());
        while (!todo.isEmpty()) {
            Item inner = folders.document(todo.removeFirst());
            if (inner != null && done.add(inner.path())) {
                MetsReading.Read of =
                        MetsReading.read(source, inner, false, sip, report, references, folders);
                named(inner.path(), of.objectId());
                todo.addAll(of.representations());
            }
        }
        for (String inner : folders.documents()) {
            if (isOfRepresentation(inner) && !done.contains(inner)) {
                report.warning("CSIP105", inner, inner);
            }
        }
    }

    /** OBJID of a representation is the name of its folder. */
    private void named(String mets, @Nullable String objectId) {
        String[] path = mets.split("/", -1);
        if (path.length > 1 && objectId != null && !objectId.equals(path[path.length - 2])) {
            report.warning("CSIP1", mets, path[path.length - 2] + " ≠ " + objectId);
        }
    }

    private static boolean isOfRepresentation(String mets) {
        return mets.matches("representations/[^/]+/METS\\.xml");
    }

    /** A group is mandatory where there is something to put into it. */
    private void group(MetsReading.Read read, String use, String folder, String code) {
        boolean has =
                read.groups().stream().anyMatch(g -> g.equals(use) || g.startsWith(use + "/"));
        if (has) {
            return;
        }
        if (folders.has(folder)) {
            report.error(code, METS, "fileGrp USE=" + use);
        } else {
            report.warning(code, METS, "fileGrp USE=" + use);
        }
    }

    private void structure() {
        for (String[] folder : FOLDERS) {
            if (!folders.has(folder[0])) {
                report.warning(folder[1], folder[0], folder[0]);
            }
        }
        for (String directory : folders.all()) {
            if (directory.matches("representations/[^/]+")) {
                if (!folders.has(directory + "/data")) {
                    report.warning("CSIPSTR11", directory, directory + "/data");
                }
                if (folders.document(directory + "/" + METS) == null) {
                    report.warning("CSIPSTR12", directory, directory + "/" + METS);
                }
            }
        }
    }
}
