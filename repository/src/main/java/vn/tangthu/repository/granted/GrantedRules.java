package vn.tangthu.repository.granted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.CopyPapers;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Order;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions.Box;
import vn.tangthu.repository.Redactions.Draft;

/** What may be copied for whom, asked of the catalogue each time. */
@Component
class GrantedRules {
    /** Of a page that is drawn, bytes, generously. */
    private static final long DRAWN = 512 << 10;

    /** The same of a page whose every image is coded anew, finely, for a copy with redactions. */
    private static final long COVERED = 1 << 20;

    private final Catalogue catalogue;
    private final GrantedRows rows;
    private final RedactionDrafts drafts;
    private final CopyPapers papers;

    GrantedRules(
            Catalogue catalogue,
            GrantedRows rows,
            RedactionDrafts drafts,
            @Lazy CopyPapers papers) {
        this.catalogue = catalogue;
        this.rows = rows;
        this.drafts = drafts;
        this.papers = papers;
    }

    /**
     * Documents as they stand now.
     *
     * @param accesses of each of them, or of the hồ sơ where that is stricter
     */
    record Found(RecordView.Full record, List<ArchivalDocument> documents, List<Access> accesses) {
        /** The strictest of them. */
        Access access() {
            return accesses.stream().reduce(record.rights().access(), Access::strictest);
        }

        int version() {
            return record.versions().getLast().number();
        }
    }

    /**
     * Empty when one of them is not there: blocked, withdrawn, erased and never been are one, and
     * so is a hồ sơ that was released after a suspicion while not all of its pages are read.
     */
    Optional<Found> now(AipId id, List<DocumentId> wanted) {
        if (rows.unread(id)) {
            return Optional.empty();
        }
        if (!(catalogue.record(id, Reader.OPERATOR).orElse(null) instanceof RecordView.Full full)) {
            return Optional.empty();
        }
        List<ArchivalDocument> documents = new ArrayList<>();
        List<Access> accesses = new ArrayList<>();
        for (DocumentId one : wanted) {
            Optional<ArchivalDocument> document =
                    full.documents().stream().filter(each -> each.id().equals(one)).findFirst();
            if (document.isEmpty()) {
                return Optional.empty();
            }
            documents.add(document.get());
            accesses.add(
                    Access.strictest(full.rights().access(), document.get().rights().access()));
        }
        return Optional.of(new Found(full, documents, accesses));
    }

    /**
     * The same, each document as open as it was when it was approved, its files as they were
     * ordered, and its boxes, where it has redactions.
     */
    Optional<Found> still(GrantedRows.Row row) {
        return of(row.copy())
                .filter(found -> asOpen(found.accesses(), row.accesses()))
                .filter(found -> isAsOrdered(row, found));
    }

    Optional<Found> still(ReadingRows.Row row) {
        OnlineReadings.Reading reading = row.reading();
        return now(reading.record(), reading.documents())
                .filter(found -> asOpen(found.accesses(), row.accesses()))
                .filter(found -> isAsOrdered(row, found));
    }

    /** Whether files are those it was ordered with, and boxes, where it has redactions. */
    boolean isAsOrdered(ReadingRows.Row row, Found found) {
        String redaction = row.redaction();
        return isOfFiles(found, row.files())
                && (redaction == null
                        || draft(row.reading().request(), found).digest().equals(redaction));
    }

    /** Whether files are those it was ordered with, and boxes, where it has redactions. */
    boolean isAsOrdered(GrantedRows.Row row, Found found) {
        Copy copy = row.copy();
        return isOfFiles(found, row.files())
                && (copy.redaction() == null || isAsOrdered(copy, draft(copy.request(), found)));
    }

    /**
     * @param files null where it was ordered before they were kept: then pages are counted only
     */
    private static boolean isOfFiles(Found found, @Nullable String files) {
        return files == null || RedactionDrafts.files(found.documents()).equals(files);
    }

    Optional<Found> of(Copy copy) {
        return now(copy.record(), copy.parts().stream().map(GrantedCopies.Part::document).toList());
    }

    static boolean isAsOrdered(Copy copy, Draft draft) {
        GrantedCopies.Redaction redaction = copy.redaction();
        return redaction != null && draft.digest().equals(redaction.digest());
    }

    /** What has changed where it is not as it was ordered. */
    static Finding changed(boolean redacted, String place) {
        return problem(redacted ? "COPY_REDACTION_CHANGED" : "COPY_FILES_CHANGED", place);
    }

    /** What a copy that is ordered now will cover. */
    GrantedCopies.Redaction redaction(String request, Found found) {
        Draft draft = drafts.of(request, found);
        return new GrantedCopies.Redaction(
                draft.digest(),
                draft.boxes().size(),
                draft.boxes().stream().map(Box::ground).distinct().sorted().toList());
    }

