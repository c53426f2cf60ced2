package vn.tangthu.repository.aip;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.SubmissionPackages;

/**
 * SIP_hoso (Thông tư 05/2025, Phụ lục III): {@code fileCode} without the archive's prefix, the 21
 * fields of a document, no PREMIS. What only an AIP has a field for (docOrdinal) the order of the
 * documents tells; mục lục số stands in METS as {@code altRecordID}, as in our AIPs.
 */
@Component
final class SipHoso implements SubmissionPackages {
    @Override
    public Described sip(Aip aip) {
        SortedMap<String, byte[]> metadata = new TreeMap<>();
        metadata.put(AipLayout.EAD, EadXml.sipFile(aip.fileCode(), aip.description()));
        int place = 0;
        for (Aip.Document document : aip.documents()) {
            metadata.put(AipLayout.eadDoc(++place), EadXml.sipDocument(document.description()));
        }
        MetsXml mets = new MetsXml(aip, OcflAipStore.version(), MetsXml.Form.sip(objId(aip)));
        Map<ContentFileId, Instant> created = new HashMap<>(); // with the first version
        metadata.put(AipLayout.REP_METS, mets.representation(metadata, created));
        metadata.put(AipLayout.METS, mets.root(metadata, AipSchemas.SIP_FILES));
        metadata.putAll(AipSchemas.SIP_FILES);
        return new Described(objId(aip), metadata);
    }

    /** Its own, so that it is told from the AIP; the same for the same version. */
    private static String objId(Aip aip) {
        String of = aip.id() + "\nSIP_hoso\n" + aip.version();
        return "uuid-"
                + AipLayout.upper(UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)));
    }
}
