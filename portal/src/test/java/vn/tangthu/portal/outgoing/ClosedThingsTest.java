package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** Asked is who may have it, about what not everybody may have; nobody else, and about no more. */
class ClosedThingsTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final DocumentId OPEN = new DocumentId(new UUID(2, 1));
    private static final DocumentId CLOSED = new DocumentId(new UUID(2, 2));
    private static final ContentFileId OPEN_FILE = new ContentFileId(new UUID(3, 1));
    private static final ContentFileId CLOSED_FILE = new ContentFileId(new UUID(3, 2));
    private static final ReadingPurpose LETTER = new ReadingPurpose(Kind.AGENCY_WORK, "12/CV");

    private final Catalogue catalogue = mock(Catalogue.class);
    private final Purposes purposes = mock(Purposes.class);
    private final ClosedThings closed = new ClosedThings(catalogue, purposes);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app-tep/x");
    private final ArchivalDocument open = document(OPEN, OPEN_FILE, Access.PUBLIC);
    private final ArchivalDocument kept = document(CLOSED, CLOSED_FILE, Access.LISTED);

    private static ArchivalDocument document(DocumentId id, ContentFileId file, Access access) {
        ContentFile content = mock(ContentFile.class);
        when(content.id()).thenReturn(file);
        ArchivalDocument document = mock(ArchivalDocument.class);
        when(document.id()).thenReturn(id);
        when(document.files()).thenReturn(List.of(content));
        when(document.rights()).thenReturn(new Rights(access, false, null));
        return document;
    }

    private static RecordView.Full full(boolean givesOut, ArchivalDocument... documents) {
        RecordView.Full full = mock(RecordView.Full.class);
        when(full.rights()).thenReturn(Rights.OPEN);
        when(full.documents()).thenReturn(List.of(documents));
        when(full.givesOut(any())).thenReturn(givesOut);
        return full;
    }

    @BeforeEach
    void anOpenRecordWithAClosedDocument() {
        RecordView.Full all = full(true, open, kept);
        RecordView.Full part = full(true, open);
        when(catalogue.recordOf(any(), eq(READER))).thenReturn(Optional.of(RECORD));
        when(catalogue.record(RECORD, READER)).thenReturn(Optional.of(all));
        when(catalogue.record(RECORD, Reader.ANONYMOUS)).thenReturn(Optional.of(part));
        when(purposes.of(any(), any(), any())).thenReturn(Optional.empty());
    }

    @Test
    void whatEverybodyMayHaveIsTakenWithoutAWord() {
        assertThat(closed.file(OPEN_FILE, READER, request)).isNull();
        assertThat(closed.document(RECORD, OPEN, READER, request)).isNull();
    }

    @Test
    void ofWhatIsClosedItIsAskedAndThenKept() throws Exception {
        assertThatThrownBy(() -> closed.file(CLOSED_FILE, READER, request))
                .isInstanceOf(Purposes.Missing.class);
        assertThatThrownBy(() -> closed.document(RECORD, CLOSED, READER, request))
                .isInstanceOf(Purposes.Missing.class);
        assertThatThrownBy(() -> closed.record(RECORD, READER, request))
                .isInstanceOf(Purposes.Missing.class);
        assertThatThrownBy(() -> closed.page(CLOSED_FILE, READER, request))
                .isInstanceOf(Purposes.Missing.class);
        when(purposes.of(RECORD, READER, request)).thenReturn(Optional.of(LETTER));
        assertThat(closed.file(CLOSED_FILE, READER, request)).isEqualTo(LETTER);
        assertThat(closed.document(RECORD, CLOSED, READER, request)).isEqualTo(LETTER);
        assertThat(closed.record(RECORD, READER, request)).isEqualTo(LETTER);
        assertThat(closed.page(CLOSED_FILE, READER, request)).isEqualTo(LETTER);
        assertThat(closed.version(RECORD, READER, request)).isEqualTo(LETTER);
    }

    @Test
    void aFileThatIsSharedWithWhatIsClosedIsClosedAsAWhole() {
        RecordView.Full shared = full(false, open);
        when(catalogue.record(RECORD, Reader.ANONYMOUS)).thenReturn(Optional.of(shared));
        assertThatThrownBy(() -> closed.file(OPEN_FILE, READER, request))
                .isInstanceOf(Purposes.Missing.class);
        assertThatThrownBy(() -> closed.document(RECORD, OPEN, READER, request))
                .isInstanceOf(Purposes.Missing.class);
    }

    /** A scan of two documents: of each the pages go out by its own rights. */
    @Test
    void pagesAndTextGoByTheirDocumentAlsoWhereNobodyMayHaveTheWholeFile() {
        RecordView.Full all = full(false, open, kept);
        RecordView.Full part = full(false, open);
        when(catalogue.record(RECORD, READER)).thenReturn(Optional.of(all));
        when(catalogue.record(RECORD, Reader.ANONYMOUS)).thenReturn(Optional.of(part));
        assertThat(closed.pages(RECORD, OPEN, READER, request)).isNull();
        assertThat(closed.text(OPEN_FILE, READER, request)).isNull();
        assertThatThrownBy(() -> closed.pages(RECORD, CLOSED, READER, request))
                .isInstanceOf(Purposes.Missing.class);
        assertThatThrownBy(() -> closed.text(CLOSED_FILE, READER, request))
                .isInstanceOf(Purposes.Missing.class);
    }

    @Test
    void whoMayNotHaveItIsNotAskedSoThatNobodyLearnsThatItIsThere() {
        when(catalogue.recordOf(any(), eq(READER))).thenReturn(Optional.empty());
        when(catalogue.record(RECORD, READER)).thenReturn(Optional.empty());
        when(catalogue.record(RECORD, Reader.ANONYMOUS)).thenReturn(Optional.empty());
        assertThat(closed.file(CLOSED_FILE, READER, request)).isNull();
        assertThat(closed.document(RECORD, CLOSED, READER, request)).isNull();
        assertThat(closed.record(RECORD, READER, request)).isNull();
        assertThatThrownBy(() -> closed.page(CLOSED_FILE, READER, request))
                .isInstanceOf(Retrieval.NotAvailable.class);
    }

    @Test
    void comparingVersionsIsACheckWhereNothingElseWasSaid() {
        assertThat(closed.version(RECORD, READER, request))
                .isEqualTo(new ReadingPurpose(Kind.QUALITY, ""));
    }
}
