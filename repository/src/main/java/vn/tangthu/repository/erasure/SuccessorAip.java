package vn.tangthu.repository.erasure;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Tombstones.Tombstone;

/**
 * How what stays of a package is described: from the old one's head and the tombstone alone, the
 * same whenever it is made.
 */
final class SuccessorAip {
    /** Of earlier versions of a package, so many are named. */
    private static final int NAMED_VERSIONS = 100;

    private SuccessorAip() {}

    static Aip of(
            Aip head, Tombstone stone, ReceivedRest telling, Aip.@Nullable Received received) {
        AipId next = new AipId(Objects.requireNonNull(stone.successor()));
        List<Aip.Document> rest = rest(head, stone);
        Aip.Origin first = head.origin();
        Aip.Origin origin =
                new Aip.Origin(
                        1,
                        first.delivery(),
                        telling.tells(first.deliveryName())
                                ? Objects.toString(first.delivery(), "–")
                                : first.deliveryName(),
                        first.submitter(),
                        first.receivedAt(),
                        first.bag(),
                        received);
        RecordVersion made =
                new RecordVersion(
                        1,
                        stone.at().truncatedTo(ChronoUnit.MILLIS),
                        stone.actor(),
                        message(head, stone, rest.size()),
                        RecordVersion.Kind.SUCCEEDED);
        return new Aip(
                next,
                head.fonds(),
                head.fondsCode(),
                head.seriesCode(),
                head.fileCode(),
                counted(head, rest),
                head.rights(),
                rest,
                List.of(origin),
                List.of(made));
    }

    private static List<Aip.Document> rest(Aip head, Tombstone stone) {
        Set<UUID> gone = Set.copyOf(stone.documents());
        return head.documents().stream()
                .filter(document -> !gone.contains(document.id().value()))
                .toList();
    }

    /**
     * What was done and why, and what was before: without a word of the earlier versions' own
     * messages, which may name what is erased.
     */
    private static String message(Aip head, Tombstone stone, int documents) {
        String before =
                head.history().stream()
                        .limit(NAMED_VERSIONS)
                        .map(
                                v ->
                                        "v%d %s %s (%s)"
                                                .formatted(
                                                        v.number(),
                                                        v.kind(),
                                                        v.createdAt(),
                                                        v.actor()))
                        .collect(Collectors.joining("; "));
        return "Xóa vĩnh viễn "
                + stone.documents().size()
                + " tài liệu, giữ lại "
                + documents
                + " tài liệu trong gói này, kế tiếp gói urn:uuid:"
                + head.id()
                + ". Căn cứ: "
                + stone.basis()
                + "; "
                + stone.decision()
                + ", "
                + stone.decidedOn()
                + ". Các phiên bản trước: "
                + before;
    }

    /** Numbers that were right before are right again; others are left as they were written. */
    private static FileDescription counted(Aip head, List<Aip.Document> rest) {
        FileDescription d = head.description();
        Integer documents = d.totalDoc();
        if (documents != null && documents == head.documents().size()) {
            d = d.withTotalDoc(rest.size());
        }
        Integer pages = d.numberOfPage();
        if (pages != null && pages == pages(head.documents())) {
            d = d.withNumberOfPage(pages(rest));
        }
        return d;
    }

    private static int pages(List<Aip.Document> documents) {
        return documents.stream()
                .flatMap(document -> document.files().stream())
                .mapToInt(ContentFile::pages)
                .sum();
    }
}
