package vn.tangthu.repository.validation.tt05;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.PackageFiles.Trouble;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Xml;

/** Judges a package of the circular, a folder or an archive that is read where it lies. */
public final class Tt05Validator {
    private final Report report;
    private final int threads;
    private final Progress progress;
    private final Contents contents = new Contents();
    private boolean described;
    private long files;

    public Tt05Validator(Report report, int threads, Progress progress) {
        this.report = report;
        this.threads = threads;
        this.progress = progress;
    }

    /** Whether a folder or archive is such a package: its EAD.xml is a flat list of fields. */
    public static boolean recognises(Path path) {
        try (PackageFiles files = PackageFiles.of(path)) {
            Item[] found = new Item[2];
            files.list(
                    (what, where, detail) -> {},
                    item -> {
                        if (item.path().equals(Layout.EAD)) {
                            found[0] = item;
                        } else if (item.path().equals(Layout.METS)) {
                            found[1] = item;
                        }
                    });
            if (found[0] == null || found[1] == null) {
                return false;
            }
            try (InputStream in = files.open(found[0])) {
                return root(in).equals(Description.ROOT);
            }
        } catch (IOException | XMLStreamException e) {
            return false;
        }
    }

    private static String root(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = Xml.reader(in);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
        }
        return "";
    }

    public void validate(Path path) throws IOException {
        try (PackageFiles source = PackageFiles.of(path);
                Evidence evidence = new Evidence();
                HashCrew crew = new HashCrew(threads)) {
            boolean[] refused = new boolean[1];
            source.list(
                    (what, where, detail) -> refused[0] |= trouble(what, where, detail),
                    item -> {
                        if (!item.directory()) {
                            report.file();
                            evidence.present(item);
                            progress.at(Progress.Phase.CHECK, ++files, -1);
                        }
                        contents.item(item, report);
                    });
            if (!refused[0]) {
                judge(path, source, evidence, crew);
            }
        }
    }

    /** Whether nothing more can be said. */
    private boolean trouble(Trouble what, String path, String detail) {
        Tt05Code code =
                switch (what) {
                    case LINK, SPECIAL -> Tt05Code.LINK;
                    case UNREADABLE, TOO_DEEP -> Tt05Code.UNREADABLE;
                    case OUTSIDE -> Tt05Code.PATH_OUTSIDE;
                    case DAMAGED -> Tt05Code.ARCHIVE_DAMAGED;
                    case BOMB -> Tt05Code.ARCHIVE_BOMB;
                    case STRAY -> Tt05Code.ARCHIVE_STRAY;
                    case FLAT -> Tt05Code.ARCHIVE_FLAT;
                };
        code.tell(report, path, detail);
        return what == Trouble.DAMAGED || what == Trouble.BOMB;
    }

    private void judge(Path path, PackageFiles source, Evidence evidence, HashCrew crew)
            throws IOException {
        Description description = description(source);
        PackageKind kind = PackageKind.of(description.values().keySet(), declaredType(source));
        contents.judge(kind, report);
        MetsHeader header = mets(Layout.METS, source, kind, evidence);
        MetsHeader inner = mets(Layout.REP_METS, source, kind, evidence);
        if (header != null) {
            names(path, source, kind, header);
        }
        if (described) {
            new FieldRules(report, kind, Layout.EAD, description).judge(Tables.ofPackage(kind));
        }
        String code = description.value(kind.isAip() ? "arcFileCode" : "fileCode");
        Judgement judgement =
                new Judgement(
                        source,
                        kind,
                        code == null ? "" : code,
                        header == null ? "" : header.fondsCode(),
                        header != null && header.isWhole() && inner != null && inner.isWhole(),
                        report,
                        evidence);
        if (kind.isAip()) {
            premis(source, evidence, description);
        }
        judgement.files(crew);
        judgement.ids();
        if (kind.isAip() && contents.fixed(Layout.REP_PREMIS) != null) {
            judgement.objects();
        }
        judgement.codes();
        totals(kind, description, judgement);
    }

    private Description description(PackageFiles source) throws IOException {
        Item item = contents.fixed(Layout.EAD);
        if (item != null) {
            try (InputStream in = source.open(item)) {
                Description read = Description.read(in);
                described = true;
                return read;
            } catch (XMLStreamException e) {
                Tt05Code.XML.tell(report, Layout.EAD, Xml.message(e));
            } catch (IOException e) {
                Tt05Code.UNREADABLE.tell(report, Layout.EAD, String.valueOf(e.getMessage()));
            }
        }
        return new Description(new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    /** csip:OAISPACKAGETYPE, to know what is meant where the description does not tell. */
    private String declaredType(PackageFiles source) throws IOException {
        Item item = contents.fixed(Layout.METS);
        if (item == null) {
            return "";
        }
        try (InputStream in = source.open(item)) {
            XMLStreamReader xml = Xml.reader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("metsHdr")) {
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        if (xml.getAttributeLocalName(i).equals("OAISPACKAGETYPE")) {
                            return xml.getAttributeValue(i);
                        }
                    }
                    return "";
                }
            }
        } catch (XMLStreamException | IOException e) {
            return ""; // told when it is judged
        }
        return "";
    }

    private @Nullable MetsHeader mets(
            String path, PackageFiles source, PackageKind kind, Evidence evidence)
            throws IOException {
        Item item = contents.fixed(path);
        if (item == null) {
            return null;
        }
        try (InputStream in = source.open(item)) {
            return new MetsRules(path, kind, report, evidence).read(in);
        }
    }

    private void names(Path path, PackageFiles source, PackageKind kind, MetsHeader header) {
        String id = header.objectId();
        if (id == null) {
            return;
        }
        String folder = id.replace(':', '_');
        if (!source.name().isEmpty()
                && !source.name().equals("content") // of a stored object
                && !source.name().equalsIgnoreCase(folder)
                && !source.name().equals(id)) {
            Tt05Code.FOLDER_NAME.tell(report, "", source.name(), id);
        }
        if (source.archive() && kind.isSip()) {
            String name = String.valueOf(path.getFileName());
            if (!name.matches(
                    "(?i)\\[?[0-9]*\\]?[ _.-]*\\[?"
                            + java.util.regex.Pattern.quote(folder)
                            + "\\]?\\.(zip|tar)")) {
                Tt05Code.ARCHIVE_NAME.tell(report, "", name, id);
            }
        }
    }

    private void premis(PackageFiles source, Evidence evidence, Description description)
            throws IOException {
        int events = 0;
        Set<String> types = new HashSet<>();
        boolean both = true;
        for (String path : new String[] {Layout.PREMIS, Layout.REP_PREMIS}) {
            Item item = contents.fixed(path);
            both &= item != null;
            if (item != null) {
                PremisRules rules = new PremisRules(path, report, evidence);
                try (InputStream in = source.open(item)) {
                    types.addAll(rules.read(in));
                }
                events += rules.events();
            }
        }
        if (!both) {
            return;
        }
        if (events == 0) {
            Tt05Code.PREMIS_EVENT.tell(report, Layout.PREMIS);
        } else if (!types.contains("information package creation")) {
            Tt05Code.PREMIS_EVENT_CREATION.tell(report, Layout.PREMIS);
        }
        if ("02".equals(description.value("confidenceLevel")) && !types.contains("transfer")) {
            Tt05Code.PREMIS_EVENT_TRANSFER.tell(report, Layout.PREMIS);
        }
    }

    private void totals(PackageKind kind, Description description, Judgement judgement) {
        String documents = description.value("totalDoc");
        if (documents != null
                && documents.matches("[0-9]{1,10}")
                && Long.parseLong(documents) != contents.documents()) {
            (kind.isAip() ? Tt05Code.TOTAL_DOCUMENTS_STORED : Tt05Code.TOTAL_DOCUMENTS)
                    .tell(report, Layout.EAD, documents, "" + contents.documents());
        }
        String pages = description.value("numberOfPage");
        if (pages != null
                && pages.matches("[0-9]{1,10}")
                && contents.documents() > 0
                && judgement.pages() >= 0
                && Long.parseLong(pages) != judgement.pages()) {
            Tt05Code.TOTAL_PAGES.tell(report, Layout.EAD, pages, "" + judgement.pages());
        }
    }
}
