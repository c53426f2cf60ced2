package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.outgoing.SeenLines;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/** The viewer and the search inside a hồ sơ, behind the login. */
class InsideViewsTest {
    private static final String VIEWER = "/app/ho-so/" + Views.RECORD + "/xem/";
    private static final String INSIDE = "/app/ho-so/" + Views.RECORD + "/tim?q=quy";

    private static final ReadingPurpose LETTER =
            new ReadingPurpose(ReadingPurpose.Kind.AGENCY_WORK, "12/CV");

    private final UI ui = new UI();
    private final Catalogue catalogue = mock(Catalogue.class);
    private final PageTexts texts = mock(PageTexts.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final Pages inside = new Pages();

    /** Finds in the order of reading; some of them at a time. */
    private static final class Pages implements InsideRecord {
        private final List<Position> finds = new ArrayList<>();
        private boolean busy;
        private boolean gaveUp;

        @Override
        public Found find(
                AipId record,
                @Nullable DocumentId only,
                String query,
                @Nullable Position from,
                boolean backwards,
                int limit,
                Reader reader) {
            if (busy) {
                throw new SearchBusyException();
            }
            List<Position> in =
                    new ArrayList<>(
                            finds.stream()
                                    .filter(at -> only == null || at.document().equals(only))
                                    .toList());
            if (gaveUp) {
                return new Found(List.of(), in.getLast());
            }
            List<Position> ordered = backwards ? in.reversed() : in;
            List<Position> rest =
                    from == null ? ordered : ordered.subList(after(ordered, from), ordered.size());
            List<Position> some = rest.subList(0, Math.min(limit, rest.size()));
            return new Found(
                    some.stream().map(at -> new PageHit(at, line())).toList(),
                    some.size() < rest.size() ? some.getLast() : null);
        }

        private int after(List<Position> ordered, Position from) {
            int at = ordered.indexOf(from);
            assertThat(at).as("asked from a page with a find").isNotNegative();
            return at + 1;
        }

        private static Hit.Snippet line() {
            return new Hit.Snippet(
                    List.of(
                            new Hit.Snippet.Piece("về <b>", false),
                            new Hit.Snippet.Piece("quy", true),
                            new Hit.Snippet.Piece(" hoạch", false)));
        }

        void on(DocumentId document, ContentFileId file, int from, int to) {
            for (int page = from; page <= to; page++) {
                finds.add(new Position(document, file, page));
            }
        }
    }

    private final SeenDescriptions seen = mock(SeenDescriptions.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private final Purposes purposes = mock(Purposes.class);
    private final SeenLines lines = lines(activity);
    private BeforeEnterEvent entered = mock(BeforeEnterEvent.class);
    private final ReadingCopies copies = mock(ReadingCopies.class);

    @BeforeEach
    void open() throws Exception {
        UI.setCurrent(ui);
        ui.setLocale(Locale.forLanguageTag("vi"));
        RecordView.Full record = Views.record();
        when(current.reader()).thenReturn(Reader.OPERATOR);
        when(catalogue.resolve(Views.RECORD.toString(), Reader.OPERATOR))
                .thenReturn(Optional.of(Views.RECORD));
        when(catalogue.record(Views.RECORD, Reader.OPERATOR)).thenReturn(Optional.of(record));
        ExtractedText.Page page =
                new ExtractedText.Page(
                        1, ExtractedText.Source.OCR, "Kế hoạch\nvề <b>quy hoạch", List.of(), null);
        Hit.Snippet plain = new Hit.Snippet(List.of(new Hit.Snippet.Piece("Kế hoạch", false)));
        when(texts.marked(any(), anyInt(), any(), any()))
                .thenReturn(
                        Optional.of(
                                new PageTexts.Marked(
                                        page,
                                        List.of(plain, Pages.line(), plain, Pages.line()),
                                        List.of(
                                                new ExtractedText.Word(
                                                        "quy", 1, 1_000, 2_000, 600, 200)))));
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    /** As the application makes it. */
    private static SeenLines lines(ActivityLog log) {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext()) {
            context.registerBean(ActivityLog.class, () -> log);
            context.register(SeenLines.class);
            context.refresh();
            return context.getBean(SeenLines.class);
        }
    }

    private ViewerPage viewer(ContentFileId file, String asked) {
        ViewerPage page =
                new ViewerPage(
                        catalogue,
                        mock(DamagedFiles.class),
                        copies,
                        texts,
                        inside,
                        current,
                        activity,
                        lines,
                        purposes);
        entered =
                Views.entering(
                        "ho-so/" + Views.RECORD + "/xem/" + file + asked,
                        Map.of("id", Views.RECORD.toString(), "file", file.toString()));
        page.beforeEnter(entered);
        return page;
    }

    private InsidePage places(String asked) {
        InsidePage page = new InsidePage(catalogue, inside, current, seen, lines, purposes);
        entered =
                Views.entering(
                        "ho-so/" + Views.RECORD + "/tim" + asked,
                        Map.of("id", Views.RECORD.toString()));
        page.beforeEnter(entered);
        return page;
    }

    private void close() {
        RecordView.Full record = Views.record(new Rights(Access.LISTED, false, null));
        when(catalogue.record(Views.RECORD, Reader.OPERATOR)).thenReturn(Optional.of(record));
    }

    /** Instead of the view the question was opened, which leads back to it. */
    private void isAsked(String back) {
        verify(entered)
                .forwardTo(
                        PurposeView.class,
                        new RouteParameters("id", Views.RECORD.toString()),
                        QueryParameters.simple(Map.of("ve", back)));
        verify(activity, never()).record(any(), any(), any(), any(), any());
    }

    @Test
    void closedPagesAndTheirLinesAreShownOnceItIsSaidWhatFor() {
        close();
        inside.on(Views.SECOND_DOCUMENT, Views.SECOND, 1, 2);
        ViewerPage page = viewer(Views.SECOND, "?trang=2&q=quy");
        isAsked("/app/ho-so/" + Views.RECORD + "/xem/" + Views.SECOND + "?q=quy&trang=2");
        assertThat(Views.text(page)).doesNotContain("<b>quy");
        InsidePage found = places("?q=quy");
        isAsked("/app/ho-so/" + Views.RECORD + "/tim?q=quy");
        assertThat(Views.text(found)).doesNotContain("<b>quy");
    }

    @Test
    void aDocumentThatIsOpenIsReadUnwatchedBesideOneThatIsClosed() {
        close();
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 2, 3);
        assertThat(Views.text(viewer(Views.LONG, "?trang=2&q=quy"))).contains("<b>quy");
        assertThat(Views.text(places("?q=quy"))).contains("<b>quy");
        verify(entered, never())
                .forwardTo(
                        eq(PurposeView.class),
                        any(RouteParameters.class),
                        any(QueryParameters.class));
        verify(activity, never()).record(any(), any(), any(), any(), any());
    }

    @Test
    void theLogHasTheOpenPageAndThoseWhoseLinesAreListedBesideIt() {
        close();
        when(purposes.of(Views.RECORD, Reader.OPERATOR)).thenReturn(Optional.of(LETTER));
        inside.on(Views.SECOND_DOCUMENT, Views.SECOND, 1, 3);
        ViewerPage page = viewer(Views.SECOND, "?trang=2&q=quy");
        assertThat(Views.text(page)).contains("Mục đích: Công việc của cơ quan: 12/CV");
        String file = Views.SECOND.toString();
        verify(activity).record(Reader.OPERATOR, "VIEW", file, "trang 2", LETTER);
        verify(activity)
                .record(Reader.OPERATOR, "VIEW", file, "dòng ở trang 1, trang 2, trang 3", LETTER);
    }

    @Test
    void theLogHasWhichClosedPagesAListOfFindsShowsLinesOf() {
        close();
        when(purposes.of(Views.RECORD, Reader.OPERATOR)).thenReturn(Optional.of(LETTER));
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 1, 23);
        inside.on(Views.SECOND_DOCUMENT, Views.SECOND, 1, 3);
        InsidePage first = places("?q=quy");
        assertThat(Views.text(first)).contains("Mục đích: Công việc của cơ quan: 12/CV");
        verify(activity)
                .record(
                        Reader.OPERATOR,
                        "VIEW",
                        Views.SECOND.toString(),
                        "dòng ở trang 1, trang 2",
                        LETTER);
        InsidePage next = places("?q=quy&sau=2-1-2");
        assertThat(Views.links(next)).anyMatch(link -> link.startsWith("trang 3 "));
        verify(activity)
                .record(Reader.OPERATOR, "VIEW", Views.SECOND.toString(), "dòng ở trang 3", LETTER);
        verify(activity, times(2)).record(any(), any(), any(), any(), any());
    }

