package vn.tangthu.portal.outgoing;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.internal.CurrentInstance;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletService;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** Lines of closed pages in a list are in the log before they are shown. */
class SeenLinesTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final ReadingPurpose CHECK = new ReadingPurpose(ReadingPurpose.Kind.QUALITY, "");
    private static final DocumentId DOCUMENT = new DocumentId(new UUID(1, 1));

    private final ActivityLog activity = mock(ActivityLog.class);
    private final SeenLines lines = new SeenLines(activity);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @BeforeEach
    void session() {
        CurrentInstance.set(
                VaadinRequest.class,
                new VaadinServletRequest(request, mock(VaadinServletService.class)));
    }

    @AfterEach
    void over() {
        CurrentInstance.clearAll();
    }

    private static ContentFileId file(int n) {
        return new ContentFileId(new UUID(2, n));
    }

    /**
     * @param throughout whether each page is a file of its own
     */
    private static RecordView.Full record(Access access, boolean throughout) {
        ArchivalDocument document = mock(ArchivalDocument.class);
        when(document.id()).thenReturn(DOCUMENT);
        when(document.rights()).thenReturn(new Rights(access, false, null));
        when(document.isPagedThrough()).thenReturn(throughout);
        for (int n = 1; n < 9; n++) {
            for (int page = 1; page < 9; page++) {
                when(document.numberOf(file(n), page)).thenReturn(throughout ? n : page);
            }
        }
        RecordView.Full full = mock(RecordView.Full.class);
        when(full.documents()).thenReturn(List.of(document));
        return full;
    }

    private static List<Position> pages(int... pages) {
        return IntStream.of(pages).mapToObj(n -> new Position(DOCUMENT, file(1), n)).toList();
    }

    @Test
    void eachPageIsNamedOnceInASessionAndOneThatWasOpenedIsNot() {
        RecordView.Full full = record(Access.LISTED, false);
        SeenPages.add(request, file(1).value(), 2);
        lines.note(full, pages(3, 1, 2), CHECK, READER);
        String subject = file(1).toString();
        verify(activity).record(READER, "VIEW", subject, "dòng ở trang 1, trang 3", CHECK);
        lines.note(full, pages(1, 2, 3), CHECK, READER);
        verify(activity, times(1)).record(any(), any(), any(), any(), any());
        lines.note(full, pages(3, 4), CHECK, READER);
        verify(activity).record(READER, "VIEW", subject, "dòng ở trang 4", CHECK);
        Assertions.assertThat(SeenPages.has(request, file(1).value(), 4))
                .as("its image is a line of its own")
                .isFalse();
    }

    @Test
    void aDocumentWithAFileForEachPageIsOneLine() {
        List<Position> at =
                IntStream.of(5, 2).mapToObj(n -> new Position(DOCUMENT, file(n), 1)).toList();
        lines.note(record(Access.HIDDEN, true), at, CHECK, READER);
        verify(activity)
                .record(READER, "VIEW", DOCUMENT.toString(), "dòng ở trang 2, trang 5", CHECK);
    }

    @Test
    void whatEverybodyMayReadIsReadUnwatched() {
        lines.note(record(Access.PUBLIC, false), pages(1, 2), null, READER);
        verify(activity, never()).record(any(), any(), any(), any(), any());
    }

    @Test
    void whatTheLogCouldNotTakeIsNoted() {
        RecordView.Full full = record(Access.LISTED, false);
        doThrow(new IllegalStateException("no database"))
                .doNothing()
                .when(activity)
                .record(any(), any(), any(), any(), any());
        Assertions.assertThatThrownBy(() -> lines.note(full, pages(1), CHECK, READER))
                .isInstanceOf(IllegalStateException.class);
        lines.note(full, pages(1), CHECK, READER);
        verify(activity, times(2)).record(any(), any(), any(), any(), any());
    }
}
