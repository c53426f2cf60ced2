package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Element;

/**
 * The one structural map that CSIP asks for: CSIP80 to CSIP112, CSIP116, CSIP118 and CSIP119, as
 * the profiles 2.0.4 and 2.2.0 have them.
 */
final class StructMapRules {
    private static final String REPRESENTATIONS = "Representations";
    private static final Map<String, String> IDS =
            Map.of(
                    "Metadata",
                    "CSIP89",
                    "Documentation",
                    "CSIP94",
                    "Schemas",
                    "CSIP98",
                    REPRESENTATIONS,
                    "CSIP102");
    private static final String LABEL = "CSIP";

    private final MetsReading mets;
    private final Folders folders;
    private final Map<String, String> groupUse = new HashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final List<Element> described = new ArrayList<>();
    private final Set<String> descriptive = new LinkedHashSet<>();
    private final Set<String> administrative = new LinkedHashSet<>();
    private final Set<String> superseded = new HashSet<>();
    private final Set<String> otherAdministrative = new HashSet<>();
    private final Set<String> allAdministrative = new HashSet<>();
    private final Set<String> mentioned = new HashSet<>();
    private final Set<String> pointed = new HashSet<>();
    private final List<Division> divisions = new ArrayList<>();
    private boolean anyMap;
    private boolean found;
    private boolean inside;
    private int depth;
    private int mains;
    private @Nullable Element main;

    /** A division below the main one. */
    private static final class Division {
        private final Element element;
        private final List<Element> files = new ArrayList<>();
        private final List<Element> pointers = new ArrayList<>();
        private final List<String> documents = new ArrayList<>();

        Division(Element element) {
            this.element = element;
        }

        String label() {
            return String.valueOf(element.value("LABEL"));
        }

        /** Whether it has the name of one representation. */
        boolean isNamed() {
            return label().startsWith(REPRESENTATIONS + "/");
        }
    }

    StructMapRules(MetsReading mets, Folders folders) {
        this.mets = mets;
        this.folders = folders;
    }

    private static void ids(@Nullable String list, Set<String> to) {
        if (list != null) {
            to.addAll(Arrays.asList(list.strip().split("\\s+")));
        }
    }

    void metadataSection(String id, boolean isDescriptive, boolean isCurrent) {
        (isDescriptive ? descriptive : administrative).add(id);
        if (!isCurrent) {
            superseded.add(id);
        }
    }

    /** Of techMD and sourceMD, which may be referred to and need not. */
    void otherAdministrative(@Nullable String id) {
        if (id != null) {
            otherAdministrative.add(id);
        }
    }

    /** Of an amdSec, which stands for all that is in it. */
    void allAdministrative(@Nullable String id) {
        if (id != null) {
            allAdministrative.add(id);
        }
    }

    /** A file group, or one inside it, which may be pointed to and need not. */
    void fileGroup(Element element, String id, String use, boolean isOuter) {
        groupUse.put(id, use);
        if (isOuter) {
            groups.add(id);
        }
        if (element.value("ADMID") != null) {
            described.add(element);
        }
    }

    void start(Element element, String parent) throws IOException {
        switch (element.name()) {
            case "structMap" -> {
                anyMap = true;
                inside = element.is("LABEL", LABEL) && !found;
                if (found && element.is("LABEL", LABEL)) { // the label tells which of all it is
                    mets.error("CSIP80", element, "LABEL=" + LABEL + " × 2");
                    mets.error("CSIP82", element, "LABEL=" + LABEL + " × 2");
                }
                if (inside) {
                    found = true;
                    depth = 0;
                    if (!element.is("TYPE", "PHYSICAL")) {
                        mets.error("CSIP81", element, "TYPE=" + element.value("TYPE"));
                    }
                    mets.id(element, "CSIP83");
                }
            }
            case "div" -> {
                if (inside) {
                    ids(element.value("ADMID"), mentioned);
                    ids(element.value("DMDID"), mentioned);
                    division(element);
                    depth++;
                }
            }
            case "fptr" -> {
                if (inside && !divisions.isEmpty()) {
                    divisions.getLast().files.add(element);
                    ids(element.value("FILEID"), pointed);
                }
            }
            case "mptr" -> {
                if (inside && parent.equals("div") && !divisions.isEmpty()) {
                    divisions.getLast().pointers.add(element);
                    mets.pointer(element, "CSIP112", "CSIP111");
                    mets.target(element, element, "CSIP110", "CSIP110", "CSIP110");
                    String href = element.value("xlink:href");
                    String document = href == null ? null : mets.representation(href);
                    if (document != null) {
                        divisions.getLast().documents.add(document);
                    }
                }
            }
            default -> {}
        }
    }