    private static List<Element> marks(Component component) {
        return component
                .getElement()
                .getChildren()
                .filter(element -> element.getTag().equals("mark"))
                .toList();
    }

    @Test
    void linesWithFindsAreMarkedAndCanBeLandedOn() {
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 3, 3);
        ViewerPage page = viewer(Views.LONG, "?trang=3&q=quy&cho=1");
        List<Paragraph> lines =
                Views.all(page, Paragraph.class).stream()
                        .filter(
                                line ->
                                        line.getParent()
                                                .filter(p -> p.hasClassName("tt-transcript"))
                                                .isPresent())
                        .toList();
        assertThat(lines)
                .extracting(line -> line.getId().orElse("-"))
                .containsExactly("-", "tim-1", "-", "tim-2");
        assertThat(marks(lines.get(1))).extracting(Element::getText).containsExactly("quy");
        // As typed, never as markup.
        assertThat(Views.text(lines.get(1))).isEqualTo("về <b>quy hoạch");
    }

    @Test
    void theFindBeforeAndTheOneAfterLeadThroughTheWholeRecord() {
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 2, 3);
        inside.on(Views.SECOND_DOCUMENT, Views.SECOND, 1, 1);
        assertThat(Views.links(viewer(Views.LONG, "?trang=3&q=quy")))
                .contains(
                        "Chỗ tìm thấy trước → " + VIEWER + Views.LONG + "?trang=2&q=quy&cho=1",
                        "Chỗ tìm thấy sau → " + VIEWER + Views.SECOND + "?trang=1&q=quy&cho=1",
                        "Mọi chỗ trong hồ sơ → " + INSIDE);
        List<String> last = Views.links(viewer(Views.SECOND, "?trang=1&q=quy"));
        assertThat(last).noneMatch(link -> link.startsWith("Chỗ tìm thấy sau"));
        assertThat(last)
                .contains("Chỗ tìm thấy trước → " + VIEWER + Views.LONG + "?trang=3&q=quy&cho=1");
    }

    @Test
    void pastTheFiftyThatAreListedThereIsAWayOn() {
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 1, 80);
        ViewerPage page = viewer(Views.LONG, "?trang=1&q=quy");
        assertThat(Views.text(page)).contains("“quy” có ở 50 trang đầu tìm thấy");
        assertThat(Views.links(page))
                .contains("Các chỗ tiếp theo trong hồ sơ → " + INSIDE + "&sau=1-1-50");
        assertThat(Views.all(page, NativeDetails.class)).noneMatch(NativeDetails::isOpen);

        InsidePage further = places("?q=quy&sau=1-1-50");
        assertThat(Views.links(further))
                .contains("trang 51 → " + VIEWER + Views.LONG + "?trang=51&q=quy&cho=1")
                .contains("trang 75 → " + VIEWER + Views.LONG + "?trang=75&q=quy&cho=1")
                .contains("Tìm tiếp trong hồ sơ → " + INSIDE + "&sau=1-1-75")
                .contains("Từ đầu hồ sơ → " + INSIDE);
        InsidePage end = places("?q=quy&sau=1-1-75");
        assertThat(Views.links(end)).noneMatch(link -> link.startsWith("Tìm tiếp"));
    }

    @Test
    void whereTheLookingStoppedBeforeAFindNothingIsDenied() {
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 7, 7);
        inside.gaveUp = true;
        ViewerPage page = viewer(Views.LONG, "?trang=1&q=quy");
        assertThat(Views.text(page)).contains("Chưa thấy “quy”");
        assertThat(Views.links(page)).contains("Chỗ tìm thấy sau → " + INSIDE + "&sau=1-1-7");
        assertThat(Views.text(places("?q=quy"))).contains("hồ sơ còn dài");
        inside.gaveUp = false;
        inside.finds.clear();
        assertThat(Views.text(places("?q=quy"))).contains("Không thấy “quy” ở trang nào");
        inside.busy = true;
        assertThat(Views.text(viewer(Views.LONG, "?q=quy"))).contains("quá nhiều lượt tìm");
        assertThat(Views.text(places("?q=quy"))).contains("quá nhiều lượt tìm");
    }

    @Test
    void theCopyOfAScannedPdfIsOfferedWhereThereIsOne() {
        RecordPage record =
                new RecordPage(
                        catalogue, mock(DamagedFiles.class), copies, current, seen, purposes);
        String words = "Tải bản PDF/A hai lớp để đọc và tìm chữ (80 trang, khoảng ";
        String address = "/app-tep/pdf/" + Views.RECORD + "/" + Views.FIRST_DOCUMENT;
        Predicate<String> link = each -> each.startsWith(words) && each.endsWith(address);
        record.beforeEnter(
                Views.entering("ho-so/" + Views.RECORD, Map.of("id", Views.RECORD.toString())));
        assertThat(Views.links(record)).noneMatch(each -> each.contains("/app-tep/pdf/"));
        assertThat(Views.links(viewer(Views.LONG, "?trang=2"))).noneMatch(link);

        when(copies.offered(any())).thenReturn(Set.of(Views.FIRST_DOCUMENT));
        record.beforeEnter(
                Views.entering("ho-so/" + Views.RECORD, Map.of("id", Views.RECORD.toString())));
        assertThat(Views.links(record))
                .anyMatch(link)
                .filteredOn(each -> each.contains("/app-tep/pdf/"))
                .hasSize(1);
        assertThat(Views.links(viewer(Views.LONG, "?trang=2"))).anyMatch(link);
        assertThat(Views.links(viewer(Views.SECOND, "?trang=1")))
                .noneMatch(each -> each.contains("/app-tep/pdf/"));
        assertThat(Views.text(record)).doesNotContain("bản gốc đã ký");
    }

    @Test
    void theZoomTakesItsImagesWhereTheReadersRightsAreAsked() {
        ViewerPage page = viewer(Views.LONG, "?trang=2");
        Element zoom =
                Views.all(page, ViewerImage.class)
                        .getFirst()
                        .getChildren()
                        .findFirst()
                        .orElseThrow()
                        .getElement()
                        .getChild(0);
        String base = zoom.getAttribute("data-base");
        assertThat(base + "2000" + zoom.getAttribute("data-end"))
                .isEqualTo(ContentFiles.image(Views.LONG, 2, 2000));
        assertThat(zoom.getAttribute("data-ways").split("\\|")).hasSize(4);
    }

    @Test
    void whatIsOnlyListedOrNotThereOpensAlike() {
        AipId listed = new AipId(new UUID(9, 9));
        when(catalogue.resolve(listed.toString(), Reader.OPERATOR)).thenReturn(Optional.of(listed));
        when(catalogue.record(listed, Reader.OPERATOR))
                .thenReturn(
                        Optional.of(
                                new RecordView.Listed(
                                        listed,
                                        "H03.11",
                                        new RecordView.FondsSummary(Views.FONDS, "H03", "Phông"),
                                        1998,
                                        1999,
                                        null)));
        for (String id : List.of(listed.toString(), new UUID(9, 8).toString(), "khong-co")) {
            InsidePage page = new InsidePage(catalogue, inside, current, seen, lines, purposes);
            assertThatThrownBy(
                            () ->
                                    page.beforeEnter(
                                            Views.entering(
                                                    "ho-so/" + id + "/tim?q=quy",
                                                    Map.of("id", id))))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void theBoxHasWhatWasAskedAndAPlaceOfAnotherRecordIsTheBeginning() {
        inside.on(Views.FIRST_DOCUMENT, Views.LONG, 1, 2);
        InsidePage page = places("?q=quy&sau=7-1-1");
        assertThat(Views.all(page, TextField.class))
                .extracting(TextField::getValue)
                .containsExactly("quy");
        assertThat(Views.links(page))
                .contains("trang 1 → " + VIEWER + Views.LONG + "?trang=1&q=quy&cho=1")
                .noneMatch(link -> link.startsWith("Từ đầu"));
        verify(seen).note(any(RecordView.Full.class), any());
        assertThat(Views.text(places(""))).doesNotContain("trang 1");
    }
}
