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

/** The one structural map that CSIP asks for: CSIP80 to CSIP112. */
final class StructMapRules {
    private static final String LABEL = "CSIP structMap";

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
        private final Set<String> fileIds = new HashSet<>();
        private final List<Element> pointers = new ArrayList<>();

        Division(Element element) {
            this.element = element;
            ids(element.value("CONTENTIDS"), fileIds);
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
                    ids(element.value("FILEID"), divisions.getLast().fileIds);
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
            mets.required(element, "LABEL", "CSIP86");
        } else if (depth == 1) {
            Division division = new Division(element);
            divisions.add(division);
            mets.id(
                    element,
                    switch (division.label()) {
                        case "Metadata" -> "CSIP89";
                        case "Documentation" -> "CSIP94";
                        case "Schemas" -> "CSIP98";
                        case "Representations" -> "CSIP102";
                        default -> "CSIP106";
                    });
        }
    }

    void end(Element element) {
        if (element.name().equals("div") && inside) {
            depth--;
        } else if (element.name().equals("structMap")) {
            inside = false;
        }
    }

    void finish(@Nullable String objectId) {
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
        if (main != null && objectId != null && main.value("LABEL") != null) {
            if (!objectId.equals(main.value("LABEL"))) {
                mets.error("CSIP86", main, main.value("LABEL") + " ≠ " + objectId);
            }
        }
        metadata();
        content("Documentation", "CSIP93", "CSIP96");
        content("Schemas", "CSIP97", "CSIP100");
        content("Representations", "CSIP101", "CSIP104");
        divisions.forEach(this::representation);
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

    private void content(String label, String missing, String pointing) {
        boolean hasGroup = groupUse.containsValue(label);
        List<Division> found = divisions.stream().filter(d -> d.label().equals(label)).toList();
        if (found.isEmpty()) {
            if (hasGroup) {
                mets.warn(missing, "LABEL=" + label);
            }
            return;
        }
        if (found.size() > 1) {
            mets.warn(missing, label + " × " + found.size());
        }
        for (Division division : found) {
            points(division, hasGroup, pointing);
        }
    }

    private void points(Division division, boolean hasGroup, String code) {
        if (hasGroup && division.fileIds.stream().noneMatch(groupUse::containsKey)) {
            mets.error(code, division.element, "CONTENTIDS / fptr@FILEID");
        }
    }

    private void representation(Division division) {
        String label = division.label();
        if (Set.of("Metadata", "Documentation", "Schemas", "Representations").contains(label)) {
            return;
        }
        if (division.element.value("LABEL") == null) {
            mets.error("CSIP107", division.element, "LABEL");
        }
        if (label.startsWith("Representations/") || !division.pointers.isEmpty()) {
            if (division.pointers.size() != 1) {
                mets.error("CSIP109", division.element, "mptr × " + division.pointers.size());
            }
            points(division, groupUse.containsValue(label), "CSIP108");
        }
    }
}
