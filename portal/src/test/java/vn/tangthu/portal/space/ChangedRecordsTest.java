package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.FindAmong.By;
import vn.tangthu.indexer.FindAmong.Match;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/** A search tells of a hồ sơ that was there where it finds in it what was not, and only there. */
class ChangedRecordsTest {
    private static final Instant STORED = Instant.parse("2026-01-05T02:00:00Z");
    private static final Instant KEPT = STORED.plus(Duration.ofDays(30));
    private static final Instant CHANGED = STORED.plus(Duration.ofDays(60));
    private static final DocumentId FIRST = Views.FIRST_DOCUMENT;
    private static final DocumentId SECOND = Views.SECOND_DOCUMENT;

    private final RecordHistory history = mock(RecordHistory.class);
    private final FileDescription described = Views.record().description();
    private final RecordView.Full view = view(Views.record().documents());

    /** As it is now, with these documents of it. */
    private RecordView.Full view(List<ArchivalDocument> documents) {
        RecordView.Full record = Views.record();
        return new RecordView.Full(
                record.id(),
                record.fonds(),
                null,
                described,
                record.rights(),
                documents,
                record.documents().size() - documents.size(),
                record.provenance(),
                record.fixity(),
                List.of(
                        new RecordVersion(1, STORED, "Sở", "Nhận"),
                        new RecordVersion(2, CHANGED, "Sở", "Bổ sung")));
    }

    private static Aip.Document document(ArchivalDocument document, boolean corrected) {
        return new Aip.Document(
                document.id(),
                corrected ? document.description() : subject(document.description(), "Cũ"),
                document.rights(),
                document.files());
    }

    private static DocumentDescription subject(DocumentDescription of, String subject) {
        return new DocumentDescription(
                of.docCode(),
                of.docOrdinal(),
                of.typeName(),
                null,
                of.codeNotation(),
                of.issuedDate(),
                of.organName(),
                subject,
                of.languages(),
                of.numberOfPage(),
                of.inforSign(),
                of.keyword(),
                of.mode(),
                of.confidenceLevel(),
                of.autograph(),
                of.format(),
                of.process(),
                of.description(),
                of.docId(),
                of.maintenance(),
                of.riskRecovery(),
                of.riskRecoveryStatus());
    }

    private static FileDescription title(FileDescription of, String title) {
        return new FileDescription(
                of.arcFileCode(),
                title,
                of.maintenance(),
                of.mode(),
                of.languages(),
                of.startDate(),
                of.endDate(),
                of.keyword(),
                of.totalDoc(),
                of.numberOfPaper(),
                of.numberOfPage(),
                of.format(),
                of.inforSign(),
                of.confidenceLevel(),
                of.paperFileCode(),
                of.riskRecovery(),
                of.riskRecoveryStatus(),
                of.description());
    }

    private Aip aip(FileDescription description, List<Aip.Document> documents) {
        return new Aip(
                view.id(),
                Views.FONDS,
                "H03",
                null,
                "10",
                description,
                Rights.OPEN,
                documents,
                List.of(),
                List.of(new RecordVersion(1, STORED, "Sở", "Nhận")));
    }

    /** Of the documents as they are now. */
    private List<Aip.Document> now() {
        return view.documents().stream().map(one -> document(one, true)).toList();
    }

    private void before(FileDescription description, List<Aip.Document> documents)
            throws IOException {
        when(history.version(view.id(), 1, Reader.OPERATOR))
                .thenReturn(Optional.of(aip(description, documents)));
    }

    private boolean isNew(Match found, String query) {
        return new ChangedRecords(history).isNew(view, found, query, KEPT);
    }

    private static Match in(By by, DocumentId... documents) {
        return new Match(by, false, Set.of(documents));
    }

    @Test
    void aDocumentThatCameInLaterIsNewWhereNothingElseMatched() throws IOException {
        before(described, now().subList(0, 1));
        assertThat(isNew(in(By.DESCRIPTION, SECOND), "kế hoạch số 2")).isTrue();
        assertThat(isNew(in(By.TEXT, SECOND), "chữ trên trang")).isTrue();
        assertThat(isNew(in(By.DESCRIPTION, FIRST, SECOND), "kế hoạch")).isFalse();
        assertThat(isNew(in(By.TEXT, FIRST), "chữ trên trang")).isFalse();
        assertThat(isNew(new Match(By.DESCRIPTION, true, Set.of(SECOND)), "quy hoạch")).isFalse();
    }

    @Test
    void aCorrectionIsNewWhereItBroughtInAWordOfTheSearch() throws IOException {
        before(
                described,
                List.of(
                        document(view.documents().getFirst(), true),
                        document(view.documents().getLast(), false)));
        assertThat(isNew(in(By.DESCRIPTION, SECOND), "KE HOACH 2")).isTrue();
        assertThat(isNew(in(By.DESCRIPTION, SECOND), "ủy ban nhân dân")).isFalse();
        assertThat(isNew(in(By.DESCRIPTION, SECOND), "")).isFalse();
        assertThat(isNew(in(By.DESCRIPTION, FIRST, SECOND), "kế hoạch")).isFalse();
    }

    @Test
    void whatStandsAboveADocumentIsSearchedWithIt() throws IOException {
        before(title(described, "Hồ sơ không tên"), now());
        assertThat(isNew(new Match(By.DESCRIPTION, true, Set.of(FIRST, SECOND)), "diên khánh"))
                .isTrue();
        assertThat(isNew(new Match(By.DESCRIPTION, true, Set.of(FIRST, SECOND)), "hồ sơ"))
                .isFalse();
    }

    @Test
    void whatTheOwnerOfTheSearchMayNotSeeTellsNothing() throws IOException {
        before(described, now().subList(0, 1));
        RecordView.Full without = view(view.documents().subList(0, 1));
        assertThat(
                        new ChangedRecords(history)
                                .isNew(without, in(By.DESCRIPTION, SECOND), "kế hoạch", KEPT))
                .isFalse();
    }

    @Test
    void onlyVersionsSinceTheSearchWasKeptAreNewAndEachIsReadOnce() throws IOException {
        ChangedRecords changed = new ChangedRecords(history);
        Match found = in(By.DESCRIPTION, SECOND);
        assertThat(changed.isNew(view, found, "kế hoạch", CHANGED.plusSeconds(1))).isFalse();
        verify(history, never()).version(any(), anyInt(), any());
        assertThat(changed.isNew(view, found, "kế hoạch", STORED)).isTrue();
        before(described, now().subList(0, 1));
        for (int i = 0; i < 3; i++) {
            assertThat(changed.isNew(view, found, "kế hoạch", KEPT)).isTrue();
        }
        verify(history, times(1)).version(view.id(), 1, Reader.OPERATOR);
    }

    @Test
    void whatCannotBeComparedIsTold() throws IOException {
        when(history.version(view.id(), 1, Reader.OPERATOR)).thenThrow(new IOException("hỏng"));
        assertThat(isNew(in(By.DESCRIPTION, SECOND), "kế hoạch")).isTrue();
    }
}
