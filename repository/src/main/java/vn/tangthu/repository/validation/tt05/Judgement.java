package vn.tangthu.repository.validation.tt05;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.xml.stream.XMLStreamException;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Xml;
import vn.tangthu.repository.validation.tt05.Evidence.Reference;

/** Matches what METS, PREMIS and the descriptions say with the bytes, a part at a time. */
final class Judgement {
    private final PackageFiles files;
    private final PackageKind kind;
    private final String fileCode;
    private final String fondsCode;
    private final boolean allNamed;
    private final Report report;
    private final Evidence evidence;
    private final LongAdder pages = new LongAdder();
    private final LongAdder pagesUnknown = new LongAdder();

    /**
     * @param fileCode of EAD.xml, empty without one
     * @param allNamed whether both METS documents were read, so that what none names can be told
     */
    Judgement(
            PackageFiles files,
            PackageKind kind,
            String fileCode,
            String fondsCode,
            boolean allNamed,
            Report report,
            Evidence evidence) {
        this.files = files;
        this.kind = kind;
        this.fileCode = fileCode;
        this.fondsCode = fondsCode;
        this.allNamed = allNamed;
        this.report = report;
        this.evidence = evidence;
    }

    /** Pages of all documents together; -1 when one does not tell. */
    long pages() {
        return pagesUnknown.sum() > 0 ? -1 : pages.sum();
    }

    void files(HashCrew crew) throws IOException {
        evidence.files.read(in -> part(in, crew));
        crew.await();
    }

    private void part(DataInputStream in, HashCrew crew) throws IOException {
        Map<String, List<Reference>> references = new HashMap<>();
        Map<String, Item> present = new HashMap<>();
        for (int what = in.read(); what >= 0; what = in.read()) {
            String path = Evidence.text(in);
            if (what == Evidence.PRESENT) {
                if (present.put(path, Evidence.readItem(path, in)) != null) {
                    Tt05Code.PATH_TWICE.tell(report, path);
                }
            } else {
                references
                        .computeIfAbsent(path, any -> new ArrayList<>(1))
                        .add(Evidence.readReference(in));
            }
        }
        for (Map.Entry<String, List<Reference>> entry : references.entrySet()) {
            if (!present.containsKey(entry.getKey())) {
                for (Reference one : entry.getValue()) {
                    Tt05Code.FILE_MISSING.tell(report, entry.getKey(), one.mets());
                }
            }
        }
        for (Item item : present.values()) {
            List<Reference> named = references.getOrDefault(item.path(), List.of());
            crew.submit(() -> judge(item, named));
        }
    }

    private void judge(Item item, List<Reference> references) {
        String path = item.path();
        if (references.isEmpty()
                && allNamed
                && !path.equals(Layout.METS)
                && !Layout.isSystemFile(path)
                && !Layout.isFetch(path)) {
            (Layout.isEssential(path)
                            ? Tt05Code.FILE_UNREFERENCED
                            : Tt05Code.FILE_UNREFERENCED_BESIDE)
                    .tell(report, path);
        }
        Set<String> documents = new HashSet<>();
        for (Reference one : references) {
            if (!documents.add(one.mets())) {
                Tt05Code.REFERENCE_TWICE.tell(report, path);
            }
            if (one.size() >= 0 && one.size() != item.size()) {
                Tt05Code.SIZE_WRONG.tell(
                        report, path, one.mets(), "" + one.size(), "" + item.size());
            }
        }
        try {
            digests(item, references);
            if (Layout.isDocument(path)) {
                document(item);
            } else if (Layout.isFetch(path)) {
                FetchRules.judge(files, item, kind, fondsCode, report);
            }
        } catch (IOException e) {
            Tt05Code.UNREADABLE.tell(report, path, String.valueOf(e.getMessage()));
        }
        if (path.startsWith(Layout.DATA)
                && !fileCode.isEmpty()
                && !kind.isLoose()
                && !Layout.isSystemFile(path)
                && !Layout.isFetch(path)
                && !Layout.fileName(path).startsWith(fileCode)) {
            // an AIP's files may keep the code without the archive's prefix
            String own = fileCode.replaceFirst("^[^.]+\\.", "");
            if (!kind.isAip() || !Layout.fileName(path).startsWith(own)) {
                Tt05Code.DATA_NAME.tell(report, path, fileCode);
            }
        }
    }

