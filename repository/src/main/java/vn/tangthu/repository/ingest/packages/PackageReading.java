package vn.tangthu.repository.ingest.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.lists.DescribedFields;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.SipDocument;
import vn.tangthu.repository.ingest.lists.SipRecord;

/** Reads one package: what its descriptions say, and which files are whose. */
public final class PackageReading {
    private static final Pattern NUMBER_AT_END = Pattern.compile("(.*?)(\\d{1,18})");
    private static final int LONGEST_NOTE = 500;

    /** Fields of pictures and recordings under the names that documents have for them. */
    private static final Map<String, String> ALIKE =
            Map.of(
                    "imageTitle", "subject",
                    "movieTitle", "subject",
                    "photoTime", "issuedDate",
                    "recordDate", "issuedDate");

    /** Fields that documents have no place for, as they are told in the note. */
    private static final Map<String, String> NOTED = new LinkedHashMap<>();

    static {
        NOTED.put("eventName", "Sự kiện");
        NOTED.put("photographer", "Người chụp");
        NOTED.put("photoPlace", "Nơi chụp");
        NOTED.put("recorder", "Người ghi");
        NOTED.put("recordPlace", "Nơi ghi");
        NOTED.put("archivesNumber", "Số lưu trữ");
        NOTED.put("playTime", "Thời lượng");
        NOTED.put("filmSize", "Cỡ phim");
        NOTED.put("docAttached", "Tài liệu đi kèm");
    }

    private final DeliveredPackage from;
    private final Set<String> files;
    private final int most;
    private final FindingSink findings;
    private final DescribedFields rows;
    private @Nullable SenderMets root;
    private @Nullable SenderMets inner;
    private Map<String, String> fields = Map.of();
    private Map<String, List<String>> referred = Map.of();

    /**
     * @param files all that lie in it, by their paths in it
     */
    public PackageReading(
            DeliveredPackage from, Set<String> files, int most, FindingSink findings) {
        this.from = from;
        this.files = files;
        this.most = most;
        this.findings = findings;
        this.rows = new DescribedFields(findings);
    }

    /** OBJID as written; empty where it cannot be read. */
    public String objectId() {
        return root == null ? "" : root.objectId();
    }

    /** SHA-256 as the METS of the representation says it, by path in the package. */
    public Map<String, String> sha256() {
        Map<String, String> sums = new HashMap<>();
        if (inner != null) {
            inner.sums()
                    .forEach(
                            (path, sum) -> {
                                if (sum.algorithm().replace("-", "").equalsIgnoreCase("SHA256")) {
                                    sums.put(path, sum.hex());
                                }
                            });
        }
        return sums;
    }

    /** Which of the circular's packages it is. */
    public Kind kind() {
        boolean loose =
                fields.containsKey("source")
                        && !fields.containsKey("maintenance")
                        && !fields.containsKey("startDate");
        String type = root == null ? "" : root.type();
        if (fields.containsKey("requestID") || fields.containsKey("requestDate")) {
            return Kind.DIP;
        }
        boolean aip =
                fields.containsKey("arcFileCode")
                        || !fields.containsKey("fileCode") && type.equals("AIP");
        if (loose) {
            return aip ? Kind.AIP_TAILIEU : Kind.SIP_TAILIEU;
        }
        return aip ? Kind.AIP_HOSO : Kind.SIP_HOSO;
    }

    /** The circular's packages. */
    public enum Kind {
        SIP_HOSO,
        AIP_HOSO,
        SIP_TAILIEU,
        AIP_TAILIEU,
        DIP;

        /** Without a hồ sơ of its own. */
        public boolean isLoose() {
            return this == SIP_TAILIEU || this == AIP_TAILIEU;
        }

        /** As the circular writes it. */
        public String word() {
            return this == DIP
                    ? name()
                    : name().substring(0, 4) + name().substring(4).toLowerCase(Locale.ROOT);
        }
    }

    /** Reads what is of the package as a whole; false when there is nothing to go by. */
    public boolean open() throws IOException {
        root = mets(DeliveredPackage.METS, "");
        inner = mets(DeliveredPackage.REP_METS, DeliveredPackage.REP);
        Map<String, String> read = flat(DeliveredPackage.EAD);
        fields = read == null ? Map.of() : read;
        return root != null && read != null;
    }

    /**
     * What documents have in the place of files that only refer to them.
     *
     * @param names as files of the delivery are called, by the path of the file that refers
     */
    public void refersTo(Map<String, List<String>> names) {
        referred = Map.copyOf(names);
    }

    /** Mã phông as METS has it; empty where it has none. */
    public String fondsCode() {
        return root == null ? "" : root.fondsCode();
    }

    /** Of the hồ sơ that it is, or that its documents are for; as written, empty without one. */
    public String code() {
        String code = fields.getOrDefault("fileCode", "").strip();
        return code.isEmpty() ? fields.getOrDefault("arcFileCode", "").strip() : code;
    }

    /**
     * Its hồ sơ; the place of it is the package's name. Its counts, where they are right for the
     * package, grow by those of documents that come to it beside.
     */
    public SipRecord record(List<PackageReading> beside) throws IOException {
        Map<String, String> row = new LinkedHashMap<>(fields);
        if (!beside.isEmpty()) {
            Counts all = counts();
            for (PackageReading each : beside) {
                all = all.plus(each.counts());
            }
            if (row.getOrDefault("totalDoc", "").strip().equals("" + counts().documents())) {
                put(row, "totalDoc", "" + all.documents());
            }
            if (row.containsKey("numberOfPage")) {
                put(row, "numberOfPage", all.pages() < 0 ? "" : "" + all.pages());
            }
        }
        return record(row);
    }

