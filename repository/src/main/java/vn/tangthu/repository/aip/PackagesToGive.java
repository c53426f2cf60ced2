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
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.SubmissionPackages;
import vn.tangthu.repository.UseOfRecords;

/**
 * The packages that are not kept (Thông tư 05/2025). SIP_hoso, Phụ lục III: {@code fileCode}
 * without the archive's prefix, the 21 fields of a document, no PREMIS. What only an AIP has a
 * field for (docOrdinal) the order of the documents tells; mục lục số stands in METS as {@code
 * altRecordID}, as in our AIPs. E-ARK SIP: the same descriptions in METS by the letter of E-ARK.
 * DIP, Phụ lục V: EAD.xml is the request, {@code arcDocCode} is the document's code after the
 * archive's.
 */
@Component
final class PackagesToGive implements SubmissionPackages {
    @Override
    public Described sip(Aip aip) {
        String objId = objId(aip.id() + "\nSIP_hoso\n" + aip.version());
        return described(aip, sipMetadata(aip), AipSchemas.SIP_FILES, MetsXml.Form.sip(objId));
    }

    @Override
    public Described earkSip(Aip aip) {
        String objId = objId(aip.id() + "\nE-ARK SIP\n" + aip.version());
        SortedMap<String, byte[]> schemas = new TreeMap<>(AipSchemas.SIP_FILES);
        schemas.remove(
                AipLayout.SCHEMAS + "METS.xsd"); // the circular's profile, stricter than E-ARK
        return described(aip, sipMetadata(aip), schemas, MetsXml.Form.eark(objId));
    }

    private static SortedMap<String, byte[]> sipMetadata(Aip aip) {
        SortedMap<String, byte[]> metadata = new TreeMap<>();
        metadata.put(AipLayout.EAD, EadXml.sipFile(aip.fileCode(), aip.description()));
        int place = 0;
        for (Aip.Document document : aip.documents()) {
            metadata.put(AipLayout.eadDoc(++place), EadXml.sipDocument(document.description()));
        }
        return metadata;
    }

    @Override
    public Described dip(Aip given, UseOfRecords use) {
        SortedMap<String, byte[]> metadata = new TreeMap<>();
        metadata.put(AipLayout.EAD, EadXml.use(use));
        StringBuilder of = new StringBuilder(given.id() + "\nDIP\n" + given.version());
        of.append('\n').append(use);
        int place = 0;
        for (Aip.Document document : given.documents()) {
            metadata.put(
                    AipLayout.eadDoc(++place),
                    EadXml.dipDocument(
                            arcDocCode(given, document.description()), document.description()));
            of.append('\n').append(document.id());
        }
        MetsXml.Form form = MetsXml.Form.dip(objId(of.toString()), use.issuedAt());
        return described(given, metadata, AipSchemas.DIP_FILES, form);
    }

    /** Mã cơ quan lưu trữ + docCode. */
    private static String arcDocCode(Aip aip, DocumentDescription document) {
        String arcFileCode = aip.description().arcFileCode();
        String docCode = document.docCode();
        if (docCode.startsWith(arcFileCode) || !arcFileCode.endsWith(aip.fileCode())) {
            return docCode;
        }
        return arcFileCode.substring(0, arcFileCode.length() - aip.fileCode().length()) + docCode;
    }

    private static Described described(
            Aip aip,
            SortedMap<String, byte[]> metadata,
            SortedMap<String, byte[]> schemas,
            MetsXml.Form form) {
        MetsXml mets = new MetsXml(aip, OcflAipStore.version(), form);
        Map<ContentFileId, Instant> created = new HashMap<>(); // with the first version
        metadata.put(AipLayout.REP_METS, mets.representation(metadata, created));
        metadata.put(AipLayout.METS, mets.root(metadata, schemas));
        metadata.putAll(schemas);
        return new Described(form.objId(), metadata);
    }

    /** Its own, so that it is told from the AIP; the same for the same. */
    private static String objId(String of) {
        return "uuid-"
                + AipLayout.upper(UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)));
    }
}