    private void digests(Item item, List<Reference> references) throws IOException {
        List<String> algorithms =
                references.stream()
                        .filter(one -> one.digest().length > 0)
                        .map(Reference::algorithm)
                        .distinct()
                        .toList();
        byte[] head;
        Digests.Read read;
        try (BufferedInputStream in =
                new BufferedInputStream(files.open(item), FileType.HEAD_BYTES * 16)) {
            in.mark(FileType.HEAD_BYTES);
            head = in.readNBytes(FileType.HEAD_BYTES);
            if (algorithms.isEmpty()) {
                mimeTypes(item.path(), references, head);
                return;
            }
            in.reset();
            read = Digests.read(in, algorithms);
        }
        report.read(read.length());
        for (Reference one : references) {
            int at = algorithms.indexOf(one.algorithm());
            if (at >= 0
                    && one.digest().length > 0
                    && !Arrays.equals(read.bytes().get(at), one.digest())) {
                Tt05Code.CHECKSUM_WRONG.tell(report, item.path(), one.mets(), one.algorithm());
            }
        }
        mimeTypes(item.path(), references, head);
    }

    private void mimeTypes(String path, List<Reference> references, byte[] head) {
        if (!path.startsWith(Layout.DATA)) {
            return;
        }
        Set<String> told = new HashSet<>();
        for (Reference one : references) {
            if (one.mimeType().isEmpty() || !told.add(one.mimeType())) {
                continue;
            }
            String instead = FileType.contradiction(one.mimeType(), head);
            if (instead != null) {
                Tt05Code.MIMETYPE_WRONG.tell(report, path, one.mimeType(), instead);
            } else if (!FileType.isListed(one.mimeType())) {
                Tt05Code.FORMAT_NOT_LISTED.tell(report, path, one.mimeType());
            }
        }
    }

    private void document(Item item) throws IOException {
        String path = item.path();
        Description description;
        try (InputStream in = files.open(item)) {
            description = Description.read(in);
        } catch (XMLStreamException e) {
            Tt05Code.XML.tell(report, path, Xml.message(e));
            pagesUnknown.increment();
            return;
        }
        new FieldRules(report, kind, path, description)
                .judge(Tables.ofDocument(kind, Layout.fileName(path)));
        String number = description.value("numberOfPage");
        if (number != null && number.matches("[0-9]{1,9}")) {
            pages.add(Long.parseLong(number));
        } else {
            pagesUnknown.increment();
        }
        String code = description.value(kind == PackageKind.DIP ? "arcDocCode" : "docCode");
        if (code != null) {
            evidence.code(Tt05Code.DOC_CODE_TWICE, code, path);
            if (!code.matches("(?s).+\\.[0-9]{7}")
                    || !kind.isAip()
                            && kind != PackageKind.DIP
                            && !fileCode.isEmpty()
                            && !code.startsWith(fileCode + ".")) {
                Tt05Code.DOC_CODE.tell(report, path, FieldRules.shown(code));
            }
        }
        String id = description.value("docId");
        if (id != null) {
            evidence.code(Tt05Code.DOC_ID_TWICE, id, path);
        }
        String ordinal = description.value("docOrdinal");
        if (ordinal != null) {
            evidence.code(Tt05Code.ORDINAL_TWICE, ordinal.replaceFirst("^0+(?=.)", ""), path);
        }
        String own = description.value("arcFileCode");
        if (own != null && kind.isAip() && !fileCode.isEmpty() && !own.equals(fileCode)) {
            Tt05Code.FILE_CODE_DIFFERS.tell(report, path, FieldRules.shown(own), fileCode);
        }
    }