    /** The hồ sơ that loose documents are for: only its code is known here. */
    public SipRecord keptRecord() {
        Map<String, String> row = new LinkedHashMap<>();
        for (String field : List.of("fileCode", "arcFileCode", "title", "description")) {
            put(row, field, fields.getOrDefault(field, ""));
        }
        row.put("maintenance", "01"); // what is deposited is kept for ever; its own holds
        return record(row);
    }

    /**
     * @param pages of all together as their descriptions have them; -1 where one has none
     */
    private record Counts(int documents, long pages) {
        Counts plus(Counts more) {
            return new Counts(
                    documents + more.documents,
                    pages < 0 || more.pages < 0 ? -1 : pages + more.pages);
        }
    }

    private Counts counts() throws IOException {
        Counts counts = new Counts(0, 0);
        for (String path : descriptions()) {
            Map<String, String> own = flat(path);
            String pages = own == null ? "" : own.getOrDefault("numberOfPage", "").strip();
            counts =
                    counts.plus(
                            new Counts(
                                    1, pages.matches("[0-9]{1,9}") ? Long.parseLong(pages) : -1));
        }
        return counts;
    }

    private SipRecord record(Map<String, String> row) {
        if (root != null) {
            put(row, "fondsCode", root.fondsCode());
            put(row, "seriesCode", root.altRecordId("SERIESCODE"));
        }
        return rows.record(from.name(), row);
    }

    private static void put(Map<String, String> row, String field, String value) {
        row.remove(field);
        if (!value.isEmpty()) {
            row.put(field, value);
        }
    }

    /**
     * Its documents, in the order of their numbers.
     *
     * @param fileCode the hồ sơ's code as it was read
     */
    public void documents(String fileCode, Consumer<SipDocument> each) throws IOException {
        Map<String, SenderMets.Link> links = new HashMap<>();
        if (inner != null) {
            for (SenderMets.Link link : inner.links()) {
                if (link.description() != null) {
                    links.putIfAbsent(link.description(), link);
                }
            }
        }
        List<SipDocument> read = new ArrayList<>();
        for (String path : descriptions()) {
            Map<String, String> own = flat(path);
            if (own == null) {
                continue; // the validation refuses the package for it
            }
            Map<String, String> row = named(path, own);
            put(row, "fileCode", fileCode);
            if (kind().isLoose()) {
                row.remove("docOrdinal"); // of the package: in the hồ sơ they come last
            }
            SenderMets.Link link = links.get(path);
            read.add(
                    rows.document(
                            from.name() + ", " + path.substring(path.lastIndexOf('/') + 1),
                            row,
                            link == null ? List.of() : files(link),
                            link == null ? "" : link.pages()));
        }
        if (read.stream().allMatch(PackageReading::unnumbered)) {
            read.sort(Comparator.comparingLong(PackageReading::numberOf)); // stable: ties as found
        }
        read.forEach(each);
    }

    private static boolean unnumbered(SipDocument document) {
        return document.description() == null || document.description().docOrdinal() == 0;
    }

    private static long numberOf(SipDocument document) {
        Matcher code = NUMBER_AT_END.matcher(document.docCode());
        return code.matches() ? Long.parseLong(code.group(2)) : Long.MAX_VALUE;
    }

    private List<String> files(SenderMets.Link link) {
        return link.files().stream()
                .flatMap(
                        path ->
                                isFetch(path)
                                        ? referred.getOrDefault(path, List.of()).stream()
                                        : Stream.of(from.name() + "/" + path))
                .toList();
    }

    /** A file of references to documents of another hồ sơ. */
    public static boolean isFetch(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".fetch.txt");
    }

    private Set<String> descriptions() {
        Set<String> paths = new TreeSet<>();
        for (String path : files) {
            if (path.startsWith(DeliveredPackage.DESCRIPTIONS)
                    && path.substring(DeliveredPackage.DESCRIPTIONS.length())
                            .matches("(?i)EAD_(doc|pic|media)[^/]*\\.xml")) {
                paths.add(path);
            }
        }
        return paths;
    }

    /** A picture or recording as a document; all that was sent is kept beside it as well. */
    private Map<String, String> named(String path, Map<String, String> sent) {
        Map<String, String> row = new LinkedHashMap<>();
        StringBuilder note = new StringBuilder(sent.getOrDefault("description", "").strip());
        List<String> aside = new ArrayList<>();
        sent.forEach(
                (field, value) -> {
                    String alike = ALIKE.get(field);
                    String noted = NOTED.get(field);
                    if (alike != null) {
                        row.putIfAbsent(alike, value);
                    } else if (noted != null) {
                        String more = noted + ": " + value.strip();
                        if (note.length() + more.length() + 2 <= LONGEST_NOTE) {
                            note.append(note.isEmpty() ? "" : "; ").append(more);
                        } else {
                            aside.add(field);
                        }
                    } else {
                        row.put(field, value);
                    }
                });
        if (!aside.isEmpty()) {
            findings.add(
                    Finding.notes(
                            "PACKAGE_FIELDS_ASIDE",
                            from.name() + ", " + path.substring(path.lastIndexOf('/') + 1),
                            String.join(", ", aside)));
        }
        put(row, "description", note.toString());
        return row;
    }

    private @Nullable SenderMets mets(String path, String base) throws IOException {
        if (!isFile(path)) {
            return null;
        }
        try {
            return SenderMets.read(from.root().resolve(path), base, most);
        } catch (XMLStreamException e) {
            return null; // the validation says why
        }
    }

    private @Nullable Map<String, String> flat(String path) throws IOException {
        if (!isFile(path)) {
            return null;
        }
        try {
            return FlatFields.of(from.root().resolve(path));
        } catch (XMLStreamException e) {
            return null; // the validation says why
        }
    }

    private boolean isFile(String path) {
        Path file = from.root().resolve(path);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}