    /** What is covered for this request now. */
    Draft draft(String request, Found found) {
        return drafts.of(request, found);
    }

    /** In words for its face: what is covered and on which law. */
    List<String> covered(Copy copy) {
        GrantedCopies.Redaction redaction = copy.redaction();
        return redaction == null
                ? List.of()
                : redaction.grounds().stream()
                        .map(drafts::ground)
                        .map(ground -> ground.vietnamese() + " (" + ground.basis() + ")")
                        .toList();
    }

    /** What is read online is opened once the fee is paid or waived: its days begin then. */
    List<Finding> unpaid(String request) {
        return rows.feeHolds(request) ? List.of(Finding.blocks("FEE_UNPAID", request)) : List.of();
    }

    /** Whether it is there, and not as it was ordered any more. */
    boolean isOtherwise(GrantedRows.Row row) {
        return of(row.copy()).filter(found -> !isAsOrdered(row, found)).isPresent();
    }

    private static boolean asOpen(List<Access> now, List<Access> approved) {
        return now.size() == approved.size()
                && IntStream.range(0, now.size())
                        .allMatch(i -> now.get(i).compareTo(approved.get(i)) <= 0);
    }

    /** Everything that forbids this copy. */
    List<Finding> findings(
            Order order, AccessRequests.Request request, Optional<Found> found, int standing) {
        List<Finding> findings = new ArrayList<>();
        String reference = request.reference().value();
        request(findings, order, request);
        if (standing >= GrantedCopies.MOST_OF_A_REQUEST) {
            findings.add(
                    Finding.blocks(
                            "COPY_TOO_MANY", reference, "" + GrantedCopies.MOST_OF_A_REQUEST));
        }
        if (order.kind() == Kind.CERTIFIED && !papers.certifies()) {
            findings.add(Finding.blocks("COPY_NO_KEY", reference));
        }
        if (order.kind() == Kind.DIP && isBlank(request.request().identityNumber())) {
            findings.add(Finding.blocks("COPY_NO_IDENTITY", reference));
        }
        if (!order.redacted() && request.mustBeRedacted(order.record())) {
            findings.add(Finding.blocks("COPY_MUST_REDACT", reference));
        }
        if (order.kind() == Kind.DIP && order.redacted()) {
            findings.add(Finding.blocks("COPY_DIP_REDACTED", reference));
        } else if (found.isPresent() && order.redacted()) {
            Draft draft = drafts.of(reference, found.get());
            if (!draft.stale().isEmpty()) {
                findings.add(Finding.blocks("REDACTION_STALE", reference));
            } else if (draft.boxes().isEmpty() && !order.documents().isEmpty()) {
                findings.add(Finding.blocks("REDACTION_NONE", reference));
            }
        }
        if (found.isEmpty()) {
            findings.add(Finding.blocks("COPY_WITHHELD", reference));
        } else if (order.documents().isEmpty()) {
            findings.add(Finding.blocks("COPY_NO_DOCUMENT", reference));
        } else if (order.kind() == Kind.DIP) {
            GrantedPackages.findings(findings, found.get());
        } else {
            pages(findings, found.get(), order.redacted());
        }
        return findings;
    }

    private static boolean isBlank(@Nullable String number) {
        return number == null || number.isBlank();
    }

    /** Whether what is ordered was granted. */
    private static void request(
            List<Finding> findings, Order order, AccessRequests.Request request) {
        String reference = request.reference().value();
        boolean named = request.items().stream().anyMatch(item -> item.isAbout(order.record()));
        List<AccessRequests.Item> granted = request.granted(order.record());
        if (granted.isEmpty() && (named || !request.hasGranted())) {
            findings.add(Finding.blocks("COPY_NOT_GRANTED", reference));
        }
        if (!named) {
            findings.add(Finding.blocks("COPY_OTHER_RECORD", reference));
        }
        boolean whole = granted.stream().anyMatch(item -> item.document() == null);
        if (!granted.isEmpty()
                && !whole
                && !granted.stream()
                        .map(AccessRequests.Item::document)
                        .toList()
                        .containsAll(order.documents())) {
            findings.add(Finding.blocks("COPY_OTHER_DOCUMENT", reference));
        }
    }