    private void division(Element element) throws IOException {
        if (depth == 0) {
            mains++;
            main = element;
            mets.id(element, "CSIP85");
        } else if (depth == 1) {
            Division division = new Division(element);
            divisions.add(division);
            String code = IDS.get(division.label());
            if (code != null) {
                mets.id(element, code);
            }
        }
    }

    void end(Element element) {
        if (element.name().equals("div") && inside) {
            depth--;
        } else if (element.name().equals("structMap")) {
            inside = false;
        }
    }

    void finish(@Nullable String objectId) throws IOException {
        if (!found) {
            mets.error(anyMap ? "CSIP82" : "CSIP80", LABEL);
            if (anyMap) {
                mets.error("CSIP80", LABEL);
            }
            return;
        }
        if (mains != 1) {
            mets.error("CSIP84", "div × " + mains);
        }
        mainLabel(objectId);
        metadata();
        content("Documentation", "CSIP93", "CSIP96", "CSIP116");
        content("Schemas", "CSIP97", "CSIP100", "CSIP118");
        content(REPRESENTATIONS, "CSIP101", "CSIP104", "CSIP119");
        for (Division division : divisions) {
            if (division.isNamed() || !division.pointers.isEmpty()) {
                representation(division);
            }
        }
        groupMetadata();
    }

    /** CSIP86, which is gone since 2.1. */
    private void mainLabel(@Nullable String objectId) {
        if (main == null || mets.since(1)) {
            return;
        }
        String label = mets.required(main, "LABEL", "CSIP86");
        if (label != null && objectId != null && !label.equals(objectId)) {
            mets.error("CSIP86", main, label + " ≠ " + objectId);
        }
    }

    private void metadata() {
        List<Division> found =
                divisions.stream().filter(d -> d.label().equals("Metadata")).toList();
        if (found.size() != 1) { // one requirement for the division, one for its label
            mets.error("CSIP88", "Metadata × " + found.size());
            mets.error("CSIP90", "LABEL=Metadata × " + found.size());
            return;
        }
        Element element = found.getFirst().element;
        Set<String> others = new HashSet<>(otherAdministrative);
        others.addAll(allAdministrative);
        unreferenced(element, "ADMID", "CSIP91", administrative, others);
        unreferenced(element, "DMDID", "CSIP92", descriptive, Set.of());
    }

    /**
     * All sections before 2.2, the current ones since, when it became advice. Programs of the field
     * name some in divisions of their own (Metadata/Other): found there, nothing is lost.
     */
    private void unreferenced(
            Element element, String attribute, String code, Set<String> all, Set<String> others) {
        Set<String> named = new HashSet<>();
        ids(element.value(attribute), named);
        boolean whole = named.stream().anyMatch(id -> allAdministrative.contains(id));
        for (String id : all) {
            if (named.contains(id) || whole || mets.since(2) && superseded.contains(id)) {
                continue;
            }
            if (mentioned.contains(id)) {
                mets.warn(code, element, attribute + ": " + id);
            } else {
                mustBefore22(code, element, attribute + ": " + id);
            }
        }
        for (String id : named) {
            if (!all.contains(id) && !others.contains(id) && !id.isEmpty()) {
                mustBefore22(code, element, attribute + ": " + id + "?");
            }
        }
    }

