package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private final Map<String, String> groupUse = new HashMap<>();
    private final Set<String> descriptive = new HashSet<>();
    private final Set<String> administrative = new HashSet<>();
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

        Division(Element element) {
            this.element = element;
        }

        boolean isRepresentation() {
            return !pointers.isEmpty() || label().startsWith(REPRESENTATIONS + "/");
        }

        String label() {
            return String.valueOf(element.value("LABEL"));
        }
    }

    StructMapRules(MetsReading mets) {
        this.mets = mets;
    }

    private static void ids(@Nullable String list, Set<String> to) {
        if (list != null) {
            to.addAll(Arrays.asList(list.strip().split("\\s+")));
        }
    }

    void metadataSection(String id, boolean isDescriptive) {
        (isDescriptive ? descriptive : administrative).add(id);
    }

    void fileGroup(String id, String use) {
        groupUse.put(id, use);
    }

    void start(Element element, String parent) throws IOException {
        switch (element.name()) {
            case "structMap" -> {
                anyMap = true;
                inside = element.is("LABEL", LABEL) && !found;
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
                    division(element);
                    depth++;
                }
            }
            case "fptr" -> {
                if (inside && !divisions.isEmpty()) {
                    divisions.getLast().files.add(element);
                }
            }
            case "mptr" -> {
                if (inside && parent.equals("div") && !divisions.isEmpty()) {
                    divisions.getLast().pointers.add(element);
                    mets.pointer(element, "CSIP112", "CSIP111");
                    mets.target(element, element, "CSIP110", "CSIP110", "CSIP110");
                    String href = element.value("xlink:href");
                    if (href != null) {
                        mets.representation(href);
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
            if (division.isRepresentation()) {
                representation(division);
            }
        }
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
        if (found.size() != 1) {
            mets.error("CSIP88", "Metadata × " + found.size());
            if (found.isEmpty()) {
                mets.error("CSIP90", "LABEL=Metadata");
            }
            return;
        }
        Element element = found.getFirst().element;
        unreferenced(element, "ADMID", "CSIP91", administrative);
        unreferenced(element, "DMDID", "CSIP92", descriptive);
    }

    private void unreferenced(Element element, String attribute, String code, Set<String> all) {
        Set<String> named = new HashSet<>();
        ids(element.value(attribute), named);
        for (String id : all) {
            if (!named.contains(id)) {
                mets.warn(code, element, attribute + ": " + id);
            }
        }
        for (String id : named) {
            if (!all.contains(id) && !id.isEmpty()) {
                mets.warn(code, element, attribute + ": " + id + "?");
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
        boolean elsewhere =
                label.equals(REPRESENTATIONS)
                        && divisions.stream().anyMatch(Division::isRepresentation);
        if (found.isEmpty() && hasGroup && !elsewhere) {
            mets.warn(missing, "LABEL=" + label);
        }
        if (found.size() > 1) {
            mets.warn(missing, label + " × " + found.size());
        }
        for (Division division : found) {
            if (division.files.isEmpty() && hasGroup) { // a MUST before 2.2
                if (mets.since(2)) {
                    mets.warn(unreferenced, division.element, "fptr");
                } else {
                    mets.error(unreferenced, division.element, "fptr");
                }
            }
            for (Element file : division.files) {
                if (!isOf(file.value("FILEID"), label)) {
                    mets.error(pointing, file, "FILEID=" + file.value("FILEID"));
                }
            }
        }
    }

    /** A division that points to the METS document of a representation. */
    private void representation(Division division) throws IOException {
        mets.id(division.element, "CSIP106");
        String label = mets.required(division.element, "LABEL", "CSIP107");
        if (label != null && !groupUse.containsValue(label)) {
            mets.error("CSIP107", division.element, "LABEL=" + label + " ≠ fileGrp/@USE");
        }
        if (division.pointers.size() != 1) {
            mets.error("CSIP109", division.element, "mptr × " + division.pointers.size());
        }
        for (Element pointer : division.pointers) {
            if (!isOf(pointer.value("xlink:title"), REPRESENTATIONS)) {
                mets.error("CSIP108", pointer, "xlink:title=" + pointer.value("xlink:title"));
            }
        }
    }
}
