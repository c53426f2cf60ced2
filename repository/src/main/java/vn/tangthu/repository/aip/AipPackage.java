package vn.tangthu.repository.aip;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.RecordVersion;

/**
 * The metadata files of a version of a package as bytes. The same AIP gives the same bytes, so that
 * an interrupted store finds again what it has written.
 */
final class AipPackage {

    private AipPackage() {}

    /**
     * @param addedIn the version that each content file came with
     * @return METS, EAD, PREMIS and schemas by logical path
     */
    static SortedMap<String, byte[]> render(
            Aip aip, String softwareVersion, Map<ContentFileId, Integer> addedIn) {
        SortedMap<String, byte[]> metadata = new TreeMap<>();
        metadata.put(AipLayout.EAD, EadXml.file(aip.description()));
        int place = 0;
        for (Aip.Document document : aip.documents()) {
            metadata.put(
                    AipLayout.eadDoc(++place),
                    EadXml.document(aip.description().arcFileCode(), document.description()));
        }
        metadata.put(
                AipLayout.REP_PREMIS, RepresentationPremis.write(aip, softwareVersion, addedIn));
        metadata.put(AipLayout.PREMIS, FilePremis.write(aip, softwareVersion));
        MetsXml mets = new MetsXml(aip, softwareVersion);
        metadata.put(AipLayout.REP_METS, mets.representation(metadata, createdAt(aip, addedIn)));
        metadata.put(AipLayout.METS, mets.root(metadata, AipSchemas.FILES));
        metadata.putAll(AipSchemas.FILES);
        return metadata;
    }

    private static Map<ContentFileId, Instant> createdAt(
            Aip aip, Map<ContentFileId, Integer> addedIn) {
        Map<Integer, Instant> versions = new HashMap<>();
        for (RecordVersion version : aip.history()) {
            versions.put(version.number(), version.createdAt());
        }
        Map<ContentFileId, Instant> created = new HashMap<>();
        addedIn.forEach(
                (file, version) -> {
                    Instant at = versions.get(version);
                    if (at != null) {
                        created.put(file, at);
                    }
                });
        return created;
    }
}