    /** Ids of METS documents: each once, each that is named there, description and file linked. */
    void ids() throws IOException {
        evidence.ids.read(
                in -> {
                    Map<String, String> defined = new HashMap<>();
                    Map<String, String[]> used = new HashMap<>();
                    Set<String> linked = new HashSet<>();
                    for (int what = in.read(); what >= 0; what = in.read()) {
                        String mets = Evidence.text(in);
                        String id = Evidence.text(in);
                        String more = Evidence.text(in);
                        String key = mets + "\n" + id;
                        switch (what) {
                            case Evidence.DEFINED -> {
                                if (defined.put(key, more) != null) {
                                    Tt05Code.ID_TWICE.tell(report, mets, id);
                                }
                            }
                            case Evidence.USED -> used.put(key, new String[] {mets, more, id});
                            default -> linked.add(key);
                        }
                    }
                    for (Map.Entry<String, String[]> use : used.entrySet()) {
                        if (!defined.containsKey(use.getKey())) {
                            String[] what = use.getValue();
                            Tt05Code.POINTER.tell(report, what[0], what[1], what[2]);
                        }
                    }
                    for (Map.Entry<String, String> one : defined.entrySet()) {
                        if (!one.getValue().isEmpty() && !linked.contains(one.getKey())) {
                            (Layout.isDocument(one.getValue())
                                            ? Tt05Code.DOC_UNLINKED
                                            : Tt05Code.DATA_UNLINKED)
                                    .tell(report, one.getValue());
                        }
                    }
                });
    }

    private record Stated(String path, long size, String algorithm, byte[] digest) {}

    /** What PREMIS says of files against METS. */
    void objects() throws IOException {
        evidence.objects.read(
                in -> {
                    Map<String, Stated> mets = new HashMap<>();
                    Map<String, Stated> premis = new HashMap<>();
                    for (int what = in.read(); what >= 0; what = in.read()) {
                        String key = Evidence.text(in);
                        Stated stated =
                                new Stated(
                                        Evidence.text(in),
                                        in.readLong(),
                                        Evidence.text(in),
                                        in.readNBytes(in.readInt()));
                        (what == Evidence.METS_FILE ? mets : premis).put(key, stated);
                    }
                    for (Map.Entry<String, Stated> one : premis.entrySet()) {
                        Stated file = mets.remove(one.getKey());
                        if (file == null) {
                            Tt05Code.PREMIS_FILE_UNKNOWN.tell(
                                    report, one.getValue().path(), one.getKey());
                        } else {
                            compare(file, one.getValue());
                        }
                    }
                    for (Stated file : mets.values()) {
                        Tt05Code.PREMIS_FILE_MISSING.tell(report, file.path());
                    }
                });
    }

    private void compare(Stated file, Stated premis) {
        if (premis.size() >= 0 && file.size() >= 0 && premis.size() != file.size()) {
            Tt05Code.PREMIS_SIZE.tell(
                    report, premis.path(), file.path(), "" + premis.size(), "" + file.size());
        }
        if (premis.algorithm().equals(file.algorithm())
                && file.digest().length > 0
                && !Arrays.equals(premis.digest(), file.digest())) {
            Tt05Code.PREMIS_DIGEST.tell(report, premis.path(), file.path());
        }
    }

    /** Codes that two documents have. */
    void codes() throws IOException {
        evidence.codes.read(
                in -> {
                    Set<String> seen = new HashSet<>();
                    for (int what = in.read(); what >= 0; what = in.read()) {
                        Tt05Code twice = Tt05Code.values()[in.readInt()];
                        String value = Evidence.text(in);
                        String path = Evidence.text(in);
                        if (!seen.add(twice + "\n" + value)) {
                            twice.tell(report, path, FieldRules.shown(value));
                        }
                    }
                });
    }
}
