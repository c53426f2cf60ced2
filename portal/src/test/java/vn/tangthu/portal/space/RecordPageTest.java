package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.RouteParameters;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** The page of a hồ sơ tells the log before it shows anything. */
class RecordPageTest {
    private static final Reader READER =
            new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(Role.AGENCY), Set.of());
    private static final AipId ID = new AipId(UUID.randomUUID());

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    @Test
    void whatIsOpenedIsNotedBeforeItIsShown() {
        UI.setCurrent(ui);
        RecordView.Paper paper = mock(RecordView.Paper.class, RETURNS_DEEP_STUBS);
        when(paper.id()).thenReturn(ID);
        when(paper.titleOrNull()).thenReturn("Hồ sơ kín");
        when(paper.facts())
                .thenReturn(new PaperFacts("1", "7", null, 2, 340, null, null, Rights.LISTED));
        Catalogue catalogue = mock(Catalogue.class);
        when(catalogue.resolve(anyString(), any())).thenReturn(Optional.empty());
        when(catalogue.onPaper(any(), any())).thenReturn(Map.of(ID, paper));
        CurrentReader current = mock(CurrentReader.class);
        when(current.reader()).thenReturn(READER);
        SeenDescriptions seen = mock(SeenDescriptions.class);
        BeforeEnterEvent event = mock(BeforeEnterEvent.class);
        when(event.getRouteParameters()).thenReturn(new RouteParameters("id", ID.toString()));
        when(event.getLocation()).thenReturn(new Location("ho-so/" + ID));
        RecordPage page =
                new RecordPage(
                        catalogue,
                        mock(DamagedFiles.class),
                        mock(ReadingCopies.class),
                        current,
                        seen,
                        mock(Purposes.class));
        page.beforeEnter(event);
        assertThat(page.getPageTitle()).startsWith("Hồ sơ kín");
        InOrder order = inOrder(seen, paper);
        order.verify(seen).note(paper, READER);
        order.verify(paper).titleOrNull();
    }
}