    private static void pages(List<Finding> findings, Found found, boolean redacted) {
        long pages = 0;
        for (ArchivalDocument document : found.documents()) {
            String code = document.description().docCode();
            if (document.files().isEmpty()) {
                findings.add(Finding.blocks("COPY_FORMAT", code, code, "–"));
            }
            for (ContentFile file : document.files()) {
                if (!hasPages(file)) {
                    findings.add(
                            Finding.blocks(
                                    "COPY_FORMAT", code, file.originalName(), file.mimeType()));
                }
            }
            pages += document.pages();
        }
        if (pages > GrantedCopies.MOST_PAGES) {
            findings.add(
                    Finding.blocks(
                            "COPY_TOO_LONG",
                            found.record().arcFileCode(),
                            "" + pages,
                            "" + GrantedCopies.MOST_PAGES));
        }
        size(findings, found, bytes(found, redacted));
    }

    static void size(List<Finding> findings, Found found, long bytes) {
        if (bytes > GrantedCopies.MOST_BYTES) {
            findings.add(
                    Finding.blocks(
                            "COPY_TOO_LARGE",
                            found.record().arcFileCode(),
                            "" + (bytes >> 20),
                            "" + (GrantedCopies.MOST_BYTES >> 20)));
        }
    }

    /** What it will have, about. */
    static long bytes(Copy copy, Found found) {
        return copy.kind() == Kind.DIP
                ? GrantedPackages.bytes(found)
                : bytes(found, copy.redaction() != null);
    }

    /** About how large a copy of them is. */
    static long bytes(Found found, boolean redacted) {
        return found.documents().stream()
                .flatMap(document -> document.files().stream())
                .mapToLong(file -> redacted ? file.pages() * COVERED : bytes(file))
                .sum();
    }

    private static long bytes(ContentFile file) {
        return isBoundAsItIs(file) ? file.size() : file.pages() * DRAWN;
    }

    /** A whole image; all else is drawn. */
    static boolean isBoundAsItIs(ContentFile file) {
        return file.part() == null && file.mimeType().startsWith("image/");
    }

    /** Whether its pages can be drawn: images and PDFs. */
    static boolean hasPages(ContentFile file) {
        return file.pages() > 0
                && (file.mimeType().startsWith("image/")
                        || file.mimeType().equals("application/pdf"));
    }

    /**
     * What is not open to everybody, or was not when it was asked for, takes two, unless two have
     * granted this very hồ sơ; what is hidden always takes two, since it may have been hidden after
     * they had, and so do redactions, which they may not have seen.
     */
    static boolean takesTwo(Order order, AccessRequests.Request request, Found found) {
        List<AccessRequests.Item> granted = request.granted(order.record());
        List<DocumentId> closed =
                IntStream.range(0, found.documents().size())
                        .filter(
                                i ->
                                        found.accesses().get(i) != Access.PUBLIC
                                                || wasClosed(granted, found.documents().get(i)))
                        .mapToObj(i -> found.documents().get(i).id())
                        .toList();
        return found.access() == Access.HIDDEN
                || (!closed.isEmpty()
                        && (order.redacted() || !isGrantedByTwo(order, request, closed)));
    }

    private static boolean wasClosed(List<AccessRequests.Item> granted, ArchivalDocument document) {
        return granted.stream().anyMatch(item -> item.wasClosed() && takesIn(item, document.id()));
    }

    private static boolean takesIn(AccessRequests.Item item, DocumentId document) {
        return item.document() == null || document.equals(item.document());
    }

    /** Each of these documents, by an answer about it or about all of the hồ sơ. */
    private static boolean isGrantedByTwo(
            Order order, AccessRequests.Request request, List<DocumentId> closed) {
        List<AccessRequests.Item> byTwo =
                request.granted(order.record()).stream()
                        .filter(item -> order.record().equals(item.record()))
                        .filter(request::isGrantedByTwo)
                        .toList();
        return closed.stream().allMatch(id -> byTwo.stream().anyMatch(item -> takesIn(item, id)));
    }

    /** Why it was not made, by its code. */
    static Finding problem(String code, String place) {
        return switch (code) {
            case "COPY_WITHHELD" -> Finding.blocks("COPY_WITHHELD", place);
            case "COPY_REDACTION_CHANGED" -> Finding.blocks("COPY_REDACTION_CHANGED", place);
            case "COPY_FILES_CHANGED" -> Finding.blocks("COPY_FILES_CHANGED", place);
            case "COPY_PAGE_UNREADABLE" -> Finding.blocks("COPY_PAGE_UNREADABLE", place);
            case "COPY_FILE_DAMAGED" -> Finding.blocks("COPY_FILE_DAMAGED", place);
            case "COPY_NOT_SIGNED" -> Finding.blocks("COPY_NOT_SIGNED", place);
            case "COPY_NO_STAMP" -> Finding.blocks("COPY_NO_STAMP", place);
            default -> Finding.blocks("COPY_NOT_MADE", place);
        };
    }
}