    private void mustBefore22(String code, Element element, String detail) {
        if (mets.since(2)) {
            mets.warn(code, element, detail);
        } else {
            mets.error(code, element, detail);
        }
    }

    private void groupMetadata() {
        for (Element group : described) {
            Set<String> named = new LinkedHashSet<>();
            ids(group.value("ADMID"), named);
            named.removeAll(administrative);
            named.removeAll(otherAdministrative);
            named.removeAll(allAdministrative);
            for (String id : named) {
                mets.warn("CSIP61", group, "ADMID: " + id);
            }
        }
    }

    private boolean isOf(@Nullable String group, String label) {
        String use = group == null ? null : groupUse.get(group);
        return use != null && (use.equals(label) || use.startsWith(label + "/"));
    }

    private void content(String label, String missing, String unreferenced, String pointing) {
        boolean hasGroup = groupUse.keySet().stream().anyMatch(id -> isOf(id, label));
        List<Division> found = divisions.stream().filter(d -> d.label().equals(label)).toList();
        boolean isContent = label.equals(REPRESENTATIONS);
        boolean elsewhere =
                isContent && divisions.stream().anyMatch(d -> d.isNamed() || !d.pointers.isEmpty());
        if (found.isEmpty() && hasGroup && !elsewhere) {
            mets.warn(missing, "LABEL=" + label);
        }
        if (found.size() > 1) {
            mets.error(missing, label + " × " + found.size());
        }
        for (Division division : found) {
            for (Element file : division.files) {
                if (!isOf(file.value("FILEID"), label)) {
                    mets.error(pointing, file, "FILEID=" + file.value("FILEID"));
                }
            }
        }
        // Of groups of representations that have METS documents the pointers to these speak.
        if (!isContent || divisions.stream().allMatch(d -> d.pointers.isEmpty())) {
            for (String group : groups) {
                if (isOf(group, label) && !pointed.contains(group)) {
                    unpointed(group, unreferenced, pointing);
                }
            }
        }
    }

    /** Two requirements of one thing before 2.2, advice since. */
    private void unpointed(String group, String unreferenced, String pointing) {
        if (mets.since(2)) {
            mets.warn(unreferenced, "fptr: " + group);
        } else {
            mets.error(unreferenced, "fptr: " + group);
            mets.error(pointing, "fptr: " + group);
        }
    }

    /** A division with the name of a representation, or that points to a METS document of one. */
    private void representation(Division division) throws IOException {
        Element element = division.element;
        if (!IDS.containsKey(division.label())) {
            mets.id(element, "CSIP106");
        }
        String label = mets.required(element, "LABEL", "CSIP107");
        if (label != null && !isUse(label) && !isPathOf(label, division)) {
            mets.error("CSIP107", element, "LABEL=" + label + " ≠ fileGrp/@USE");
        }
        if (division.pointers.size() != 1
                && (!division.pointers.isEmpty() || folders.hasDocument(division.label()))) {
            mets.error("CSIP109", element, "mptr × " + division.pointers.size());
        }
        for (Element pointer : division.pointers) {
            if (!isOf(pointer.value("xlink:title"), REPRESENTATIONS)) {
                mets.error("CSIP108", pointer, "xlink:title=" + pointer.value("xlink:title"));
            }
        }
        if (division.isNamed() && !division.documents.isEmpty() && !isPathOf(label, division)) {
            mets.error("CSIP110", element, "LABEL=" + label + " ≠ " + division.documents);
        }
    }

    /** The name of the folder or, where its parts have groups of their own, the beginning of it. */
    private boolean isUse(String label) {
        return groupUse.values().stream()
                .anyMatch(use -> use.equals(label) || use.startsWith(label + "/"));
    }

    /** Whether the label is the path of the METS document that is pointed to, or of its folder. */
    private static boolean isPathOf(@Nullable String label, Division division) {
        String path = String.valueOf(label).toLowerCase(Locale.ROOT);
        return division.documents.stream()
                .map(document -> document.toLowerCase(Locale.ROOT))
                .anyMatch(document -> document.equals(path) || document.startsWith(path + "/"));
    }
}
