package vn.tangthu.repository.ingest;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Facts;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.DeliveryPairs.Side;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.NearPages;
import vn.tangthu.repository.ingest.AgainstHoldings.Delivered;
import vn.tangthu.repository.ingest.AgainstHoldings.Elsewhere;
import vn.tangthu.repository.ingest.check.CheckedDelivery;
import vn.tangthu.repository.ingest.check.CodeTwins;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidDocument;
import vn.tangthu.repository.ingest.check.ValidRecord.ValidFile;
import vn.tangthu.storage.Digest;

/**
 * Pairs of a checked delivery: by code and by bytes from what it lists, near ones as the check
 * found them. Of a hồ sơ that is kept already as it is there are none: nothing of it is taken in.
 */
final class PairSearch {
    private final Path root;
    private final List<Found> found = new ArrayList<>();

    private PairSearch(Path root) {
        this.root = root;
    }

    /** In itself only: of a delivery that is not compared with what is kept. */
    static List<Found> inside(Path root, CheckedDelivery checked) {
        PairSearch search = new PairSearch(root);
        checked.twins().forEach(search::twins);
        search.files(checked, null);
        return search.found;
    }

    /**
     * @param root where the delivery lies, or was unpacked
     */
    static List<Found> all(Path root, CheckedDelivery checked, AgainstHoldings against) {
        PairSearch search = new PairSearch(root);
        checked.twins().forEach(search::twins);
        against.taken().stream().filter(record -> !record.late()).forEach(search::taken);
        Set<String> wanted = new HashSet<>();
        against.fresh().forEach(record -> wanted.add(record.arcFileCode()));
        against.taken().forEach(record -> wanted.add(record.arcFileCode()));
        search.files(checked, wanted);
        against.elsewhere().forEach(search::elsewhere);
        return search.found;
    }

    private void add(Kind kind, Side one, Side other, int pages, double likeness) {
        if (found.size() < DeliveryPairs.MOST) {
            found.add(new Found(kind, one, other, pages, likeness));
        }
    }

    private void twins(CodeTwins twins) {
        add(Kind.SAME_CODE, row(twins.code(), twins.one()), row(twins.code(), twins.other()), 0, 1);
    }

    private static Side row(String code, CodeTwins.Row row) {
        DocumentDescription document = row.document();
        Facts facts = document != null ? facts(document, null) : facts(row.record());
        return new Side(
                false,
                document == null ? code : "",
                document == null ? "" : code,
                row.place(),
                "",
                1,
                facts);
    }

    private void taken(ValidRecord record) {
        String code = record.arcFileCode();
        add(
                Kind.SAME_CODE,
                new Side(
                        false,
                        code,
                        "",
                        "",
                        "",
                        1,
                        facts(record.description())
                                .with(record.documents().stream().map(ValidDocument::description))),
                new Side(true, code, "", "", "", 1, Facts.NONE),
                0,
                1);
    }

    private void files(CheckedDelivery checked, @Nullable Set<String> wanted) {
        Map<ByteBuffer, Delivered> firsts = new HashMap<>();
        for (ValidRecord record : checked.valid()) {
            for (ValidDocument document : record.documents()) {
                for (ValidFile file : document.files()) {
                    Delivered one = new Delivered(record, document, file);
                    Delivered first = firsts.putIfAbsent(file.digests().key(), one);
                    boolean itself = first == null || first.file().source().equals(file.source());
                    if (!itself && wants(wanted, record)) {
                        add(Kind.SAME_BYTES, side(one, 1), side(first, 1), file.pages(), 1);
                    }
                }
            }
        }
        if (!checked.near().isEmpty()) {
            Map<String, Delivered> byDigest = new HashMap<>();
            firsts.values().forEach(each -> byDigest.put(each.file().sha512().hex(), each));
            checked.near().forEach(near -> near(near, byDigest, wanted));
        }
    }

    private static boolean wants(@Nullable Set<String> wanted, ValidRecord record) {
        return wanted == null || wanted.contains(record.arcFileCode());
    }

    private void near(
            NearPages near, Map<String, Delivered> byDigest, @Nullable Set<String> wanted) {
        Delivered one = byDigest.get(near.oneSha512().hex());
        Delivered other = byDigest.get(near.otherSha512().hex());
        String keptIn = near.keptIn();
        if (one == null || !wants(wanted, one.record()) || (keptIn == null && other == null)) {
            return; // it is not taken in, or the other is not
        }
        Side beside =
                keptIn == null && other != null
                        ? side(other, near.otherPage())
                        : kept(
                                keptIn == null ? "" : keptIn,
                                near.otherFile(),
                                near.otherSha512(),
                                near.otherPage());
        add(
                near.text() ? Kind.SAME_TEXT : Kind.SAME_IMAGE,
                side(one, near.onePage()),
                beside,
                near.pages(),
                near.likeness() / 100.0);
    }

    private void elsewhere(Elsewhere elsewhere) {
        Delivered one = elsewhere.delivered();
        add(
                Kind.SAME_BYTES,
                side(one, 1),
                kept(
                        elsewhere.kept().arcFileCode(),
                        elsewhere.kept().originalName(),
                        elsewhere.kept().sha512(),
                        1),
                one.file().pages(),
                1);
    }

    private static Side kept(String record, String file, Digest sha512, int page) {
        return new Side(true, record, "", file, sha512.hex(), page, Facts.NONE);
    }

    private Side side(Delivered of, int page) {
        return new Side(
                false,
                of.record().arcFileCode(),
                of.document().description().docCode(),
                root.relativize(of.file().source()).toString().replace('\\', '/'),
                of.file().sha512().hex(),
                page,
                facts(of.document().description(), of.file()));
    }

    static Facts facts(DocumentDescription document, @Nullable ValidFile file) {
        Integer declared = document.numberOfPage();
        int pages = file != null ? file.pages() : declared == null ? 0 : declared;
        return new Facts(
                document.subject(),
                document.typeName(),
                document.printedNumber(),
                text(document.issuedDate()),
                orEmpty(document.organName()),
                pages,
                file == null ? 0 : file.size(),
                file == null ? "" : file.mimeType(),
                List.of());
    }

    static Facts facts(@Nullable FileDescription record) {
        if (record == null) {
            return Facts.NONE; // the row itself is wrong; there is a finding about that
        }
        String from = text(record.startDate());
        String to = text(record.endDate());
        Integer pages = record.numberOfPage();
        return new Facts(
                record.title(),
                null,
                orEmpty(record.paperFileCode()),
                from.isEmpty() || to.isEmpty() ? from + to : from + " – " + to,
                "",
                pages == null ? 0 : pages,
                0,
                "",
                List.of());
    }

    private static String text(@Nullable ArchivalDate date) {
        return date == null ? "" : date.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
