package vn.tangthu.repository.aip;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.aip.ocfl.Inventory;

/** Reads a version of a package back from its metadata files. */
final class AipReading {

    /** The bytes at a logical path, which were matched against the inventory. */
    interface Files {
        byte[] at(String path) throws IOException;
    }

    private AipReading() {}

    static Aip read(AipId id, Inventory inventory, Files files) throws IOException {
        try {
            return readWhole(id, inventory, files);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("The metadata of " + id.urn() + " cannot be read", e);
        }
    }

    private static Aip readWhole(AipId id, Inventory inventory, Files files) throws IOException {
        XmlNode mets = parse(files, AipLayout.METS);
        if (!AipLayout.objId(id.value()).equals(mets.attribute("OBJID"))) {
            throw new IOException("METS.xml of " + id.urn() + " is of another package");
        }
        MetsXml.Header header = MetsXml.readHeader(mets);
        FilePremis.Read premis = FilePremis.read(parse(files, AipLayout.PREMIS));
        Map<ContentFileId, String> paths = MetsXml.readFiles(parse(files, AipLayout.REP_METS));
        List<Aip.Document> documents = new ArrayList<>();
        for (RepresentationPremis.ReadDocument told :
                RepresentationPremis.read(parse(files, AipLayout.REP_PREMIS))) {
            String path = AipLayout.eadDoc(documents.size() + 1);
            List<ContentFile> content = new ArrayList<>();
            for (RepresentationPremis.ReadFile file : told.files()) {
                content.add(contentFile(told.id(), file, paths.get(file.id()), inventory));
            }
            documents.add(
                    new Aip.Document(
                            told.id(),
                            EadXml.readDocument(path, files.at(path), told.more()),
                            told.rights(),
                            content));
        }
        return new Aip(
                id,
                header.fonds(),
                header.fondsCode(),
                header.seriesCode(),
                header.fileCode(),
                EadXml.readFile(AipLayout.EAD, files.at(AipLayout.EAD)),
                premis.rights(),
                documents,
                premis.origins(),
                history(inventory, premis.kinds()));
    }

    private static ContentFile contentFile(
            DocumentId document,
            RepresentationPremis.ReadFile file,
            @Nullable String path,
            Inventory inventory)
            throws IOException {
        if (path == null
                || !file.sha512().hex().equals(inventory.headVersion().state().get(path))) {
            throw new IOException(
                    "PREMIS, METS and inventory do not say the same of file " + file.id());
        }
        ContentFile whole =
                new ContentFile(
                        file.id(),
                        path,
                        file.originalName(),
                        file.mimeType(),
                        file.size(),
                        file.pages(),
                        file.sha512(),
                        file.sha256(),
                        null,
                        null,
                        file.virus(),
                        file.format(),
                        file.checks());
        PageProperties.Range range = file.part();
        return range == null
                ? whole.with(file.scan())
                : whole.part(document, range.from(), range.to(), file.scan());
    }

    private static List<RecordVersion> history(Inventory inventory, List<RecordVersion.Kind> kinds)
            throws IOException {
        List<RecordVersion> history = new ArrayList<>();
        for (RecordVersion version : history(inventory)) {
            if (version.number() > kinds.size()) {
                throw new IOException("PREMIS.xml does not tell of version " + version.number());
            }
            history.add(version.as(kinds.get(version.number() - 1)));
        }
        return history;
    }

    /** As the inventory tells it, which does not know what sort of change made a version. */
    static List<RecordVersion> history(Inventory inventory) {
        List<RecordVersion> history = new ArrayList<>();
        for (Inventory.Version version : inventory.versions()) {
            history.add(
                    new RecordVersion(
                            history.size() + 1,
                            version.created().toInstant(),
                            version.user(),
                            version.message()));
        }
        return history;
    }

    private static XmlNode parse(Files files, String path) throws IOException {
        return XmlNode.parse(path, files.at(path));
    }
}
