package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Spool;

/** Judges a storage root: its declaration, its hierarchy and every object in it. */
final class RootValidator {
    private static final String LAYOUT = "ocfl_layout.json";

    private final Path root;
    private final Report report;
    private final HashCrew crew;
    private final Progress progress;
    private final Listing listing = new Listing();
    private final Set<Integer> depths = new TreeSet<>();
    private Findings findings;
    private Spec spec = Spec.V1_1;
    private long objects;

    RootValidator(Path root, Report report, HashCrew crew, Progress progress) {
        this.root = root;
        this.report = report;
        this.crew = crew;
        this.progress = progress;
        this.findings = new Findings(report, "", Spec.V1_1);
    }

    private record Level(Path path, String inner, int depth) {}

    void validate() throws IOException {
        List<Listing.Child> children = listing.of(root, "", findings);
        Spec declared =
                Declaration.ROOT.check(
                        children.stream()
                                .filter(c -> !Declaration.OBJECT.exact(c.name()).isPresent())
                                .toList(),
                        findings);
        if (declared != null) {
            spec = declared;
            findings = findings.with(declared);
        }
        ArrayDeque<Level> todo = new ArrayDeque<>();
        try (Spool ids = new Spool()) {
            for (Listing.Child child : children.reversed()) {
                if (child.directory() && child.name().equals("extensions")) {
                    ObjectValidator.extensions(
                            listing,
                            child.path(),
                            findings,
                            spec == Spec.V1_0 ? "E067" : "E112",
                            "W016");
                } else if (child.directory()) {
                    todo.add(new Level(child.path(), child.name(), 1));
                } else {
                    report.file(); // E087: files of a root that are not understood are ignored
                    if (child.name().equals(LAYOUT)) {
                        layout(child.path());
                    }
                    if (child.name().startsWith("0=ocfl_object_")) {
                        findings.error("E082", child.name(), child.name());
                    }
                }
            }
            while (!todo.isEmpty()) {
                directory(todo.removeLast(), todo, ids);
            }
            crew.await();
            uniqueIds(ids);
        }
        if (depths.size() > 1) {
            findings.warn("W014", "", depths.toString());
            if (depths.contains(1)) {
                findings.warn("W015", "", depths.toString());
            }
        }
    }

    private void directory(Level level, ArrayDeque<Level> todo, Spool ids) throws IOException {
        if (progress.cancelled()) {
            throw new InterruptedIOException("cancelled");
        }
        List<Listing.Child> children = listing.of(level.path(), level.inner(), findings);
        if (Declaration.isObjectRoot(children)) {
            object(level, ids);
            return;
        }
        if (children.isEmpty()) {
            findings.error("E073", level.inner(), level.inner());
            return;
        }
        boolean files = false;
        boolean directories = false;
        for (Listing.Child child : children) {
            if (child.directory()) {
                directories = true;
                if (level.depth() < Listing.MAX_DEPTH) {
                    todo.add(
                            new Level(
                                    child.path(),
                                    level.inner() + "/" + child.name(),
                                    level.depth() + 1));
                } else {
                    findings.error("OCFL_TOO_DEEP", level.inner(), "" + Listing.MAX_DEPTH);
                }
                continue;
            }
            files = true;
            report.file();
            String inner = level.inner() + "/" + child.name();
            if (Declaration.ROOT.exact(child.name()).isPresent()) {
                findings.error("E074", inner, child.name());
            }
            findings.error("E072", inner, child.name());
            findings.error("E084", inner, child.name());
        }
        boolean inventory = children.stream().anyMatch(c -> c.name().equals(Sidecar.INVENTORY));
        if (files && (!directories || inventory)) {
            findings.error("E085", level.inner(), level.inner());
            findings.error("E088", level.inner(), level.inner());
        }
    }

    private void object(Level level, Spool ids) throws IOException {
        ObjectValidator.Judged judged =
                new ObjectValidator(
                                level.path(),
                                new Findings(report, level.inner(), spec),
                                listing,
                                crew)
                        .validate();
        depths.add(level.depth());
        progress.at(Progress.Phase.CHECK, ++objects, -1);
        if (judged.spec() != null && judged.spec().compareTo(spec) > 0) {
            findings.error("E081", level.inner(), judged.spec().number());
        }
        String id = judged.id();
        if (id != null) {
            ids.add(
                    id,
                    out -> {
                        out.write(1);
                        for (String text : new String[] {id, level.inner()}) {
                            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                            out.writeInt(bytes.length);
                            out.write(bytes);
                        }
                    });
        }
    }

    private void uniqueIds(Spool ids) throws IOException {
        ids.read(
                in -> {
                    Map<String, String> first = new HashMap<>();
                    for (int kind = in.read(); kind >= 0; kind = in.read()) {
                        String id = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                        String path =
                                new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                        String other = first.putIfAbsent(id, path);
                        if (other != null) {
                            findings.error("E037", path, id + " = " + other);
                            findings.error("E083", path, id + " = " + other);
                        }
                    }
                });
    }

    private void layout(Path file) {
        Map<String, String> values = new HashMap<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                findings.error("E070", LAYOUT, "{…}");
                return;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    values.put(key, json.getString());
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException | IOException e) {
            findings.error(
                    "E070", LAYOUT, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
            return;
        }
        for (String key : new String[] {"extension", "description"}) {
            if (!values.containsKey(key)) {
                findings.error("E070", LAYOUT, key);
            }
        }
        String extension = values.get("extension");
        if (extension != null && !Spec.EXTENSIONS.contains(extension)) {
            findings.error("E071", LAYOUT, extension);
        }
    }
}
