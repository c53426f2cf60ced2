package vn.tangthu.repository.validation.tt05;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.Report;

/** Judges the tree of a package: what must be there, and nothing that may not. */
final class Contents {
    private static final Set<String> FIXED =
            Set.of(Layout.METS, Layout.EAD, Layout.PREMIS, Layout.REP_METS, Layout.REP_PREMIS);
    private static final int MOST_REPRESENTATIONS = 100;

    private final Map<String, Item> fixed = new HashMap<>();
    private final Set<String> schemas = new HashSet<>();
    private final Set<String> otherRepresentations = new HashSet<>();
    private boolean representation;
    private boolean preservation;
    private boolean pictures;
    private boolean media;
    private long documents;
    private long data;
    private long fetches;

    void item(Item item, Report report) {
        String path = item.path();
        if (path.startsWith("representations/")) {
            String name = path.substring("representations/".length()).replaceFirst("/.*", "");
            boolean inside = item.directory() || path.indexOf('/', 16) > 0;
            if (name.equals("rep1")) {
                representation = true;
            } else if (inside && otherRepresentations.size() < MOST_REPRESENTATIONS) {
                otherRepresentations.add(name);
            }
        }
        if (item.directory()) {
            return;
        }
        if (FIXED.contains(path)) {
            fixed.put(path, item);
        }
        if (path.startsWith("schemas/") && schemas.size() < MOST_REPRESENTATIONS) {
            schemas.add(path);
        }
        preservation |= path.contains("metadata/preservation/");
        if (Layout.isDocument(path)) {
            documents++;
            pictures |= Layout.fileName(path).startsWith("EAD_pic");
            media |= Layout.fileName(path).startsWith("EAD_media");
        }
        if (Layout.isFetch(path)) {
            fetches++;
        }
        if (Layout.isSystemFile(path)) {
            Tt05Code.SYSTEM_FILE.tell(report, path);
        } else if (path.startsWith(Layout.DATA)) {
            data++;
        } else if (!Layout.isOfTheTree(path) && !path.startsWith("representations/")) {
            Tt05Code.FILE_STRAY.tell(report, path);
        }
    }

    @Nullable Item fixed(String path) {
        return fixed.get(path);
    }

    long documents() {
        return documents;
    }

    void judge(PackageKind kind, Report report) {
        missing(Layout.METS, Tt05Code.METS_MISSING, report);
        missing(Layout.EAD, Tt05Code.EAD_MISSING, report);
        if (representation) {
            missing(Layout.REP_METS, Tt05Code.METS_MISSING, report);
        } else {
            Tt05Code.REPRESENTATION_MISSING.tell(report, Layout.REP);
        }
        for (String other : otherRepresentations) {
            Tt05Code.REPRESENTATION_OTHER.tell(report, "representations/" + other, other);
        }
        if (kind.isAip()) {
            missing(Layout.PREMIS, Tt05Code.PREMIS_MISSING, report);
            if (representation) {
                missing(Layout.REP_PREMIS, Tt05Code.PREMIS_MISSING, report);
            }
        } else if (preservation) {
            Tt05Code.PREMIS_NOT_EXPECTED.tell(report, "metadata/preservation");
        }
        if (representation && data == 0 && fetches == 0) {
            Tt05Code.DATA_MISSING.tell(report, Layout.DATA);
        }
        if (representation && documents == 0) {
            Tt05Code.DOCUMENT_MISSING.tell(report, Layout.REP);
        }
        schema("METS.xsd", report);
        schema("EAD.xsd", report);
        if (documents > 0 && !(pictures || media)) {
            schema("EAD_doc.xsd", report);
        }
        if (pictures) {
            schema("EAD_pic.xsd", report);
        }
        if (media) {
            schema("EAD_media.xsd", report);
        }
    }

    private void missing(String path, Tt05Code code, Report report) {
        if (!fixed.containsKey(path)) {
            code.tell(report, path, path);
        }
    }

    private void schema(String name, Report report) {
        if (!schemas.contains("schemas/" + name)) {
            Tt05Code.SCHEMA_MISSING.tell(report, "schemas", "schemas/" + name);
        }
    }
}
