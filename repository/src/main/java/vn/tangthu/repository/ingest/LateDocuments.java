package vn.tangthu.repository.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.storage.Digest;

/**
 * Documents that were delivered for a kept hồ sơ. They go to its end; a code that another document
 * has gives way to the next one, as an archivist's late document takes the next.
 */
final class LateDocuments {
    private LateDocuments() {}

    /** Those that the hồ sơ does not have yet: with other bytes, or described otherwise. */
    static List<ValidDocument> missing(Aip head, ValidRecord delivered) {
        return delivered.documents().stream()
                .filter(document -> kept(head, document).isEmpty())
                .toList();
    }

    /** Whether it has them all, and none of them is one that nobody outside may know of. */
    static boolean hasAllAndMayTell(Aip head, ValidRecord delivered) {
        return delivered.documents().stream()
                .allMatch(
                        document ->
                                kept(head, document)
                                        .filter(d -> d.rights().access() != Access.HIDDEN)
                                        .isPresent());
    }

    private static Optional<Aip.Document> kept(Aip head, ValidDocument delivered) {
        List<Digest> bytes = delivered.files().stream().map(ValidFile::sha512).toList();
        return head.documents().stream()
                .filter(
                        document ->
                                document.files().stream()
                                        .map(ContentFile::sha512)
                                        .toList()
                                        .equals(bytes))
                .filter(
                        document ->
                                at(delivered.description(), document.description())
                                        .equals(document.description()))
                .findFirst();
    }

    /** With code and place of the other. */
    private static DocumentDescription at(DocumentDescription one, DocumentDescription other) {
        return at(one, other.docCode(), other.docOrdinal());
    }

    private static DocumentDescription at(DocumentDescription d, String code, int ordinal) {
        return new DocumentDescription(
                code,
                ordinal,
                d.typeName(),
                d.codeNumber(),
                d.codeNotation(),
                d.issuedDate(),
                d.organName(),
                d.subject(),
                d.languages(),
                d.numberOfPage(),
                d.inforSign(),
                d.keyword(),
                d.mode(),
                d.confidenceLevel(),
                d.autograph(),
                d.format(),
                d.process(),
                d.description(),
                d.docId(),
                d.maintenance(),
                d.riskRecovery(),
                d.riskRecoveryStatus());
    }

    /**
     * The documents as they will stand in the hồ sơ.
     *
     * @param renamed codes that gave way, with those that took their place
     */
    record Placed(List<DocumentDescription> descriptions, Map<String, String> renamed) {}

    static Placed place(Aip head, List<ValidDocument> documents) {
        Map<String, String> taken = new HashMap<>();
        int ordinal = 0;
        long number = 0;
        for (Aip.Document document : head.documents()) {
            DocumentDescription d = document.description();
            taken.put(d.docCode().toLowerCase(Locale.ROOT), d.docCode());
            ordinal = Math.max(ordinal, d.docOrdinal());
            number = Math.max(number, numberOf(d.docCode()));
        }
        for (ValidDocument document : documents) {
            number = Math.max(number, numberOf(document.description().docCode()));
        }
        List<DocumentDescription> placed = new ArrayList<>();
        Map<String, String> renamed = new HashMap<>();
        for (ValidDocument document : documents) {
            String code = document.description().docCode();
            if (taken.containsKey(code.toLowerCase(Locale.ROOT))) {
                String next = head.fileCode() + String.format(Locale.ROOT, ".%07d", ++number);
                renamed.put(code, next);
                code = next;
            }
            taken.put(code.toLowerCase(Locale.ROOT), code);
            placed.add(at(document.description(), code, ++ordinal));
        }
        return new Placed(placed, renamed);
    }

    /** 0 for a code that does not end in a number. */
    private static long numberOf(String code) {
        String tail = code.substring(code.lastIndexOf('.') + 1);
        return tail.matches("[0-9]{1,17}") ? Long.parseLong(tail) : 0;
    }
}
