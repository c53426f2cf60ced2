package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog.Entry;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.ActivitySearch.Asked;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.ActivitySearch.Kind;
import vn.tangthu.repository.ActivitySearch.Page;
import vn.tangthu.repository.ActivitySearch.Place;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;

/** What is looked for in the log: an address that can be handed on, and a spreadsheet. */
class ActivityAskedTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Instant AT = Instant.parse("2026-11-20T02:00:00.123456Z");

    private static final ReadingPurpose FOR =
            new ReadingPurpose(ReadingPurpose.Kind.REQUEST, "YC-1");

    private static ActivityAsked of(String query) {
        return ActivityAsked.of(QueryParameters.fromString(query), TODAY);
    }

    @Test
    void whatIsAskedComesBackFromItsAddressToTheMicrosecond() {
        Asked asked =
                new Asked(
                        TODAY.minusDays(3),
                        TODAY,
                        "an & ba",
                        "H32.01/1",
                        Kind.TAKEN,
                        "làm \"sổ\"",
                        ReadingPurpose.Kind.AGENCY_WORK);
        Place place = new Place(AT, 12_345_678_901L);
        Location location =
                new Location(ActivityAsked.address(asked, place).substring("/app/".length()));
        assertThat(ActivityAsked.of(location.getQueryParameters(), TODAY))
                .isEqualTo(new ActivityAsked(asked, place));
    }

    @Test
    void whatMakesNoSenseIsLeftOut() {
        ActivityAsked plain = of("");
        assertThat(plain.asked().through()).isEqualTo(TODAY);
        assertThat(plain.asked().from()).isEqualTo(TODAY.minusDays(30));
        assertThat(of("tu=x&den=99999-1-1&loai=ALL&muc-dich=NO&truoc=1;drop")).isEqualTo(plain);
        assertThat(of("tu=2026-11-30&den=2026-11-01").asked().from())
                .isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(of("ai=" + "x".repeat(5_000)).asked().person()).hasSize(200);
    }

    @Test
    void everyKindAndItsActionsHaveWords() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.forLanguageTag("vi"))) {
            Words words = Words.in(locale);
            for (ReadingPurpose.Kind kind : ReadingPurpose.Kind.values()) {
                assertThat(words.of("purpose." + kind)).doesNotStartWith("?");
                assertThat(words.of("purpose.wrong." + kind)).doesNotStartWith("?");
                if (kind.worded()) {
                    assertThat(words.of("purpose.text." + kind)).doesNotStartWith("?");
                }
            }
            for (Kind kind : Kind.values()) {
                assertThat(words.of("activity.kind." + kind)).doesNotStartWith("?");
                assertThat(kind.actions())
                        .allSatisfy(
                                action ->
                                        assertThat(words.of("activity.did." + action))
                                                .doesNotStartWith("?"));
            }
        }
    }

    @Test
    void theSpreadsheetFollowsThePagesAndHoldsNoFormula() throws Exception {
        ActivitySearch search = mock(ActivitySearch.class);
        Found first = found(2, "=HYPERLINK(\"http://x\")");
        Found second = found(1, "@SUM(A1)");
        Asked asked = of("").asked();
        when(search.find(any(), eq(null), anyInt(), any()))
                .thenReturn(new Page(List.of(first), true, false));
        when(search.find(any(), eq(first.place()), anyInt(), any()))
                .thenReturn(new Page(List.of(second), false, false));
        Words words = Words.in(Locale.forLanguageTag("vi"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ActivitySheet.write(
                search,
                asked,
                Reader.OPERATOR,
                new ActivityWords(
                        words, Reader.OPERATOR, mock(Catalogue.class), mock(Deliveries.class)),
                words,
                out);
        try (ReadableWorkbook book =
                        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()));
                var rows = book.getFirstSheet().openStream()) {
            List<Row> lines = rows.filter(row -> row.getCellCount() > 4).toList();
            assertThat(lines)
                    .extracting(row -> row.getCellText(4))
                    .containsExactly("Chi tiết", "=HYPERLINK(\"http://x\")", "@SUM(A1)");
            assertThat(lines.get(1).getCell(4).getFormula()).isNull();
            assertThat(lines.get(1).getCellText(5)).isEqualTo("Giải quyết yêu cầu: YC-1 · làm sổ");
        }
    }

    private static Found found(long id, String detail) {
        return new Found(id, new Entry(AT, "an", "DOWNLOAD", "x", detail), FOR, "làm sổ");
    }
}
