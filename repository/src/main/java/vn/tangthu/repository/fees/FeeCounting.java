package vn.tangthu.repository.fees;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Fees.Estimate;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.Row;
import vn.tangthu.repository.Fees.Table;
import vn.tangthu.repository.Fees.Unit;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/** Counts what a request comes to by a table; nothing is counted twice. */
@Component
class FeeCounting {
    private final Catalogue catalogue;

    FeeCounting(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    Estimate of(Table table, Request request) {
        List<Item> granted =
                request.items().stream().filter(item -> item.status() == Status.GRANTED).toList();
        List<Item> counted =
                granted.isEmpty()
                        ? request.items().stream().filter(item -> item.status().open()).toList()
                        : granted;
        Counted of = counted(counted);
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (Row row : table.of().rows()) {
            number++;
            if (row.use() == request.request().kind() && !counted.isEmpty()) {
                lines.add(
                        new Line(number, row.label(), row.unit(), row.amount(), of.of(row.unit())));
            }
        }
        Set<Integer> items = new TreeSet<>();
        counted.forEach(item -> items.add(item.number()));
        return new Estimate(table, lines, items);
    }

    /**
     * @param records null where one of them is not known
     * @param documents null where those of one item are not known: of words, of paper that is not
     *     digitised, and of what is not there now
     */
    private record Counted(
            @Nullable Integer records, @Nullable Map<DocumentId, ArchivalDocument> documents) {
        @Nullable Integer of(Unit unit) {
            return switch (unit) {
                case REQUEST -> Integer.valueOf(1);
                case RECORD -> records;
                case DOCUMENT -> documents == null ? null : Integer.valueOf(documents.size());
                case PAGE -> pages();
                case FILE ->
                        documents == null
                                ? null
                                : Integer.valueOf(
                                        (int)
                                                documents.values().stream()
                                                        .flatMap(one -> one.files().stream())
                                                        .map(ContentFile::whole)
                                                        .map(ContentFile::id)
                                                        .distinct()
                                                        .count());
            };
        }

        /** Null where something has none: sound and film are not free because of that. */
        private @Nullable Integer pages() {
            return documents == null
                            || documents.values().stream()
                                    .flatMap(one -> one.files().stream())
                                    .anyMatch(file -> file.pages() == 0)
                    ? null
                    : Integer.valueOf(
                            documents.values().stream().mapToInt(ArchivalDocument::pages).sum());
        }
    }

    private Counted counted(List<Item> items) {
        Set<AipId> records = new HashSet<>();
        Map<DocumentId, ArchivalDocument> documents = new LinkedHashMap<>();
        boolean recordsKnown = true;
        boolean documentsKnown = true;
        for (Item item : items) {
            AipId record = item.record();
            if (record == null) {
                recordsKnown = false;
                documentsKnown = false;
                continue;
            }
            records.add(record);
            List<ArchivalDocument> found = documents(record, item.document());
            documentsKnown &= !found.isEmpty();
            found.forEach(one -> documents.put(one.id(), one));
        }
        return new Counted(recordsKnown ? records.size() : null, documentsKnown ? documents : null);
    }

    /**
     * Whether all of a hồ sơ was granted and something in it is hidden, which is not counted: what
     * of it is handed out is for an archivist to say.
     */
    boolean leavesOut(Request request) {
        return request.items().stream()
                .filter(item -> item.status() == Status.GRANTED && item.document() == null)
                .map(Item::record)
                .filter(Objects::nonNull)
                .map(this::full)
                .flatMap(Optional::stream)
                .anyMatch(
                        full ->
                                full.documents().stream()
                                        .anyMatch(one -> !isTold(full.rights(), one.rights())));
    }

    /**
     * None where it is on paper, or not there now. Where all of a hồ sơ was granted, what everybody
     * may know of: were the fee told later because something is hidden, that would tell that it is
     * there, and were it counted, the sum would.
     */
    private List<ArchivalDocument> documents(AipId record, @Nullable DocumentId wanted) {
        RecordView.Full full = full(record).orElse(null);
        if (full == null) {
            return List.of();
        }
        return full.documents().stream()
                .filter(
                        one ->
                                wanted == null
                                        ? isTold(full.rights(), one.rights())
                                        : one.id().equals(wanted))
                .toList();
    }

    private static boolean isTold(Rights whole, Rights one) {
        return whole.access() != Access.HIDDEN && one.access() != Access.HIDDEN;
    }

    private Optional<RecordView.Full> full(AipId record) {
        return catalogue
                .record(record, Reader.OPERATOR)
                .filter(RecordView.Full.class::isInstance)
                .map(RecordView.Full.class::cast);
    }
}
