package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** A description that is not for everybody stands in the log before it is shown. */
class SeenDescriptionsTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.ARCHIVIST), Set.of());
    private static final AipId ID = new AipId(UUID.randomUUID());

    private final ActivityLog activity = mock(ActivityLog.class);
    private final Purposes purposes = mock(Purposes.class);
    private final SeenDescriptions seen = new SeenDescriptions(activity, purposes);

    @BeforeEach
    void session() {
        at(new MockHttpSession());
    }

    @AfterEach
    void over() {
        CurrentInstance.clearAll();
    }

    /** Each answer of a session is a request of its own. */
    private static void at(MockHttpSession session) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        CurrentInstance.set(
                VaadinRequest.class,
                new VaadinServletRequest(request, mock(VaadinServletService.class)));
    }

    private static RecordView.Full full(Access access, Access ofDocument) {
        ArchivalDocument document = mock(ArchivalDocument.class);
        when(document.rights()).thenReturn(new Rights(ofDocument, false, null));
        RecordView.Full full = mock(RecordView.Full.class);
        when(full.id()).thenReturn(ID);
        when(full.rights()).thenReturn(new Rights(access, false, null));
        when(full.documents()).thenReturn(List.of(document));
        return full;
    }

    @Test
    void onceForEachSessionHoweverOftenThePageIsMadeAnew() {
        RecordView.Full full = full(Access.LISTED, Access.LISTED);
        MockHttpSession one = new MockHttpSession();
        for (int i = 0; i < 3; i++) {
            at(one);
            seen.note(full, READER);
        }
        verify(activity, times(1)).record(READER, "VIEW", ID.toString(), "mô tả", null);
        at(new MockHttpSession());
        seen.note(full, READER);
        verify(activity, times(2)).record(READER, "VIEW", ID.toString(), "mô tả", null);
    }

    @Test
    void whatWasSaidOfTheHoSoStandsWithIt() {
        ReadingPurpose letter = new ReadingPurpose(ReadingPurpose.Kind.AGENCY_WORK, "12/CV");
        when(purposes.of(eq(ID), eq(READER), any())).thenReturn(Optional.of(letter));
        seen.note(full(Access.LISTED, Access.LISTED), READER);
        verify(activity).record(READER, "VIEW", ID.toString(), "mô tả", letter);
    }

    @Test
    void aClosedDocumentInAnOpenRecordIsEnough() {
        seen.note(full(Access.PUBLIC, Access.HIDDEN), READER);
        verify(activity).record(READER, "VIEW", ID.toString(), "mô tả", null);
    }

    @Test
    void paperThatIsSeenWholeThoughOnlyListed() {
        RecordView.Paper paper = mock(RecordView.Paper.class);
        when(paper.id()).thenReturn(ID);
        when(paper.facts())
                .thenReturn(new PaperFacts("1", "7", null, 2, 340, null, null, Rights.LISTED));
        seen.note(paper, READER);
        verify(activity).record(READER, "VIEW", ID.toString(), "mô tả", null);
    }

    @Test
    void whatEverybodyMayKnowIsReadUnwatched() {
        seen.note(full(Access.PUBLIC, Access.PUBLIC), READER);
        RecordView.Listed listed = mock(RecordView.Listed.class);
        when(listed.id()).thenReturn(ID);
        seen.note(listed, READER);
        RecordView.Paper paper = mock(RecordView.Paper.class);
        when(paper.id()).thenReturn(ID);
        seen.note(paper, READER);
        verify(activity, never()).record(any(), any(), any(), any(), any());
        assertThat(SeenDescriptions.isForAll(paper)).isTrue();
    }
}
