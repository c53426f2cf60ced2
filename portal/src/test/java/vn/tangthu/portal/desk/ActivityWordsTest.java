package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.outgoing.SeenLines;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

class ActivityWordsTest {
    private static final UUID ID = UUID.fromString("12345678-1111-2222-3333-444444444444");

    private static final String FILE = "87654321-1111-2222-3333-444444444444";

    /** Every action that any room records has words; the sources say which there are. */
    @Test
    void everyActionOfTheLogHasWords() throws Exception {
        Set<String> actions = new TreeSet<>();
        Pattern call =
                Pattern.compile("(?:record|note)\\(\\s*(?:[\\w.()]+,\\s*)?\"([A-Z_]+[A-Z])\"");
        for (String module : List.of("repository", "indexer", "portal")) {
            Path sources = Path.of("..", module, "src", "main", "java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    call.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> actions.add(found.group(1)));
                }
            }
        }
        assertThat(actions).hasSizeGreaterThan(20);
        assertThat(actions)
                .allSatisfy(
                        action ->
                                assertThat(inWords(Locale.ROOT).did(entry(action, "", "")))
                                        .isNotEqualTo(action));
    }

    @Test
    void theLogShowsWordsAndNamesForCodesAndIds() {
        ActivityWords english = inWords(Locale.ENGLISH);
        String id = ID.toString();
        assertThat(english.detail(entry("ACCOUNT_CREATED", "an", "AGENCY,CITIZEN " + id)))
                .isEqualTo("Agency, Citizen Phông X");
        assertThat(english.detail(entry("RESTRICT", "", "HIDDEN: giữ kín, không PUBLIC")))
                .isEqualTo(Words.in(Locale.ENGLISH).of(Access.HIDDEN) + ": giữ kín, không PUBLIC");
        assertThat(english.detail(entry("VIEW", "", "trang 12"))).isEqualTo("page 12");
        assertThat(english.detail(entry("VIEW", "", SeenLines.DETAIL + " trang 3, trang 5")))
                .isEqualTo("lines on page 3, page 5");
        assertThat(english.detail(entry("VIEW", "", "v2, trang 3, " + FILE)))
                .isEqualTo("v2, page 3, H1.01");
        assertThat(english.detail(entry("VIEW", id, SeenDescriptions.DETAIL)))
                .isEqualTo("description");
        assertThat(english.detail(entry("LOGIN", "an", "127.0.0.1"))).isEqualTo("127.0.0.1");
        assertThat(english.subject(entry("INGEST", id, "Đợt 1.zip"))).isEqualTo("Đợt 1.zip");
        assertThat(english.detail(entry("INGEST", id, "Đợt 1.zip"))).isEmpty();
        assertThat(english.detail(entry("TEXT_AGAIN", "", FILE + ", vie+eng: 1")))
                .as("the log has its id, whoever may read it sees what it is")
                .isEqualTo("H1.01, vie+eng: 1");
        assertThat(english.detail(entry("TEXT_PRIORITY", "H1", "FIRST"))).isEqualTo("Priority");
        assertThat(english.detail(entry("TEXT_PRIORITY", id, "17"))).isEqualTo("17");
        String unknown = "00000000-1111-2222-3333-444444444444";
        assertThat(english.subject(entry("CORRECT", unknown, ""))).isEqualTo("id 00000000…");
    }

    @Test
    void whatItWasOpenedForStandsBeforeWhatTheRequestWasFor() {
        ActivityWords english = inWords(Locale.ENGLISH);
        ActivityLog.Entry view = entry("VIEW", "", "trang 1");
        ReadingPurpose request = new ReadingPurpose(ReadingPurpose.Kind.REQUEST, "YC-1");
        ReadingPurpose check = new ReadingPurpose(ReadingPurpose.Kind.QUALITY, "");
        assertThat(english.purpose(new Found(1, view, request, "làm sổ")))
                .isEqualTo("Processing a request: YC-1 · làm sổ");
        assertThat(english.purpose(new Found(1, view, check, null)))
                .isEqualTo("Check of quality or fixity");
        assertThat(english.purpose(new Found(1, view, null, "làm sổ"))).isEqualTo("làm sổ");
        assertThat(english.purpose(new Found(1, view, null, null))).isEmpty();
    }

    private static ActivityLog.Entry entry(String action, String subject, String detail) {
        return new ActivityLog.Entry(Instant.EPOCH, "an", action, subject, detail);
    }

    /** With one fonds and one delivery of the same id; everything else is not there. */
    private static ActivityWords inWords(Locale locale) {
        Catalogue catalogue = mock(Catalogue.class);
        Fonds fonds =
                new Fonds(
                        new FondsId(ID),
                        "H1",
                        "Phông X",
                        "H",
                        null,
                        null,
                        Rights.OPEN,
                        0,
                        Instant.EPOCH);
        when(catalogue.fonds(new FondsId(ID), Reader.ANONYMOUS)).thenReturn(Optional.of(fonds));
        AipId aip = new AipId(UUID.randomUUID());
        RecordView.Full record = mock(RecordView.Full.class);
        when(record.arcFileCode()).thenReturn("H1.01");
        when(catalogue.recordOf(ContentFileId.of(FILE), Reader.ANONYMOUS))
                .thenReturn(Optional.of(aip));
        when(catalogue.record(aip, Reader.ANONYMOUS)).thenReturn(Optional.of(record));
        Deliveries deliveries = mock(Deliveries.class);
        when(deliveries.find(new DeliveryId(ID))).thenReturn(Optional.of(delivery()));
        return new ActivityWords(Words.in(locale), Reader.ANONYMOUS, catalogue, deliveries);
    }

    private static Deliveries.Delivery delivery() {
        return new Deliveries.Delivery(
                new DeliveryId(ID),
                "Đợt 1.zip",
                "an",
                Deliveries.State.KEPT,
                null,
                0,
                0,
                Instant.EPOCH,
                null,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                Deliveries.Turn.NONE);
    }
}
